import { truncateEpochsFromStart } from "./epoch-cache.ts";
import { setLogStartOffset } from "./high-watermark.ts";
import { type PartitionLog, roll } from "./partition-log.ts";
import { deleteSnapshot, logStartMoved } from "./producer-state.ts";
import { largestTimestamp, type Segment } from "./segment.ts";

type Deletable = (segment: Segment, next: Segment | undefined) => boolean;

/**
 * What the periodic retention task does to one log; how many segments it deleted. Kafka: UnifiedLog.deleteOldSegments.
 */
export function deleteOldSegments(log: PartitionLog, nowMs: number): number {
  let deleted = deleteWhile(log, nowMs, belowLogStart(log));
  if (!log.config.deletes) return deleted;
  const { retentionBytes, retentionMs } = log.config;
  if (retentionBytes >= 0 && log.sizeInBytes >= retentionBytes) {
    deleted += deleteWhile(log, nowMs, beyondSize(log.sizeInBytes - retentionBytes));
  }
  if (retentionMs >= 0) {
    deleted += deleteWhile(
      log,
      nowMs,
      (segment) => nowMs - largestTimestamp(segment) > retentionMs,
    );
  }
  return deleted;
}

function belowLogStart(log: PartitionLog): Deletable {
  return (_, next) => next !== undefined && next.baseOffset <= log.logStartOffset;
}

/** Never takes more than the excess, so the log stays at or above `retention.bytes`. */
function beyondSize(excess: number): Deletable {
  let left = excess;
  return (segment) => {
    if (left - segment.sizeInBytes < 0) return false;
    left -= segment.sizeInBytes;
    return true;
  };
}

/** From the oldest segment on, up to the first that must stay. Kafka: UnifiedLog.deletableSegments, deleteSegments. */
function deleteWhile(log: PartitionLog, nowMs: number, deletable: Deletable): number {
  const { segments } = log;
  let count = 0;
  for (; count < segments.length; count++) {
    const segment = segments[count];
    const next = segments[count + 1];
    if (segment === undefined) break;
    const upperBound = next?.baseOffset ?? log.logEndOffset;
    // The log start must never pass the high watermark.
    if (log.highWatermark < upperBound || !deletable(segment, next)) break;
    if (next === undefined && segment.sizeInBytes === 0) break;
  }
  if (count > 0) deleteFirst(log, count, nowMs);
  return count;
}

function deleteFirst(log: PartitionLog, count: number, nowMs: number): void {
  // One segment must remain; rolling may replace an active one that is empty of offsets.
  if (count === log.segments.length) roll(log, nowMs);
  const remove = Math.min(count, log.segments.length - 1);
  if (remove === 0) return;
  for (const segment of log.segments.splice(0, remove)) {
    log.sizeInBytes -= segment.sizeInBytes;
    deleteSnapshot(log.producers, segment.baseOffset);
  }
  const start = log.segments[0]?.baseOffset ?? log.logEndOffset;
  if (start <= log.logStartOffset) return;
  setLogStartOffset(log, start);
  truncateEpochsFromStart(log.epochs, start);
  logStartMoved(log.producers, start);
}
