import { expect, it } from "vitest";
import { scenario } from "../scenario/build.ts";
import { oracle } from "./oracle.ts";
import { Run } from "./run.ts";

it("members that join and then have nothing to do cost next to no events", () => {
  for (const protocol of ["classic", "consumer"]) {
    const run = new Run(
      scenario()
        .topic("orders", { partitions: 3, replicationFactor: 3 })
        .member("a", { group: "g", topics: ["orders"] }, { "group.protocol": protocol })
        .member("b", { group: "g", topics: ["orders"] }, { "group.protocol": protocol })
        .build(),
      oracle,
    );
    run.warmUp();
    const frame = run.advance({ virtualUs: 20_000_000, events: Number.MAX_SAFE_INTEGER });
    expect(
      frame.consumers.map(({ positions }) => positions.length).toSorted((a, b) => a - b),
    ).toEqual([1, 2]);
    // Three brokers and a controller alone take some 100 events a second.
    expect(frame.events).toBeLessThan(8000);
  }
});
