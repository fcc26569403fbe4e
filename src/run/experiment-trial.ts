import type { Scenario } from "../contract/scenario.ts";
import type { Probe } from "../kafka/probe.ts";
import { parseScenario } from "../scenario/parse.ts";
import { stepWorld } from "./step.ts";
import { openWorld, startNodes, type World } from "./world.ts";

/** One run of an experiment, which goes on event by event. */
export interface Trial<T> {
  /** Does the next event; false when it is over. */
  readonly step: () => boolean;
  /** 0 to 1. */
  readonly progress: () => number;
  readonly result: () => T;
}

/** A run that is not begun, or cannot be gone on with, for a reason that a person can mend. */
export class TrialRefused extends Error {}

/** Topics and clients of a scenario are there after this, or never, µs. */
const setupLimitUs = 30_000_000;

/** The world of a trial at its very start; a scenario that nobody could open is refused in the words of its reader. */
export function trialWorld(scenario: Scenario, probe: Probe): World {
  const parsed = parseScenario(scenario);
  if (parsed.kind === "problems") {
    const [first] = parsed.problems;
    throw new TrialRefused(`${first?.path ?? ""}: ${first?.message ?? ""}`);
  }
  const world = openWorld(parsed.scenario, probe);
  startNodes(world);
  return world;
}

/** The next event up to a time; the clock comes to rest there. False when there is no more. */
export function stepTo(world: World, untilUs: number): boolean {
  if (stepWorld(world, untilUs)) return true;
  world.kernel.rest(untilUs);
  return false;
}

/** The next event of a world that is being set up; false when it is. */
export function stepSetup({ state, kernel, probe }: World): boolean {
  if (state.setup.clientsStarted) return false;
  if (state.sim.nowUs >= setupLimitUs)
    throw new TrialRefused(
      `Topics and clients were not there after ${setupLimitUs / 1_000_000} s.`,
    );
  return stepTo({ state, kernel, probe }, setupLimitUs);
}
