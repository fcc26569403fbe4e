import { commandRules } from "./command-rules.ts";
import { tendRequests } from "./requests.ts";
import { isSetUp, tendSetup } from "./setup.ts";
import type { World } from "./world.ts";

/** Time of the next planned command, µs, or Infinity. */
const nextPlannedUs = ({ state }: World): number =>
  state.scenario.plan[state.planned]?.atUs ?? Number.POSITIVE_INFINITY;

/** Meets a planned command that is due before anything else; true when there was one. */
function meetPlan(world: World, limitUs: number): boolean {
  const { timed } = world.state;
  const plannedUs = nextPlannedUs(world);
  const atUs = Math.min(plannedUs, timed.nextUs);
  if (atUs > limitUs || atUs > world.kernel.nextUs()) return false;
  if (timed.nextUs < plannedUs) {
    world.kernel.rest(atUs);
    return commandRules().meetTimed(world);
  }
  const planned = world.state.scenario.plan[world.state.planned++];
  world.kernel.rest(atUs);
  if (planned !== undefined) commandRules().execute(world, planned.command);
  return true;
}

/**
 * The next event up to a time, with everything the run itself does at that moment; false when there is none.
 * The only way on: what happens never depends on how far one asks to go at once.
 */
export function stepWorld(world: World, limitUs: number): boolean {
  while (meetPlan(world, limitUs));
  if (!world.kernel.step(limitUs)) return false;
  if (world.state.pending.length > 0) tendRequests(world);
  const { rolling, restarts } = world.state.timed;
  if (rolling.length > 0 || restarts.length > 0) commandRules().tendRestarts(world);
  if (!isSetUp(world)) tendSetup(world);
  return true;
}

/** Looks at the world before each event up to a time, and changes nothing. */
export type Before = (state: World["state"], limitUs: number) => void;

/** Goes on to a time, or until `events` more have happened. */
export function runWorld(
  world: World,
  untilUs: number,
  events: number,
  before: Before | null = null,
): void {
  let left = events;
  if (before === null) while (left > 0 && stepWorld(world, untilUs)) left--;
  else
    while (left > 0) {
      before(world.state, untilUs);
      if (!stepWorld(world, untilUs)) break;
      left--;
    }
  if (left > 0) world.kernel.rest(untilUs);
}
