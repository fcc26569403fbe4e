import {
  type CoordinatorResult,
  emptyResult,
  result,
} from "../coordinator/coordinator-result.ts";
import { complete } from "../coordinator/responder.ts";
import { errors } from "../error-codes.ts";
import { generationBody, joinBody, memberList } from "./classic-answers.ts";
import {
  type ClassicGroup,
  type ClassicMember,
  classicGroup,
  emptyBytes,
  memberOf,
  staticMemberId,
} from "./classic-group.ts";
import { addMember, offersSame, removeMember, updateMember } from "./classic-member.ts";
import { supportsProtocols } from "./classic-protocols.ts";
import { rebalanceOrCompleteJoin } from "./classic-rebalance.ts";
import { tellMember } from "./classic-reports.ts";
import { joinReplacing } from "./classic-static.ts";
import { scheduleSession } from "./classic-timers.ts";
import { unknownMemberId, validateMember } from "./classic-validate.ts";
import { groupNumber } from "./group-config.ts";
import { emptyGroupRecord } from "./group-records.ts";
import { type GroupTurn, groupOf, putGroup } from "./group-state.ts";
import { type JoinAsked, joinReason } from "./join-asked.ts";
import { memberUuid } from "./member-uuid.ts";

/** From this version on a member is given its id before it joins. Kafka: JoinGroupRequest.requiresKnownMemberId. */
const firstVersionWithKnownId = 4;
/** Who waits in its first JoinGroup is given up after this, ms. Kafka: GroupCoordinatorConfig.CLASSIC_GROUP_NEW_MEMBER_JOIN_TIMEOUT_MS. */
const newMemberJoinTimeoutMs = 5 * 60 * 1000;

const refuse = (
  turn: GroupTurn,
  asked: JoinAsked,
  memberId: string,
  errorCode: number,
): CoordinatorResult => {
  complete(turn.answers, asked.responder, joinBody({ memberId, errorCode }));
  return emptyResult;
};

/** A JoinGroup to a classic group, or to one that does not exist yet. Kafka: GroupMetadataManager.classicGroupJoinToClassicGroup. */
export function joinClassicGroup(turn: GroupTurn, asked: JoinAsked): CoordinatorResult {
  const { groupId, memberId } = asked.body;
  const isUnknownMember = memberId === unknownMemberId;
  const known = groupOf(turn, groupId);
  if (known !== undefined && known.type !== "classic")
    return refuse(turn, asked, unknownMemberId, errors.INCONSISTENT_GROUP_PROTOCOL);
  if (known === undefined && !isUnknownMember)
    return refuse(turn, asked, memberId, errors.UNKNOWN_MEMBER_ID);
  const group = known ?? classicGroup(groupId, turn.nowMs);
  if (known === undefined) putGroup(turn, group);
  const outcome = joinGroup(turn, asked, group);
  if (known !== undefined || outcome.records.length > 0) return outcome;
  const stored: EmptyGroupStored = {
    kind: "emptyGroupStored",
    responder: asked.responder,
  };
  return { ...result([emptyGroupRecord(group)], null), next: stored, replay: false };
}

/** The first record of a new group: if it cannot be written, its first member hears of it. */
export interface EmptyGroupStored {
  readonly kind: "emptyGroupStored";
  readonly responder: JoinAsked["responder"];
}

function joinGroup(
  turn: GroupTurn,
  asked: JoinAsked,
  group: ClassicGroup,
): CoordinatorResult {
  const { memberId, protocolType, protocols } = asked.body;
  if (!accepts(turn, group, memberId)) {
    removeMember(group, memberId);
    return refuse(turn, asked, unknownMemberId, errors.GROUP_MAX_SIZE_REACHED);
  }
  if (group.state === "Dead")
    return refuse(turn, asked, memberId, errors.COORDINATOR_NOT_AVAILABLE);
  if (!supportsProtocols(group, protocolType, protocols))
    return refuse(turn, asked, memberId, errors.INCONSISTENT_GROUP_PROTOCOL);
  return memberId === unknownMemberId
    ? joinAsNew(turn, asked, group)
    : joinAsKnown(turn, asked, group);
}

/** Whether there is room: of a group that rebalances, those who wait are counted. Kafka: GroupMetadataManager.acceptJoiningMember. */
function accepts(turn: GroupTurn, group: ClassicGroup, memberId: string): boolean {
  const member = memberOf(group, memberId);
  switch (group.state) {
    case "Empty":
    case "Dead":
      return true;
    case "PreparingRebalance":
      return (
        (member !== undefined && member.awaitingJoin !== null) ||
        group.awaitingJoin < groupNumber(turn, "group.max.size")
      );
    default:
      return (
        member !== undefined || group.memberCount < groupNumber(turn, "group.max.size")
      );
  }
}

