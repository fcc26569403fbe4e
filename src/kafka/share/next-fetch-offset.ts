import { isAvailable, runsOf } from "./in-flight.ts";
import {
  inFlightCount,
  type ShareLimits,
  type SharePartition,
} from "./share-partition.ts";

/** Where the next fetch reads: what is available again comes before what nobody had. Kafka: SharePartition.nextFetchOffset. */
export function nextFetchOffset(partition: SharePartition): number {
  const { batches, startOffset, endOffset, gap } = partition;
  const last = batches.at(-1);
  const isFresh = last === undefined || startOffset > last.last;
  if (!partition.findNext) return isFresh ? endOffset : endOffset + 1;
  if (isFresh) {
    partition.findNext = false;
    return endOffset;
  }
  let gapStart = gap === null ? -1 : gap.start;
  for (const batch of batches) {
    if (gap !== null) {
      if (batch.first > gapStart) return gapStart;
      gapStart = Math.max(batch.last + 1, gapStart);
    }
    const found = runsOf(batch).find(({ flight }) => isAvailable(flight));
    if (found !== undefined) return found.first;
  }
  partition.findNext = false;
  return endOffset + 1;
}

/** Something is available again, or there is room for more. Kafka: SharePartition.canAcquireRecords. */
export const canAcquire = (
  partition: SharePartition,
  { maxInFlight }: ShareLimits,
): boolean =>
  nextFetchOffset(partition) !== partition.endOffset + 1 ||
  inFlightCount(partition) < maxInFlight;
