import { describe, expect, it } from "vitest";
import type { RebalanceView } from "../../contract/group-view.ts";
import { axisOf, segmentsOf } from "./lanes.ts";
import { costText, reasonText } from "./rebalance-text.ts";

const s = 1_000_000;

const view: RebalanceView = {
  id: 3,
  group: "billing",
  beganUs: 46 * s,
  endedUs: 50 * s,
  reason: "removing member b-4711 on heartbeat expiration",
  fromEpoch: 2,
  toEpoch: 3,
  members: [
    {
      clientId: "a",
      memberId: "a-4710",
      phases: [
        { phase: "processing", fromUs: 46 * s, toUs: 48 * s },
        { phase: "joining", fromUs: 48 * s, toUs: 50 * s },
      ],
      before: ["orders-0"],
      after: ["orders-0", "orders-1"],
      stoppedUs: 2 * s,
    },
    {
      clientId: "b",
      memberId: "b-4711",
      phases: [{ phase: "gone", fromUs: s, toUs: 50 * s }],
      before: ["orders-1"],
      after: [],
      stoppedUs: 49 * s,
    },
  ],
  revoked: ["orders-0"],
  moved: ["orders-1"],
  allStoppedUs: 2 * s,
  partitionStoppedUs: 51 * s,
};

describe("the lanes of a rebalance", () => {
  it("share one axis, on which a crash long before has only so much room", () => {
    const axis = axisOf(view, 99 * s);
    expect(axis).toEqual({ fromUs: 30 * s, toUs: 50 * s });
    const [first, second] = view.members.map((member) => segmentsOf(member, axis));
    expect(first?.map(({ phase, left, width }) => [phase, left, width])).toEqual([
      ["processing", 80, 10],
      ["joining", 90, 10],
    ]);
    expect(second?.map(({ left, width }) => [left, width])).toEqual([[0, 100]]);
  });

  it("go on to now while the rebalance does", () => {
    const [first] = view.members;
    if (first === undefined) throw new Error("There is a first member.");
    const phases = [{ phase: "joining", fromUs: 46 * s, toUs: -1 }] as const;
    const open = { ...view, endedUs: -1, members: [{ ...first, phases }] };
    const axis = axisOf(open, 56 * s);
    expect(axis.toUs).toBe(56 * s);
    expect(segmentsOf({ ...first, phases }, axis).at(-1)?.width).toBe(100);
  });
});

describe("the words of a rebalance", () => {
  it("name members by their client ids", () => {
    expect(reasonText(view)).toBe("removing member b on heartbeat expiration");
  });

  it("say what it cost", () => {
    const text = costText(view, 99 * s);
    expect(text).toContain("It took 4.0\u202fs.");
    expect(text).toContain("For 2.0\u202fs of that nobody processed anything.");
    expect(text).toContain("1 partition given up, 1 with another owner.");
  });
});
