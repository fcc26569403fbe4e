import type { LogEntry } from "../log/log-entry.ts";
import type { PartitionLog } from "../log/partition-log.ts";
import type { StoredElection } from "../quorum-probe.ts";
import type { RaftRequest } from "./raft-message.ts";
import type { RaftNode, Role, SnapshotId } from "./raft-node.ts";

/** What a quorum node acts through: the clock, chance, its disk and its connections. */
export interface RaftPort {
  readonly nowUs: () => number;
  /** Wall clock, ms since 1970. */
  readonly nowMs: () => number;
  readonly nextInt: (bound: number) => number;
  readonly log: PartitionLog;
  /** The newest snapshot, or null. */
  readonly latestSnapshot: () => SnapshotId | null;
  /** Nothing may leave the node before what was stored or appended ahead of it is durable: the port sees to that. */
  readonly send: (to: number, request: RaftRequest, correlationId: number) => void;
  /** Writes `quorum-state`. */
  readonly store: (election: StoredElection) => void;
  /** Entries of the leader's are in the log now. */
  readonly copied: (entries: readonly LogEntry[]) => void;
  /** The log was cut from `from`. */
  readonly truncated: (from: number) => void;
  /** The node took another role, epoch or leader. */
  readonly changed: (node: RaftNode, from: Role) => void;
  /** The node knows a higher high watermark than `from`. */
  readonly committed: (node: RaftNode, from: number) => void;
  /** A downloaded snapshot is whole: it takes the place of the log. */
  readonly install: (id: SnapshotId, content: object) => void;
  /** What Kafka's fault handler ends the process for. */
  readonly fatal: (why: string) => void;
}
