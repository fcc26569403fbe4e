import { mutated } from "../../base/mutants.ts";
import { endOffsetFor } from "../log/epoch-cache.ts";
import type { PartitionLog } from "../log/partition-log.ts";

/**
 * Where a follower cuts its log when the leader answers that it ends `diverging.epoch` at `diverging.endOffset`.
 * Kafka: AbstractFetcherThread.getOffsetTruncationState.
 */
export function divergentEnd(
  log: PartitionLog,
  diverging: { readonly epoch: number; readonly endOffset: number },
): number {
  const end = log.logEndOffset;
  if (diverging.endOffset < 0) return end;
  if (MUTANTS && mutated("truncateByLastEpochOnly"))
    return Math.min(diverging.endOffset, end);
  const own = endOffsetFor(log.epochs, diverging.epoch, end);
  if (own.endOffset < 0) return Math.min(diverging.endOffset, end);
  // The follower never had the leader's epoch: it cuts to what it has below, and asks again.
  if (own.epoch !== diverging.epoch) return Math.min(own.endOffset, end);
  return Math.min(own.endOffset, diverging.endOffset, end);
}
