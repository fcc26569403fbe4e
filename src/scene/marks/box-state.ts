import type { BrokerView, PartitionView, ReplicaView } from "../../contract/frame.ts";

/** What a box says with its outline. */
export type BoxState = "leader" | "inSync" | "outOfSync" | "missing";

/** The outline's meaning; the controller's word decides, not the broker's own belief. */
export function boxState(view: PartitionView, log: ReplicaView): BoxState {
  if (!log.exists) return "missing";
  if (view.leader === log.broker) return "leader";
  return log.inSync ? "inSync" : "outOfSync";
}

/** A word at the left and figures at the right of a box, longest form first. */
export interface BoxLabel {
  readonly left: string;
  readonly right: readonly string[];
}

/** Only boxes that need words get them: leaders, and those that fell out. */
export function boxLabel(
  view: PartitionView,
  log: ReplicaView,
  broker: BrokerView | undefined,
): BoxLabel | null {
  const end = String(log.logEndOffset);
  const state = boxState(view, log);
  if (state === "missing") return { left: "no log here", right: [] };
  if (state === "leader") {
    const hw = `HW ${log.highWatermark}`;
    return {
      left: `leader e${view.leaderEpoch}`,
      right: [`${hw} · LEO ${end}`, hw],
    };
  }
  if (log.role === "leader")
    return { left: "still acts as leader", right: [`LEO ${end}`] };
  if (state === "outOfSync") return { left: "out of sync", right: [`LEO ${end}`] };
  return broker?.status === "down" ? { left: "", right: [`LEO ${end}`] } : null;
}

/** A replica in one sentence, for those who do not see the picture. */
export function replicaSentence(
  view: PartitionView,
  log: ReplicaView,
  broker: BrokerView | undefined,
): string {
  const name = `${view.topic}-${view.partition} on broker ${log.broker}`;
  const state = boxState(view, log);
  const word =
    state === "leader"
      ? `leader in epoch ${view.leaderEpoch}`
      : { inSync: "in sync", outOfSync: "out of sync", missing: "no log" }[state];
  const down =
    broker === undefined || broker.status === "running" ? "" : `, ${broker.status}`;
  return `${name}: ${word}${down}`;
}
