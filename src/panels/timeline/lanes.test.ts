import { expect, it } from "vitest";
import type { Happening } from "../../contract/happening.ts";
import { isrMarks, leaderMarks, placeMarks } from "./lanes.ts";

const changed: Happening = {
  id: 3,
  atUs: 18_000_000,
  kind: "partitionChanged",
  weight: "warning",
  node: 100,
  partition: "orders-0",
  text: "ISR 1,2,3 → 2,3, leader 1 → 2, epoch 4",
  config: "",
  cause: 2,
};

it("reads leaders and in-sync sets from what the controller reported", () => {
  expect(leaderMarks([changed])[0]?.label).toBe("1 → 2");
  expect(isrMarks([changed])[0]?.label).toBe("1,2,3 → 2,3");
});

it("joins marks that are too close, and drops labels that have no room", () => {
  const marks = [0, 1, 200].map((atUs, i) => ({
    id: i,
    atUs,
    label: "1 → 2",
    weight: "notice" as const,
  }));
  const placed = placeMarks(marks, (us) => us, { from: 0, to: 300 });
  expect(placed.map((one) => one.count)).toEqual([2, 1]);
  expect(placed[0]).toMatchObject({ label: "1 → 2 ×2", side: "right" });
  expect(placed[1]).toMatchObject({ label: "1 → 2", side: "left" });
  const crowded = placeMarks(marks, (us) => us / 8, { from: 0, to: 30 });
  expect(crowded.every((one) => one.label === "")).toBe(true);
});
