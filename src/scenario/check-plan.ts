import type { ClientCommand } from "../contract/client-command.ts";
import type { Command, Focus } from "../contract/command.ts";
import type { ConfigTarget } from "../contract/config-row.ts";
import type { PlannedCommand } from "../contract/scenario.ts";
import { checkClientCommand, isClientCommand } from "./check-client-command.ts";
import { checkFault, checkLink, type FaultCommand } from "./check-fault.ts";
import { checkFeatureLevel } from "./check-features.ts";
import { checkGroupCommand } from "./check-group-command.ts";
import { checkReplicas, checkTopic } from "./check-topic.ts";
import { checkDynamicConfig } from "./config-check.ts";
import { below, type Place, report } from "./place.ts";
import type { Draft } from "./reader.ts";
import {
  needBroker,
  needClient,
  needNode,
  needPartition,
  needTopic,
  type Standing,
} from "./standing.ts";

/** Goes through the plan in its order and reports whatever names something that is not there at that time. */
export function checkPlan(
  at: Place,
  plan: readonly (Draft<PlannedCommand> | undefined)[],
  standing: Standing,
): void {
  let latest = 0;
  for (const [index, planned] of plan.entries()) {
    const { atUs, command } = planned ?? {};
    if (atUs !== undefined && atUs < latest)
      report(
        below(at, index, "atUs"),
        `found ${atUs} after ${latest}; a plan is in the order of its times`,
      );
    latest = Math.max(latest, atUs ?? 0);
    if (command !== undefined)
      checkCommand(below(at, index, "command"), command, standing);
  }
}

function checkCommand(at: Place, command: Draft<Command>, standing: Standing): void {
  switch (command.kind) {
    case "createTopic":
      if (command.topic !== undefined)
        checkTopic(below(at, "topic"), command.topic, standing);
      break;
    case "deleteTopic":
      needTopic(below(at, "topic"), command.topic, standing);
      standing.topics.delete(command.topic ?? "");
      break;
    case "alterConfig":
      checkAlterConfig(at, command, standing);
      break;
    case "createPartitions":
      checkCreatePartitions(at, command, standing);
      break;
    case "reassign":
      checkPartition(at, command, standing);
      checkReplicas(below(at, "replicas"), command.replicas ?? [], standing);
      break;
    case "unregisterBroker":
      needBroker(below(at, "broker"), command.broker, standing);
      break;
    case "updateFeature":
      checkFeatureLevel(at, command);
      break;
    case "deleteRecords":
    case "electLeaders":
      checkPartition(at, command, standing);
      break;
    case "produce":
      checkPartition(below(at, "record"), command.record ?? {}, standing);
      break;
    case "schedule":
      if (command.command !== undefined)
        checkCommand(below(at, "command"), command.command, standing);
      break;
    case "healAll":
    case "unschedule":
      break;
    case "focus":
      if (command.on !== null && command.on !== undefined)
        checkFocus(below(at, "on"), command.on, standing);
      break;
    case "watch":
      break;
    case "resetOffsets":
    case "deleteOffsets":
    case "deleteGroup":
    case "removeMembers":
    case "alterQuota":
      checkGroupCommand(at, command, standing);
      break;
    default:
      checkMore(at, command, standing);
  }
}

type Of<Kind extends Command["kind"]> = Draft<Extract<Command, { readonly kind: Kind }>>;

type Rest = Of<ClientCommand["kind"]> | Draft<FaultCommand>;

function checkMore(at: Place, command: Rest, standing: Standing): void {
  if (isClientCommand(command)) checkClientCommand(at, command, standing);
  else checkFault(at, command, standing);
}

function checkAlterConfig(
  at: Place,
  { scope, name, value }: Of<"alterConfig">,
  standing: Standing,
): void {
  if (scope === undefined) return;
  checkScope(below(at, "scope"), scope, standing);
  if (name !== undefined)
    checkDynamicConfig({ name: below(at, "name"), value: below(at, "value") }, name, {
      value: value ?? null,
      whose: scope.kind === "cluster" ? "broker" : scope.kind,
    });
}

function checkScope(at: Place, scope: Draft<ConfigTarget>, standing: Standing): void {
  if (scope.kind === "topic") needTopic(below(at, "topic"), scope.topic, standing);
  if (scope.kind === "broker") needBroker(below(at, "broker"), scope.broker, standing);
}

function checkCreatePartitions(
  at: Place,
  { topic, count }: Of<"createPartitions">,
  standing: Standing,
): void {
  needTopic(below(at, "topic"), topic, standing);
  const now = topic === undefined ? undefined : standing.topics.get(topic);
  if (topic === undefined || count === undefined || now === undefined) return;
  if (count <= now)
    report(
      below(at, "count"),
      `found ${count}; ${topic} has ${now} partitions, and partitions are never taken away: allowed is ${now + 1} or more`,
    );
  standing.topics.set(topic, Math.max(now, count));
}

interface PartitionNamed {
  readonly topic?: string | undefined;
  readonly partition?: number | null | undefined;
}

function checkPartition(at: Place, named: PartitionNamed, standing: Standing): void {
  needTopic(below(at, "topic"), named.topic, standing);
  const where = below(at, "partition");
  needPartition(where, named.topic, named.partition ?? undefined, standing);
}

function checkFocus(at: Place, focus: Draft<Focus>, standing: Standing): void {
  switch (focus.kind) {
    case "broker":
      needBroker(below(at, "broker"), focus.broker, standing);
      break;
    case "controller":
      needNode(below(at, "node"), focus.node, standing);
      break;
    case "client":
      needClient(below(at, "id"), focus.id, standing);
      break;
    case "link":
      checkLink(at, focus, standing);
      break;
    case "configs":
      if (focus.scope !== undefined)
        checkScope(below(at, "scope"), focus.scope, standing);
      break;
    case "partition":
      checkPartition(at, focus, standing);
      break;
    case "request":
    case "rebalance":
    case "group":
      break;
    default:
      checkPartition(at, focus, standing);
      needBroker(below(at, "broker"), focus.broker, standing);
  }
}
