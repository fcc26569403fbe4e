import { describe, expect, it } from "vitest";
import { createPace } from "./pace.ts";

describe("pace", () => {
  it("gives the virtual time that the speed asks for", () => {
    expect(createPace().budget(16, 0.1).virtualUs).toBe(1_600);
    expect(createPace().budget(10, 100).virtualUs).toBe(1_000_000);
  });

  it("loses no fraction of a microsecond over many frames", () => {
    const pace = createPace();
    let total = 0;
    for (let i = 0; i < 1_000; i++) total += pace.budget(16.7, 0.001).virtualUs;
    expect(total).toBeGreaterThanOrEqual(16_699);
    expect(total).toBeLessThanOrEqual(16_700);
  });

  it("forgets the time of a tab that slept", () => {
    expect(createPace().budget(60_000, 1).virtualUs).toBe(100_000);
  });

  it("asks for fewer events after a slow answer and for more after a full quick one", () => {
    const pace = createPace();
    const first = pace.budget(16, 1).events;
    pace.learn(first, 30);
    expect(pace.budget(16, 1).events).toBeLessThan(first);
    const cut = pace.budget(16, 1).events;
    pace.learn(cut, 1);
    expect(pace.budget(16, 1).events).toBeGreaterThan(cut);
  });
});
