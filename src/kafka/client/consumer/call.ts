import type { LeaveChoice } from "./classic-leave.ts";
import type { CommitTask, Offsets } from "./commit-task.ts";
import type { Delivered } from "./fetch-collector.ts";
import type { Thrown } from "./note.ts";

/** A method of the consumer that takes time, with how far it is. */
export type ConsumerCall =
  | { readonly kind: "poll"; readonly untilUs: number }
  | {
      readonly kind: "commitSync";
      readonly offsets: Offsets | null;
      readonly untilUs: number;
      task: CommitTask | null;
    }
  | {
      readonly kind: "position";
      readonly names: readonly string[];
      readonly untilUs: number;
    }
  | {
      readonly kind: "committed";
      readonly names: readonly string[];
      readonly untilUs: number;
    }
  | {
      /** `beginningOffsets` is -2, `endOffsets` -1. */
      readonly kind: "offsets";
      readonly names: readonly string[];
      readonly timestamp: number;
      readonly untilUs: number;
      asked: boolean;
      readonly found: Record<string, number>;
    }
  | { readonly kind: "unsubscribe"; phase: LeavePhase; readonly untilUs: number }
  | {
      readonly kind: "close";
      readonly choice: LeaveChoice;
      readonly untilUs: number;
      phase: "commit" | LeavePhase | "sessions";
      task: CommitTask | null;
    };

/** How far a member is in giving up everything. */
export type LeavePhase = "callback" | "leave" | "await";

/** What a method returned, or threw. */
export interface CallResult {
  readonly kind: ConsumerCall["kind"];
  readonly thrown: Thrown | null;
  /** Of `position`, `committed` and the offsets; null: there is none. */
  readonly values: Readonly<Record<string, number | null>>;
  /** Of `poll`. */
  readonly delivered: readonly Delivered[];
}

export const nothingReturned: Omit<CallResult, "kind"> = {
  thrown: null,
  values: {},
  delivered: [],
};
