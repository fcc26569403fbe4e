import { type Context, wallClockMs } from "../context.ts";
import { alterPartition } from "../controller/alter-partition.ts";
import { assignReplicasToDirs } from "../controller/assign-replicas.ts";
import { brokerHeartbeat, trackHeartbeat } from "../controller/broker-heartbeats.ts";
import {
  allocateProducerIds,
  registerBroker,
  registerController,
  unregisterBroker,
} from "../controller/cluster-control.ts";
import { alterConfigs, incrementalAlterConfigs } from "../controller/config-control.ts";
import type {
  ControllerContext,
  ControllerResult,
} from "../controller/controller-context.ts";
import type { ControllerState } from "../controller/controller-state.ts";
import { createPartitions } from "../controller/create-partitions.ts";
import { createTopics } from "../controller/create-topics.ts";
import { deleteTopics } from "../controller/delete-topics.ts";
import { electLeaders } from "../controller/elect-leaders.ts";
import {
  alterPartitionReassignments,
  listPartitionReassignments,
} from "../controller/reassignments.ts";
import { updateFeatures } from "../controller/update-features.ts";
import { apiKeys, type RequestMessage } from "../protocol/envelope.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import { answer, answerNotController } from "./answer.ts";
import { commitResult, operationContext } from "./commit.ts";
import type { Controller } from "./controller-node.ts";
import { describeQuorum } from "./describe-quorum.ts";
import { isMetadataFetch } from "./serve-fetch.ts";
import { isRaftRequest, serveQuorum } from "./serve-quorum.ts";
import { timedOutBody } from "./timed-out.ts";

type Operation = (
  state: ControllerState,
  request: never,
  context: ControllerContext,
) => ControllerResult<object>;

const operations: Readonly<Record<number, Operation>> = {
  [apiKeys.BrokerRegistration]: registerBroker,
  [apiKeys.UnregisterBroker]: unregisterBroker,
  [apiKeys.AlterPartition]: alterPartition,
  [apiKeys.CreateTopics]: createTopics,
  [apiKeys.DeleteTopics]: deleteTopics,
  [apiKeys.CreatePartitions]: createPartitions,
  [apiKeys.ElectLeaders]: electLeaders,
  [apiKeys.IncrementalAlterConfigs]: incrementalAlterConfigs,
  [apiKeys.AlterConfigs]: alterConfigs,
  [apiKeys.AlterPartitionReassignments]: alterPartitionReassignments,
  [apiKeys.BrokerHeartbeat]: brokerHeartbeat,
  [apiKeys.ControllerRegistration]: registerController,
  [apiKeys.AssignReplicasToDirs]: assignReplicasToDirs,
  [apiKeys.AllocateProducerIds]: allocateProducerIds,
  [apiKeys.UpdateFeatures]: updateFeatures,
};

/** Requests that reach a controller's listener and no broker's. */
export const isControllerRequest = (request: RequestMessage): boolean =>
  request.api === apiKeys.Envelope ||
  request.api === apiKeys.BrokerRegistration ||
  request.api === apiKeys.BrokerHeartbeat ||
  request.api === apiKeys.AlterPartition ||
  request.api === apiKeys.AssignReplicasToDirs ||
  request.api === apiKeys.ControllerRegistration ||
  request.api === apiKeys.AllocateProducerIds ||
  (request.api !== apiKeys.Fetch && isRaftRequest(request.api)) ||
  (request.api === apiKeys.Fetch && isMetadataFetch(request.body));

/** A request at the active controller. Kafka: ControllerApis. */
export function handleControllerRequest(
  context: Context,
  controller: Controller,
  connection: number,
  request: RequestMessage,
): void {
  const reply: ReplyTo = {
    connection,
    api: request.api,
    version: request.version,
    correlationId: request.correlationId,
  };
  const inner =
    request.api === apiKeys.Envelope
      ? (request.body as { readonly requestData: RequestMessage }).requestData
      : request;
  if (isRaftRequest(inner.api)) serveQuorum(context, controller, reply, inner);
  else if (inner.api === apiKeys.DescribeQuorum)
    answer(context, reply, describeQuorum(controller, context.effects.nowUs()));
  else if (controller.activeEpoch < 0) answerNotController(context, reply);
  else if (inner.api === apiKeys.ListPartitionReassignments)
    answer(
      context,
      reply,
      listPartitionReassignments(controller.state.image, inner.body as never),
    );
  else operate(context, controller, reply, inner);
}

function operate(
  context: Context,
  controller: Controller,
  reply: ReplyTo,
  request: RequestMessage,
): void {
  const late = timedOutBody(request);
  if (late !== null) {
    answer(context, reply, late);
    return;
  }
  const operation = operations[request.api];
  if (operation === undefined) {
    answer(context, reply, { errorCode: 35 });
    return;
  }
  if (request.api === apiKeys.BrokerHeartbeat)
    trackHeartbeat(controller.state, request.body as never, wallClockMs(context.effects));
  const result = operation(
    controller.state,
    request.body as never,
    operationContext(context, controller, request.version),
  );
  const { image } = controller.state;
  context.probe.controllerDecided(controller.config.nodeId, request, {
    response: result.response,
    image,
  });
  commitResult(context, controller, result, reply);
}
