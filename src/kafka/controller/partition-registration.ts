import type { PartitionChangeRecord, PartitionRecord } from "./metadata-record.ts";

/** No broker: the leader of a partition without one. */
export const NO_LEADER = -1;

/** LeaderRecoveryState: after an unclean election the leader is RECOVERING until its next ISR change. */
export const RECOVERED = 0;
export const RECOVERING = 1;

/** What the cluster knows of one partition. Kafka: PartitionRegistration. Never changed in place. */
export interface PartitionRegistration {
  readonly replicas: readonly number[];
  readonly directories: readonly string[];
  readonly isr: readonly number[];
  readonly removingReplicas: readonly number[];
  readonly addingReplicas: readonly number[];
  readonly elr: readonly number[];
  readonly lastKnownElr: readonly number[];
  readonly leader: number;
  readonly leaderRecoveryState: number;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
}

export function partitionFromRecord(record: PartitionRecord): PartitionRegistration {
  return {
    replicas: record.replicas,
    directories: record.directories,
    isr: record.isr,
    removingReplicas: record.removingReplicas,
    addingReplicas: record.addingReplicas,
    elr: record.eligibleLeaderReplicas ?? [],
    lastKnownElr: record.lastKnownElr ?? [],
    leader: record.leader,
    leaderRecoveryState: record.leaderRecoveryState ?? RECOVERED,
    leaderEpoch: record.leaderEpoch,
    partitionEpoch: record.partitionEpoch,
  };
}

/** Kafka: PartitionRegistration.merge. The partition epoch always rises, the leader epoch with every leader field. */
export function mergePartition(
  partition: PartitionRegistration,
  change: PartitionChangeRecord,
): PartitionRegistration {
  return {
    replicas: change.replicas ?? partition.replicas,
    directories: change.directories ?? partition.directories,
    isr: change.isr ?? partition.isr,
    removingReplicas: change.removingReplicas ?? partition.removingReplicas,
    addingReplicas: change.addingReplicas ?? partition.addingReplicas,
    elr: change.eligibleLeaderReplicas ?? partition.elr,
    lastKnownElr: change.lastKnownElr ?? partition.lastKnownElr,
    leader: change.leader ?? partition.leader,
    leaderRecoveryState: change.leaderRecoveryState ?? partition.leaderRecoveryState,
    leaderEpoch: partition.leaderEpoch + (change.leader === undefined ? 0 : 1),
    partitionEpoch: partition.partitionEpoch + 1,
  };
}

export function isReassigning(partition: PartitionRegistration): boolean {
  return partition.removingReplicas.length > 0 || partition.addingReplicas.length > 0;
}

/** Kafka: PartitionRegistration.hasPreferredLeader. */
export function hasPreferredLeader(partition: PartitionRegistration): boolean {
  return partition.leader === partition.replicas[0];
}
