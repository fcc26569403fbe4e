import type { CoordinatorRecord } from "../../coordinator/coordinator-record.ts";
import {
  type CoordinatorResult,
  emptyResult,
  failure,
  type Outcome,
  result,
} from "../../coordinator/coordinator-result.ts";
import { errors } from "../../error-codes.ts";
import type { ConsumerGroupHeartbeatRequest } from "../../protocol/messages.ts";
import { type GroupTurn, groupOf, keyOf } from "../group-state.ts";
import {
  type ConsumerGroup,
  consumerMemberOf,
  staticMemberOf,
} from "./consumer-group.ts";
import { type ConsumerMember, leaveStaticEpoch } from "./consumer-member.ts";
import {
  currentRecord,
  epochRecord,
  memberTombstones,
  regexTombstone,
} from "./consumer-records.ts";
import { tellConsumerMember, tellRebalance, tellStateAfter } from "./consumer-reports.ts";
import {
  cancelMemberTimers,
  type MemberTimer,
  type RebalanceTimer,
} from "./consumer-timers.ts";
import { canDowngradeWithout, downgradeGroup } from "./downgrade.ts";
import { heartbeatBody } from "./heartbeat-body.ts";
import { noPartitions, type PartitionEpochs } from "./partition-epochs.ts";
import { fencedInstance, unknownMember } from "./subscribe-member.ts";
import { metadataHash, subscriptionsAfter } from "./subscriptions.ts";

/** Kafka: GroupMetadataManager.consumerGroupLeave. */
export function consumerGroupLeave(
  turn: GroupTurn,
  body: ConsumerGroupHeartbeatRequest,
): Outcome {
  const { groupId, memberId, instanceId, memberEpoch } = body;
  const group = groupOf(turn, groupId);
  if (group?.type !== "consumer")
    return failure(errors.GROUP_ID_NOT_FOUND, `Consumer group ${groupId} not found.`);
  const response = heartbeatBody({ memberId, memberEpoch });
  const left: Going = { what: "left", reason: "", response };
  if (instanceId === null) {
    const member = consumerMemberOf(group, memberId);
    if (member === undefined) return unknownMember(group, memberId);
    return fenceMembers(turn, group, [member], left);
  }
  const member = staticMemberOf(group, instanceId);
  if (member === undefined)
    return failure(errors.UNKNOWN_MEMBER_ID, `Instance id ${instanceId} is unknown.`);
  const fenced = fencedInstance(member, memberId, instanceId);
  if (fenced !== undefined) return fenced;
  return memberEpoch === leaveStaticEpoch
    ? leaveForNow(group, member)
    : fenceMembers(turn, group, [member], left);
}

/** A static member keeps its place until its session ends. Kafka: GroupMetadataManager.consumerGroupStaticMemberGroupLeave. */
function leaveForNow(group: ConsumerGroup, member: ConsumerMember): CoordinatorResult {
  const leaving = {
    ...member,
    memberEpoch: leaveStaticEpoch,
    assigned: sinceBeginning(member.assigned),
    pendingRevocation: noPartitions,
  };
  return result(
    [currentRecord(group.groupId, leaving)],
    heartbeatBody({ memberId: member.memberId, memberEpoch: leaveStaticEpoch }),
  );
}

/** What a static member leaves behind counts as had from the beginning. */
const sinceBeginning = (held: PartitionEpochs): PartitionEpochs =>
  Object.fromEntries(
    Object.entries(held).map(([topicId, partitions]) => [
      topicId,
      Object.fromEntries(Object.keys(partitions).map((partition) => [partition, 0])),
    ]),
  );

/** How members go, and what whoever asked is answered. */
export interface Going {
  readonly what: "left" | "expired" | "fenced";
  readonly reason: string;
  readonly response: object | null;
}

/** Takes members out of the group and raises its epoch. Kafka: GroupMetadataManager.consumerGroupFenceMembers. */
export function fenceMembers(
  turn: GroupTurn,
  group: ConsumerGroup,
  members: readonly ConsumerMember[],
  how: Going,
): CoordinatorResult {
  const { response } = how;
  if (members.length === 0) return result([], response);
  for (const member of members) tellConsumerMember(turn, group.groupId, member, how);
  if (canDowngradeWithout(turn, group, members)) {
    const change = { leaving: members, joining: null, rebalance: true };
    return { ...result(downgradeGroup(turn, group, change), response), replay: false };
  }
  const { groupId, numbers } = group;
  const records: CoordinatorRecord[] = [];
  for (const { memberId } of members) {
    records.push(...memberTombstones(groupId, memberId));
    cancelMemberTimers(turn, groupId, memberId);
  }
  records.push(...unusedRegexes(group, members));
  const removed = members.map(({ memberId }) => memberId);
  const hash = metadataHash(turn, subscriptionsAfter(group, { removed, put: null }));
  const groupEpoch = numbers.groupEpoch + 1;
  records.push(epochRecord(groupId, groupEpoch, hash));
  tellRebalance(turn, groupId, groupEpoch, `${removed.join(", ")} ${how.what}`);
  const targetEpoch = numbers.assignmentEpoch;
  tellStateAfter(turn, group, { removed, put: null }, { groupEpoch, targetEpoch });
  return result(records, response);
}

/** Kafka: GroupMetadataManager.maybeDeleteResolvedRegularExpressions. */
function unusedRegexes(
  { groupId, regexMembers }: ConsumerGroup,
  members: readonly ConsumerMember[],
): CoordinatorRecord[] {
  const counts = new Map<string, number>();
  for (const { topicRegex } of members)
    if (topicRegex !== "") counts.set(topicRegex, (counts.get(topicRegex) ?? 0) + 1);
  return [...counts]
    .filter(([regex, count]) => regexMembers[keyOf(regex)] === count)
    .map(([regex]) => regexTombstone(groupId, regex));
}

/** A member's time is over. Kafka: GroupMetadataManager.consumerGroupFenceMemberOperation. */
export function memberTimedOut(
  turn: GroupTurn,
  { groupId, memberId, reason }: MemberTimer,
): CoordinatorResult {
  const group = groupOf(turn, groupId);
  if (group?.type !== "consumer") return emptyResult;
  const member = consumerMemberOf(group, memberId);
  if (member === undefined) return emptyResult;
  return fenceMembers(turn, group, [member], { what: "expired", reason, response: null });
}

/** It did not give up in time what it had to; in another epoch by now, it did. */
export function revocationTimedOut(
  turn: GroupTurn,
  { groupId, memberId, memberEpoch, timeoutMs }: RebalanceTimer,
): CoordinatorResult {
  const group = groupOf(turn, groupId);
  if (group?.type !== "consumer") return emptyResult;
  const member = consumerMemberOf(group, memberId);
  if (member?.memberEpoch !== memberEpoch) return emptyResult;
  return fenceMembers(turn, group, [member], {
    what: "fenced",
    reason: `it failed to transition from epoch ${memberEpoch} within ${timeoutMs}ms.`,
    response: null,
  });
}
