/**
 * The order in which Java's HashSet or HashMap gives its elements: by bucket, within a bucket as inserted.
 * Kafka lets that order decide a few things, such as the order of an ELR or which rack draws first.
 */
export function javaHashOrder<T>(values: Iterable<T>, hashOf: (value: T) => number): T[] {
  const distinct = [...new Set(values)];
  let capacity = 16;
  while (distinct.length > capacity * 0.75) capacity *= 2;
  const bucketOf = (value: T): number => {
    const hash = hashOf(value);
    return (hash ^ (hash >>> 16)) & (capacity - 1);
  };
  // The sort is stable, so elements of one bucket keep the order of insertion.
  return distinct.toSorted((a, b) => bucketOf(a) - bucketOf(b));
}

/** A set of ints, which hash to themselves. */
export function javaIntegerSet(values: Iterable<number>): number[] {
  return javaHashOrder(values, (value) => value);
}
