import { describe, expect, it } from "vitest";
import { arrange } from "../arrange/arrange.ts";
import { arrangeFixture, placedFixture } from "../arrange/arrange-fixture.ts";
import { frameFixture, partitionFixture } from "../frame-fixture.ts";
import { type Growths, growthKey, noteGrowth } from "./growth.ts";
import { flights, liveTrails, noteTrails } from "./packets.ts";
import { easeStart, targetStart } from "./scroll.ts";
import { rate, shownTime } from "./shown-time.ts";

const at = arrange(arrangeFixture({ partitions: placedFixture("orders", [[1, 2, 3]]) }));

/** One packet of a frame, in the order of `packetFields`. */
function packet(changes: {
  readonly sent: number;
  readonly arrive: number;
}): Float64Array {
  return Float64Array.from([7, 1, 2, changes.sent, changes.arrive, 1, 1, 0, 3, 2, 0]);
}

describe("shown time", () => {
  const moments = {
    previousUs: 1_000,
    currentUs: 3_000,
    previousMs: 100,
    currentMs: 120,
  };

  it("walks from the previous frame to the current in the time that lay between them", () => {
    expect(shownTime(moments, 120)).toBe(1_000);
    expect(shownTime(moments, 130)).toBe(2_000);
    expect(shownTime(moments, 500)).toBe(3_000);
    expect(rate(moments)).toBe(100);
  });

  it("shows the present when there is only one frame", () => {
    expect(shownTime({ ...moments, previousMs: 120 }, 120)).toBe(3_000);
  });
});

describe("rows", () => {
  it("show the newest records of the longest log, so that lag is seen as length", () => {
    const view = partitionFixture([40, 40, 10]);
    expect(targetStart(view, 16)).toBe(26);
    expect(targetStart(partitionFixture([5, 5, 4]), 16)).toBe(0);
  });

  it("keep the leader's end in view when another log is longer, as after a cut", () => {
    const view = partitionFixture([60, 20, 20], { leader: 2, firstOffset: 12 });
    expect(targetStart(view, 16)).toBe(12);
    expect(targetStart({ ...view, firstOffset: 0 }, 16)).toBe(11);
  });

  it("glide to where they belong, and jump when they are far off or nothing may move", () => {
    const move = { elapsedMs: 16, capacity: 16, still: false };
    const starts = new Map([["a", 10]]);
    const next = easeStart(starts, "a", 12, move);
    expect(next).toBeGreaterThan(10);
    expect(next).toBeLessThan(12);
    expect(easeStart(starts, "a", 200, move)).toBe(200);
    expect(easeStart(starts, "a", 202, { ...move, still: true })).toBe(202);
  });
});

describe("packets", () => {
  it("are between sender and receiver while they fly, and gone when they have arrived", () => {
    const frame = frameFixture({ packets: packet({ sent: 1_000, arrive: 3_000 }) });
    expect(flights(frame, at, 500)).toHaveLength(0);
    expect(flights(frame, at, 2_000)[0]?.share).toBe(0.5);
    expect(flights(frame, at, 3_500)).toHaveLength(0);
  });

  it("stand still on their way while a cut holds them", () => {
    const frame = frameFixture({ packets: packet({ sent: 1_000, arrive: -1 }) });
    expect(flights(frame, at, 9_000_000)[0]).toMatchObject({ held: true });
  });

  it("leave a trail when they were too quick to be followed, once each", () => {
    const motion = { trails: [], newest: 0 };
    const frame = frameFixture({ packets: packet({ sent: 1_000, arrive: 3_000 }) });
    const clock = { nowMs: 1_000, usPerMs: 1_000 };
    noteTrails(motion, frame, at, clock);
    noteTrails(motion, frame, at, clock);
    expect(motion.trails).toHaveLength(1);
    expect(liveTrails(motion.trails, 1_100)).toHaveLength(1);
    expect(liveTrails(motion.trails, 1_500)).toHaveLength(0);
  });

  it("leave no trail when there is time to see them", () => {
    const motion = { trails: [], newest: 0 };
    const frame = frameFixture({ packets: packet({ sent: 0, arrive: 20_000 }) });
    noteTrails(motion, frame, at, { nowMs: 0, usPerMs: 100 });
    expect(motion.trails).toHaveLength(0);
  });
});

describe("growth", () => {
  it("notes new records, and keeps truncated ones for a moment", () => {
    const growths: Growths = new Map();
    const before = frameFixture({ partitions: [partitionFixture([5, 5, 5])] });
    const grown = frameFixture({ partitions: [partitionFixture([6, 5, 5])] });
    const cut = frameFixture({ partitions: [partitionFixture([3, 5, 5])] });
    noteGrowth(growths, before, before, 10);
    noteGrowth(growths, before, grown, 20);
    const view = partitionFixture([6, 5, 5]);
    expect(growths.get(growthKey(view, 1))).toMatchObject({ grownFrom: 5, grownMs: 20 });
    noteGrowth(growths, grown, cut, 30);
    const ghosts = growths.get(growthKey(view, 1))?.ghosts;
    expect(ghosts?.from).toBe(3);
    expect([...(ghosts?.cells.slice(0, 4) ?? [])]).toEqual([4, 5, 6, 0]);
  });
});
