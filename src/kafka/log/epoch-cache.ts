import { assert } from "../../base/assert.ts";
import { mutated } from "../../base/mutants.ts";

/** Leader `epoch` wrote from `startOffset` on. */
export interface EpochEntry {
  readonly epoch: number;
  readonly startOffset: number;
}

/** An epoch and the offset at which it ends; -1 and -1 when unknown. */
export interface EpochEndOffset {
  readonly epoch: number;
  readonly endOffset: number;
}

/** Which leader epoch wrote which offsets of one log. Kafka: LeaderEpochFileCache. */
export interface EpochCache {
  /** Both epochs and start offsets ascend. */
  readonly entries: EpochEntry[];
}

const unknownEpochEnd: EpochEndOffset = { epoch: -1, endOffset: -1 };

export function epochCache(): EpochCache {
  return { entries: [] };
}

/**
 * Called when a broker becomes leader and for every appended batch. Entries that contradict the new one are
 * dropped from the end. Kafka: LeaderEpochFileCache.assign.
 */
export function assignEpoch(cache: EpochCache, epoch: number, startOffset: number): void {
  const { entries } = cache;
  const latest = entries[entries.length - 1];
  if (latest?.epoch === epoch && startOffset >= latest.startOffset) return;
  assert(epoch >= 0 && startOffset >= 0, "an epoch and its start are not negative");
  dropWhile(entries, (last) => last.epoch >= epoch || last.startOffset >= startOffset);
  entries.push({ epoch, startOffset });
}

/** -1 for an empty cache. Kafka: LeaderEpochFileCache.latestEpoch. */
export function latestEpoch(cache: EpochCache): number {
  const { entries } = cache;
  return entries[entries.length - 1]?.epoch ?? -1;
}

/**
 * Where the requested epoch ends in this log, by the greatest epoch known that is not above it.
 * Kafka: LeaderEpochFileCache.endOffsetFor.
 */
export function endOffsetFor(
  cache: EpochCache,
  epoch: number,
  logEndOffset: number,
): EpochEndOffset {
  const { entries } = cache;
  if (epoch < 0) return unknownEpochEnd;
  if (epoch === latestEpoch(cache)) return { epoch, endOffset: logEndOffset };
  const higher = entries.findIndex((entry) => entry.epoch > epoch);
  const next = entries[higher];
  if (next === undefined) return unknownEpochEnd;
  // Without a lower entry the data of that epoch is gone, and its end is where the next one begins.
  const known = higher === 0 ? epoch : (entries[higher - 1]?.epoch ?? epoch);
  const off = MUTANTS && mutated("epochEndOffByOne") ? 1 : 0;
  return { epoch: known, endOffset: next.startOffset + off };
}

/** The epoch that wrote `offset`, or -1. Kafka: LeaderEpochFileCache.epochForOffset. */
export function epochForOffset(cache: EpochCache, offset: number): number {
  return cache.entries.findLast((entry) => entry.startOffset <= offset)?.epoch ?? -1;
}

/** Forgets epochs that begin at or behind the new end. Kafka: LeaderEpochFileCache.truncateFromEnd. */
export function truncateEpochsFromEnd(cache: EpochCache, endOffset: number): void {
  if (endOffset < 0) return;
  dropWhile(cache.entries, (last) => last.startOffset >= endOffset);
}

/** The epoch that covers the new start is kept and moved there. Kafka: LeaderEpochFileCache.truncateFromStart. */
export function truncateEpochsFromStart(cache: EpochCache, startOffset: number): void {
  const { entries } = cache;
  const behind = entries.findIndex((entry) => entry.startOffset > startOffset);
  const count = behind < 0 ? entries.length : behind;
  const covering = entries[count - 1];
  if (covering === undefined) return;
  entries.splice(0, count, { epoch: covering.epoch, startOffset });
}

/** Kafka: LeaderEpochFileCache.clearAndFlush. */
export function clearEpochs(cache: EpochCache): void {
  cache.entries.length = 0;
}

/** The greatest known epoch below, or -1. Kafka: LeaderEpochFileCache.previousEpoch. */
export function previousEpoch(cache: EpochCache, epoch: number): number {
  return cache.entries.findLast((entry) => entry.epoch < epoch)?.epoch ?? -1;
}

/** The smallest known epoch above, or -1. Kafka: LeaderEpochFileCache.nextEpoch. */
export function nextEpoch(cache: EpochCache, epoch: number): number {
  return cache.entries.find((entry) => entry.epoch > epoch)?.epoch ?? -1;
}

/** The entries as a log of the offsets `from..to` alone would have them. Kafka: LeaderEpochFileCache.epochEntriesInRange. */
export function epochsInRange(
  cache: EpochCache,
  from: number,
  to: number,
): readonly EpochEntry[] {
  const part: EpochCache = { entries: [...cache.entries] };
  truncateEpochsFromStart(part, from);
  truncateEpochsFromEnd(part, to);
  return part.entries;
}

function dropWhile(entries: EpochEntry[], drop: (last: EpochEntry) => boolean): void {
  for (
    let last = entries.at(-1);
    last !== undefined && drop(last);
    last = entries.at(-1)
  ) {
    entries.pop();
  }
}
