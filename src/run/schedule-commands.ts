import type { Command, Receipt, ScheduleCommand } from "../contract/command.ts";
import { silentReport } from "../kafka/report.ts";
import { continueFlap } from "./flap-commands.ts";
import { beginTask } from "./group-steps.ts";
import { restoreLink } from "./link-commands.ts";
import { accepted, refused } from "./receipt.ts";
import { forgetFlaps, renew, scheduleAt, scheduledLimit } from "./timed.ts";
import type { World } from "./world.ts";

function tell(world: World, text: string, weight: "notice" | "warning"): void {
  world.probe.report({ ...silentReport, kind: "command", weight, text });
}

/** What is of the view alone, and a plan of a plan. */
const neverPlanned: readonly Command["kind"][] = ["schedule", "focus", "watch"];

/** Keeps a command for later. */
export function schedule(world: World, { afterUs, command }: ScheduleCommand): Receipt {
  const { timed, sim } = world.state;
  if (neverPlanned.includes(command.kind))
    return refused(
      "/command/kind",
      `Found ${command.kind}; allowed is any command but ${neverPlanned.join(", ")}.`,
    );
  if (timed.scheduled.length >= scheduledLimit)
    return refused("", `${scheduledLimit} commands wait already; take some back first.`);
  const id = scheduleAt(timed, sim.nowUs + afterUs, command);
  tell(
    world,
    `${command.kind} planned by you in ${afterUs / 1000} ms (plan ${id})`,
    "notice",
  );
  return accepted(world);
}

/** Takes back what waits, flaps or rolls on. A link that flaps is healed; a broker that is down in a rolling restart stays so. */
export function unschedule(world: World, id: number): Receipt {
  const { timed } = world.state;
  const flap = timed.flaps.find((each) => each.id === id);
  if (flap !== undefined) {
    forgetFlaps(timed, [flap]);
    restoreLink(world, flap.command.a, flap.command.b);
  } else if (timed.rolling.some((each) => each.id === id))
    timed.rolling = timed.rolling.filter((each) => each.id !== id);
  else if (timed.scheduled.some((each) => each.id === id))
    timed.scheduled = timed.scheduled.filter((each) => each.id !== id);
  else {
    const known = [...timed.scheduled, ...timed.flaps, ...timed.rolling]
      .map((each) => each.id)
      .slice(0, 12);
    return refused(
      "/id",
      `Nothing with the id ${id} is planned; planned is ${known.join(", ") || "nothing"}.`,
    );
  }
  renew(timed);
  tell(world, `plan ${id} taken back by you`, "notice");
  return accepted(world);
}

/** Meets the first thing that is due at the present moment; false when there was none. */
export function meetTimed(
  world: World,
  execute: (world: World, command: Command) => Receipt,
): boolean {
  const { timed, sim } = world.state;
  if (timed.nextUs > sim.nowUs) return false;
  const flap = timed.flaps.find(({ nextUs }) => nextUs <= sim.nowUs);
  if (flap !== undefined) {
    continueFlap(world, flap);
    return true;
  }
  const due = timed.tasks.find(({ atUs }) => atUs <= sim.nowUs);
  if (due !== undefined) {
    timed.tasks = timed.tasks.filter((each) => each !== due);
    renew(timed);
    beginTask(world, due.task);
    return true;
  }
  const [next, ...rest] = timed.scheduled;
  if (next === undefined) return false;
  timed.scheduled = rest;
  renew(timed);
  const receipt = execute(world, next.command);
  if (receipt.kind === "refused")
    tell(
      world,
      `planned ${next.command.kind} (plan ${next.id}) could not be done: ${receipt.reason}`,
      "warning",
    );
  return true;
}
