/**
 * The keys of a Java HashMap or HashSet as its table holds them, for walks over tables that grow and are changed between:
 * `javaHashOrder` is enough for a table that is filled once.
 */
export interface JavaHashTable<Key> {
  readonly hashOf: (key: Key) => number;
  /** Undefined until the first key comes. */
  buckets: Key[][] | undefined;
  /** The size that it begins with, a power of two. */
  readonly initial: number;
  size: number;
}

/** Java's `new HashMap<>()`, or with an initial capacity. */
export function javaHashTable<Key>(
  hashOf: (key: Key) => number,
  initialCapacity = 16,
): JavaHashTable<Key> {
  let initial = 1;
  while (initial < initialCapacity) initial *= 2;
  return { hashOf, buckets: undefined, initial, size: 0 };
}

/** The initial capacity that Kafka asks for so many elements. Kafka: Utils.newHashMap. */
export const capacityFor = (elements: number): number =>
  Math.floor((elements + 1) / 0.75 + 1);

function bucketOf<Key>(table: JavaHashTable<Key>, key: Key): Key[] {
  table.buckets ??= Array.from({ length: table.initial }, () => []);
  const hash = table.hashOf(key);
  const at = (hash ^ (hash >>> 16)) & (table.buckets.length - 1);
  return table.buckets[at] ?? [];
}

/** Twice as many buckets; keys of one bucket keep their order. */
function grow<Key>(table: JavaHashTable<Key>): void {
  const keys = (table.buckets ?? []).flat();
  const length = (table.buckets?.length ?? 0) * 2;
  table.buckets = Array.from({ length }, () => []);
  for (const key of keys) bucketOf(table, key).push(key);
}

const isFull = <Key>({ size, buckets, initial }: JavaHashTable<Key>): boolean =>
  size > (buckets?.length ?? initial) * 0.75;

/** `put` and `add`: behind the others of its bucket. */
export function tableAdd<Key>(table: JavaHashTable<Key>, key: Key): void {
  const bucket = bucketOf(table, key);
  if (bucket.includes(key)) return;
  bucket.push(key);
  table.size += 1;
  if (isFull(table)) grow(table);
}

/** `computeIfAbsent`: before the others of its bucket; the table grows at the next call only. */
export function tableAddFirst<Key>(table: JavaHashTable<Key>, key: Key): void {
  if (table.buckets !== undefined && isFull(table)) grow(table);
  const bucket = bucketOf(table, key);
  if (bucket.includes(key)) return;
  bucket.unshift(key);
  table.size += 1;
}

/** Whether it was there. */
export function tableRemove<Key>(table: JavaHashTable<Key>, key: Key): boolean {
  const bucket = bucketOf(table, key);
  const at = bucket.indexOf(key);
  if (at < 0) return false;
  bucket.splice(at, 1);
  table.size -= 1;
  return true;
}

export const tableHas = <Key>(table: JavaHashTable<Key>, key: Key): boolean =>
  table.buckets !== undefined && bucketOf(table, key).includes(key);

/** The keys in the order of a walk. */
export const tableKeys = <Key>({ buckets }: JavaHashTable<Key>): Key[] =>
  (buckets ?? []).flat();
