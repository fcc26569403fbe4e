import { stringHash } from "./protocol/coordinator-partition.ts";

/**
 * The order in which Java's HashSet or HashMap gives its elements: by bucket, within a bucket as inserted.
 * Kafka lets that order decide a few things, such as the order of an ELR, which rack draws first, or which member of a group comes first.
 * For a map that is filled by `computeIfAbsent`, or changed while it is walked over, see `java-hash-table.ts`.
 * `initialCapacity` is for tables that are made larger; a table that once held more elements keeps its larger size.
 */
export function javaHashOrder<T>(
  values: Iterable<T>,
  hashOf: (value: T) => number,
  initialCapacity = 16,
): T[] {
  const distinct = [...new Set(values)];
  let capacity = initialCapacity;
  while (distinct.length > capacity * 0.75) capacity *= 2;
  const placed = distinct.map((value) => {
    const hash = hashOf(value);
    return { value, bucket: (hash ^ (hash >>> 16)) & (capacity - 1) };
  });
  // The sort is stable, so elements of one bucket keep the order of insertion.
  placed.sort((a, b) => a.bucket - b.bucket);
  return placed.map((each) => each.value);
}

/** A set of ints, which hash to themselves. */
export function javaIntegerSet(values: Iterable<number>): number[] {
  return javaHashOrder(values, (value) => value);
}

/** A set of strings, or the keys of a map by string: member ids, topic names, protocol names. */
export function javaStringSet(values: Iterable<string>): string[] {
  return javaHashOrder(values, stringHash);
}
