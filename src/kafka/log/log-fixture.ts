import type { BatchRecord } from "../protocol/batch-records.ts";
import { batchOfRecords } from "../protocol/explicit-batch.ts";
import type { RecordBatch } from "../protocol/record-batch.ts";
import { appendAsLeader } from "./append.ts";
import { defaultLogConfig, type LogConfig } from "./log-config.ts";
import { lastOffset } from "./log-entry.ts";
import { type PartitionLog, partitionLog } from "./partition-log.ts";
import { read } from "./read.ts";

/** For tests: the time at which everything happens unless a test says otherwise. */
export const nowMs = 1700000000000;

export function logOf(config: Partial<LogConfig> = {}): PartitionLog {
  return partitionLog({ ...defaultLogConfig, ...config }, nowMs);
}

/** A batch of records without key whose values take `valueSize` bytes. */
export function batchOf(count: number, timestamp = nowMs, valueSize = 10): RecordBatch {
  const records = Array.from(
    { length: count },
    (_, offsetDelta): BatchRecord => ({
      offsetDelta,
      timestamp,
      key: null,
      value: new Uint8Array(valueSize),
      headers: [],
    }),
  );
  return batchOfRecords(records);
}

/** Appends batches of so many records each, at the leader. */
export function append(
  log: PartitionLog,
  counts: readonly number[],
  leaderEpoch = 0,
): void {
  for (const count of counts) appendAsLeader(log, batchOf(count), leaderEpoch, nowMs);
}

/** First and last offset of every batch, segments divided by `|`. */
export function drawing(log: PartitionLog): string {
  return log.segments
    .map((segment) =>
      segment.entries.chunks
        .flatMap((chunk) => chunk.entries)
        .map((entry) => `${entry.baseOffset}-${lastOffset(entry)}`)
        .join(" "),
    )
    .join(" | ");
}

/** Base offsets that a read of the whole log gives, segment by segment. */
export function readAll(log: PartitionLog, from: number, endOffset: number): number[] {
  const bases: number[] = [];
  for (let offset = from; offset < endOffset; ) {
    const got = read(log, { offset, maxBytes: 1, minOneMessage: true, endOffset });
    const [entry] = got.kind === "read" ? got.entries : [];
    if (entry === undefined) return bases;
    bases.push(entry.baseOffset);
    offset = lastOffset(entry) + 1;
  }
  return bases;
}
