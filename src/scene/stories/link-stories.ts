import type { BrokerView } from "../../contract/frame.ts";
import { listed } from "../figures.ts";
import {
  eagerOnes,
  isCut,
  type Narration,
  rowName,
  skip,
  some,
  suggest,
  type Told,
  waitText,
} from "./story.ts";

function controllerOf(told: Told): number | null {
  return told.frame.controllers.find((one) => one.active)?.id ?? null;
}

function hiddenBroker(told: Told): BrokerView | undefined {
  const controller = controllerOf(told);
  if (controller === null) return undefined;
  return told.frame.brokers.find(
    (one) => one.status === "running" && isCut(told.frame, one.id, controller),
  );
}

/** A broker lives on, but the controller cannot hear it. */
export function hidden(told: Told): Narration | null {
  const broker = hiddenBroker(told);
  if (broker === undefined) return null;
  if (!broker.fenced)
    return {
      key: `hidden ${broker.id}`,
      headline: `Broker ${broker.id} cannot reach the controller; its clients still reach it.`,
      rest: `No heartbeat arrives, so after ${waitText(told, "broker.session.timeout.ms")} the controller gives its partitions to others. It will not hear of that.`,
      tone: "warning",
      next: skip,
    };
  const stale = told.frame.partitions.filter(
    (one) =>
      one.leader !== broker.id &&
      one.logs.some((log) => log.broker === broker.id && log.role === "leader"),
  );
  return {
    key: `zombie ${broker.id} ${stale.map(rowName).join()}`,
    headline: `Broker ${broker.id} is fenced and does not know it${stale.length === 0 ? "" : `: it still acts as leader of ${some(stale.map(rowName))}`}.`,
    rest: "Who still writes to it with acks=1 is told “done” for records that the new leader will never have. With acks=all nobody is told so.",
    tone: "warning",
    next: suggest("Heal the link", { kind: "heal", link: null }),
  };
}

/** Brokers that cannot reach each other. */
export function cutOff(told: Told): Narration | null {
  const { frame } = told;
  const cuts = frame.links.filter((one) => one.cutForth || one.cutBack);
  if (cuts.length === 0) return null;
  const pairs = cuts.map((one) => `${one.a} – ${one.b}`);
  const one = pairs.length === 1;
  return {
    key: `cut ${pairs.join()} ${frame.partitions.map((view) => view.isr.length).join("")}`,
    headline: `${one ? "The link" : "The links"} ${listed(pairs)} ${one ? "is" : "are"} cut.`,
    rest: `A follower that cannot fetch leaves the ISR after ${waitText(told, "replica.lag.time.max.ms")}; until then acks=all waits for it.`,
    tone: "warning",
    next: frame.partitions.some((view) => view.isr.length < view.replicas.length)
      ? suggest(one ? "Heal the link" : "Heal the links", { kind: "heal", link: null })
      : skip,
  };
}

/** Somebody chose acks=1 or 0: see what that promise is worth. */
export function eager(told: Told): Narration | null {
  const ones = eagerOnes(told);
  const first = ones[0];
  const row = told.frame.partitions.find(
    (one) => one.topic === first?.topic && one.leader >= 0,
  );
  const controller = controllerOf(told);
  if (first === undefined || row === undefined || controller === null) return null;
  if (controller === row.leader) return null;
  return {
    key: `eager ${ones.map((one) => one.id).join()} ${row.leader}`,
    headline: `${listed(ones.map((one) => one.id))} ${ones.length === 1 ? "is" : "are"} told “done” before a second broker has the record.`,
    rest: `That is acks=${first.settings.config["acks"] ?? "all"}. See what it is worth when the leader of ${rowName(row)} loses the controller.`,
    tone: "calm",
    next: suggest(`Cut broker ${row.leader} off from the controller`, {
      kind: "cut",
      a: row.leader,
      b: controller,
      oneWay: false,
    }),
  };
}
