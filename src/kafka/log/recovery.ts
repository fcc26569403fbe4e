import { assert } from "../../base/assert.ts";
import { mutated } from "../../base/mutants.ts";
import { entryAt, positionAt } from "./entry-list.ts";
import {
  assignEpoch,
  clearEpochs,
  latestEpoch,
  truncateEpochsFromEnd,
  truncateEpochsFromStart,
} from "./epoch-cache.ts";
import { updateHighWatermark } from "./high-watermark.ts";
import { rebuildProducers, removeStraySnapshots } from "./log-producers.ts";
import { activeSegment, floorSegment, type PartitionLog } from "./partition-log.ts";
import { producerStates, takeSnapshot } from "./producer-state.ts";
import {
  closeSegment,
  lastOffsetOf,
  rebuildIndexes,
  type Segment,
  segment,
  truncateSegment,
} from "./segment.ts";

/** What a broker's checkpoint files say about a log when it opens it. */
export interface LogCheckpoints {
  /** `.kafka_cleanshutdown` was there: no recovery. */
  readonly cleanShutdown: boolean;
  readonly recoveryPoint: number;
  readonly logStartOffset: number;
  readonly highWatermark: number;
}

/** What opening a log cost. */
export interface LogRecovery {
  readonly segmentsScanned: number;
  readonly bytesScanned: number;
}

/** What a power loss took from one log. */
export interface PowerLoss {
  readonly lostBatches: number;
  readonly lostBytes: number;
  /** Bytes of a batch that were written in part; its CRC fails, and recovery cuts them off. */
  readonly tornBytes: number;
}

/** Bytes above the recovery point: what a power loss may take. A killed process loses none of them. */
export function unflushedBytes(log: PartitionLog): number {
  let bytes = 0;
  for (const each of log.segments)
    bytes += each.sizeInBytes - flushedBytes(each, log.recoveryPoint);
  return bytes;
}

/**
 * The host loses power: of what was not flushed only the first `keepBytes` are on the disk, perhaps with a torn
 * batch at the end. Call before `openLog`.
 */
export function losePower(
  log: PartitionLog,
  keepBytes: number,
  nowMs: number,
): PowerLoss {
  assert(keepBytes >= 0, "a disk keeps no negative number of bytes");
  const before = log.sizeInBytes;
  let left = keepBytes;
  let batches = 0;
  let torn = 0;
  log.segments.forEach((each, i) => {
    const flushed = flushedBytes(each, log.recoveryPoint);
    const cut = cutAfter(each, flushed + left, nowMs);
    batches += cut.batches;
    torn += cut.tornBytes;
    left -= Math.min(left, each.sizeInBytes + cut.tornBytes - flushed);
    // Nothing is kept behind a gap: recovery would delete those segments anyway.
    if (cut.batches > 0) left = 0;
    if (i > 0 && each.sizeInBytes === 0 && cut.batches > 0) each.createdMs = nowMs;
  });
  dropEmptyTail(log);
  log.sizeInBytes = log.segments.reduce((sum, each) => sum + each.sizeInBytes, 0);
  log.logEndOffset = lastOffsetOf(activeSegment(log)) + 1;
  return { lostBatches: batches, lostBytes: before - log.sizeInBytes, tornBytes: torn };
}

