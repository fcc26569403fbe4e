import { alterClientQuotas } from "../controller/alter-client-quotas.ts";
import { alterPartition } from "../controller/alter-partition.ts";
import { allocateProducerIds, unregisterBroker } from "../controller/cluster-control.ts";
import { alterConfigs, incrementalAlterConfigs } from "../controller/config-control.ts";
import { createPartitions } from "../controller/create-partitions.ts";
import { deleteTopics } from "../controller/delete-topics.ts";
import { electLeaders } from "../controller/elect-leaders.ts";
import {
  alterPartitionReassignments,
  listPartitionReassignments,
} from "../controller/reassignments.ts";
import { updateFeatures } from "../controller/update-features.ts";
import { apiKeys } from "../protocol/envelope.ts";
import { answer, answerNotController } from "./answer.ts";
import type { Operation, Question } from "./controller-requests.ts";
import { describeQuorum } from "./describe-quorum.ts";

/** What an operator or a foreign client asks of the active controller, and brokers once something went wrong. */
export const operatorOperations: Readonly<Record<number, Operation>> = {
  [apiKeys.AlterPartition]: alterPartition,
  [apiKeys.UnregisterBroker]: unregisterBroker,
  [apiKeys.DeleteTopics]: deleteTopics,
  [apiKeys.CreatePartitions]: createPartitions,
  [apiKeys.ElectLeaders]: electLeaders,
  [apiKeys.IncrementalAlterConfigs]: incrementalAlterConfigs,
  [apiKeys.AlterConfigs]: alterConfigs,
  [apiKeys.AlterPartitionReassignments]: alterPartitionReassignments,
  [apiKeys.UpdateFeatures]: updateFeatures,
  [apiKeys.AlterClientQuotas]: alterClientQuotas,
  [apiKeys.AllocateProducerIds]: allocateProducerIds,
};

/** What an operator may ask of any controller. */
export const operatorQuestions: Readonly<Record<number, Question>> = {
  [apiKeys.DescribeQuorum]: (context, controller, reply, body) =>
    answer(
      context,
      reply,
      describeQuorum(controller, body as never, context.effects.nowUs()),
    ),
  [apiKeys.ListPartitionReassignments]: (context, controller, reply, body) => {
    if (controller.activeEpoch < 0) answerNotController(context, reply);
    else
      answer(
        context,
        reply,
        listPartitionReassignments(controller.state.image, body as never),
      );
  },
};
