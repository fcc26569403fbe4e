import type { ControllerView, ViewFrame } from "../../contract/frame.ts";
import { listed } from "../figures.ts";
import { endedHow, gone, type Narration, skip, suggest, type Told } from "./story.ts";

const names = (ones: readonly ControllerView[]): string =>
  `${ones.length === 1 ? "Controller" : "Controllers"} ${listed(ones.map(({ id }) => id))}`;

const be = (ones: readonly unknown[]): string => (ones.length === 1 ? "is" : "are");

function bringBack(controller: ControllerView): Narration["next"] {
  const paused = controller.status === "paused";
  return suggest(`${paused ? "Resume" : "Start"} controller ${controller.id}`, {
    kind: paused ? "resume" : "start",
    node: controller.id,
  });
}

const majorityOf = ({ controllers }: ViewFrame): number =>
  Math.floor(controllers.length / 2) + 1;

function awayText(told: Told, away: readonly ControllerView[]): string {
  const first = away[0];
  return first === undefined || away.length > 1
    ? `${names(away)} ${be(away)} down`
    : `${names(away)} ${endedHow(told, first)}`;
}

/** Nobody leads the metadata quorum: nothing that the controller decides can be decided. */
export function uncontrolled(told: Told): Narration | null {
  const { frame } = told;
  const away = frame.controllers.filter(gone);
  const first = away[0];
  if (first === undefined) return null;
  if (frame.controllers.some((one) => one.active && !gone(one))) return null;
  const alive = frame.controllers.length - away.length;
  const key = `uncontrolled ${away.map(({ id }) => id).join()}`;
  const frozen =
    "Partition leaders go on serving; until then nobody fences a broker, changes an ISR or creates a topic.";
  if (alive >= majorityOf(frame))
    return {
      key,
      headline: `${awayText(told, away)}, and nobody leads the quorum.`,
      rest: `${alive} of ${frame.controllers.length} voters elect another once controller.quorum.fetch.timeout.ms has passed. ${frozen}`,
      tone: "warning",
      next: skip,
    };
  return {
    key,
    headline: `${awayText(told, away)}, and there is no controller.`,
    rest: `${alive === 0 ? "None" : alive} of ${frame.controllers.length} ${frame.controllers.length === 1 ? "voter" : "voters"} ${alive < 2 ? "is" : "are"} left, and it takes ${majorityOf(frame)}. ${frozen}`,
    tone: "warning",
    next: bringBack(first),
  };
}

/** One leads, and another that was cut off believes that it still does. */
export function twoControllers(told: Told): Narration | null {
  const active = told.frame.controllers
    .filter((one) => one.active && !gone(one))
    .toSorted((a, b) => a.epoch - b.epoch);
  const newest = active.at(-1);
  const stale = active.slice(0, -1);
  if (newest === undefined || stale.length === 0) return null;
  return {
    key: `two controllers ${active.map(({ id }) => id).join()}`,
    headline: `${names(stale)} still ${stale.length === 1 ? "believes" : "believe"} to lead the quorum, but controller ${newest.id} does, in epoch ${newest.epoch}.`,
    rest: "Without a majority of voters nothing that the old one writes is committed, and it resigns when it has heard none of them for long enough.",
    tone: "warning",
    next: skip,
  };
}

/** A voter is away, and another leads. */
export function voterAway(told: Told): Narration | null {
  const { frame } = told;
  const away = frame.controllers.filter(gone);
  const first = away[0];
  const leader = frame.controllers.find((one) => one.active && !gone(one));
  if (first === undefined || leader === undefined) return null;
  const spare = frame.controllers.length - away.length - majorityOf(frame);
  return {
    key: `voter away ${away.map(({ id }) => id).join()} ${leader.id}`,
    headline: `Controller ${leader.id} leads the quorum in epoch ${leader.epoch}; ${awayText(told, away).replace(/^C/, "c")}.`,
    rest: `Brokers found the leader by themselves and go on. ${spare > 0 ? `${spare} more may go` : "One more may not go"} before no metadata can be written.`,
    tone: spare > 0 ? "calm" : "warning",
    next: bringBack(first),
  };
}
