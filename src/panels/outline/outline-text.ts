import type { ReplicaView, ViewFrame } from "../../contract/frame.ts";
import { subscriptionText } from "../clients/client-text.ts";

/** A table of the outline. */
export interface OutlineTable {
  readonly title: string;
  readonly columns: readonly string[];
  /** The first cell names its row. */
  readonly rows: readonly (readonly string[])[];
}

const list = (ids: readonly (number | string)[]): string =>
  ids.length === 0 ? "none" : ids.join(" ");

/** Brokers, with how far each has come in the metadata log. */
export function brokerTable(frame: ViewFrame): OutlineTable {
  const end = Math.max(0, ...frame.controllers.map((one) => one.highWatermark));
  return {
    title: "Brokers",
    columns: ["broker", "rack", "state", "metadata offset", "behind"],
    rows: frame.brokers.map((broker) => [
      String(broker.id),
      broker.rack ?? "none",
      broker.fenced && broker.status === "running" ? "fenced" : broker.status,
      String(broker.metadataOffset),
      broker.status === "down"
        ? ""
        : String(Math.max(0, end - 1 - broker.metadataOffset)),
    ]),
  };
}

/** Voters of the metadata quorum. */
export function controllerTable(frame: ViewFrame): OutlineTable {
  return {
    title: "Controllers",
    columns: ["controller", "role", "epoch", "leader", "voted for", "LEO", "HW"],
    rows: frame.controllers.map((one) => [
      String(one.id),
      one.status === "running" ? one.role : `${one.role}, ${one.status}`,
      String(one.epoch),
      one.leaderId < 0 ? "none" : String(one.leaderId),
      one.votedFor < 0 ? "nobody" : String(one.votedFor),
      String(one.logEndOffset),
      String(one.highWatermark),
    ]),
  };
}

function replicaText(log: ReplicaView, leader: number): string {
  if (!log.exists) return `${log.broker} no log`;
  const role =
    log.broker === leader
      ? "leader"
      : log.role === "leader"
        ? "still acts as leader"
        : log.inSync
          ? "in sync"
          : log.eligible
            ? "eligible"
            : "out of sync";
  return `${log.broker} ${role}, HW ${log.highWatermark}, LEO ${log.logEndOffset}`;
}

/** Partitions that the frame has in full and that are asked for. */
export function partitionTable(frame: ViewFrame, rows: readonly number[]): OutlineTable {
  const wanted = new Set(rows);
  return {
    title: "Partitions",
    columns: ["partition", "leader", "epoch", "ISR", "ELR", "replicas"],
    rows: frame.partitions
      .filter((view) => wanted.has(view.row))
      .map((view) => [
        `${view.topic}-${view.partition}`,
        view.leader < 0 ? "none" : String(view.leader),
        String(view.leaderEpoch),
        list(view.isr),
        list(view.eligibleLeaderReplicas),
        view.logs.map((log) => replicaText(log, view.leader)).join("\n"),
      ]),
  };
}

/** Links that are not as they should be. */
export function linkTable(frame: ViewFrame): OutlineTable {
  return {
    title: "Links that are not whole",
    columns: ["link", "state"],
    rows: frame.links.map((link) => {
      const said: string[] = [];
      if (link.cutForth && link.cutBack) said.push("cut both ways");
      else if (link.cutForth) said.push(`cut from ${link.a} to ${link.b}`);
      else if (link.cutBack) said.push(`cut from ${link.b} to ${link.a}`);
      if (link.stalledForth || link.stalledBack) said.push("stalled");
      if (link.latencyUs !== null) said.push(`latency ${link.latencyUs / 1_000} ms`);
      return [`${link.a} – ${link.b}`, said.length === 0 ? "slow" : said.join(", ")];
    }),
  };
}

/** Producers and consumers. */
export function clientTable(frame: ViewFrame): OutlineTable {
  return {
    title: "Clients",
    columns: ["client", "what", "topic", "records", "error"],
    rows: [
      ...frame.producers.map((one) => [
        one.id,
        "producer",
        one.topic,
        `${one.acked} acknowledged of ${one.sent}`,
        one.lastError,
      ]),
      ...frame.consumers.map((one) => [
        one.id,
        "consumer",
        subscriptionText(one.subscription),
        `${one.consumed} read, lag ${one.positions.reduce((sum, { lag }) => sum + Math.max(0, lag), 0)}`,
        one.lastError,
      ]),
    ],
  };
}
