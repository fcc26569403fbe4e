import { errorCode } from "../../terms/errors.ts";
import { type ApiError, apiError, type ControllerContext } from "./controller-context.ts";
import type { ControllerState } from "./controller-state.ts";
import { defaultDirectory } from "./directory-id.ts";
import { isActiveBroker, type MetadataImage } from "./metadata-image.ts";
import type { PartitionRecord } from "./metadata-record.ts";
import { placePartitions } from "./usable-brokers.ts";

/** Replica lists by partition, or why there are none. */
export type Assignment =
  | { readonly kind: "placed"; readonly replicas: readonly (readonly number[])[] }
  | { readonly kind: "refused"; readonly error: ApiError };

/** Why a replica list given by hand is refused, or null. Kafka: validateManualPartitionAssignment. */
export function manualAssignmentError(
  image: MetadataImage,
  brokerIds: readonly number[],
  replicationFactor: number | undefined,
): ApiError | null {
  const words = manualAssignmentWords(image, brokerIds, replicationFactor);
  return words === null
    ? null
    : apiError(
        errorCode("INVALID_REPLICA_ASSIGNMENT"),
        `The manual partition assignment includes ${words}`,
      );
}

function manualAssignmentWords(
  image: MetadataImage,
  brokerIds: readonly number[],
  replicationFactor: number | undefined,
): string | null {
  if (brokerIds.length === 0) return "an empty replica list.";
  const sorted = brokerIds.toSorted((a, b) => a - b);
  for (const [index, brokerId] of sorted.entries()) {
    if (image.brokers[brokerId] === undefined)
      return `broker ${brokerId}, but no such broker is registered.`;
    if (index > 0 && brokerId === sorted[index - 1])
      return `the broker ${brokerId} more than once.`;
  }
  if (replicationFactor !== undefined && brokerIds.length !== replicationFactor)
    return `a partition with ${brokerIds.length} replica(s), but this is not consistent with previous partitions, which have ${replicationFactor} replica(s).`;
  return null;
}

/** Lets the cluster choose. Kafka: ReplicaPlacer.place with the check that a replica of each partition is active. */
export function placedAssignment(
  state: ControllerState,
  context: ControllerContext,
  wanted: { readonly partitions: number; readonly replicationFactor: number },
): Assignment {
  const placement = placePartitions(state, context, wanted);
  const refuse = (why: string): Assignment => ({
    kind: "refused",
    error: apiError(
      errorCode("INVALID_REPLICATION_FACTOR"),
      `Unable to replicate the partition ${wanted.replicationFactor} time(s): ${why}`,
    ),
  });
  if (placement.kind === "refused") return refuse(placement.message);
  const { partitions } = placement;
  const asleep = partitions.some(
    (replicas) => activeReplicas(state.image, replicas).length === 0,
  );
  return asleep
    ? refuse("All brokers are currently fenced or in controlled shutdown.")
    : { kind: "placed", replicas: partitions };
}

export function activeReplicas(
  image: MetadataImage,
  replicas: readonly number[],
): number[] {
  return replicas.filter((brokerId) => isActiveBroker(image, brokerId));
}

/** A new partition: all active replicas are in sync, the first of them leads. Kafka: buildPartitionRegistration. */
export function newPartitionRecord(
  image: MetadataImage,
  topicId: string,
  partitionId: number,
  replicas: readonly number[],
): PartitionRecord {
  const isr = activeReplicas(image, replicas);
  return {
    type: "PARTITION_RECORD",
    partitionId,
    topicId,
    replicas,
    isr,
    removingReplicas: [],
    addingReplicas: [],
    leader: isr[0] ?? -1,
    leaderEpoch: 0,
    partitionEpoch: 0,
    directories: replicas.map((brokerId) =>
      defaultDirectory(image.brokers[brokerId]?.directories),
    ),
  };
}
