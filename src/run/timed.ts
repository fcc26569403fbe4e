import type { Command } from "../contract/command.ts";
import type { LinkCommand, LinkEnd } from "../contract/fault-command.ts";
import type { GroupTask } from "./group-task.ts";

/** A command that waits for its time. */
export interface Scheduled {
  readonly id: number;
  readonly atUs: number;
  readonly command: Command;
}

/** A link that is cut and healed in turn. */
export interface Flap {
  readonly id: number;
  readonly command: Extract<LinkCommand, { readonly kind: "flap" }>;
  /** When it is over, µs. */
  readonly untilUs: number;
  /** Cut at the moment. */
  down: boolean;
  /** When it changes, µs. */
  nextUs: number;
}

/** Brokers that are restarted one after the other. */
export interface Rolling {
  readonly id: number;
  readonly gapUs: number;
  /** Still to be restarted, the present one first. */
  nodes: number[];
  step: "waiting" | "stopping" | "starting";
  /** The present step is not left before, µs. */
  notBeforeUs: number;
}

/** What is to come by command; plain data. */
export interface Timed {
  nextId: number;
  /** By time; those of one moment in the order in which they were given. */
  scheduled: Scheduled[];
  flaps: Flap[];
  rolling: Rolling[];
  /** Ids of clients that are being closed, and start again when they are down. */
  restarts: string[];
  /** What an operator's tool tries again later, by time. */
  tasks: { readonly atUs: number; readonly task: GroupTask }[];
  /** When the next scheduled command or flap is due, µs, or Infinity. */
  nextUs: number;
}

/** Waiting commands that a run may have. */
export const scheduledLimit = 1000;

/** Nothing is to come. */
export const nothingTimed = (): Timed => ({
  nextId: 1,
  scheduled: [],
  flaps: [],
  rolling: [],
  restarts: [],
  tasks: [],
  nextUs: Number.POSITIVE_INFINITY,
});

/** Finds anew when the next thing is due; called after every change. */
export function renew(timed: Timed): void {
  timed.nextUs = timed.scheduled[0]?.atUs ?? Number.POSITIVE_INFINITY;
  for (const { nextUs } of timed.flaps) timed.nextUs = Math.min(timed.nextUs, nextUs);
  for (const { atUs } of timed.tasks) timed.nextUs = Math.min(timed.nextUs, atUs);
}

/** Puts a command among those that wait; its id. */
export function scheduleAt(timed: Timed, atUs: number, command: Command): number {
  const id = timed.nextId++;
  const later = timed.scheduled.findIndex((each) => each.atUs > atUs);
  const at = later < 0 ? timed.scheduled.length : later;
  timed.scheduled.splice(at, 0, { id, atUs, command });
  renew(timed);
  return id;
}

/** The flaps of one link. */
export const flapsOf = (timed: Timed, a: LinkEnd, b: LinkEnd): Flap[] =>
  timed.flaps.filter(
    ({ command }) =>
      (command.a === a && command.b === b) || (command.a === b && command.b === a),
  );

/** Ends flapping; the links stay as they are. */
export function forgetFlaps(timed: Timed, flaps: readonly Flap[]): void {
  timed.flaps = timed.flaps.filter((flap) => !flaps.includes(flap));
  renew(timed);
}
