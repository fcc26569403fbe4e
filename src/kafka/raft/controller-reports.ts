import type { Context } from "../context.ts";
import type { MetadataChange } from "../controller/metadata-change.ts";
import type { PartitionRegistration } from "../controller/partition-registration.ts";
import { silentReport } from "../report.ts";
import type { Controller } from "./controller-node.ts";

const list = (ids: readonly number[]): string =>
  ids.length === 0 ? "none" : ids.join(",");
const name = (leader: number): string => (leader < 0 ? "none" : `${leader}`);

/** `ISR 1,2,3 → 2,3, leader 1 → 2, epoch 4`. */
function difference(before: PartitionRegistration, after: PartitionRegistration): string {
  const parts: string[] = [];
  if (list(before.isr) !== list(after.isr))
    parts.push(`ISR ${list(before.isr)} → ${list(after.isr)}`);
  if (before.leader !== after.leader)
    parts.push(`leader ${name(before.leader)} → ${name(after.leader)}`);
  if (before.leaderEpoch !== after.leaderEpoch) parts.push(`epoch ${after.leaderEpoch}`);
  if (list(before.elr) !== list(after.elr)) parts.push(`ELR ${list(after.elr)}`);
  if (list(before.replicas) !== list(after.replicas))
    parts.push(`replicas ${list(before.replicas)} → ${list(after.replicas)}`);
  return parts.join(", ");
}

function reportPartition(
  context: Context,
  controller: Controller,
  change: Extract<MetadataChange, { kind: "partitionChanged" }>,
  because: string,
): void {
  const { previous, registration, topic, partition } = change;
  const { partitionEpoch } = registration;
  const text =
    previous === null
      ? `replicas ${list(registration.replicas)}, leader ${name(registration.leader)}`
      : difference(previous, registration);
  if (text === "") return;
  const leaderless = registration.leader < 0;
  const unclean =
    registration.leaderRecoveryState === 1 && previous?.leaderRecoveryState === 0;
  context.probe.report({
    ...silentReport,
    kind: "partitionChanged",
    weight: leaderless || unclean ? "warning" : previous === null ? "quiet" : "notice",
    node: controller.config.nodeId,
    topic,
    partition,
    text: unclean ? `${text}, unclean election` : text,
    key: `partition:${topic}-${partition}:${partitionEpoch}`,
    because: because.startsWith("alterPartition")
      ? [`propose:${topic}-${partition}`]
      : [because],
  });
}

/** Tells what a change of the metadata means, with what led to it. */
export function reportChange(
  context: Context,
  controller: Controller,
  change: MetadataChange,
  because: string,
): void {
  const base = { ...silentReport, node: controller.config.nodeId, because: [because] };
  switch (change.kind) {
    case "partitionChanged":
      reportPartition(context, controller, change, because);
      break;
    case "topicCreated":
      context.probe.report({
        ...base,
        kind: "topicCreated",
        topic: change.topic,
        text: `topic ${change.topic} created`,
        key: `topic:${change.topic}`,
      });
      break;
    case "topicDeleted":
      context.probe.report({
        ...base,
        kind: "topicDeleted",
        weight: "notice",
        topic: change.topic,
        text: `topic ${change.topic} deleted`,
      });
      break;
    case "brokerChanged":
      reportBroker(context, controller, change, because);
      break;
    case "configChanged":
      context.probe.report({
        ...base,
        kind: "configChanged",
        text: `${change.name} ${change.previous ?? "default"} → ${change.value ?? "default"} for ${change.resourceName || "all brokers"}`,
      });
      break;
    default:
      break;
  }
}

function reportBroker(
  context: Context,
  controller: Controller,
  change: Extract<MetadataChange, { kind: "brokerChanged" }>,
  because: string,
): void {
  const { brokerId, previous, registration } = change;
  const base = { ...silentReport, node: brokerId };
  if (registration === null) return;
  if (previous === null || previous.epoch !== registration.epoch)
    context.probe.report({
      ...base,
      kind: "brokerRegistered",
      text: `broker ${brokerId} registered with broker epoch ${registration.epoch}`,
      key: `registered:${brokerId}`,
      because: [`start:${brokerId}`],
    });
  else if (!previous.fenced && registration.fenced) {
    const stopped = because.startsWith("shutdown") || registration.inControlledShutdown;
    context.probe.report({
      ...base,
      kind: "brokerFenced",
      weight: stopped ? "notice" : "warning",
      text: stopped
        ? `controller fenced broker ${brokerId} after its controlled shutdown`
        : `controller heard no heartbeat of broker ${brokerId} for ${controller.config.brokerSessionTimeoutMs / 1000} s and fenced it`,
      config: stopped
        ? ""
        : `broker.session.timeout.ms = ${controller.config.brokerSessionTimeoutMs}`,
      key: `fenced:${brokerId}`,
      because: [`fault:${brokerId}`, `link:${brokerId}`],
    });
  } else if (previous.fenced && !registration.fenced)
    context.probe.report({
      ...base,
      kind: "brokerUnfenced",
      weight: "notice",
      text: `broker ${brokerId} caught up with the metadata and was unfenced`,
      key: `unfenced:${brokerId}`,
      because: [
        `registered:${brokerId}`,
        `start:${brokerId}`,
        `link:${brokerId}`,
        "healed",
      ],
    });
  else if (!previous.inControlledShutdown && registration.inControlledShutdown)
    context.probe.report({
      ...base,
      kind: "controlledShutdown",
      weight: "notice",
      text: `broker ${brokerId} asked for a controlled shutdown`,
      key: `shutdown:${brokerId}`,
      because: [`fault:${brokerId}`],
    });
}
