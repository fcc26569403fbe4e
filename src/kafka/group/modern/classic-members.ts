import {
  type CoordinatorFailure,
  failure,
  type Outcome,
  result,
} from "../../coordinator/coordinator-result.ts";
import { errors } from "../../error-codes.ts";
import type {
  HeartbeatRequest,
  LeaveGroupRequest,
  LeaveGroupRequestMember,
  LeaveGroupResponseMember,
  SyncGroupRequest,
} from "../../protocol/messages.ts";
import { syncBody } from "../classic-answers.ts";
import { leaveBody } from "../classic-heartbeat.ts";
import { consumerProtocolType } from "../classic-protocols.ts";
import { unknownMemberId } from "../classic-validate.ts";
import type { GroupTurn } from "../group-state.ts";
import {
  type ConsumerGroup,
  consumerMemberOf,
  ownerKey,
  staticMemberOf,
  targetOf,
} from "./consumer-group.ts";
import { fenceMembers } from "./consumer-leave.ts";
import { type ConsumerMember, classicProtocol } from "./consumer-member.ts";
import {
  cancelClassicSync,
  scheduleClassicJoin,
  scheduleMemberSession,
} from "./consumer-timers.ts";
import { assignmentBytes, subscriptionOf } from "./embedded-protocol.ts";
import { epochOf, partitionsByTopic } from "./partition-epochs.ts";
import { fencedInstance, unknownMember } from "./subscribe-member.ts";

/** Kafka: GroupMetadataManager.validateConsumerGroupMember, throwIfMemberDoesNotUseClassicProtocol, throwIfGenerationIdUnmatched. */
function classicMember(
  group: ConsumerGroup,
  body: HeartbeatRequest | SyncGroupRequest,
): ConsumerMember | CoordinatorFailure {
  const { memberId, groupInstanceId, generationId } = body;
  const member =
    groupInstanceId === null
      ? consumerMemberOf(group, memberId)
      : staticMemberOf(group, groupInstanceId);
  if (member === undefined) return unknownMember(group, memberId);
  const fenced =
    groupInstanceId === null
      ? undefined
      : fencedInstance(member, memberId, groupInstanceId);
  if (fenced !== undefined) return fenced;
  if (member.classic === null)
    return failure(
      errors.UNKNOWN_MEMBER_ID,
      `Member ${memberId} does not use the classic protocol.`,
    );
  return member.memberEpoch === generationId
    ? member
    : failure(
        errors.ILLEGAL_GENERATION,
        `The request generation id ${generationId} is not equal to the member epoch ${member.memberEpoch} of member ${memberId}.`,
      );
}

const sessionOf = (member: ConsumerMember): number | undefined =>
  member.classic?.sessionTimeoutMs;

/** Heartbeat of a classic member: told to join again when there is something for it. Kafka: GroupMetadataManager.classicGroupHeartbeatToConsumerGroup. */
export function heartbeatConsumerGroup(
  turn: GroupTurn,
  group: ConsumerGroup,
  body: HeartbeatRequest,
): Outcome {
  const member = classicMember(group, body);
  if ("kind" in member) return member;
  scheduleMemberSession(turn, group.groupId, member.memberId, sessionOf(member));
  const mustRejoin =
    member.memberEpoch < group.numbers.groupEpoch ||
    member.state === "UNREVOKED_PARTITIONS" ||
    (member.state === "UNRELEASED_PARTITIONS" && !isWaiting(group, member));
  if (mustRejoin) scheduleClassicJoin(turn, group.groupId, member);
  const errorCode = mustRejoin ? errors.REBALANCE_IN_PROGRESS : 0;
  return result([], { throttleTimeMs: 0, errorCode });
}

/** Whether somebody else still holds a partition of its target. Kafka: ConsumerGroup.waitingOnUnreleasedPartition. */
function isWaiting(group: ConsumerGroup, member: ConsumerMember): boolean {
  const target = targetOf(group, member.memberId, null);
  return Object.entries(target).some(([topicId, partitions]) =>
    partitions.some(
      (partition) =>
        epochOf(member.assigned, topicId, partition) === undefined &&
        group.owners[ownerKey(topicId, partition)] !== undefined,
    ),
  );
}

/** SyncGroup of a classic member: its assignment is the one of the coordinator. Kafka: GroupMetadataManager.classicGroupSyncToConsumerGroup. */
export function syncConsumerGroup(
  turn: GroupTurn,
  group: ConsumerGroup,
  body: SyncGroupRequest,
): Outcome {
  const member = classicMember(group, body);
  if ("kind" in member) return member;
  const { groupId, numbers } = group;
  const protocol = classicProtocol(member);
  const { protocolType, protocolName } = body;
  const isOther =
    (protocolType !== null && protocolType !== consumerProtocolType) ||
    (protocolName !== null && protocolName !== protocol.name);
  if (isOther) return failure(errors.INCONSISTENT_GROUP_PROTOCOL);
  // One that has still to give something up has joined already.
  if (
    numbers.groupEpoch > member.memberEpoch &&
    member.state !== "UNREVOKED_PARTITIONS"
  ) {
    scheduleClassicJoin(turn, groupId, member);
    return failure(errors.REBALANCE_IN_PROGRESS);
  }
  cancelClassicSync(turn, groupId, member.memberId);
  scheduleMemberSession(turn, groupId, member.memberId, sessionOf(member));
  const version = subscriptionOf(protocol.metadata)?.version ?? 0;
  const assigned = partitionsByTopic(member.assigned);
  const assignment = assignmentBytes(turn.cluster, assigned, version);
  return result([], syncBody({ protocolType, protocolName, assignment }));
}

/** LeaveGroup of classic members. Kafka: GroupMetadataManager.classicGroupLeaveToConsumerGroup. */
export function leaveConsumerGroup(
  turn: GroupTurn,
  group: ConsumerGroup,
  body: LeaveGroupRequest,
): Outcome {
  const leaving: ConsumerMember[] = [];
  const members = body.members.map((asked): LeaveGroupResponseMember => {
    const { groupInstanceId } = asked;
    const found = leavingMember(group, asked);
    if ("kind" in found)
      return { memberId: asked.memberId, groupInstanceId, errorCode: found.error };
    leaving.push(found);
    return { memberId: found.memberId, groupInstanceId, errorCode: 0 };
  });
  const response = leaveBody(members, 0);
  return fenceMembers(turn, group, leaving, { what: "left", reason: "", response });
}

function leavingMember(
  group: ConsumerGroup,
  { memberId, groupInstanceId }: LeaveGroupRequestMember,
): ConsumerMember | CoordinatorFailure {
  const member =
    groupInstanceId === null
      ? consumerMemberOf(group, memberId)
      : staticMemberOf(group, groupInstanceId);
  if (member === undefined) return unknownMember(group, memberId);
  // An administrator names the instance alone.
  if (groupInstanceId !== null && memberId !== unknownMemberId) {
    const fenced = fencedInstance(member, memberId, groupInstanceId);
    if (fenced !== undefined) return fenced;
  }
  return member.classic === null ? failure(errors.UNKNOWN_MEMBER_ID) : member;
}
