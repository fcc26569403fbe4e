import { errorCode } from "../../terms/errors.ts";
import type {
  CreatePartitionsRequest,
  CreatePartitionsRequestTopic,
  CreatePartitionsResponse,
  CreatePartitionsResponseTopic,
} from "../protocol/messages.ts";
import {
  type ApiError,
  apiError,
  type ControllerContext,
  type ControllerResult,
} from "./controller-context.ts";
import type { ControllerState } from "./controller-state.ts";
import { type TopicImage, topicByName } from "./metadata-image.ts";
import type { MetadataRecord } from "./metadata-record.ts";
import {
  type Assignment,
  activeReplicas,
  manualAssignmentError,
  newPartitionRecord,
  placedAssignment,
} from "./replica-assignment.ts";

/** Kafka: ControllerApis.createPartitions, then ReplicationControlManager.createPartitions. */
export function createPartitions(
  state: ControllerState,
  request: CreatePartitionsRequest,
  context: ControllerContext,
): ControllerResult<CreatePartitionsResponse> {
  const names = request.topics.map((topic) => topic.name);
  const repeated = new Set(names.filter((name, at) => names.indexOf(name) !== at));
  const records: MetadataRecord[] = [];
  const results: CreatePartitionsResponseTopic[] = [...repeated].map((name) => ({
    name,
    ...apiError(errorCode("INVALID_REQUEST"), "Duplicate topic name."),
  }));
  for (const wanted of request.topics) {
    if (repeated.has(wanted.name)) continue;
    const topic = topicByName(state.image, wanted.name);
    const assignment = assign(state, wanted, topic, context);
    if (assignment.kind === "placed" && topic !== undefined)
      records.push(...partitionRecords(state, topic, assignment.replicas));
    const error =
      assignment.kind === "refused" ? assignment.error : apiError(errorCode("NONE"));
    results.push({ name: wanted.name, ...error });
  }
  return {
    records: request.validateOnly ? [] : records,
    response: { throttleTimeMs: 0, results },
    because: "createPartitions",
  };
}

function partitionRecords(
  state: ControllerState,
  topic: TopicImage,
  replicas: readonly (readonly number[])[],
): MetadataRecord[] {
  return replicas.map((brokerIds, index) =>
    newPartitionRecord(
      state.image,
      topic.topicId,
      topic.partitions.length + index,
      brokerIds,
    ),
  );
}

function assign(
  state: ControllerState,
  wanted: CreatePartitionsRequestTopic,
  topic: TopicImage | undefined,
  context: ControllerContext,
): Assignment {
  if (topic === undefined)
    return refuse(
      "UNKNOWN_TOPIC_OR_PARTITION",
      "This server does not host this topic-partition.",
    );
  const existing = topic.partitions.length;
  const additional = wanted.count - existing;
  if (additional === 0)
    return refuse("INVALID_PARTITIONS", `Topic already has ${existing} partition(s).`);
  if (additional < 0)
    return refuse(
      "INVALID_PARTITIONS",
      `The topic ${wanted.name} currently has ${existing} partition(s); ${wanted.count} would not be an increase.`,
    );
  const replicationFactor = topic.partitions[0]?.replicas.length ?? 1;
  if (wanted.assignments === null)
    return placedAssignment(state, context, {
      partitions: additional,
      replicationFactor,
    });
  if (wanted.assignments.length !== additional)
    return refuse(
      "INVALID_REPLICA_ASSIGNMENT",
      `Attempted to add ${additional} additional partition(s), but only ${wanted.assignments.length} assignment(s) were specified.`,
    );
  return assignedByHand(
    state,
    wanted.assignments.map(({ brokerIds }) => brokerIds),
    replicationFactor,
    existing,
  );
}

function assignedByHand(
  state: ControllerState,
  replicas: readonly (readonly number[])[],
  replicationFactor: number,
  existing: number,
): Assignment {
  for (const [index, brokerIds] of replicas.entries()) {
    const error: ApiError | null = manualAssignmentError(
      state.image,
      brokerIds,
      replicationFactor,
    );
    if (error !== null) return { kind: "refused", error };
    if (activeReplicas(state.image, brokerIds).length === 0)
      return refuse(
        "INVALID_REPLICA_ASSIGNMENT",
        `All brokers specified in the manual partition assignment for partition ${existing + index} are fenced or in controlled shutdown.`,
      );
  }
  return { kind: "placed", replicas };
}

function refuse(name: Parameters<typeof errorCode>[0], words: string): Assignment {
  return { kind: "refused", error: apiError(errorCode(name), words) };
}
