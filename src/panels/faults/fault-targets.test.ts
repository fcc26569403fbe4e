import { expect, it } from "vitest";
import type { LinkView } from "../../contract/frame.ts";
import { frameFixture } from "../../scene/frame-fixture.ts";
import { endsOf, groupsOf, wayState } from "./fault-targets.ts";

const link: LinkView = {
  a: 1,
  b: "checkout",
  cutForth: true,
  cutBack: false,
  stalledForth: false,
  stalledBack: false,
  latencyUs: 50_000,
  jitterUs: null,
  bandwidth: null,
};

it("knows the state of each direction of a link by itself", () => {
  expect(wayState([link], 1, "checkout")).toBe("cut");
  expect(wayState([link], "checkout", 1)).toBe("slow");
  expect(wayState([{ ...link, latencyUs: null }], "checkout", 1)).toBe("well");
  expect(wayState([{ ...link, stalledBack: true }], "checkout", 1)).toBe("stalled");
  expect(wayState([link], 1, 2)).toBe("well");
});

it("names brokers, isolated controllers and clients as ends", () => {
  expect(endsOf(frameFixture()).map(({ name }) => name)).toEqual([
    "broker 1",
    "broker 2",
    "broker 3",
    "controller 100",
    "checkout",
    "billing",
  ]);
});

it("reads the groups of a partition as they are typed", () => {
  expect(groupsOf("1 2, 101 | 3 checkout |")).toEqual([
    [1, 2, 101],
    [3, "checkout"],
  ]);
});
