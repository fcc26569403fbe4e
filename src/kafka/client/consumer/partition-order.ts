import { partitionOf } from "./partition-state.ts";

/** Java: String.hashCode. */
function stringHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++)
    hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}

/** Kafka: TopicPartition.hashCode, spread as Java's HashMap does. */
function spreadHash(name: string): number {
  const { topic, partition } = partitionOf(name);
  const hash = (Math.imul(31, 31 + partition) + stringHash(topic)) | 0;
  return hash ^ (hash >>> 16);
}

/** Java: HashMap's table for so many entries, from a first capacity on. */
function tableSize(entries: number, capacity: number): number {
  let size = 1;
  while (size < capacity) size *= 2;
  while (entries > size * 0.75) size *= 2;
  return size;
}

/**
 * Partitions in the order in which the client fetches them at first: that of a Java hash table, then topic by topic.
 * Kafka: SubscriptionState.assignFromSubscribed, PartitionStates.update.
 */
export function fetchOrder(names: readonly string[], capacity: number): string[] {
  const mask = tableSize(names.length, capacity) - 1;
  const placed = names.map((name, at) => ({ name, at, bucket: spreadHash(name) & mask }));
  placed.sort((a, b) => a.bucket - b.bucket || a.at - b.at);
  const topics: Record<string, string[]> = {};
  for (const { name } of placed) {
    const { topic } = partitionOf(name);
    const known = topics[`t:${topic}`];
    if (known === undefined) topics[`t:${topic}`] = [name];
    else known.push(name);
  }
  return Object.values(topics).flat();
}
