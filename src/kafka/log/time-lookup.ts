import { type RecordBatch, recordsOf, timestampAt } from "../protocol/record-batch.ts";
import { entryAt, findEntry } from "./entry-list.ts";
import { epochForOffset, latestEpoch } from "./epoch-cache.ts";
import type { LogEntry } from "./log-entry.ts";
import { lookupOffset } from "./offset-index.ts";
import type { PartitionLog } from "./partition-log.ts";
import { largestTimestamp, type Segment } from "./segment.ts";
import { lookupTimestamp } from "./time-index.ts";

/** Kafka: FileRecords.TimestampAndOffset; -1 for what does not apply. */
export interface TimedOffset {
  readonly timestamp: number;
  readonly offset: number;
  readonly leaderEpoch: number;
}

/** Instead of a timestamp in ListOffsets. Kafka: ListOffsetsRequest. */
export const latestTimestamp = -1;
const earliestTimestamp = -2;
const maxTimestamp = -3;
const earliestLocalTimestamp = -4;
const latestTieredTimestamp = -5;
const earliestPendingUploadTimestamp = -6;

/**
 * The first record at or after a time, or one of the special offsets; undefined when there is none.
 * The limit by isolation is the caller's. Kafka: UnifiedLog.fetchOffsetByTimestamp.
 */
export function offsetForTimestamp(
  log: PartitionLog,
  timestamp: number,
): TimedOffset | undefined {
  switch (timestamp) {
    case latestTimestamp:
      return special(log.logEndOffset, latestEpoch(log.epochs));
    case earliestTimestamp: {
      const first = log.epochs.entries[0];
      const known = first !== undefined && first.startOffset <= log.logStartOffset;
      return special(log.logStartOffset, known ? first.epoch : -1);
    }
    case earliestLocalTimestamp:
      return special(log.logStartOffset, epochForOffset(log.epochs, log.logStartOffset));
    case latestTieredTimestamp:
    case earliestPendingUploadTimestamp:
      return special(-1, -1);
    case maxTimestamp:
      return offsetOfMaxTimestamp(log);
    default:
      return searchTimestamp(log, timestamp);
  }
}

function special(offset: number, leaderEpoch: number): TimedOffset {
  return { timestamp: -1, offset, leaderEpoch };
}

/** Kafka: UnifiedLog.fetchOffsetByTimestamp with MAX_TIMESTAMP. */
function offsetOfMaxTimestamp(log: PartitionLog): TimedOffset | undefined {
  let holder: Segment | undefined;
  for (const segment of log.segments) {
    if (holder === undefined || segment.maxTimestamp > holder.maxTimestamp)
      holder = segment;
  }
  if (holder === undefined || holder.maxTimestamp < 0) return undefined;
  const index = findEntry(holder.entries, holder.offsetOfMaxTimestamp);
  const entry = entryAt(holder.entries, index);
  return entry === undefined ? undefined : firstRecordAt(entry, holder.maxTimestamp, 0);
}

/** Looks into the first segment whose greatest timestamp is late enough, and into no other. Kafka: LogSegment.findOffsetByTimestamp. */
function searchTimestamp(log: PartitionLog, timestamp: number): TimedOffset | undefined {
  const segment = log.segments.find((each) => largestTimestamp(each) >= timestamp);
  if (segment === undefined) return undefined;
  const from = Math.max(
    lookupTimestamp(segment.timeIndex, timestamp).offset,
    log.logStartOffset,
  );
  const start = findEntry(
    segment.entries,
    lookupOffset(segment.offsetIndex, from).offset,
  );
  for (let i = start; i < segment.entries.count; i++) {
    const entry = entryAt(segment.entries, i);
    if (entry === undefined || entry.batch.maxTimestamp < timestamp) continue;
    const found = firstRecordAt(entry, timestamp, log.logStartOffset);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first record of the batch that is late enough and not below the log start. */
function firstRecordAt(
  entry: LogEntry,
  timestamp: number,
  logStartOffset: number,
): TimedOffset | undefined {
  const deltas = offsetDeltas(entry.batch);
  for (let i = 0; i < entry.batch.recordCount; i++) {
    const at = timestampAt(entry.batch, i);
    const offset = entry.baseOffset + (deltas?.[i] ?? i);
    if (at >= timestamp && offset >= logStartOffset) {
      return { timestamp: at, offset, leaderEpoch: entry.leaderEpoch };
    }
  }
  return undefined;
}

/** Undefined where compaction has left no gaps: the i-th record is i behind the base. */
function offsetDeltas(batch: RecordBatch): readonly number[] | undefined {
  return batch.recordCount === batch.lastOffsetDelta + 1
    ? undefined
    : recordsOf(batch).map((record) => record.offsetDelta);
}
