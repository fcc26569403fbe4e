import { describe, expect, it } from "vitest";
import { cancel, schedule, timers, woken } from "./timer.ts";

const operation = { kind: "session" };

function arm(all: ReturnType<typeof timers>): string[] {
  const armed = all.toArm;
  all.toArm = [];
  for (const key of armed) {
    const timer = all.byKey[key];
    if (timer !== undefined) timer.armedMs = timer.deadlineMs;
  }
  return armed;
}

describe("a coordinator's timers", () => {
  it("are moved on by a heartbeat without another event", () => {
    const all = timers();
    schedule(all, "m", 100, operation);
    expect(arm(all)).toEqual(["m"]);
    schedule(all, "m", 150, operation);
    schedule(all, "m", 190, operation);
    expect(arm(all)).toEqual([]);
    expect(woken(all, "m", 100)).toBeUndefined();
    expect(arm(all)).toEqual(["m"]);
    expect(woken(all, "m", 190)).toEqual(operation);
    expect(all.byKey).toEqual({});
  });

  it("are armed anew when the deadline moves back", () => {
    const all = timers();
    schedule(all, "m", 100, operation);
    arm(all);
    schedule(all, "m", 50, operation);
    expect(arm(all)).toEqual(["m"]);
    expect(woken(all, "m", 50)).toEqual(operation);
    expect(woken(all, "m", 100)).toBeUndefined();
  });

  it("do nothing once they are cancelled", () => {
    const all = timers();
    schedule(all, "m", 100, operation);
    arm(all);
    cancel(all, "m");
    expect(woken(all, "m", 100)).toBeUndefined();
  });
});
