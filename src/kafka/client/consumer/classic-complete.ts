import type { Context } from "../../context.ts";
import { decodeVersioned } from "../../protocol/codec/record-frame.ts";
import { clientAssignors } from "../assignors/client-assignors.ts";
import {
  assignorMemory,
  type ClassicMembership,
  requestRejoin,
} from "./classic-membership.ts";
import { type Progress, rebalanceProtocol } from "./classic-prepare.ts";
import type { Consumer } from "./consumer.ts";
import { callListener, stepListener } from "./listener.ts";
import { partitionName, partitionOf } from "./partition-state.ts";
import { matchesPattern } from "./pattern.ts";
import { assignedNames, assignFromSubscribed } from "./subscription-state.ts";

/** Takes what the leader gave this member. Kafka: ConsumerCoordinator.onJoinComplete. */
export function completeJoin(
  context: Context,
  consumer: Consumer,
  membership: ClassicMembership,
  bytes: Uint8Array,
): Progress {
  if (membership.complete === null && !beginComplete(consumer, membership, bytes))
    return "done";
  const { complete } = membership;
  if (complete === null) return "done";
  if (complete.phase === "revoke") {
    if (complete.revoked.length > 0) {
      callListener(context, consumer, "revoked", complete.revoked);
      requestRejoin(membership, "need to revoke partitions and re-join");
    }
    complete.phase = "assign";
  }
  if (!stepListener(context, consumer)) return "blocked";
  if (complete.phase === "assign") {
    assign(context, consumer, membership, complete.assigned);
    complete.phase = "end";
    callListener(context, consumer, "assigned", complete.added);
  }
  if (!stepListener(context, consumer)) return "blocked";
  membership.complete = null;
  return "done";
}

/** False when the subscription has changed meanwhile, so that it joins again. */
function beginComplete(
  consumer: Consumer,
  membership: ClassicMembership,
  bytes: Uint8Array,
): boolean {
  const { subscription, config } = consumer;
  if (!membership.isLeader) membership.assignmentSnapshot = null;
  const { message } = decodeVersioned("ConsumerProtocolAssignment", bytes);
  const assigned = message.assignedPartitions.flatMap(({ topic, partitions }) =>
    partitions.map((partition) => partitionName(topic, partition)),
  );
  const isSubscribed = (name: string): boolean => {
    const { topic } = partitionOf(name);
    return subscription.type === "pattern"
      ? matchesPattern(subscription.pattern, topic)
      : subscription.topics.includes(topic);
  };
  if (!assigned.every(isSubscribed)) {
    requestRejoin(
      membership,
      "received assignment does not match the current subscription",
    );
    return false;
  }
  const owned = assignedNames(subscription);
  const isCooperative = rebalanceProtocol(config.assignors) === "COOPERATIVE";
  const [had, has] = [new Set(owned), new Set(assigned)];
  membership.complete = {
    assigned,
    added: assigned.filter((name) => !had.has(name)),
    revoked: isCooperative ? owned.filter((name) => !has.has(name)) : [],
    phase: "revoke",
  };
  return true;
}

function assign(
  context: Context,
  consumer: Consumer,
  membership: ClassicMembership,
  assigned: readonly string[],
): void {
  const { config, commits, subscription } = consumer;
  const { protocolName, generationId } = membership;
  const memory = assignorMemory(membership, protocolName);
  const partitions = assigned.map(partitionOf);
  membership.memories[protocolName] =
    clientAssignors[protocolName]?.onAssignment(memory, partitions, generationId) ??
    memory;
  commits.nextAutoUs = context.effects.nowUs() + config.autoCommitIntervalUs;
  assignFromSubscribed(subscription, assigned);
}
