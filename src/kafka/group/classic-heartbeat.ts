import {
  type CoordinatorResult,
  emptyResult,
  failure,
  type Outcome,
  result,
} from "../coordinator/coordinator-result.ts";
import { cancel } from "../coordinator/timer.ts";
import { errors } from "../error-codes.ts";
import type {
  HeartbeatRequest,
  LeaveGroupRequest,
  LeaveGroupRequestMember,
  LeaveGroupResponseMember,
} from "../protocol/messages.ts";
import { completeJoin, joinBody } from "./classic-answers.ts";
import {
  type ClassicGroup,
  type ClassicMember,
  hasAllMembersJoined,
  memberOf,
  staticMemberId,
} from "./classic-group.ts";
import { hasSatisfiedHeartbeat, removeMember } from "./classic-member.ts";
import {
  completeJoinPhase,
  maybeCompleteJoinPhase,
  rebalanceOrCompleteJoin,
} from "./classic-rebalance.ts";
import { tellMember } from "./classic-reports.ts";
import { heardOf, heartbeatKey } from "./classic-timers.ts";
import { unknownMemberId, validateMember } from "./classic-validate.ts";
import { type GroupTurn, groupOf } from "./group-state.ts";

/** Kafka: GroupMetadataManager.classicGroupHeartbeatToClassicGroup. */
export function heartbeatClassicGroup(turn: GroupTurn, body: HeartbeatRequest): Outcome {
  const group = groupOf(turn, body.groupId);
  if (group?.type !== "classic") return failure(errors.UNKNOWN_MEMBER_ID);
  if (group.state === "Dead") return failure(errors.COORDINATOR_NOT_AVAILABLE);
  const error = validateMember(group, body.memberId, body.groupInstanceId);
  if (error !== 0) return failure(error);
  if (body.generationId !== group.generation) return failure(errors.ILLEGAL_GENERATION);
  const member = memberOf(group, body.memberId);
  if (group.state === "Empty" || member === undefined)
    return failure(errors.UNKNOWN_MEMBER_ID);
  heardOf(turn, group, member);
  const rebalances = group.state === "PreparingRebalance";
  const errorCode = rebalances ? errors.REBALANCE_IN_PROGRESS : 0;
  return result([], { throttleTimeMs: 0, errorCode });
}

/** A session is over. Kafka: GroupMetadataManager.expireClassicGroupMemberHeartbeat. */
export function sessionOver(
  turn: GroupTurn,
  group: ClassicGroup,
  memberId: string,
): CoordinatorResult {
  const member = memberOf(group, memberId);
  if (group.state === "Dead") return emptyResult;
  if (group.pendingJoin.includes(memberId)) {
    removeMember(group, memberId);
    return completeIfAllJoined(turn, group);
  }
  if (member === undefined || hasSatisfiedHeartbeat(member)) return emptyResult;
  const reason = `removing member ${memberId} on heartbeat expiration.`;
  dismiss(turn, group, member);
  tellMember(turn, group, member, {
    what: "expired",
    reason: `no heartbeat within its session timeout of ${member.sessionTimeoutMs} ms`,
  });
  return group.state === "Stable" || group.state === "CompletingRebalance"
    ? rebalanceOrCompleteJoin(turn, group, reason)
    : completeIfAllJoined(turn, group);
}

const completeIfAllJoined = (turn: GroupTurn, group: ClassicGroup): CoordinatorResult =>
  group.state === "PreparingRebalance" && hasAllMembersJoined(group)
    ? completeJoinPhase(turn, group)
    : emptyResult;

/** A new member may wait in its first JoinGroup for ever: it tries again if it is still there. */
function dismiss(turn: GroupTurn, group: ClassicGroup, member: ClassicMember): void {
  const errorCode = errors.UNKNOWN_MEMBER_ID;
  completeJoin(turn, group, member, joinBody({ memberId: unknownMemberId, errorCode }));
  removeMember(group, member.memberId);
}

/** 0, or why it cannot leave. */
function leave(
  turn: GroupTurn,
  group: ClassicGroup,
  { memberId, groupInstanceId, reason }: LeaveGroupRequestMember,
): number {
  const byInstance = memberId === unknownMemberId;
  if (byInstance && groupInstanceId === null) return errors.UNKNOWN_MEMBER_ID;
  const id = byInstance ? staticMemberId(group, groupInstanceId ?? "") : memberId;
  if (id === undefined) return errors.UNKNOWN_MEMBER_ID;
  if (!byInstance && group.pendingJoin.includes(id)) {
    removeMember(group, id);
    cancel(turn.timers, heartbeatKey(group.groupId, id));
    return 0;
  }
  const error = byInstance ? 0 : validateMember(group, id, groupInstanceId);
  const member = memberOf(group, id);
  if (error !== 0 || member === undefined) return error;
  cancel(turn.timers, heartbeatKey(group.groupId, id));
  dismiss(turn, group, member);
  tellMember(turn, group, member, { what: "left", reason: reason ?? "not provided" });
  return 0;
}

/** Kafka: GroupMetadataManager.classicGroupLeaveToClassicGroup. */
export function leaveClassicGroup(turn: GroupTurn, body: LeaveGroupRequest): Outcome {
  const group = groupOf(turn, body.groupId);
  if (group?.type !== "classic") return failure(errors.UNKNOWN_MEMBER_ID);
  if (group.state === "Dead")
    return result([], leaveBody([], errors.COORDINATOR_NOT_AVAILABLE));
  const members = body.members.map((member) => ({
    memberId: member.memberId,
    groupInstanceId: member.groupInstanceId,
    errorCode: leave(turn, group, member),
  }));
  const gone = members.filter(({ errorCode }) => errorCode === 0);
  const after = gone.length === 0 ? emptyResult : afterLeaving(turn, group, gone);
  return { ...after, response: leaveBody(members, 0) };
}

function afterLeaving(
  turn: GroupTurn,
  group: ClassicGroup,
  gone: readonly LeaveGroupResponseMember[],
): CoordinatorResult {
  const ids = gone.map(({ memberId }) => memberId).join(", ");
  const reason = `explicit \`LeaveGroup\` request for (${ids}) members.`;
  switch (group.state) {
    case "Stable":
    case "CompletingRebalance":
      return rebalanceOrCompleteJoin(turn, group, reason);
    case "PreparingRebalance":
      return maybeCompleteJoinPhase(turn, group);
    default:
      return emptyResult;
  }
}

export const leaveBody = (
  members: readonly LeaveGroupResponseMember[],
  errorCode: number,
): object => ({ throttleTimeMs: 0, errorCode, members });
