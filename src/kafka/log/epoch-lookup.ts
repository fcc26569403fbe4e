import { type EpochEndOffset, endOffsetFor } from "./epoch-cache.ts";
import type { PartitionLog } from "./partition-log.ts";

/** Where a leader epoch ends in this log; undefined when it cannot be told. Kafka: UnifiedLog.endOffsetForEpoch. */
export function endOffsetForEpoch(
  log: PartitionLog,
  epoch: number,
): EpochEndOffset | undefined {
  const end = endOffsetFor(log.epochs, epoch, log.logEndOffset);
  return end.endOffset < 0 ? undefined : end;
}
