/** Every `index.interval.bytes` the last offset of a batch with its position. Kafka: OffsetIndex. */
export interface OffsetIndex {
  readonly baseOffset: number;
  /** `segment.index.bytes` / 8. */
  readonly maxEntries: number;
  count: number;
  /** Pairs of relative offset and position. */
  pairs: Int32Array;
}

export interface OffsetPosition {
  readonly offset: number;
  readonly position: number;
}

const entryBytes = 8;

export function offsetIndex(baseOffset: number, indexBytes: number): OffsetIndex {
  const maxEntries = Math.floor(indexBytes / entryBytes);
  return { baseOffset, maxEntries, count: 0, pairs: new Int32Array(4) };
}

/** Kafka: AbstractIndex.isFull. */
export function isOffsetIndexFull(index: OffsetIndex): boolean {
  return index.count >= index.maxEntries;
}

/** Kafka: OffsetIndex.append; a full index takes nothing more. */
export function indexOffset(index: OffsetIndex, offset: number, position: number): void {
  if (isOffsetIndexFull(index)) return;
  const at = index.count * 2;
  if (at === index.pairs.length) {
    const larger = new Int32Array(at * 2);
    larger.set(index.pairs);
    index.pairs = larger;
  }
  index.pairs[at] = offset - index.baseOffset;
  index.pairs[at + 1] = position;
  index.count++;
}

/** The greatest entry that is not above `offset`, or the segment's beginning. Kafka: OffsetIndex.lookup. */
export function lookupOffset(index: OffsetIndex, offset: number): OffsetPosition {
  const slot = slotsBelow(index, offset + 1) - 1;
  return slot < 0
    ? { offset: index.baseOffset, position: 0 }
    : { offset: offsetAt(index, slot), position: index.pairs[slot * 2 + 1] ?? 0 };
}

/** An entry exactly at the offset goes too. Kafka: OffsetIndex.truncateTo. */
export function truncateOffsetIndex(index: OffsetIndex, offset: number): void {
  index.count = slotsBelow(index, offset);
}

/** How many entries lie below `offset`. */
function slotsBelow(index: OffsetIndex, offset: number): number {
  let low = 0;
  let high = index.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (offsetAt(index, middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function offsetAt(index: OffsetIndex, slot: number): number {
  return index.baseOffset + (index.pairs[slot * 2] ?? 0);
}
