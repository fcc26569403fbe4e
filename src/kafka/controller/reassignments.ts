import { errorCode } from "../../terms/errors.ts";
import type {
  AlterPartitionReassignmentsRequest,
  AlterPartitionReassignmentsResponse,
  ListPartitionReassignmentsRequest,
  ListPartitionReassignmentsResponse,
  ListPartitionReassignmentsResponsePartition,
} from "../protocol/messages.ts";
import { type ApiError, apiError, type ControllerResult } from "./controller-context.ts";
import type { ControllerState } from "./controller-state.ts";
import {
  type MetadataImage,
  type TopicImage,
  topicByName,
  topicsOf,
} from "./metadata-image.ts";
import type { MetadataRecord } from "./metadata-record.ts";
import { proposePartitionChange } from "./partition-election.ts";
import type { PartitionPlace } from "./partition-place.ts";
import { isReassigning, type PartitionRegistration } from "./partition-registration.ts";
import { manualAssignmentError } from "./replica-assignment.ts";
import { uncleanElectionEnabled } from "./topic-config.ts";

type Outcome =
  | { readonly kind: "accepted"; readonly record: MetadataRecord | null }
  | { readonly kind: "refused"; readonly error: ApiError };

/** Kafka: ReplicationControlManager.alterPartitionReassignments. */
export function alterPartitionReassignments(
  state: ControllerState,
  request: AlterPartitionReassignmentsRequest,
): ControllerResult<AlterPartitionReassignmentsResponse> {
  const records: MetadataRecord[] = [];
  const { allowReplicationFactorChange } = request;
  const responses = request.topics.map(({ name, partitions }) => ({
    name,
    partitions: partitions.map(({ partitionIndex, replicas }) => {
      const outcome = reassign(state, name, partitionIndex, {
        replicas,
        allowReplicationFactorChange,
      });
      if (outcome.kind === "accepted" && outcome.record !== null)
        records.push(outcome.record);
      const error =
        outcome.kind === "refused" ? outcome.error : apiError(errorCode("NONE"));
      return { partitionIndex, ...error };
    }),
  }));
  return {
    records,
    response: {
      throttleTimeMs: 0,
      allowReplicationFactorChange,
      ...apiError(errorCode("NONE")),
      responses,
    },
    because: "alterPartitionReassignments",
  };
}

interface Target {
  /** null cancels what is under way. */
  readonly replicas: readonly number[] | null;
  readonly allowReplicationFactorChange: boolean;
}

function reassign(
  state: ControllerState,
  topicName: string,
  index: number,
  target: Target,
): Outcome {
  const topic = topicByName(state.image, topicName);
  const partition = topic?.partitions[index];
  if (topic === undefined || partition === undefined)
    return refused(
      "UNKNOWN_TOPIC_OR_PARTITION",
      topic === undefined
        ? `Unable to find a topic named ${topicName}.`
        : `Unable to find partition ${topicName}:${index}.`,
    );
  const place: PartitionPlace = { topic, index, partition };
  return target.replicas === null
    ? cancel(state, place)
    : change(state, place, target.replicas, target.allowReplicationFactorChange);
}

/** Back to the replicas without the added ones, in the order they stand. Kafka: PartitionReassignmentRevert. */
function cancel(state: ControllerState, place: PartitionPlace): Outcome {
  const { partition, topic } = place;
  if (!isReassigning(partition))
    return refused(
      "NO_REASSIGNMENT_IN_PROGRESS",
      "No partition reassignment is in progress.",
    );
  const kept = (brokerId: number): boolean =>
    !partition.addingReplicas.includes(brokerId);
  const replicas = partition.replicas.filter(kept);
  const clean = partition.isr.filter(kept);
  const unclean = uncleanElectionEnabled(state, topic.name);
  if (clean.length === 0 && !unclean)
    return refused(
      "INVALID_REPLICA_ASSIGNMENT",
      `Unable to revert partition assignment for ${topic.name}:${place.index} because it would require an unclean leader election.`,
    );
  const record = proposePartitionChange(state, place, {
    election: unclean ? "UNCLEAN" : "ONLINE",
    isr: clean.length === 0 ? replicas.slice(0, 1) : clean,
    replicas,
    removingReplicas: [],
    addingReplicas: [],
  });
  return { kind: "accepted", record };
}

/** The target first, then what goes; both lists ascending. Kafka: PartitionReassignmentReplicas. */
function change(
  state: ControllerState,
  place: PartitionPlace,
  target: readonly number[],
  allowReplicationFactorChange: boolean,
): Outcome {
  const invalid = manualAssignmentError(state.image, target, undefined);
  if (invalid !== null) return { kind: "refused", error: invalid };
  const { partition } = place;
  const factor = partition.replicas.length - partition.addingReplicas.length;
  if (!allowReplicationFactorChange && target.length !== factor)
    return refused(
      "INVALID_REPLICATION_FACTOR",
      `The replication factor is changed from ${factor} to ${target.length}`,
    );
  const removing = ascending(partition.replicas.filter((id) => !target.includes(id)));
  const adding = ascending(target.filter((id) => !partition.replicas.includes(id)));
  const replicas = [...target, ...removing];
  const same = replicas.join() === partition.replicas.join();
  const record = proposePartitionChange(state, place, {
    ...(same ? {} : { replicas }),
    ...(removing.length > 0 ? { removingReplicas: removing } : {}),
    ...(adding.length > 0 ? { addingReplicas: adding } : {}),
  });
  return { kind: "accepted", record };
}

function ascending(brokerIds: readonly number[]): number[] {
  return brokerIds.toSorted((a, b) => a - b);
}

function refused(name: Parameters<typeof errorCode>[0], words: string): Outcome {
  return { kind: "refused", error: apiError(errorCode(name), words) };
}

/** Kafka: ReplicationControlManager.listPartitionReassignments. */
export function listPartitionReassignments(
  image: MetadataImage,
  request: ListPartitionReassignmentsRequest,
): ListPartitionReassignmentsResponse {
  const asked =
    request.topics ??
    topicsOf(image).map(({ name, partitions }) => ({
      name,
      partitionIndexes: [...partitions.keys()],
    }));
  const topics = asked
    .map(({ name, partitionIndexes }) => ({
      name,
      partitions: ongoing(topicByName(image, name), partitionIndexes),
    }))
    .filter(({ partitions }) => partitions.length > 0);
  return { throttleTimeMs: 0, ...apiError(errorCode("NONE")), topics };
}

function ongoing(
  topic: TopicImage | undefined,
  indexes: readonly number[],
): ListPartitionReassignmentsResponsePartition[] {
  return indexes
    .map((partitionIndex) => ({
      partitionIndex,
      partition: topic?.partitions[partitionIndex],
    }))
    .filter(isOngoing)
    .map(({ partitionIndex, partition }) => ({
      partitionIndex,
      replicas: partition.replicas,
      addingReplicas: partition.addingReplicas,
      removingReplicas: partition.removingReplicas,
    }));
}

function isOngoing(one: {
  readonly partitionIndex: number;
  readonly partition: PartitionRegistration | undefined;
}): one is {
  readonly partitionIndex: number;
  readonly partition: PartitionRegistration;
} {
  return one.partition !== undefined && isReassigning(one.partition);
}
