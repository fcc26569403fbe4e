import type { ControllerState } from "../controller/controller-state.ts";
import type { MetadataRecord } from "../controller/metadata-record.ts";
import type { PartitionLog } from "../log/partition-log.ts";
import type { NodeConfig } from "../node-config.ts";
import type { CommittedChange } from "../probe.ts";
import type { ReplyTo } from "../replication/purgatory.ts";

/** A controller's disk. */
export interface ControllerDisk {
  readonly config: NodeConfig;
  readonly clusterId: string;
  readonly directoryId: string;
  /** Feature levels that a fresh cluster is formatted with, where they differ. */
  readonly features: Readonly<Record<string, number>>;
  readonly log: PartitionLog;
  /** `quorum-state`: the last epoch that this voter knows. */
  epoch: number;
}

/** An answer that waits until what it reports is committed. Kafka: DeferredEventQueue. */
export interface DeferredAnswer {
  readonly offset: number;
  readonly reply: ReplyTo;
  readonly body: object;
}

/** An observer's fetch that waits for records or for its time. */
export interface WaitingFetch {
  readonly reply: ReplyTo;
  readonly fetchOffset: number;
  readonly lastFetchedEpoch: number;
  readonly replicaId: number;
  readonly deadlineUs: number;
}

/** How far an observer has fetched. Kafka: LeaderState.ReplicaState. */
export interface ObserverState {
  readonly replicaId: number;
  logEndOffset: number;
  lastFetchMs: number;
  lastCaughtUpMs: number;
}

/** One atomic group of records that is not written yet. */
export interface PendingBatch {
  readonly baseOffset: number;
  readonly records: readonly MetadataRecord[];
}

/**
 * The memory of a controller: the only voter of its quorum, so it leads from the moment it starts.
 * Kafka: KafkaRaftClient with QuorumController.
 */
export interface Controller {
  readonly disk: ControllerDisk;
  readonly config: NodeConfig;
  readonly incarnationId: string;
  readonly state: ControllerState;
  readonly epoch: number;
  /** Offset that the next record gets: log end and what is pending. */
  nextOffset: number;
  pending: PendingBatch[];
  /** A drain of `pending` is armed. */
  lingering: boolean;
  /** Flushes that are under way: offsets that they make durable. */
  deferred: DeferredAnswer[];
  /** Changes that are not committed yet, in the order of the log; told to the probe when they are. */
  uncommitted: CommittedChange[];
  fetches: WaitingFetch[];
  observers: ObserverState[];
  /** Records written since the last look of the idle timer. */
  busy: boolean;
  /** Why each pending or recent change was made, by its offset: for the chain of causes. */
  reasons: Record<number, string>;
}

/** Timers of a controller; apart from a broker's, since a combined node has both. */
export const controllerTimers = {
  drain: 101,
  flushed: 102,
  fetchExpires: 103,
  idle: 104,
  sessions: 105,
  balance: 106,
  unclean: 107,
} as const;
