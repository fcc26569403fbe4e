import type { RecordBatch } from "../protocol/record-batch.ts";

/** A batch at its place in a log; one value for the leader, the fetch response and every follower that took it. */
export interface LogEntry {
  /** A copier of state takes values with this mark by reference. */
  readonly immutable: true;
  readonly baseOffset: number;
  /** Epoch of the leader that appended it. */
  readonly leaderEpoch: number;
  readonly batch: RecordBatch;
}

export function logEntry(
  baseOffset: number,
  leaderEpoch: number,
  batch: RecordBatch,
): LogEntry {
  return { immutable: true, baseOffset, leaderEpoch, batch };
}

/** Kafka: RecordBatch.lastOffset. */
export function lastOffset(entry: LogEntry): number {
  return entry.baseOffset + entry.batch.lastOffsetDelta;
}

/** The first offset behind the batch. Kafka: RecordBatch.nextOffset. */
export function nextOffset(entry: LogEntry): number {
  return entry.baseOffset + entry.batch.lastOffsetDelta + 1;
}
