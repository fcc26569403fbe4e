import type { QuorumRole } from "../contract/frame.ts";
import type { MetadataImage } from "./controller/metadata-image.ts";
import type { LogEntry } from "./log/log-entry.ts";
import type { PartitionLog } from "./log/partition-log.ts";

/** What a voter keeps of an epoch. Kafka: ElectionState. */
export interface StoredElection {
  readonly epoch: number;
  /** -1: no leader is known. */
  readonly leaderId: number;
  /** -1: it has not voted in this epoch. */
  readonly votedFor: number;
}

/**
 * What watches the metadata quorum, as part of the probe: called by voters and by the brokers that follow their log.
 * It reads what it is shown and never writes to it.
 */
export interface QuorumProbe {
  /** A voter's `quorum-state` is durable; only after this may an answer or request tell of it. */
  readonly electionStored: (node: number, election: StoredElection) => void;
  /** A voter took another role, epoch or leader; `from` is the role before. */
  readonly roleChanged: (
    node: number,
    role: QuorumRole,
    election: StoredElection,
    from: QuorumRole,
  ) => void;
  /** Entries from `baseOffset` on are in a node's metadata log now: a leader's own or a follower's copies. */
  readonly raftAppended: (
    node: number,
    log: PartitionLog,
    entries: readonly LogEntry[],
  ) => void;
  /** A node's metadata log was cut from `from` to its present end. */
  readonly raftTruncated: (node: number, log: PartitionLog, from: number) => void;
  /** A node knows of a higher high watermark than `from`; at the quorum's leader it has just come to be. */
  readonly raftHighWatermark: (
    node: number,
    log: PartitionLog,
    change: { readonly from: number; readonly leader: boolean; readonly epoch: number },
  ) => void;
  /** A node wrote a snapshot, received one whole, or started its image from one. */
  readonly raftSnapshot: (
    node: number,
    what: "taken" | "received" | "loaded",
    id: { readonly endOffset: number; readonly epoch: number },
  ) => void;
  /** A broker or a standby controller has applied committed metadata up to `offset`, its record included. */
  readonly metadataApplied: (node: number, offset: number, image: MetadataImage) => void;
  /** A controller became the active one in an epoch, or is that no more. */
  readonly activeController: (node: number, epoch: number, active: boolean) => void;
}

const nothing = (): void => {};

/** Watches nothing. */
export const silentQuorumProbe: QuorumProbe = {
  electionStored: nothing,
  roleChanged: nothing,
  raftAppended: nothing,
  raftTruncated: nothing,
  raftHighWatermark: nothing,
  raftSnapshot: nothing,
  metadataApplied: nothing,
  activeController: nothing,
};
