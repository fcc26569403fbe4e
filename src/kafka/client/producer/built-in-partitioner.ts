/** Kafka: BuiltInPartitioner.PartitionLoadStats. */
export interface LoadStats {
  /** Weights of the partitions, each added to those before it. */
  readonly cumulative: readonly number[];
  readonly partitions: readonly number[];
}

/** Where records without key go (KIP-794). Kafka: BuiltInPartitioner. */
export interface BuiltInPartitioner {
  /** The partition that records stick to; -1 before the first. */
  current: number;
  /** Bytes given to it. */
  producedBytes: number;
  /** Null: all partitions are alike. */
  load: LoadStats | null;
}

export const builtInPartitioner = (): BuiltInPartitioner => ({
  current: -1,
  producedBytes: 0,
  load: null,
});

/** A whole number below its argument. */
export type Draw = (bound: number) => number;

/** Partitions of a topic by what metadata says of their leaders. */
export interface Choice {
  readonly count: number;
  /** Those with a leader. */
  readonly available: readonly number[];
}

/** Kafka: BuiltInPartitioner.nextPartition. */
export function nextPartition(
  { load }: BuiltInPartitioner,
  { count, available }: Choice,
  draw: Draw,
): number {
  if (load === null) {
    if (available.length === 0) return draw(count);
    return available[draw(available.length)] ?? 0;
  }
  const { cumulative, partitions } = load;
  const random = draw(cumulative[cumulative.length - 1] ?? 1);
  const index = cumulative.findIndex((upTo) => random < upTo);
  return partitions[index] ?? 0;
}

/** Sticks to another partition. Kafka: BuiltInPartitioner.updatePartitionInfo. */
export function switchPartition(
  partitioner: BuiltInPartitioner,
  choice: Choice,
  draw: Draw,
): void {
  partitioner.current = nextPartition(partitioner, choice, draw);
  partitioner.producedBytes = 0;
}

/** Whether it is time for another partition: not before the newest batch is full, up to twice `batch.size`. */
export const isSwitchDue = (
  { producedBytes }: BuiltInPartitioner,
  batchSize: number,
  newestIsFull: boolean,
): boolean =>
  (producedBytes >= batchSize && newestIsFull) || producedBytes >= batchSize * 2;

/**
 * Queue lengths become weights: the longer its queue, the fewer records a partition gets. `length`: the first so many
 * entries count, the rest have no leader or cannot take data now. Kafka: BuiltInPartitioner.updatePartitionLoadStats.
 */
export function loadStats(
  sizes: readonly number[],
  partitions: readonly number[],
  length: number,
): LoadStats | null {
  if (length < 1 || sizes.length < 2) return null;
  const counted = sizes.slice(0, length);
  const most = Math.max(...counted);
  if (length === sizes.length && counted.every((size) => size === most)) return null;
  let sum = 0;
  const cumulative = counted.map((size) => {
    sum += most + 1 - size;
    return sum;
  });
  return { cumulative, partitions: partitions.slice(0, length) };
}
