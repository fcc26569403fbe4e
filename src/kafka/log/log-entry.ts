import type { RecordBatch, StoredBatch } from "../protocol/record-batch.ts";

/** A batch at its place in a log; one value for the leader, the fetch response and every follower that took it. */
export type LogEntry = StoredBatch;

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
