import { apiNamed } from "../../../terms/apis.ts";
import type { Context } from "../../context.ts";
import type { LeaveGroupRequest } from "../../protocol/messages.ts";
import { type ClassicMembership, resetAndRejoin } from "./classic-membership.ts";
import type { Consumer } from "./consumer.ts";
import { askCoordinator } from "./consumer-network.ts";
import { purposes } from "./purposes.ts";
import { tell } from "./tell.ts";

const leaveVersion = 5;

/** Whether the coordinator is told; `default` tells it for dynamic members only. Kafka: CloseOptions.GroupMembershipOperation. */
export type LeaveChoice = "default" | "leave" | "remain";

/** Whether a member that ends tells the coordinator. Kafka: AbstractCoordinator.shouldSendLeaveGroupRequest. */
const tells = (choice: LeaveChoice, isStatic: boolean): boolean =>
  choice === "leave" || (choice === "default" && !isStatic);

/** Leaves the group. Kafka: AbstractCoordinator.maybeLeaveGroup. */
export function leaveClassic(
  context: Context,
  consumer: Consumer,
  membership: ClassicMembership,
  { reason, choice = "default" }: { reason: string; choice?: LeaveChoice },
): void {
  const { config } = consumer;
  const isMember = membership.state !== "unjoined" && membership.memberId !== "";
  if (isMember && tells(choice, config.groupInstanceId !== null)) {
    const body: LeaveGroupRequest = {
      groupId: config.groupId,
      memberId: "",
      members: [
        {
          memberId: membership.memberId,
          groupInstanceId: config.groupInstanceId,
          reason,
        },
      ],
    };
    askCoordinator(context, consumer, {
      api: apiNamed("LeaveGroup").key,
      version: leaveVersion,
      body,
      purpose: purposes.leave,
      context: null,
    });
    tell(context, consumer).left(reason);
  }
  membership.heartbeat.enabled = false;
  membership.joining = false;
  membership.outcome = null;
  membership.leading = null;
  resetAndRejoin(membership, {
    reason: "consumer pro-actively leaving the group",
    forgetsMemberId: true,
  });
}