/** Kafka: GroupMetadataManager.classicGroupJoinNewMember. */
function joinAsNew(
  turn: GroupTurn,
  asked: JoinAsked,
  group: ClassicGroup,
): CoordinatorResult {
  const { groupInstanceId: instanceId, sessionTimeoutMs } = asked.body;
  const memberId = `${instanceId ?? asked.clientId}-${memberUuid(turn.draw)}`;
  if (instanceId !== null) {
    const old = staticMemberId(group, instanceId);
    return old === undefined
      ? addAndRebalance(turn, asked, group, memberId)
      : joinReplacing(turn, asked, group, { oldId: old, newId: memberId });
  }
  if (asked.version < firstVersionWithKnownId)
    return addAndRebalance(turn, asked, group, memberId);
  group.pendingJoin = [...group.pendingJoin, memberId];
  scheduleSession(turn, group.groupId, { memberId }, sessionTimeoutMs);
  return refuse(turn, asked, memberId, errors.MEMBER_ID_REQUIRED);
}

/** Kafka: GroupMetadataManager.classicGroupJoinExistingMember. */
function joinAsKnown(
  turn: GroupTurn,
  asked: JoinAsked,
  group: ClassicGroup,
): CoordinatorResult {
  const { memberId, groupInstanceId, protocols } = asked.body;
  if (group.pendingJoin.includes(memberId))
    return addAndRebalance(turn, asked, group, memberId);
  const error = validateMember(group, memberId, groupInstanceId);
  const member = memberOf(group, memberId);
  if (error !== 0 || member === undefined) {
    const body = joinBody({ memberId, errorCode: error, protocolName: null });
    complete(turn.answers, asked.responder, body);
    return emptyResult;
  }
  const why = `client reason: ${joinReason(asked)}`;
  const isLeader = group.leader === memberId;
  const same = offersSame(member, protocols);
  switch (group.state) {
    case "PreparingRebalance":
      return rejoin(turn, asked, group, {
        member,
        reason: `Member ${memberId} is joining group during ${group.state}; ${why}`,
      });
    case "CompletingRebalance":
      // The answer to its last JoinGroup may be lost.
      if (same) return tellGeneration(turn, asked, group);
      break;
    case "Stable":
      // The leader may know something that nobody's metadata shows, such as new partitions.
      if (isLeader)
        return rejoin(turn, asked, group, {
          member,
          reason: `Leader ${memberId} re-joining group during ${group.state}; ${why}`,
        });
      if (same) return tellGeneration(turn, asked, group);
      break;
    default:
      return refuse(turn, asked, memberId, errors.UNKNOWN_MEMBER_ID);
  }
  return rejoin(turn, asked, group, {
    member,
    reason: `Updating metadata for member ${memberId} during ${group.state}; ${why}`,
  });
}

/** Nothing changes for this member. */
function tellGeneration(
  turn: GroupTurn,
  asked: JoinAsked,
  group: ClassicGroup,
): CoordinatorResult {
  const { memberId } = asked.body;
  const isLeader = group.leader === memberId && group.state === "CompletingRebalance";
  const members = isLeader ? memberList(group) : [];
  complete(turn.answers, asked.responder, generationBody(group, memberId, members));
  return emptyResult;
}

/** Kafka: GroupMetadataManager.updateMemberThenRebalanceOrCompleteJoin. */
function rejoin(
  turn: GroupTurn,
  { body, responder }: JoinAsked,
  group: ClassicGroup,
  how: { readonly member: ClassicMember; readonly reason: string },
): CoordinatorResult {
  const { protocols, rebalanceTimeoutMs, sessionTimeoutMs } = body;
  updateMember(group, how.member, {
    protocols,
    rebalanceTimeoutMs,
    sessionTimeoutMs,
    awaitingJoin: responder,
  });
  tellMember(turn, group, how.member, { what: "rejoined", reason: how.reason });
  return rebalanceOrCompleteJoin(turn, group, how.reason);
}

/** Kafka: GroupMetadataManager.addMemberThenRebalanceOrCompleteJoin. */
function addAndRebalance(
  turn: GroupTurn,
  asked: JoinAsked,
  group: ClassicGroup,
  memberId: string,
): CoordinatorResult {
  const { body } = asked;
  const member: ClassicMember = {
    memberId,
    instanceId: body.groupInstanceId,
    clientId: asked.clientId,
    clientHost: asked.clientHost,
    rebalanceTimeoutMs: body.rebalanceTimeoutMs,
    sessionTimeoutMs: body.sessionTimeoutMs,
    protocolType: body.protocolType,
    protocols: body.protocols,
    assignment: emptyBytes,
    awaitingJoin: asked.responder,
    awaitingSync: null,
    isNew: true,
  };
  // Whoever joins while the first rebalance waits makes it wait longer.
  if (group.state === "PreparingRebalance" && group.previousState === "Empty")
    group.newMemberAdded = true;
  addMember(group, member);
  // It cannot send heartbeats before it has an answer, and may have gone unnoticed meanwhile.
  scheduleSession(turn, group.groupId, member, newMemberJoinTimeoutMs);
  const reason = `Adding new member ${memberId} with group instance id ${body.groupInstanceId}; client reason: ${joinReason(asked)}`;
  tellMember(turn, group, member, { what: "joined", reason: joinReason(asked) });
  return rebalanceOrCompleteJoin(turn, group, reason);
}
