import { present } from "../../base/assert.ts";
import { entryAt, findEntry, positionAt } from "./entry-list.ts";
import { type EpochCache, epochCache } from "./epoch-cache.ts";
import type { LogConfig } from "./log-config.ts";
import { type ProducerStates, producerStates, takeSnapshot } from "./producer-state.ts";
import { closeSegment, type Segment, segment } from "./segment.ts";

/**
 * The log of one replica. Plain data; the files beside this one hold its rules. Kafka: UnifiedLog, LocalLog.
 */
export interface PartitionLog {
  config: LogConfig;
  /** Ascending and never empty; the last one is active. */
  readonly segments: Segment[];
  /** First offset that clients may read. */
  logStartOffset: number;
  /** The next offset to be given. */
  logEndOffset: number;
  /** First offset that consumers may not read. */
  highWatermark: number;
  /** False while the high watermark may lie inside a batch; see `resolveHighWatermark`. */
  highWatermarkHasPosition: boolean;
  /** Everything below survives a power loss. */
  recoveryPoint: number;
  /**
   * A roll asks for everything below this to be flushed; -1 when nothing is asked. The owner calls `flushTo`
   * when its disk has done so. Kafka: UnifiedLog.roll schedules "flush-log".
   */
  flushRequested: number;
  sizeInBytes: number;
  readonly epochs: EpochCache;
  producers: ProducerStates;
}

/** Where an offset lies. Kafka: LogOffsetMetadata. */
export interface LogPosition {
  /** Base offset of the batch that holds the offset, of the next one after a hole, or the log end. */
  readonly offset: number;
  readonly segmentBaseOffset: number;
  /** Bytes from the segment's beginning. */
  readonly position: number;
}

/** An empty log, as for a new replica. Kafka: UnifiedLog.create. */
export function partitionLog(
  config: LogConfig,
  nowMs: number,
  startOffset = 0,
): PartitionLog {
  return {
    config,
    segments: [segment(startOffset, config, nowMs)],
    logStartOffset: startOffset,
    logEndOffset: startOffset,
    highWatermark: startOffset,
    highWatermarkHasPosition: true,
    recoveryPoint: startOffset,
    flushRequested: -1,
    sizeInBytes: 0,
    epochs: epochCache(),
    producers: producerStates(startOffset),
  };
}

export function activeSegment(log: PartitionLog): Segment {
  return present(log.segments[log.segments.length - 1], "active segment");
}

/** Index of the segment with the greatest base offset not above `offset`; -1 below the first. Kafka: LogSegments.floorSegment. */
export function floorSegment(log: PartitionLog, offset: number): number {
  const { segments } = log;
  let high = segments.length - 1;
  if ((segments[high]?.baseOffset ?? 0) <= offset) return high;
  let low = 0;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    if ((segments[middle]?.baseOffset ?? 0) <= offset) low = middle + 1;
    else high = middle - 1;
  }
  return high;
}

/** Kafka: UnifiedLog.convertToOffsetMetadataOrThrow; undefined outside the log. */
export function positionOf(log: PartitionLog, offset: number): LogPosition | undefined {
  const floor = floorSegment(log, offset);
  if (offset > log.logEndOffset || floor < 0) return undefined;
  for (let at = floor; at < log.segments.length; at++) {
    const found = log.segments[at];
    if (found === undefined) return undefined;
    const index = findEntry(found.entries, offset);
    const entry = entryAt(found.entries, index);
    if (entry !== undefined) {
      return {
        offset: entry.baseOffset,
        segmentBaseOffset: found.baseOffset,
        position: positionAt(found.entries, index),
      };
    }
  }
  const active = activeSegment(log);
  return {
    offset: log.logEndOffset,
    segmentBaseOffset: active.baseOffset,
    position: active.sizeInBytes,
  };
}

/** Begins a new active segment, at `expectedOffset` or the log end, whichever is higher. Kafka: LocalLog.roll. */
export function roll(log: PartitionLog, nowMs: number, expectedOffset = 0): Segment {
  const baseOffset = Math.max(expectedOffset, log.logEndOffset);
  const active = activeSegment(log);
  if (active.baseOffset === baseOffset) {
    // Only an index that has no room at all rolls an empty segment (KAFKA-6388): it is made anew.
    log.segments.pop();
  } else {
    closeSegment(active);
  }
  const next = segment(baseOffset, log.config, nowMs);
  log.segments.push(next);
  log.producers.mapEndOffset = baseOffset;
  takeSnapshot(log.producers);
  if (baseOffset > log.recoveryPoint) log.flushRequested = baseOffset;
  return next;
}

/** Kafka: LocalLog.updateLogEndOffset. */
export function setLogEndOffset(log: PartitionLog, offset: number): void {
  log.logEndOffset = offset;
  if (log.recoveryPoint > offset) log.recoveryPoint = offset;
}

/** The disk holds everything below `offset`. Kafka: UnifiedLog.flush, LocalLog.markFlushed. */
export function flushTo(log: PartitionLog, offset: number): void {
  const flushed = Math.min(offset, log.logEndOffset);
  if (flushed > log.recoveryPoint) log.recoveryPoint = flushed;
  if (log.flushRequested <= log.recoveryPoint) log.flushRequested = -1;
}
