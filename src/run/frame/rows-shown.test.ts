import { describe, expect, it } from "vitest";
import { type OverviewView, partitionBits } from "../../contract/overview.ts";
import { scenario } from "../../scenario/build.ts";
import { oracle } from "../oracle.ts";
import { Run } from "../run.ts";
import { rowsShown } from "./rows-shown.ts";

function overview(rows: number, offline: readonly number[] = []): OverviewView {
  const partitions = new Uint8Array(rows);
  for (const row of offline) partitions[row] = partitionBits.offline;
  return {
    topicOf: new Int32Array(rows),
    partitionOf: new Int32Array(rows),
    firstReplica: new Int32Array(rows + 1),
    partitions,
    brokerOf: new Int32Array(),
    replicas: new Uint8Array(),
  };
}

describe("rows in full", () => {
  it("are all of them where partitions are few", () => {
    expect(rowsShown(overview(3), { asked: [], focused: -1 })).toEqual([0, 1, 2]);
  });

  it("are those that were asked for, the one in focus and those without leader", () => {
    const shown = rowsShown(overview(500, [7]), { asked: [99, 12, 900], focused: 300 });
    expect(shown).toEqual([7, 12, 99, 300]);
  });
});

describe("the overview", () => {
  const brokers = scenario().brokers(3);
  const orders = { partitions: 2, replicationFactor: 3 };

  it("says which replicas lead and are in sync, and of which partition each is", () => {
    const run = new Run(brokers.topic("orders", orders).build(), oracle);
    run.warmUp();
    const { overview: seen, partitions } = run.advance({ virtualUs: 0, events: 0 });
    expect([...seen.firstReplica]).toEqual([0, 3, 6]);
    expect([...seen.partitionOf]).toEqual([0, 1]);
    expect([...seen.brokerOf]).toEqual(partitions.flatMap(({ replicas }) => replicas));
    expect([...seen.replicas]).toEqual([3, 2, 2, 3, 2, 2]);
  });

  it("counts a partition under min.insync.replicas and under-replicated when two of three brokers are gone", () => {
    const config = { "min.insync.replicas": "2" };
    const run = new Run(brokers.topic("orders", { ...orders, config }).build(), oracle);
    run.warmUp();
    run.submit({ kind: "kill", node: 2 });
    run.submit({ kind: "kill", node: 3 });
    for (let i = 0; i < 300; i++) run.advance({ virtualUs: 100_000, events: 100_000 });
    const { overview: seen } = run.advance({ virtualUs: 0, events: 0 });
    const gone = partitionBits.underReplicated | partitionBits.underMinIsr;
    for (const bits of seen.partitions) expect(bits & gone).toBe(gone);
  });

  it("takes rows that are asked for from a cluster of many partitions", () => {
    const many = brokers.topic("many", { partitions: 100, replicationFactor: 1 });
    const run = new Run(many.build(), oracle);
    run.warmUp();
    const { partitions } = run.advance({ virtualUs: 0, events: 0, rows: [3, 80] });
    expect(partitions.map(({ row, partition }) => [row, partition])).toEqual([
      [3, 3],
      [80, 80],
    ]);
  });
});
