import type { KeyDistribution } from "../../contract/client-settings.ts";
import { partitionForKey } from "../protocol/murmur2.ts";
import { utf8Encode } from "../protocol/utf8.ts";

/** Keys of a workload with what is needed of each again and again. Plain data; `immutable` so that snapshots share it. */
export interface KeyTable {
  readonly immutable: true;
  readonly keys: readonly string[];
  readonly sizes: readonly number[];
  /** Partition of each key, for this many partitions. */
  readonly partitions: readonly number[];
  readonly partitionCount: number;
  /** Ascending thresholds below 2^32 for Zipf; empty when all keys are alike. */
  readonly thresholds: readonly number[];
}

/** x to the power of percent/100 by square roots alone: Math.pow differs between runtimes in the last bit. */
function power(x: number, percent: number): number {
  let result = 1;
  for (let i = 0; i < Math.floor(percent / 100); i++) result *= x;
  let fraction = (percent % 100) / 100;
  let root = x;
  for (let bit = 0; bit < 30 && fraction > 0; bit++) {
    root = Math.sqrt(root);
    fraction *= 2;
    if (fraction >= 1) {
      result *= root;
      fraction -= 1;
    }
  }
  return result;
}

function zipfThresholds(count: number, exponentPercent: number): number[] {
  const weights = Array.from(
    { length: count },
    (_, i) => 1 / power(i + 1, exponentPercent),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    return Math.floor((sum / total) * 4294967295);
  });
}

const names = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `key-${i + 1}`);

/** The keys of a distribution, placed on `partitionCount` partitions as the default partitioner does. */
export function keyTable(
  distribution: KeyDistribution,
  partitionCount: number,
): KeyTable {
  const keys =
    distribution.kind === "none"
      ? []
      : distribution.kind === "list"
        ? distribution.keys
        : names(distribution.keys);
  const bytes = keys.map(utf8Encode);
  return {
    immutable: true,
    keys,
    sizes: bytes.map((key) => key.length),
    partitions: bytes.map((key) =>
      partitionCount === 0 ? 0 : partitionForKey(key, partitionCount),
    ),
    partitionCount,
    thresholds:
      distribution.kind === "zipf"
        ? zipfThresholds(keys.length, distribution.exponentPercent)
        : [],
  };
}

/** Index of the key that 32 bits of chance choose, -1 without keys. */
export function chooseKey(table: KeyTable, bits: number): number {
  const { keys, thresholds } = table;
  if (keys.length === 0) return -1;
  if (thresholds.length === 0) return Math.floor((bits / 4294967296) * keys.length);
  let low = 0;
  let high = thresholds.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((thresholds[middle] as number) < bits) low = middle + 1;
    else high = middle;
  }
  return low;
}
