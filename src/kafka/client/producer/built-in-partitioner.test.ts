import { expect, it } from "vitest";
import {
  builtInPartitioner,
  isSwitchDue,
  loadStats,
  nextPartition,
} from "./built-in-partitioner.ts";

it("gives a partition fewer records the longer its queue is (KIP-794)", () => {
  const load = loadStats([0, 3, 1], [0, 1, 2], 3);
  expect(load?.cumulative).toEqual([4, 5, 8]);
  const partitioner = { ...builtInPartitioner(), load };
  const choice = { count: 3, available: [0, 1, 2] };
  const drawn = [0, 3, 4, 5, 7].map((n) => nextPartition(partitioner, choice, () => n));
  expect(drawn).toEqual([0, 0, 1, 2, 2]);
});

it("treats all alike while their queues are, or there is one only", () => {
  expect(loadStats([2, 2, 2], [0, 1, 2], 3)).toBeNull();
  expect(loadStats([5], [0], 1)).toBeNull();
  // Two of three have a leader: the third may not be chosen.
  expect(loadStats([1, 1, 0], [0, 2, 0], 2)?.partitions).toEqual([0, 2]);
});

it("switches after batch.size bytes, but not before the newest batch is full, up to twice as many", () => {
  const after = (producedBytes: number, full: boolean): boolean =>
    isSwitchDue({ ...builtInPartitioner(), producedBytes }, 100, full);
  expect([after(99, true), after(100, true)]).toEqual([false, true]);
  expect([after(199, false), after(200, false)]).toEqual([false, true]);
});
