import type { LogDir } from "../log/log-dir.ts";
import type { PartitionLog } from "../log/partition-log.ts";
import type { DelayedDeleteRecords, DelayedProduce, FetchAsk } from "./purgatory.ts";

/** What a leader knows of one follower. Kafka: Replica, ReplicaState. */
export interface FollowerState {
  readonly broker: number;
  /** -1 until its first fetch from this leader. */
  logEndOffset: number;
  logStartOffset: number;
  lastFetchMs: number;
  /** The leader's log end offset at the time of the last fetch. */
  lastFetchLeaderEnd: number;
  lastCaughtUpMs: number;
  /** Broker epoch of its last fetch; -1 unknown. */
  brokerEpoch: number;
}

/** An in-sync replica set that the controller has not confirmed yet. Kafka: PendingPartitionChange. */
export interface PendingIsr {
  readonly kind: "expand" | "shrink";
  readonly isr: readonly number[];
  /** A request with it is on its way. */
  sent: boolean;
}

/** One replica that a broker hosts. Kafka: Partition with its log. */
export interface HostedPartition {
  readonly topic: string;
  readonly topicId: string;
  readonly index: number;
  readonly log: PartitionLog;
  /** Its broker's log dir; the same object as on the disk. */
  dir: LogDir | null;
  role: "leader" | "follower" | "none";
  leader: number;
  leaderEpoch: number;
  partitionEpoch: number;
  replicas: readonly number[];
  /** Confirmed by the controller. */
  isr: readonly number[];
  pending: PendingIsr | null;
  /** Log end offset when this leadership began. */
  epochStartOffset: number;
  followers: FollowerState[];
  /** `min.insync.replicas`, not yet bounded by the replica count. */
  minInsyncReplicas: number;
  /** `unclean.recovery`: RECOVERING until the next ISR change. */
  leaderRecoveryState: number;
  produces: DelayedProduce[];
  /** Partitions of fetches that watch it. */
  fetches: FetchAsk[];
  deletes: DelayedDeleteRecords[];
}

/** A partition that has no role yet. */
export const hostedPartition = (
  topic: string,
  topicId: string,
  index: number,
  log: PartitionLog,
): HostedPartition => ({
  topic,
  topicId,
  index,
  log,
  dir: null,
  role: "none",
  leader: -1,
  leaderEpoch: -1,
  partitionEpoch: -1,
  replicas: [],
  isr: [],
  pending: null,
  epochStartOffset: -1,
  followers: [],
  minInsyncReplicas: 1,
  leaderRecoveryState: 0,
  produces: [],
  fetches: [],
  deletes: [],
});

/** min(`min.insync.replicas`, replica count). Kafka: Partition.effectiveMinIsr. */
export const effectiveMinIsr = (partition: HostedPartition): number =>
  Math.min(partition.minInsyncReplicas, partition.replicas.length);

/**
 * Committed ISR plus what a pending expansion adds; a pending shrink takes nothing away yet.
 * Kafka: PartitionState.maximalIsr.
 */
export const maximalIsr = (partition: HostedPartition): readonly number[] =>
  partition.pending?.kind === "expand" ? partition.pending.isr : partition.isr;

/** Kafka: Partition.isUnderMinIsr: by the committed set. */
export const isUnderMinIsr = (partition: HostedPartition): boolean =>
  partition.isr.length < effectiveMinIsr(partition);
