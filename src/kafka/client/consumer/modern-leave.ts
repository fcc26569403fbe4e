import type { Context } from "../../context.ts";
import type { LeaveChoice } from "./classic-leave.ts";
import type { Consumer } from "./consumer.ts";
import { epochToLeave, tendModern } from "./modern-heartbeat.ts";
import { type ModernMembership, noAssignment } from "./modern-membership.ts";

const outside: readonly string[] = ["unsubscribed", "fenced", "stale", "fatal"];

/** Whether it still holds what it was assigned. */
export const isModernMember = ({ state, epoch }: ModernMembership): boolean =>
  epoch > 0 && !outside.includes(state);

/** Leaves the group with a last heartbeat. Kafka: AbstractMembershipManager.leaveGroup, ConsumerMembershipManager.leaveGroupEpoch. */
export function leaveModern(
  context: Context,
  consumer: Consumer,
  membership: ModernMembership,
  choice: LeaveChoice,
): void {
  const isStatic = consumer.config.groupInstanceId !== null;
  const isMember = !outside.includes(membership.state);
  membership.target = noAssignment;
  membership.current = noAssignment;
  membership.reconciliation = null;
  membership.losing = "no";
  if (!isMember || (choice === "remain" && !isStatic)) {
    membership.state = "unsubscribed";
    membership.epoch = 0;
    return;
  }
  membership.state = "leaving";
  membership.leaveEpoch = choice === "leave" ? -1 : epochToLeave(isStatic);
  // It does not wait for the answer to an earlier heartbeat.
  membership.inFlight = false;
  membership.notBeforeUs = 0;
  tendModern(context, consumer, membership);
}
