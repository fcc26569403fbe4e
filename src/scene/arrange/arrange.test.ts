import { describe, expect, it } from "vitest";
import { type ArrangeInput, arrange } from "./arrange.ts";
import { pointOn, route } from "./route.ts";

function input(changes: Partial<ArrangeInput> = {}): ArrangeInput {
  const partitions = ["orders", "orders", "orders", "customers", "customers"].map(
    (topic, i) => ({ topic, partition: i < 3 ? i : i - 3, replicas: [1, 2, 3] }),
  );
  return {
    width: 860,
    height: 520,
    brokers: [1, 2, 3],
    partitions,
    letters: false,
    ...changes,
  };
}

describe("arrange", () => {
  it("puts every replica of a broker into the same column", () => {
    const at = arrange(input());
    for (const row of at.rows)
      for (const box of row.boxes) {
        const column = at.columns.find((one) => one.broker === box.broker);
        expect(box.x).toBe(column?.x);
        expect(box.w).toBe(column?.w);
      }
  });

  it("lets no row and no gutter overlap the next", () => {
    for (const height of [280, 380, 520, 900]) {
      const { rows } = arrange(input({ height }));
      for (const [i, row] of rows.entries()) {
        expect(row.gutter).toBeGreaterThan(row.bottom);
        const next = rows[i + 1]?.top ?? Number.POSITIVE_INFINITY;
        expect(next).toBeGreaterThan(row.gutter);
      }
    }
  });

  it("says less about each replica when rows are many, and scrolls", () => {
    const partitions = Array.from({ length: 60 }, (_, partition) => ({
      topic: "many",
      partition,
      replicas: [1, 2, 3],
    }));
    const at = arrange(input({ partitions }));
    expect(at.closeness).toBe("far");
    expect(at.height).toBeGreaterThan(520);
    expect(arrange(input()).closeness).toBe("near");
  });

  it("leaves a column empty where a partition has no replica", () => {
    const at = arrange(
      input({ partitions: [{ topic: "a", partition: 0, replicas: [3, 1] }] }),
    );
    expect(at.rows[0]?.boxes.map((box) => box.broker)).toEqual([1, 3]);
    expect(at.rows[0]?.boxes[1]?.replica).toBe(0);
    expect(at.rows[0]?.boxes[1]?.x).toBe(at.columns[2]?.x);
  });

  it("makes cards of rows on a phone, replicas under one another", () => {
    const at = arrange(input({ width: 360 }));
    expect(at.layout).toBe("cards");
    const boxes = at.rows[0]?.boxes ?? [];
    expect(new Set(boxes.map((box) => box.x)).size).toBe(1);
    for (const box of boxes) expect(box.x + box.w).toBeLessThan(360);
  });
});

describe("route", () => {
  it("leads from the sender's box through the gutter to the receiver's box", () => {
    const at = arrange(input());
    const row = at.rows[0];
    const way = route(at, { from: 1, to: 3, row: 0, response: false });
    expect(row).toBeDefined();
    expect(way?.points[0]?.y).toBe(row?.bottom);
    expect(way?.points.at(-1)?.y).toBe(row?.bottom);
    expect(way?.points[1]?.y).toBeGreaterThan(row?.bottom ?? 0);
  });

  it("keeps requests and responses apart", () => {
    const at = arrange(input());
    const there = route(at, { from: 1, to: 2, row: 0, response: false });
    const back = route(at, { from: 2, to: 1, row: 0, response: true });
    expect(there?.points[1]?.y).not.toBe(back?.points[1]?.y);
  });

  it("walks evenly from one end to the other", () => {
    const at = arrange(input());
    const way = route(at, { from: -1, to: 2, row: 1, response: false });
    if (way === null) throw new Error("There is a way.");
    expect(pointOn(way, 0)).toEqual(way.points[0]);
    expect(pointOn(way, 1)).toEqual(way.points.at(-1));
    const half = pointOn(way, 0.5);
    expect(half.y).toBe(way.points[1]?.y);
  });

  it("knows no way for what concerns no partition on a phone", () => {
    const at = arrange(input({ width: 360 }));
    expect(route(at, { from: 1, to: 100, row: -1, response: false })).toBeNull();
  });
});
