/** The greatest timestamp so far with the last offset of the batch that has it. Kafka: TimeIndex. */
export interface TimeIndex {
  readonly baseOffset: number;
  /** `segment.index.bytes` / 12. */
  readonly maxEntries: number;
  count: number;
  /** Pairs of timestamp and relative offset. */
  pairs: Float64Array;
}

export interface TimestampOffset {
  readonly timestamp: number;
  readonly offset: number;
}

const entryBytes = 12;

export function timeIndex(baseOffset: number, indexBytes: number): TimeIndex {
  const maxEntries = Math.floor(indexBytes / entryBytes);
  return { baseOffset, maxEntries, count: 0, pairs: new Float64Array(4) };
}

/** One slot is spared for the entry that a roll adds. Kafka: TimeIndex.isFull. */
export function isTimeIndexFull(index: TimeIndex): boolean {
  return index.count >= index.maxEntries - 1;
}

/** Only a timestamp above all before is taken. Kafka: TimeIndex.maybeAppend. */
export function indexTimestamp(
  index: TimeIndex,
  timestamp: number,
  offset: number,
): void {
  if (timestamp <= lastTimestamp(index) || index.count >= index.maxEntries) return;
  const at = index.count * 2;
  if (at === index.pairs.length) {
    const larger = new Float64Array(at * 2);
    larger.set(index.pairs);
    index.pairs = larger;
  }
  index.pairs[at] = timestamp;
  index.pairs[at + 1] = offset - index.baseOffset;
  index.count++;
}

/** The greatest entry that is not above `timestamp`, or -1 and the base offset. Kafka: TimeIndex.lookup. */
export function lookupTimestamp(index: TimeIndex, timestamp: number): TimestampOffset {
  let slot = index.count - 1;
  let low = 0;
  while (low <= slot) {
    const middle = (low + slot) >>> 1;
    if ((index.pairs[middle * 2] ?? 0) <= timestamp) low = middle + 1;
    else slot = middle - 1;
  }
  if (slot < 0) return { timestamp: -1, offset: index.baseOffset };
  return {
    timestamp: index.pairs[slot * 2] ?? -1,
    offset: index.baseOffset + (index.pairs[slot * 2 + 1] ?? 0),
  };
}

/** Kafka: TimeIndex.truncateTo. */
export function truncateTimeIndex(index: TimeIndex, offset: number): void {
  const relative = offset - index.baseOffset;
  while (index.count > 0 && (index.pairs[index.count * 2 - 1] ?? 0) >= relative) {
    index.count--;
  }
}

function lastTimestamp(index: TimeIndex): number {
  return index.count === 0 ? -1 : (index.pairs[index.count * 2 - 2] ?? -1);
}
