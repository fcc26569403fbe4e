import type { Receipt } from "../contract/command.ts";
import type { LinkCommand } from "../contract/fault-command.ts";
import { restoreLink } from "./link-commands.ts";
import { endProcess, tellLink, waysBetween, wrongLink } from "./link-ends.ts";
import { accepted, refused } from "./receipt.ts";
import { type Flap, flapsOf, forgetFlaps, renew } from "./timed.ts";
import type { World } from "./world.ts";

function setDown(world: World, flap: Flap, down: boolean): void {
  const { a, b } = flap.command;
  flap.down = down;
  if (!down) restoreLink(world, a, b);
  else
    for (const way of waysBetween(world.state, a, b))
      world.kernel.links.setFault({ ...way, cut: true });
  tellLink(world, `flapping link between ${a} and ${b} ${down ? "down" : "up"}`, [a, b]);
}

const downUs = ({ command }: Flap): number =>
  Math.floor((command.periodUs * command.dutyPercent) / 100);

/** Cuts a link again and again, at once for the first time. */
export function startFlap(
  world: World,
  command: Extract<LinkCommand, { kind: "flap" }>,
): Receipt {
  const wrong = wrongLink(world, command, "");
  if (wrong !== null) return wrong;
  const { timed, sim } = world.state;
  const { a, b } = command;
  if (flapsOf(timed, a, b).length > 0)
    return refused("/b", `The link between ${a} and ${b} flaps already; heal it first.`);
  const flap: Flap = {
    id: timed.nextId++,
    command,
    untilUs: sim.nowUs + command.forUs,
    down: false,
    nextUs: 0,
  };
  flap.nextUs = sim.nowUs + downUs(flap);
  timed.flaps.push(flap);
  renew(timed);
  setDown(world, flap, true);
  return accepted(world);
}

/** A flapping link changes, or has flapped for long enough. */
export function continueFlap(world: World, flap: Flap): void {
  const { state } = world;
  const { a, b, periodUs } = flap.command;
  const gone = endProcess(state, a) < 0 || endProcess(state, b) < 0;
  if (gone || state.sim.nowUs >= flap.untilUs) {
    forgetFlaps(state.timed, [flap]);
    if (!gone && flap.down) setDown(world, flap, false);
    return;
  }
  setDown(world, flap, !flap.down);
  const rest = flap.down ? downUs(flap) : periodUs - downUs(flap);
  flap.nextUs = Math.min(state.sim.nowUs + rest, flap.untilUs);
  renew(state.timed);
}
