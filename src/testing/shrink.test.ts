import { afterEach, describe, expect, it } from "vitest";
import { breakRule, type Mutant } from "../base/mutants.ts";
import { parseScenario } from "../scenario/parse.ts";
import { fastFailover } from "../scenario/window-stories.ts";
import { playScenario } from "./play-scenario.ts";
import { playStory } from "./play-story.ts";
import { seedScenario } from "./seed-scenario.ts";
import { shrink } from "./shrink.ts";

/** Broken rules with a seed that notices and the invariant it notices by; `npm run mutants` finds them anew. */
const caught: readonly (readonly [Mutant, number, string])[] = [
  ["highWatermarkIsMaximum", 0, "R10"],
  ["highWatermarkIgnoresPendingIsr", 1, "R10"],
  ["highWatermarkUnderMinIsr", 0, "R14"],
  ["truncateToHighWatermark", 0, "R18"],
  ["fetchEpochUnfenced", 0, "R25"],
  ["expandBeforeEpochStart", 17, "R13"],
  ["expandIgnoresBrokerEpoch", 35, "R23"],
  ["alterPartitionWithoutEpochs", 1, "R24"],
  ["electOutsideIsr", 1, "R20"],
  ["acksAllAfterLeaderAppend", 1, "R15"],
  ["minIsrOnlyAfterAppend", 1, "R15"],
  ["uncleanRestartKeepsSeat", 0, "R26"],
  ["elrKeptAtMinIsr", 1, "R19"],
  ["restoredHighWatermarkUncapped", 101, "R9"],
  ["epochEndOffByOne", 7, "R28"],
  ["voteNotPersisted", 40, "K2"],
  ["highWatermarkBeforeOwnEpoch", 0, "K6"],
  ["majorityOfEvenIsHalf", 2, "K4"],
  ["observerCountsAsVoter", 0, "K4"],
  ["voteForShorterLog", 2, "K8"],
];

describe("the search", () => {
  afterEach(() => breakRule(null));

  it.each(caught)("notices that %s, at seed %i by %s", (mutant, seed, invariant) => {
    breakRule(mutant);
    const { failure } = playScenario(seedScenario(seed), { recover: true });
    expect(failure?.invariant).toBe(invariant);
  });

  it("notices that truncateByLastEpochOnly, in the story of KIP-279 by R28", () => {
    breakRule("truncateByLastEpochOnly");
    const { findings } = playStory(fastFailover, 90);
    const bugs = findings.filter(({ verdict }) => verdict === "engineBug");
    expect(bugs.map(({ invariant }) => invariant)).toContain("R28");
  });

  it("makes a failure small, of the same invariant, as a scenario that opens", () => {
    breakRule("highWatermarkIsMaximum");
    const played = playScenario(seedScenario(0), { recover: true });
    const small = shrink(played);
    const again = playScenario(small.scenario, { recover: false });
    expect(again.failure?.invariant).toBe("R10");
    expect(small.scenario.plan.length).toBeLessThanOrEqual(2);
    const parsed = parseScenario(JSON.parse(JSON.stringify(small.scenario)));
    expect(parsed).toMatchObject({ kind: "scenario" });
  }, 180_000);
});
