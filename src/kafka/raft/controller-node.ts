import type { NetworkClient } from "../client/network-client.ts";
import type { ControllerState } from "../controller/controller-state.ts";
import type { MetadataRecord } from "../controller/metadata-record.ts";
import type { LogEntry } from "../log/log-entry.ts";
import type { PartitionLog } from "../log/partition-log.ts";
import type { NodeConfig } from "../node-config.ts";
import type { CommittedChange } from "../probe.ts";
import type { RequestMessage } from "../protocol/envelope.ts";
import type { RaftRequest } from "../quorum/raft-message.ts";
import type { RaftNode, SnapshotId } from "../quorum/raft-node.ts";
import type { StoredElection } from "../quorum-probe.ts";
import type { ReplyTo } from "../replication/purgatory.ts";

/** A snapshot of the metadata as a file. Kafka: RawSnapshotReader. */
export interface StoredSnapshot {
  readonly immutable: true;
  readonly id: SnapshotId;
  /** Header, the image as records, footer. */
  readonly entries: readonly LogEntry[];
  readonly sizeInBytes: number;
  /** Of the last record that it stands for, ms since 1970. */
  readonly lastContainedMs: number;
}

/** Where another voter runs. */
export interface VoterAddress {
  readonly nodeId: number;
  readonly process: number;
}

/** A controller's disk. */
export interface ControllerDisk {
  readonly config: NodeConfig;
  readonly clusterId: string;
  readonly directoryId: string;
  /** `controller.quorum.voters`. */
  readonly voters: readonly VoterAddress[];
  /** Feature levels that a fresh cluster is formatted with, where they differ. */
  readonly features: Readonly<Record<string, number>>;
  readonly log: PartitionLog;
  /** `quorum-state`; null before the first. */
  election: StoredElection | null;
  /** Oldest first. */
  snapshots: StoredSnapshot[];
}

/** An answer that waits until what it reports is committed. Kafka: DeferredEventQueue. */
export interface DeferredAnswer {
  readonly offset: number;
  readonly reply: ReplyTo;
  readonly body: object;
}

/** A replica's fetch that waits for records or for its time. */
export interface WaitingFetch {
  readonly reply: ReplyTo;
  readonly request: Extract<RaftRequest, { api: "Fetch" }>;
  readonly replicaId: number;
  readonly deadlineUs: number;
}

/** One atomic group of records that is not written yet. */
export interface PendingBatch {
  readonly baseOffset: number;
  readonly records: readonly MetadataRecord[];
}

/** What may leave the node when what was written before it is durable. */
export type Outgoing = { readonly afterFlush: number } & (
  | {
      readonly kind: "request";
      readonly to: number;
      readonly request: RaftRequest;
      readonly correlationId: number;
    }
  | { readonly kind: "answer"; readonly reply: ReplyTo; readonly body: object }
);

/**
 * The memory of a controller: a voter of the quorum, and while it leads that and has caught up with itself the active
 * controller. Kafka: KafkaRaftClient with QuorumController.
 */
export interface Controller {
  readonly disk: ControllerDisk;
  readonly config: NodeConfig;
  readonly incarnationId: string;
  readonly raft: RaftNode;
  readonly client: NetworkClient;
  /** While active with everything appended, otherwise with what is committed. */
  state: ControllerState;
  /** The epoch in which it is the active controller; -1 while it is not. */
  activeEpoch: number;
  /** Offset of the last committed record that the state holds. */
  appliedOffset: number;
  /** Offset that the next record gets: log end and what is pending. */
  nextOffset: number;
  pending: PendingBatch[];
  /** A drain of `pending` is armed. */
  lingering: boolean;
  deferred: DeferredAnswer[];
  /** Changes that are not committed yet, in the order of the log; told to the probe when they are. */
  uncommitted: CommittedChange[];
  fetches: WaitingFetch[];
  /** Its start is over and it serves its listener. */
  booted: boolean;
  /** What came before that. */
  early: { readonly connection: number; readonly request: RequestMessage }[];
  /** Flushes of votes and copies: begun, and done. */
  flushes: number;
  flushed: number;
  outbox: Outgoing[];
  /** When the quorum node must look again, µs; 0 when no timer is armed. */
  pollUs: number;
  /** A request to register with the active controller is under way. */
  registering: boolean;
  /** Committed bytes since the last snapshot, and when that was, ms. */
  bytesSinceSnapshot: number;
  snapshotAtMs: number;
  /** Records written since the last look of the idle timer. */
  busy: boolean;
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
  sweep: 108,
  poll: 109,
  durable: 110,
  register: 111,
  exit: 112,
  cleanLog: 113,
  booted: 114,
} as const;

/** What a controller asks others for. */
export const controllerPurposes = { raft: 1, register: 2 } as const;

/** The newest snapshot of a controller's disk, or null. */
export const latestSnapshot = (disk: ControllerDisk): StoredSnapshot | null =>
  disk.snapshots.at(-1) ?? null;
