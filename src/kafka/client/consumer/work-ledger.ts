/** What was done with one partition's records, by offset. */
export interface PartitionLedger {
  /** Offsets processed, as ascending, disjoint [from, next). */
  ranges: [number, number][];
  processed: number;
  twice: number;
  /** Offsets that were stepped over between two that were processed, compacted and control ones included. */
  skipped: number;
}

/** By partition. */
export type WorkLedger = Record<string, PartitionLedger>;

const mostRanges = 32;

/** What is known of a partition, made at first use. */
export const ledgerOf = (ledger: WorkLedger, name: string): PartitionLedger =>
  (ledger[name] ??= { ranges: [], processed: 0, twice: 0, skipped: 0 });

/** Offsets from `from` to before `next` were processed, `count` records. */
export function recordProcessed(
  partition: PartitionLedger,
  from: number,
  next: number,
  count: number,
): void {
  partition.processed += count;
  const { ranges } = partition;
  const last = ranges[ranges.length - 1];
  if (last === undefined) ranges.push([from, next]);
  else if (from === last[1]) last[1] = next;
  else if (from > last[1]) {
    partition.skipped += from - last[1];
    ranges.push([from, next]);
  } else mergeRange(partition, from, next, count);
  // The oldest gaps are forgotten: what lies before them counts as processed.
  if (ranges.length > mostRanges) {
    const [first, second] = ranges;
    if (first !== undefined && second !== undefined)
      ranges.splice(0, 2, [first[0], second[1]]);
  }
}

function mergeRange(
  partition: PartitionLedger,
  from: number,
  next: number,
  count: number,
): void {
  let [low, high] = [from, next];
  let again = 0;
  const kept: [number, number][] = [];
  for (const [a, b] of partition.ranges) {
    if (b < low || a > high) {
      kept.push([a, b]);
      continue;
    }
    again += Math.max(0, Math.min(b, next) - Math.max(a, from));
    low = Math.min(low, a);
    high = Math.max(high, b);
  }
  kept.push([low, high]);
  partition.ranges = kept.toSorted((a, b) => a[0] - b[0]);
  partition.twice += Math.min(count, again);
  partition.skipped = Math.max(0, partition.skipped - (next - from - again));
}
