import { errorCode } from "../../terms/errors.ts";
import { isOnlineDirectory, UNASSIGNED_DIRECTORY } from "./directory-id.ts";
import type { BrokerRegistration, MetadataImage } from "./metadata-image.ts";
import { NO_LEADER, type PartitionRegistration } from "./partition-registration.ts";

/** Who asks: its listener decides which addresses it sees. */
export interface DescribeContext {
  readonly listener: string;
  readonly clusterId: string;
  /** Picks the broker that is named as controller among the alive ones. Kafka: a random one. */
  readonly pickController: (aliveBrokerIds: readonly number[]) => number;
}

/** Authorized operations were not asked for. */
export const NO_OPERATIONS = -2_147_483_648;

export const ZERO_ID = "AAAAAAAAAAAAAAAAAAAAAA";

export interface DescribedPartition {
  readonly errorCode: number;
  readonly partitionIndex: number;
  readonly leaderId: number;
  readonly leaderEpoch: number;
  readonly replicaNodes: readonly number[];
  readonly isrNodes: readonly number[];
  readonly offlineReplicas: readonly number[];
}

/** Kafka: KRaftMetadataCache.getPartitionMetadata. */
export function describePartition(
  image: MetadataImage,
  listener: string,
  partitionIndex: number,
  partition: PartitionRegistration,
): DescribedPartition {
  const leader = image.brokers[partition.leader];
  const reachable = leader !== undefined && addressOf(leader, listener) !== undefined;
  return {
    errorCode: reachable ? errorCode("NONE") : leaderError(leader),
    partitionIndex,
    leaderId: reachable ? partition.leader : NO_LEADER,
    leaderEpoch: partition.leaderEpoch,
    replicaNodes: partition.replicas,
    isrNodes: partition.isr,
    offlineReplicas: partition.replicas.filter((_, at) =>
      isReplicaOffline(image, listener, partition, at),
    ),
  };
}

function leaderError(leader: BrokerRegistration | undefined): number {
  return errorCode(leader === undefined ? "LEADER_NOT_AVAILABLE" : "LISTENER_NOT_FOUND");
}

/** A replica is offline while its broker is fenced or without this listener, or its directory is gone. */
function isReplicaOffline(
  image: MetadataImage,
  listener: string,
  partition: PartitionRegistration,
  at: number,
): boolean {
  const broker = image.brokers[partition.replicas[at] ?? NO_LEADER];
  if (broker === undefined || broker.fenced) return true;
  const directory = partition.directories[at] ?? UNASSIGNED_DIRECTORY;
  return (
    addressOf(broker, listener) === undefined ||
    !isOnlineDirectory(directory, broker.directories)
  );
}

export function addressOf(
  broker: BrokerRegistration,
  listener: string,
): { readonly host: string; readonly port: number } | undefined {
  return broker.listeners.find((endPoint) => endPoint.name === listener);
}
