import { describe, expect, it } from "vitest";
import { clonePlain } from "../base/clone.ts";
import { oracleState } from "../oracle/ghost.ts";
import { oracleProbe } from "../oracle/oracle-probe.ts";
import { chanceAt } from "../sim/draw.ts";
import { traceDigest } from "../sim/trace.ts";
import { seedTimes } from "../testing/seed-chance.ts";
import { seedScenario } from "../testing/seed-scenario.ts";
import { stepWorld } from "./step.ts";
import { openWorld, restoreWorld, startNodes, type World } from "./world.ts";

const seeds = [3, 11, 26, 40, 77];
const cutsPerSeed = 20;

const isBefore = (world: World): boolean => stepWorld(world, seedTimes.healUs);

/** A run under faults that is watched, with what its watcher keeps. */
function watchedRun(seed: number): {
  readonly world: World;
  readonly holder: { state: ReturnType<typeof oracleState> };
} {
  const holder = { state: oracleState() };
  const world = openWorld(
    seedScenario(seed),
    oracleProbe(holder, () => {}),
  );
  startNodes(world);
  return { world, holder };
}

const signature = (world: World, findings: number): string =>
  `${traceDigest(world.state.sim.trace)} after ${world.state.sim.events} events at ${world.state.sim.nowUs}, ${findings} findings`;

describe("a snapshot", () => {
  it.each(seeds)(
    "restored and continued equals the straight run (seed %i, 20 cuts)",
    (seed) => {
      const straight = watchedRun(seed);
      while (isBefore(straight.world));
      const { events } = straight.world.state.sim;
      const end = signature(straight.world, straight.holder.state.nextFinding);
      const cuts = Array.from(
        { length: cutsPerSeed },
        (_, i) => chanceAt(seed, 1, i, 0) % events,
      );
      const again = watchedRun(seed);
      for (const cut of cuts.toSorted((a, b) => a - b)) {
        while (again.world.state.sim.events < cut && isBefore(again.world));
        const holder = { state: clonePlain(again.holder.state) };
        const restored = restoreWorld(
          clonePlain(again.world.state),
          oracleProbe(holder, () => {}),
        );
        while (isBefore(restored));
        expect(signature(restored, holder.state.nextFinding)).toBe(end);
      }
    },
    60_000,
  );
});
