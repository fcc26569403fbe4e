import type { BatchRecord } from "../protocol/batch-records.ts";
import type { CoordinatorLog } from "../protocol/codec/record-frame.ts";
import type { Continuation } from "./coordinator-result.ts";
import { type Journal, journal } from "./journal.ts";
import type { Responder } from "./responder.ts";
import { type TimerOperation, type Timers, timers } from "./timer.ts";

/** An operation whose records wait for the high watermark. Kafka: CoordinatorWriteEvent in the DeferredEventQueue. */
export interface DeferredEvent {
  /** Committed when the high watermark is here; -1 while its batch is open. */
  offset: number;
  readonly responder: Responder | null;
  readonly response: object | null;
  readonly next: Continuation | null;
  /** `offsets.commit.timeout.ms` after it was appended. */
  readonly deadlineMs: number;
  /** The timer that it came from, if that is to be tried again; else null. */
  readonly retry: TimerRetry | null;
  done: boolean;
}

/** A timer's operation that is done again when it failed. */
export interface TimerRetry {
  readonly key: string;
  readonly operation: TimerOperation;
}

/** Records that wait for more of them. Kafka: CoordinatorRuntime.CoordinatorBatch. */
export interface OpenBatch {
  readonly records: BatchRecord[];
  readonly events: DeferredEvent[];
  sizeInBytes: number;
  /** Changes that the journal had when it was opened: what a failed append goes back to. */
  readonly kept: number;
}

/** The coordinator of one partition. Kafka: CoordinatorRuntime.CoordinatorContext. */
export interface Coordinator {
  readonly topic: CoordinatorLog;
  readonly topicId: string;
  readonly index: number;
  /** Leader epoch of the partition. */
  epoch: number;
  status: "loading" | "active";
  /** The role's plain data. */
  state: object;
  /** The end of what is committed. */
  lastCommitted: number;
  readonly journal: Journal;
  readonly timers: Timers;
  /** By offset, which is also by deadline. */
  deferred: DeferredEvent[];
  batch: OpenBatch | null;
}

/** A coordinator that is about to load. */
export const coordinator = (
  at: {
    readonly topic: CoordinatorLog;
    readonly topicId: string;
    readonly index: number;
  },
  epoch: number,
  state: object,
): Coordinator => ({
  ...at,
  epoch,
  status: "loading",
  state,
  lastCommitted: 0,
  journal: journal(0),
  timers: timers(),
  deferred: [],
  batch: null,
});
