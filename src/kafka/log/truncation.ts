import { clearEpochs, truncateEpochsFromEnd } from "./epoch-cache.ts";
import { updateHighWatermark } from "./high-watermark.ts";
import { rebuildProducers } from "./log-producers.ts";
import { activeSegment, type PartitionLog, setLogEndOffset } from "./partition-log.ts";
import { clearProducers, deleteSnapshot } from "./producer-state.ts";
import { segment, truncateSegment } from "./segment.ts";

/**
 * Cuts the log so that it ends at `offset` exactly; a batch that holds the offset goes as a whole and leaves a hole.
 * Whether there was anything to cut. Kafka: UnifiedLog.truncateTo.
 */
export function truncateTo(log: PartitionLog, offset: number, nowMs: number): boolean {
  if (offset >= log.logEndOffset) {
    // An epoch without data may have been cached by a leader that wrote nothing.
    truncateEpochsFromEnd(log.epochs, log.logEndOffset);
    return false;
  }
  if ((log.segments[0]?.baseOffset ?? 0) > offset) {
    truncateFullyAndStartAt(log, offset, nowMs);
    return true;
  }
  while (activeSegment(log).baseOffset > offset) {
    log.sizeInBytes -= activeSegment(log).sizeInBytes;
    deleteSnapshot(log.producers, activeSegment(log).baseOffset);
    log.segments.pop();
  }
  const active = activeSegment(log);
  log.sizeInBytes -= active.sizeInBytes;
  truncateSegment(active, offset, nowMs);
  log.sizeInBytes += active.sizeInBytes;
  setLogEndOffset(log, offset);
  truncateEpochsFromEnd(log.epochs, offset);
  log.logStartOffset = Math.min(log.logStartOffset, offset);
  rebuildProducers(log, nowMs);
  if (log.highWatermark >= offset) updateHighWatermark(log, offset);
  return true;
}

/** Drops everything; the log is empty and goes on at `offset`. Kafka: UnifiedLog.truncateFullyAndStartAt. */
export function truncateFullyAndStartAt(
  log: PartitionLog,
  offset: number,
  nowMs: number,
  logStartOffset = offset,
): void {
  log.segments.splice(0, log.segments.length, segment(offset, log.config, nowMs));
  log.sizeInBytes = 0;
  log.flushRequested = -1;
  setLogEndOffset(log, offset);
  clearEpochs(log.epochs);
  clearProducers(log.producers, offset);
  log.logStartOffset = logStartOffset;
  rebuildProducers(log, nowMs);
  updateHighWatermark(log, offset);
}