/** The log as a starting broker opens it. Kafka: LogLoader.load, LogManager.loadLog. */
export function openLog(
  log: PartitionLog,
  checkpoints: LogCheckpoints,
  nowMs: number,
): LogRecovery {
  const recovery = checkpoints.cleanShutdown
    ? { segmentsScanned: 0, bytesScanned: 0 }
    : recoverSegments(log, checkpoints.recoveryPoint);
  for (const each of log.segments) {
    // The files hold neither the time of creation nor the counter.
    each.createdMs = nowMs;
    each.bytesSinceIndexEntry = 0;
  }
  let logEndOffset = lastOffsetOf(activeSegment(log)) + 1;
  const survives = logEndOffset >= checkpoints.logStartOffset;
  if (!survives) {
    logEndOffset = checkpoints.logStartOffset;
    log.segments.splice(0, log.segments.length, segment(logEndOffset, log.config, nowMs));
    log.sizeInBytes = 0;
    clearEpochs(log.epochs);
  }
  log.logEndOffset = logEndOffset;
  log.flushRequested = -1;
  log.logStartOffset = Math.max(
    checkpoints.logStartOffset,
    log.segments[0]?.baseOffset ?? 0,
  );
  log.recoveryPoint =
    checkpoints.cleanShutdown && survives
      ? logEndOffset
      : Math.max(log.logStartOffset, Math.min(checkpoints.recoveryPoint, logEndOffset));
  truncateEpochsFromEnd(log.epochs, logEndOffset);
  truncateEpochsFromStart(log.epochs, log.logStartOffset);
  const { snapshots, expirationMs, verifies } = log.producers;
  log.producers = { ...producerStates(0, expirationMs), snapshots, verifies };
  if (!survives) log.producers.snapshots = [];
  removeStraySnapshots(log);
  rebuildProducers(log, nowMs, checkpoints.cleanShutdown);
  updateHighWatermark(log, checkpoints.highWatermark);
  if (MUTANTS && mutated("restoredHighWatermarkUncapped"))
    log.highWatermark = checkpoints.highWatermark;
  return recovery;
}

/** What a controlled shutdown does to a log before its files are closed. Kafka: LogManager.shutdown, UnifiedLog.close. */
export function closeLog(log: PartitionLog): void {
  for (const each of log.segments) closeSegment(each);
  log.recoveryPoint = log.logEndOffset;
  log.flushRequested = -1;
  takeSnapshot(log.producers);
}

/** Every segment that reaches the recovery point or lies behind it is read through. Kafka: LogLoader.recoverLog, LogSegment.recover. */
function recoverSegments(log: PartitionLog, recoveryPoint: number): LogRecovery {
  let segmentsScanned = 0;
  let bytesScanned = 0;
  const first = Math.max(0, floorSegment(log, recoveryPoint));
  for (const each of log.segments.slice(first)) {
    segmentsScanned++;
    bytesScanned += each.sizeInBytes;
    rebuildIndexes(each, log.config);
    for (let i = 0; i < each.entries.count; i++) {
      const entry = entryAt(each.entries, i);
      if (entry !== undefined && entry.leaderEpoch > latestEpoch(log.epochs)) {
        assignEpoch(log.epochs, entry.leaderEpoch, entry.baseOffset);
      }
    }
  }
  return { segmentsScanned, bytesScanned };
}

/** Bytes of a segment that lie below the recovery point, by whole batches. */
function flushedBytes(from: Segment, recoveryPoint: number): number {
  for (let i = from.entries.count - 1; i >= 0; i--) {
    const entry = entryAt(from.entries, i);
    if (entry !== undefined && entry.baseOffset < recoveryPoint) {
      return positionAt(from.entries, i) + entry.batch.sizeInBytes;
    }
  }
  return 0;
}

/** Keeps the batches that lie wholly within the first `bytes` of a segment. */
function cutAfter(
  from: Segment,
  bytes: number,
  nowMs: number,
): { readonly batches: number; readonly tornBytes: number } {
  if (from.sizeInBytes <= bytes) return { batches: 0, tornBytes: 0 };
  const before = from.entries.count;
  for (let i = 0; i < before; i++) {
    const entry = entryAt(from.entries, i);
    const position = positionAt(from.entries, i);
    if (entry !== undefined && position + entry.batch.sizeInBytes > bytes) {
      truncateSegment(from, entry.baseOffset, nowMs);
      return { batches: before - i, tornBytes: bytes - position };
    }
  }
  return { batches: 0, tornBytes: 0 };
}

function dropEmptyTail(log: PartitionLog): void {
  while (log.segments.length > 1) {
    const last = activeSegment(log);
    const before = log.segments.at(-2);
    if (last.sizeInBytes > 0 || before === undefined) return;
    if (lastOffsetOf(before) + 1 === last.baseOffset) return;
    log.segments.pop();
  }
}
