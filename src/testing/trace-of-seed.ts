import { silentProbe } from "../kafka/probe.ts";
import { meetCommandsBy } from "../run/command-rules.ts";
import { commands } from "../run/execute.ts";
import { stepWorld } from "../run/step.ts";
import { openWorld, startNodes } from "../run/world.ts";
import { traceDigest } from "../sim/trace.ts";
import { seedTimes } from "./seed-chance.ts";
import { seedScenario } from "./seed-scenario.ts";

meetCommandsBy(commands);

/** The trace hash of a seed's world with its faults, up to the time at which all is healed. For comparing runtimes. */
export function traceOfSeed(seed: number): string {
  const world = openWorld(seedScenario(seed), silentProbe);
  startNodes(world);
  let more = true;
  while (more) more = stepWorld(world, seedTimes.healUs);
  const { sim } = world.state;
  return `${traceDigest(sim.trace)}-${sim.events}`;
}
