import { describe, expect, it } from "vitest";
import { playScenario } from "./play-scenario.ts";
import { seedScenario } from "./seed-scenario.ts";

/** Seeds that failed once, by what was wrong then: the oracle, the recovery or the engine. */
const seeds = [
  {
    seed: 1850,
    was: "a replica that came back empty, still eligible, called our bug (R7)",
  },
  { seed: 2472, was: "records lost that a replica outside of the ISR still had (R16)" },
  {
    seed: 1103,
    was: "a broker whose dead life registered after it, fenced for ever (V4)",
  },
  { seed: 2586, was: "a high watermark held back by a replica that died (V5)" },
  { seed: 17, was: "a consumer asleep while a broker could not be reached (V7)" },
  { seed: 19, was: "a consumer that never asked again where to begin (V7)" },
];

describe("the search", () => {
  it.each(seeds)("passes seed $seed, which had $was", ({ seed }) => {
    expect(playScenario(seedScenario(seed), { recover: true }).failure).toBeNull();
  });
});
