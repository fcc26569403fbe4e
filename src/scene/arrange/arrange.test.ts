import { describe, expect, it } from "vitest";
import { arrange } from "./arrange.ts";
import { arrangeFixture as input, placedFixture } from "./arrange-fixture.ts";
import { anchorAt, nextZoom, pointOf } from "./camera.ts";
import { brokersByRack } from "./racks.ts";
import { controllerX, pointOn, route } from "./route.ts";

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
    const partitions = placedFixture(
      "many",
      Array.from({ length: 60 }, () => [1, 2, 3]),
    );
    const at = arrange(input({ partitions }));
    expect(at.closeness).toBe("far");
    expect(at.height).toBeGreaterThan(520);
    expect(arrange(input()).closeness).toBe("near");
  });

  it("leaves a column empty where a partition has no replica", () => {
    const at = arrange(input({ partitions: placedFixture("a", [[3, 1]]) }));
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

const racks = { 1: "a", 2: "b", 3: "a", 4: "b" };
const many = placedFixture(
  "many",
  Array.from({ length: 300 }, (_, i) => [1 + (i % 4), 1 + ((i + 1) % 4)]),
);

describe("the camera", () => {
  it("shows every replica as a square in the column of its broker from afar, none over another", () => {
    const at = arrange(input({ partitions: many, brokers: [1, 2, 3, 4] }));
    const { squares } = at;
    if (squares === null) throw new Error("Three hundred partitions are seen from afar.");
    const seen = new Set<string>();
    for (const one of many)
      for (const [replica, broker] of one.replicas.entries()) {
        const i = one.firstReplica + replica;
        const [x = 0, y = 0] = squares.spots.subarray(2 * i, 2 * i + 2);
        const column = at.columns.find((candidate) => candidate.broker === broker);
        expect(x).toBeGreaterThanOrEqual(column?.x ?? Number.NaN);
        expect(x + squares.w).toBeLessThanOrEqual((column?.x ?? 0) + (column?.w ?? 0));
        expect(y + squares.h).toBeLessThanOrEqual(520);
        seen.add(`${x} ${y}`);
      }
    expect(seen.size).toBe(600);
  });

  it("brings rows and records nearer by the same measure", () => {
    const [far, near] = [arrange(input({ zoom: 1 })), arrange(input({ zoom: 3 }))];
    expect(near.step).toBeGreaterThanOrEqual(far.step * 2.5);
    expect(near.columns[0]?.w).toBe((far.columns[0]?.w ?? 0) * 3);
    expect(near.rows[0]?.top).toBe(far.rows[0]?.top);
  });

  it("keeps a place of the cluster where it is, whatever the arrangement", () => {
    const [far, near] = [arrange(input({ zoom: 1 })), arrange(input({ zoom: 4 }))];
    const box = far.rows[3]?.boxes[1];
    if (box === undefined) throw new Error("There is a box.");
    const anchor = anchorAt(far, { x: box.x + box.w / 2, y: box.y }, () => 0);
    if (anchor === null) throw new Error("There is something.");
    expect(anchor).toMatchObject({ row: 3, broker: 2, columnShare: 0.5, rowShare: 0 });
    const there = near.rows[3]?.boxes[1];
    expect(pointOf(near, anchor)).toEqual({
      x: (there?.x ?? 0) + (there?.w ?? 0) / 2,
      y: there?.y,
    });
  });

  it("goes no further than its range", () => {
    const at = arrange(input({ zoom: 999 }));
    expect(at.zoom).toBe(at.range.most);
    expect(nextZoom(at, 2)).toBe(at.zoom);
    const far = arrange(input({ zoom: 0 }));
    expect(far.squares).not.toBeNull();
    expect(arrange(input({ zoom: nextZoom(far, 2) })).squares).toBeNull();
  });
});

describe("bands", () => {
  it("stand brokers of one rack beside one another", () => {
    expect(brokersByRack([1, 2, 3, 4], racks)).toEqual([1, 3, 2, 4]);
    const brokers = brokersByRack([1, 2, 3, 4], racks);
    const at = arrange(input({ brokers, racks }));
    expect(at.racks.map(({ rack }) => rack)).toEqual(["a", "b"]);
    expect(at.racks[1]?.x).toBe(at.columns[2]?.x);
  });

  it("are none where every broker has a rack of its own", () => {
    expect(arrange(input({ racks: { 1: "a", 2: "b", 3: "c" } })).racks).toEqual([]);
  });

  it("give the controllers columns beside the brokers when there are several", () => {
    expect(arrange(input()).controllers).toBeNull();
    const at = arrange(input({ controllers: [101, 102, 103] }));
    const last = at.columns.at(-1);
    const [first] = at.controllers?.columns ?? [];
    expect(first?.x).toBeGreaterThan((last?.x ?? 0) + (last?.w ?? 0));
    expect(at.width).toBe(860);
    const way = route(at, { from: 101, to: 103, row: -1, response: false });
    expect(way?.points[0]?.x).toBe(controllerX(at, 101));
  });
});
