import { truncateEpochsFromStart } from "./epoch-cache.ts";
import { type PartitionLog, positionOf } from "./partition-log.ts";
import { forgetReplicated, logStartMoved } from "./producer-state.ts";

/** Sets the high watermark within log start and log end, also downwards, and returns what it became. Kafka: UnifiedLog.updateHighWatermark. */
export function updateHighWatermark(log: PartitionLog, offset: number): number {
  if (offset >= log.logEndOffset) {
    log.highWatermark = log.logEndOffset;
    log.highWatermarkHasPosition = true;
  } else {
    log.highWatermark = Math.max(offset, log.logStartOffset);
    log.highWatermarkHasPosition = false;
  }
  forgetReplicated(log.producers, log.highWatermark);
  return log.highWatermark;
}

/** Only upwards, as at the leader; whether it moved. Kafka: UnifiedLog.maybeIncrementHighWatermark. */
export function maybeIncrementHighWatermark(log: PartitionLog, offset: number): boolean {
  if (offset <= log.highWatermark) return false;
  const before = log.highWatermark;
  return updateHighWatermark(log, offset) !== before;
}

/**
 * A reader needs the byte position of the high watermark, and Kafka looks it up by batch: one that was set inside a
 * batch moves to the batch's base, even backwards. Kafka: UnifiedLog.fetchHighWatermarkMetadata.
 */
export function resolveHighWatermark(log: PartitionLog): number {
  if (!log.highWatermarkHasPosition) {
    const found = positionOf(log, log.highWatermark);
    if (found !== undefined) {
      log.highWatermark = found.offset;
      log.highWatermarkHasPosition = true;
    }
  }
  return log.highWatermark;
}

/**
 * Hides everything below `offset` from clients: DeleteRecords, retention, or a leader's log start.
 * Kafka: UnifiedLog.maybeIncrementLogStartOffset, which throws OFFSET_OUT_OF_RANGE above the high watermark.
 */
export function maybeIncrementLogStartOffset(
  log: PartitionLog,
  offset: number,
): "moved" | "unchanged" | "OFFSET_OUT_OF_RANGE" {
  if (offset > log.highWatermark) return "OFFSET_OUT_OF_RANGE";
  if (offset <= log.logStartOffset) return "unchanged";
  setLogStartOffset(log, offset);
  truncateEpochsFromStart(log.epochs, offset);
  logStartMoved(log.producers, offset);
  return "moved";
}

/** Kafka: UnifiedLog.updateLogStartOffset. */
export function setLogStartOffset(log: PartitionLog, offset: number): void {
  log.logStartOffset = offset;
  if (log.highWatermark < offset) updateHighWatermark(log, offset);
  if (log.recoveryPoint < offset) log.recoveryPoint = offset;
}
