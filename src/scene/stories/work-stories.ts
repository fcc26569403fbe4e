import type { BrokerView, PartitionView } from "../../contract/frame.ts";
import { listed } from "../figures.ts";
import { type Narration, rowName, skip, some, suggest, type Told } from "./story.ts";

const moves = (one: PartitionView): boolean =>
  one.addingReplicas.length + one.removingReplicas.length > 0;

/** A partition is on its way to other brokers. */
export function reassigning(told: Told): Narration | null {
  const moving = told.frame.partitions.filter(moves);
  const first = moving[0];
  if (first === undefined) return null;
  const caught = first.addingReplicas.filter((id) => first.isr.includes(id));
  const parts = [
    ...(first.addingReplicas.length === 0
      ? []
      : [`adds ${listed(first.addingReplicas)}`]),
    ...(first.removingReplicas.length === 0
      ? []
      : [`will remove ${listed(first.removingReplicas)}`]),
  ];
  return {
    key: `reassigning ${moving.map(rowName).join()} ${caught.join()}`,
    headline: `${some(moving.map(rowName))} ${moving.length === 1 ? "is" : "are"} being reassigned${moving.length === 1 ? `: it ${parts.join(" and ")}` : ""}.`,
    rest: "The new replicas copy the whole log while clients go on. When all of them are in the ISR, the controller drops the old ones; a leader among those hands over.",
    tone: "calm",
    next: suggest(
      moving.length === 1 ? "Cancel the reassignment" : "Cancel the reassignments",
      ...moving.map(
        ({ topic, partition }) =>
          ({ kind: "reassign", topic, partition, replicas: null }) as const,
      ),
    ),
  };
}

const lostDisks = ({ dirs }: BrokerView): number =>
  dirs.filter(({ status, broken }) => broken || status === "offline").length;

/** A broker runs on without one of its disks. */
export function diskLost(told: Told): Narration | null {
  const { frame } = told;
  const broker = frame.brokers.find(
    (one) => one.status === "running" && lostDisks(one) > 0,
  );
  const dir = broker?.dirs.find(({ status, broken }) => broken || status === "offline");
  if (broker === undefined || dir === undefined) return null;
  const out = frame.partitions.filter(
    (one) => one.replicas.includes(broker.id) && !one.isr.includes(broker.id),
  );
  return {
    key: `disk ${broker.id} ${dir.status} ${out.length}`,
    headline:
      dir.status === "offline"
        ? `Broker ${broker.id} has lost a disk: ${dir.path} is offline.`
        : `The disk below ${dir.path} of broker ${broker.id} is broken, and it has not noticed yet.`,
    rest:
      dir.status === "offline"
        ? `Its replicas there left the ISR${out.length === 0 ? "" : ` of ${some(out.map(rowName))}`}; others lead what they led. A broker takes a mended disk back only at its next start.`
        : "The next write to it is an I/O error; then the broker gives the dir up and tells the controller.",
    tone: "warning",
    next: dir.broken
      ? suggest(`Return the disk of broker ${broker.id}`, {
          kind: "returnDir",
          node: broker.id,
          dir: dir.path,
        })
      : suggest(`Restart broker ${broker.id}: stop it first`, {
          kind: "stop",
          node: broker.id,
        }),
  };
}

/** What stands and hurts slowly: stalled or slow links, slow nodes and disks. */
export function strained(told: Told): Narration | null {
  const { brokers, links } = told.frame;
  const slow = brokers.filter(
    (one) =>
      one.slowFactor > 1 || one.dirs.some((dir) => dir.slow || dir.status === "full"),
  );
  if (slow.length + links.length === 0) return null;
  const what = [
    ...links.map(
      ({ a, b, stalledForth, stalledBack }) =>
        `the link ${a} – ${b} is ${stalledForth || stalledBack ? "stalled" : "slow"}`,
    ),
    ...slow.map(
      ({ id, dirs }) =>
        `broker ${id} ${dirs.some(({ status }) => status === "full") ? "has a full disk" : "is slow"}`,
    ),
  ];
  const text = what.length > 3 ? `${what.length} things are slow or held` : listed(what);
  return {
    key: `strained ${what.join()}`,
    headline: `${text.charAt(0).toUpperCase()}${text.slice(1)}.`,
    rest: "A replica that keeps up stays in sync, and acks=all waits for it however slow it is.",
    tone: "warning",
    next: what.length > 0 ? suggest("Heal all", { kind: "healAll" }) : skip,
  };
}
