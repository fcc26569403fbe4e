import type { Context } from "../../context.ts";
import type { LeavePhase } from "./call.ts";
import { type LeaveChoice, leaveClassic } from "./classic-leave.ts";
import { isRebalancing } from "./classic-membership.ts";
import type { Consumer } from "./consumer.ts";
import { pendingAtCoordinators } from "./consumer-network.ts";
import { ensureCoordinator } from "./group-coordinator.ts";
import { callListener, stepListener } from "./listener.ts";
import { isModernMember, leaveModern } from "./modern-leave.ts";
import {
  assignedNames,
  assignFromSubscribed,
  isAutoAssigned,
} from "./subscription-state.ts";

interface Leaving {
  phase: LeavePhase | "commit" | "sessions";
}

/** Gives up everything and tells the coordinator; true when it is done. Kafka: onLeavePrepare, maybeLeaveGroup. */
export function stepLeave(
  context: Context,
  consumer: Consumer,
  leaving: Leaving,
  how: { readonly choice: LeaveChoice; readonly reason: string },
): boolean {
  const { subscription, membership } = consumer;
  if (leaving.phase === "callback") {
    const owned = assignedNames(subscription);
    if (consumer.running === null && isAutoAssigned(subscription) && owned.length > 0)
      callListener(context, consumer, isMember(consumer) ? "revoked" : "lost", owned);
    leaving.phase = "leave";
  }
  if (leaving.phase === "leave") {
    if (!stepListener(context, consumer)) return false;
    if (isAutoAssigned(subscription)) assignFromSubscribed(subscription, []);
    if (membership?.kind === "classic") {
      if (membership.state !== "unjoined" && !ensureCoordinator(context, consumer))
        return false;
      leaveClassic(context, consumer, membership, how);
    } else if (membership?.kind === "modern")
      leaveModern(context, consumer, membership, how.choice);
    leaving.phase = "await";
  }
  const isTold = membership?.kind !== "modern" || membership.state !== "leaving";
  return isTold && pendingAtCoordinators(consumer) === 0;
}

/** A member that has been fenced, has left or is in a rebalance has lost what it had. */
function isMember({ membership }: Consumer): boolean {
  if (membership === null) return false;
  if (membership.kind === "modern") return isModernMember(membership);
  return (
    membership.generationId >= 0 &&
    membership.memberId !== "" &&
    !isRebalancing(membership)
  );
}
