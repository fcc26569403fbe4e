import {
  cutEntries,
  type EntryList,
  entryAt,
  entryList,
  findEntry,
  positionAt,
  pushEntry,
} from "./entry-list.ts";
import type { LogConfig } from "./log-config.ts";
import { type LogEntry, lastOffset } from "./log-entry.ts";
import {
  indexOffset,
  isOffsetIndexFull,
  type OffsetIndex,
  offsetIndex,
  truncateOffsetIndex,
} from "./offset-index.ts";
import {
  indexTimestamp,
  isTimeIndexFull,
  type TimeIndex,
  timeIndex,
  truncateTimeIndex,
} from "./time-index.ts";

/** A stretch of a log with its indexes. Kafka: LogSegment. */
export interface Segment {
  readonly baseOffset: number;
  sizeInBytes: number;
  /** Milliseconds; the base of rolling by time while no batch has a timestamp. */
  createdMs: number;
  /** Milliseconds; what retention goes by where no record has a timestamp. */
  lastModifiedMs: number;
  /** Of the first batch; nothing while there is none. */
  firstTimestamp: number;
  /** -1 while no batch has one. */
  maxTimestamp: number;
  /** Last offset of the first batch that has `maxTimestamp`. */
  offsetOfMaxTimestamp: number;
  bytesSinceIndexEntry: number;
  readonly entries: EntryList;
  offsetIndex: OffsetIndex;
  timeIndex: TimeIndex;
}

/** What is about to be appended. Kafka: RollParams. */
export interface IncomingBatches {
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly maxTimestamp: number;
  readonly sizeInBytes: number;
}

export function segment(baseOffset: number, config: LogConfig, nowMs: number): Segment {
  return {
    baseOffset,
    sizeInBytes: 0,
    createdMs: nowMs,
    lastModifiedMs: nowMs,
    firstTimestamp: -1,
    maxTimestamp: -1,
    offsetOfMaxTimestamp: -1,
    bytesSinceIndexEntry: 0,
    entries: entryList(),
    offsetIndex: offsetIndex(baseOffset, config.segmentIndexBytes),
    timeIndex: timeIndex(baseOffset, config.segmentIndexBytes),
  };
}

/** Kafka: LogSegment.append, for one batch. */
export function appendToSegment(
  target: Segment,
  entry: LogEntry,
  config: LogConfig,
  nowMs: number,
): void {
  const { batch } = entry;
  const position = target.sizeInBytes;
  if (target.entries.count === 0) target.firstTimestamp = batch.maxTimestamp;
  pushEntry(target.entries, entry, position);
  target.sizeInBytes = position + batch.sizeInBytes;
  target.lastModifiedMs = nowMs;
  indexEntry(target, entry, position, config.indexIntervalBytes);
}

/** The accounting of one batch, as an append and a recovery both do it. */
function indexEntry(
  target: Segment,
  entry: LogEntry,
  position: number,
  intervalBytes: number,
): void {
  const { batch } = entry;
  if (batch.maxTimestamp > target.maxTimestamp) {
    target.maxTimestamp = batch.maxTimestamp;
    target.offsetOfMaxTimestamp = lastOffset(entry);
  }
  if (target.bytesSinceIndexEntry > intervalBytes) {
    indexOffset(target.offsetIndex, lastOffset(entry), position);
    indexTimestamp(target.timeIndex, target.maxTimestamp, target.offsetOfMaxTimestamp);
    target.bytesSinceIndexEntry = 0;
  }
  target.bytesSinceIndexEntry += batch.sizeInBytes;
}

/** Whether the log goes on in a new segment before this append. Kafka: LogSegment.shouldRoll. */
export function shouldRoll(
  active: Segment,
  config: LogConfig,
  incoming: IncomingBatches,
  nowMs: number,
): boolean {
  const size = active.sizeInBytes;
  return (
    size > config.segmentBytes - incoming.sizeInBytes ||
    (size > 0 && reachedRollMs(active, config, incoming, nowMs)) ||
    isOffsetIndexFull(active.offsetIndex) ||
    isTimeIndexFull(active.timeIndex) ||
    incoming.lastOffset - active.baseOffset > 0x7fffffff
  );
}

/** By record time if the first batch has one, else by the clock. Kafka: LogSegment.timeWaitedForRoll. */
function reachedRollMs(
  active: Segment,
  config: LogConfig,
  incoming: IncomingBatches,
  nowMs: number,
): boolean {
  const first = active.entries.count === 0 ? -1 : active.firstTimestamp;
  const waited = first >= 0 ? incoming.maxTimestamp - first : nowMs - active.createdMs;
  return waited > config.segmentMs - config.segmentJitterMs;
}

/** The last time index entry of a segment that takes no more. Kafka: LogSegment.onBecomeInactiveSegment. */
export function closeSegment(target: Segment): void {
  indexTimestamp(target.timeIndex, target.maxTimestamp, target.offsetOfMaxTimestamp);
}

/** Milliseconds; what retention compares. Kafka: LogSegment.largestTimestamp. */
export function largestTimestamp(target: Segment): number {
  return target.maxTimestamp >= 0 ? target.maxTimestamp : target.lastModifiedMs;
}

/** Base − 1 when empty. */
export function lastOffsetOf(target: Segment): number {
  const last = entryAt(target.entries, target.entries.count - 1);
  return last === undefined ? target.baseOffset - 1 : lastOffset(last);
}

/** Batches that end at or behind the offset go as a whole. Kafka: LogSegment.truncateTo. */
export function truncateSegment(target: Segment, offset: number, nowMs: number): void {
  const keep = findEntry(target.entries, offset);
  if (keep < target.entries.count) {
    target.sizeInBytes = positionAt(target.entries, keep);
    cutEntries(target.entries, keep);
    target.lastModifiedMs = nowMs;
  }
  truncateOffsetIndex(target.offsetIndex, offset);
  truncateTimeIndex(target.timeIndex, offset);
  if (target.sizeInBytes === 0) target.createdMs = nowMs;
  target.bytesSinceIndexEntry = 0;
  findMaxTimestamp(target);
}

/** Indexes made anew from the batches, as after an unclean stop. Kafka: LogSegment.recover. */
export function rebuildIndexes(target: Segment, config: LogConfig): void {
  target.offsetIndex = offsetIndex(target.baseOffset, config.segmentIndexBytes);
  target.timeIndex = timeIndex(target.baseOffset, config.segmentIndexBytes);
  target.maxTimestamp = -1;
  target.offsetOfMaxTimestamp = -1;
  target.bytesSinceIndexEntry = 0;
  const { entries } = target;
  for (let i = 0; i < entries.count; i++) {
    const entry = entryAt(entries, i);
    if (entry !== undefined) {
      indexEntry(target, entry, positionAt(entries, i), config.indexIntervalBytes);
    }
  }
}

/** Kafka: LogSegment.readLargestTimestamp. */
function findMaxTimestamp(target: Segment): void {
  target.maxTimestamp = -1;
  target.offsetOfMaxTimestamp = target.baseOffset;
  for (let i = 0; i < target.entries.count; i++) {
    const entry = entryAt(target.entries, i);
    if (entry !== undefined && entry.batch.maxTimestamp > target.maxTimestamp) {
      target.maxTimestamp = entry.batch.maxTimestamp;
      target.offsetOfMaxTimestamp = lastOffset(entry);
    }
  }
}
