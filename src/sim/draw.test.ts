import { describe, expect, it } from "vitest";
import { chanceAt, type DrawState, nextBelow, nextBits, streams } from "./draw.ts";

const fresh = (seed: number): DrawState => ({ seed, counters: [] });

describe("a draw", () => {
  it("depends on no draw of another stream or entity", () => {
    const alone = fresh(7);
    const amongOthers = fresh(7);
    const own: number[] = [];
    const same: number[] = [];
    for (let i = 0; i < 100; i++) {
      own.push(nextBits(alone, streams.workload, 3));
      nextBits(amongOthers, streams.latency, 3);
      nextBits(amongOthers, streams.workload, 4);
      same.push(nextBits(amongOthers, streams.workload, 3));
    }
    expect(same).toEqual(own);
  });

  it("goes on where a copied state stood", () => {
    const state = fresh(1);
    for (let i = 0; i < 10; i++) nextBits(state, streams.backoff, 0);
    const copy = structuredClone(state);
    expect(nextBits(copy, streams.backoff, 0)).toBe(nextBits(state, streams.backoff, 0));
  });

  it("differs from seed to seed", () => {
    const seeds = Array.from({ length: 1000 }, (_, seed) => chanceAt(seed, 1, 0, 0));
    expect(new Set(seeds).size).toBe(1000);
  });

  it("reaches every number below its bound about as often as any other", () => {
    const state = fresh(42);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 10_000; i++) {
      const drawn = nextBelow(state, streams.placement, 0, 10);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
