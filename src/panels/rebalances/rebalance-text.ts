import type { RebalancePhase, RebalanceView } from "../../contract/group-view.ts";
import { counted, listed, spanText } from "../../scene/figures.ts";

type Phase = RebalancePhase["phase"];

/** Each phase in a few words, in the order in which a member goes through them. */
export const phaseWords: Readonly<Record<Phase, string>> = {
  processing: "processes what it owns",
  revoking: "commits and gives up partitions",
  joining: "waits for JoinGroup",
  syncing: "waits for its assignment",
  reconciling: "on its way to its target",
  idle: "owns nothing",
  gone: "down, paused or left",
};

/** In the order of the legend. */
export const phases = Object.keys(phaseWords) as readonly Phase[];

/** Member ids are long and say nothing: the members' client ids stand for them. */
export function reasonText({ reason, members }: RebalanceView): string {
  return members.reduce(
    (text, { memberId, clientId }) =>
      memberId === "" ? text : text.replaceAll(memberId, clientId),
    reason,
  );
}

/** How long it took, or has taken by now. */
export function lastedUs(view: RebalanceView, nowUs: number): number {
  return Math.max(0, (view.endedUs < 0 ? nowUs : view.endedUs) - view.beganUs);
}

/** What it cost, in a sentence. */
export function costText(view: RebalanceView, nowUs: number): string {
  const { allStoppedUs, partitionStoppedUs, moved, revoked } = view;
  const lasted = `${view.endedUs < 0 ? "It has taken" : "It took"} ${spanText(lastedUs(view, nowUs))}.`;
  const all =
    allStoppedUs > 0
      ? `For ${spanText(allStoppedUs)} of that nobody processed anything.`
      : "At no moment did all of them stand still.";
  const each =
    partitionStoppedUs > 0
      ? `Over all partitions, ${spanText(partitionStoppedUs)} of processing were missed.`
      : "No partition stood still.";
  const given =
    revoked.length + moved.length === 0
      ? "Nothing was given up, nothing has another owner."
      : `${counted(revoked.length, "partition")} given up, ${moved.length} with another owner${view.endedUs < 0 ? " so far" : ""}.`;
  return [lasted, all, each, given].join(" ");
}

/** `orders-0 and orders-2`, or that it is nothing. */
export const partitionsText = (partitions: readonly string[]): string =>
  partitions.length === 0 ? "nothing" : listed(partitions);
