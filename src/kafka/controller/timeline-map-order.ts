import { stringHash } from "../protocol/coordinator-partition.ts";

/** Knuth's multiplier in BaseHashTable.findSlot. */
const FIBONACCI = -7046029254386353131n;

/**
 * The order in which Kafka's TimelineHashMap walks over these keys. Within a slot the newest comes
 * first. Kafka: BaseHashTable, SnapshottableHashTable.CurrentIterator.
 */
export function timelineMapOrder(keys: readonly string[]): string[] {
  const distinct = [...new Set(keys)];
  let bits = 1;
  while (distinct.length * 0.75 > 2 ** bits) bits += 1;
  const shift = BigInt(64 - bits);
  const slotOf = (key: string): number =>
    Number(BigInt.asUintN(64, BigInt(stringHash(key)) * FIBONACCI) >> shift);
  return distinct.toReversed().toSorted((a, b) => slotOf(a) - slotOf(b));
}
