import { describe, expect, it } from "vitest";
import {
  assignEpoch,
  type EpochCache,
  endOffsetFor,
  epochCache,
  truncateEpochsFromEnd,
  truncateEpochsFromStart,
} from "./epoch-cache.ts";

const cacheOf = (...pairs: readonly (readonly [number, number])[]): EpochCache => {
  const cache = epochCache();
  for (const [epoch, startOffset] of pairs) assignEpoch(cache, epoch, startOffset);
  return cache;
};
const pairsOf = (cache: EpochCache): number[][] =>
  cache.entries.map((entry) => [entry.epoch, entry.startOffset]);

describe("the leader epoch cache", () => {
  it("ends the latest epoch at the log end", () => {
    expect(endOffsetFor(cacheOf([2, 5]), 2, 9)).toEqual({ epoch: 2, endOffset: 9 });
  });

  it("answers for an epoch that it lacks with the greatest below it", () => {
    const cache = cacheOf([0, 10], [2, 13], [4, 17]);
    expect(endOffsetFor(cache, 1, 20)).toEqual({ epoch: 0, endOffset: 13 });
    expect(endOffsetFor(cache, 2, 20)).toEqual({ epoch: 2, endOffset: 17 });
    expect(endOffsetFor(cache, 3, 20)).toEqual({ epoch: 2, endOffset: 17 });
  });

  it("knows nothing of an epoch above all or of none", () => {
    const unknown = { epoch: -1, endOffset: -1 };
    expect(endOffsetFor(cacheOf([0, 10]), 1, 20)).toEqual(unknown);
    expect(endOffsetFor(cacheOf([0, 10]), -1, 20)).toEqual(unknown);
  });

  it("drops entries that a new one contradicts", () => {
    expect(pairsOf(cacheOf([1, 0], [2, 5], [3, 8], [2, 6]))).toEqual([
      [1, 0],
      [2, 6],
    ]);
  });

  it("keeps the epoch that covers a new start and moves it there", () => {
    const cache = cacheOf([2, 6], [3, 8], [4, 11]);
    truncateEpochsFromStart(cache, 9);
    expect(pairsOf(cache)).toEqual([
      [3, 9],
      [4, 11],
    ]);
  });

  it("forgets an epoch that begins where the log now ends", () => {
    const cache = cacheOf([2, 6], [3, 8]);
    truncateEpochsFromEnd(cache, 8);
    expect(pairsOf(cache)).toEqual([[2, 6]]);
  });
});
