import type { TopicPartitions } from "../assignors/group-spec.ts";

/** By topic id and partition the epoch in which a member got it. Never changed: a new one takes its place. */
export type PartitionEpochs = Readonly<Record<string, Readonly<Record<number, number>>>>;

/** Topic id with partitions, as requests and records list them. */
export interface ListedPartitions {
  readonly topicId: string;
  readonly partitions: readonly number[];
}

export const noPartitions: PartitionEpochs = {};

export const isEmptyEpochs = (held: PartitionEpochs): boolean =>
  Object.keys(held).length === 0;

/** The epoch of one partition, or undefined. */
export const epochOf = (
  held: PartitionEpochs,
  topicId: string,
  partition: number,
): number | undefined => held[topicId]?.[partition];

/** Every partition with its epoch. */
export function* eachPartition(
  held: PartitionEpochs,
): Generator<readonly [topicId: string, partition: number, epoch: number]> {
  for (const topicId in held)
    for (const [partition, epoch] of Object.entries(held[topicId] ?? {}))
      yield [topicId, Number(partition), epoch];
}

export const listed = (held: PartitionEpochs): ListedPartitions[] =>
  Object.entries(held).map(([topicId, partitions]) => ({
    topicId,
    partitions: Object.keys(partitions).map(Number),
  }));

export const partitionsByTopic = (held: PartitionEpochs): TopicPartitions =>
  Object.fromEntries(
    listed(held).map(({ topicId, partitions }) => [topicId, partitions]),
  );

/** Epochs are part of it. */
export function sameEpochs(a: PartitionEpochs, b: PartitionEpochs): boolean {
  if (a === b) return true;
  const topicIds = Object.keys(a);
  if (topicIds.length !== Object.keys(b).length) return false;
  return topicIds.every((topicId) => {
    const [left, right] = [a[topicId] ?? {}, b[topicId] ?? {}];
    const partitions = Object.keys(left);
    if (partitions.length !== Object.keys(right).length) return false;
    return partitions.every((at) => left[Number(at)] === right[Number(at)]);
  });
}

/** The same partitions, in whatever order. Kafka: Assignment.equals. */
export function samePartitions(a: TopicPartitions, b: TopicPartitions): boolean {
  const topicIds = Object.keys(a);
  if (topicIds.length !== Object.keys(b).length) return false;
  return topicIds.every((topicId) => {
    const [left, right] = [a[topicId] ?? [], b[topicId] ?? []];
    if (left.length !== right.length) return false;
    const those = new Set(right);
    return left.every((partition) => those.has(partition));
  });
}
