import type { LogEntry } from "../log/log-entry.ts";
import type { SnapshotId } from "./raft-node.ts";

/** A request of one quorum node to another, without the frame of Kafka's schema. */
export type RaftRequest =
  | {
      readonly api: "Vote";
      readonly epoch: number;
      readonly candidate: number;
      readonly lastEpoch: number;
      readonly lastOffset: number;
      readonly preVote: boolean;
    }
  | { readonly api: "BeginQuorumEpoch"; readonly epoch: number; readonly leader: number }
  | {
      readonly api: "EndQuorumEpoch";
      readonly epoch: number;
      readonly leader: number;
      readonly successors: readonly number[];
    }
  | {
      readonly api: "Fetch";
      readonly epoch: number;
      readonly offset: number;
      readonly lastFetchedEpoch: number;
      /** As the asking node knows it (KIP-1166); -1 unknown. */
      readonly highWatermark: number;
    }
  | {
      readonly api: "FetchSnapshot";
      readonly epoch: number;
      readonly snapshotId: SnapshotId;
      readonly position: number;
    }
  | { readonly api: "UpdateRaftVoter"; readonly epoch: number };

/** What every answer has. */
interface AnswerBase {
  readonly error: number;
  readonly epoch: number;
  /** -1: none known. */
  readonly leader: number;
}

export interface VoteAnswer extends AnswerBase {
  readonly api: "Vote";
  readonly granted: boolean;
}

/** An answer that says no more than which leader and epoch its sender knows. */
export interface EpochAnswer extends AnswerBase {
  readonly api: "BeginQuorumEpoch" | "EndQuorumEpoch" | "UpdateRaftVoter";
}

export interface FetchAnswer extends AnswerBase {
  readonly api: "Fetch";
  readonly highWatermark: number;
  readonly diverging: { readonly epoch: number; readonly endOffset: number } | null;
  readonly snapshotId: SnapshotId | null;
  readonly entries: readonly LogEntry[];
}

export interface SnapshotAnswer extends AnswerBase {
  readonly api: "FetchSnapshot";
  readonly snapshotId: SnapshotId;
  readonly size: number;
  readonly position: number;
  /** Bytes of this piece. */
  readonly bytes: number;
  /** What the snapshot holds, with its last piece; null before. */
  readonly content: object | null;
}

export type RaftAnswer = VoteAnswer | EpochAnswer | FetchAnswer | SnapshotAnswer;
