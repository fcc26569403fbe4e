import { stringHash } from "./protocol/coordinator-partition.ts";

/** Knuth's multiplier in BaseHashTable.findSlot. */
const FIBONACCI = -7046029254386353131n;

/**
 * The order in which Kafka's TimelineHashMap walks over these keys, given as they were put. Within a slot the newest
 * comes first. Kafka: BaseHashTable, SnapshottableHashTable.CurrentIterator.
 */
function timelineOrder<Key>(keys: readonly Key[], hashOf: (key: Key) => number): Key[] {
  const distinct = [...new Set(keys)];
  if (distinct.length < 2) return distinct;
  let bits = 1;
  while (distinct.length * 0.75 > 2 ** bits) bits += 1;
  const shift = BigInt(64 - bits);
  const slotOf = (key: Key): number =>
    Number(BigInt.asUintN(64, BigInt(hashOf(key)) * FIBONACCI) >> shift);
  const placed = distinct.toReversed().map((key) => ({ key, slot: slotOf(key) }));
  placed.sort((a, b) => a.slot - b.slot);
  return placed.map(({ key }) => key);
}

/** A map by text. */
export const timelineMapOrder = (keys: readonly string[]): string[] =>
  timelineOrder(keys, stringHash);

/** A map by whole numbers, which hash to themselves. */
export const timelineNumberOrder = (keys: readonly number[]): number[] =>
  timelineOrder(keys, (key) => key);
