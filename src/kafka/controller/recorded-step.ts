import { withDefaults } from "../protocol/codec/message.ts";
import type { MessageName } from "../protocol/messages.ts";
import { alterPartition } from "./alter-partition.ts";
import { brokerHeartbeat } from "./broker-heartbeats.ts";
import {
  allocateProducerIds,
  registerBroker,
  unregisterBroker,
} from "./cluster-control.ts";
import { alterConfigs, incrementalAlterConfigs } from "./config-control.ts";
import type { ControllerContext, ControllerResult } from "./controller-context.ts";
import { answerOf, type ClusterFixture, contextOf } from "./controller-fixture.ts";
import type { ControllerState } from "./controller-state.ts";
import { createPartitions } from "./create-partitions.ts";
import { createTopics } from "./create-topics.ts";
import { deleteTopics } from "./delete-topics.ts";
import { describeCluster } from "./describe-cluster.ts";
import { describeMetadata } from "./describe-metadata.ts";
import { describeTopicPartitions } from "./describe-topic-partitions.ts";
import { electLeaders } from "./elect-leaders.ts";
import { type MetadataImage, topicIdOf } from "./metadata-image.ts";
import {
  alterPartitionReassignments,
  listPartitionReassignments,
} from "./reassignments.ts";

/** One step of a recording. */
export interface Step {
  readonly op: string;
  readonly api?: string;
  readonly version?: number;
  readonly body?: Record<string, unknown>;
  readonly topic?: string;
  readonly node?: number;
  readonly replicas?: Record<string, number[]>;
  readonly config?: Record<string, string>;
  readonly as?: string;
  readonly got?: Record<string, unknown>;
}

/** Answers that later steps take values from, by name. */
export type Remembered = Map<string, Record<string, unknown>>;

type Operation = (
  state: ControllerState,
  request: never,
  context: ControllerContext,
) => ControllerResult<object>;

const operations: Readonly<Record<string, Operation>> = {
  AllocateProducerIds: allocateProducerIds,
  AlterConfigs: alterConfigs,
  AlterPartition: alterPartition,
  AlterPartitionReassignments: alterPartitionReassignments,
  BrokerHeartbeat: brokerHeartbeat,
  BrokerRegistration: registerBroker,
  CreatePartitions: createPartitions,
  CreateTopics: createTopics,
  DeleteTopics: deleteTopics,
  ElectLeaders: electLeaders,
  IncrementalAlterConfigs: incrementalAlterConfigs,
  UnregisterBroker: unregisterBroker,
};

const describing = {
  listener: "PLAINTEXT",
  clusterId: "MkU3OEVBNTcwNTJENDM2Qk",
  pickController: (ids: readonly number[]) => ids[0] ?? -1,
};

const answers: Readonly<
  Record<string, (image: MetadataImage, request: never) => object>
> = {
  DescribeCluster: (image, request) => describeCluster(image, request, describing),
  DescribeTopicPartitions: (image, request) =>
    describeTopicPartitions(image, request, describing.listener),
  ListPartitionReassignments: listPartitionReassignments,
  Metadata: (image, request) => describeMetadata(image, request, describing),
};

/** Answers a recorded request with the functions of this folder; undefined for what is not theirs. */
export function askAsRecorded(
  cluster: ClusterFixture,
  step: Step,
  remembered: Remembered,
): Record<string, unknown> | undefined {
  const { api = "", version = 0 } = step;
  const operation = operations[api];
  const answer = answers[api];
  if (operation === undefined && answer === undefined) return undefined;
  const name = `${api}Request` as MessageName;
  const request = withDefaults(
    name,
    version,
    resolved(cluster, step, remembered),
  ) as never;
  const response =
    operation === undefined
      ? answer?.(cluster.state.image, request)
      : answerOf(cluster, operation(cluster.state, request, contextOf(cluster, version)));
  const kept = { ...response };
  if (step.as !== undefined) remembered.set(step.as, kept);
  return kept;
}

/** The body with the values that it takes from earlier answers. */
function resolved(cluster: ClusterFixture, step: Step, remembered: Remembered): object {
  const text = JSON.stringify(step.body)
    .replaceAll(
      /\$topicId:(\w+)/g,
      (_, topic: string) => topicIdOf(cluster.state.image, topic) ?? "",
    )
    .replaceAll(/"\$(\w+)\/([\w/]+)"/g, (_, name: string, path: string) =>
      JSON.stringify(
        path
          .split("/")
          .reduce<unknown>(
            (value, key) => (value as Record<string, unknown>)[key],
            remembered.get(name),
          ),
      ),
    );
  return JSON.parse(text) as object;
}

/** The request that a recorded `createTopic` stands for. */
export function creationStep(step: Step): Step {
  const assignments = Object.entries(step.replicas ?? {}).map(([id, brokerIds]) => ({
    partitionIndex: Number(id),
    brokerIds,
  }));
  const configs = Object.entries(step.config ?? {}).map(([name, value]) => ({
    name,
    value,
  }));
  const topic = { numPartitions: -1, replicationFactor: -1, assignments, configs };
  return {
    op: "request",
    api: "CreateTopics",
    version: 7,
    body: { topics: [{ name: step.topic, ...topic }] },
  };
}
