import type { CoordinatorRecord } from "../../coordinator/coordinator-record.ts";
import {
  type CoordinatorFailure,
  failure,
} from "../../coordinator/coordinator-result.ts";
import { journal } from "../../coordinator/journal.ts";
import { errors } from "../../error-codes.ts";
import { completeJoin, completeSync, joinBody, syncBody } from "../classic-answers.ts";
import { type ClassicGroup, type ClassicMember, membersOf } from "../classic-group.ts";
import { metadataOf } from "../classic-member.ts";
import { consumerProtocolType } from "../classic-protocols.ts";
import { groupTombstone } from "../group-records.ts";
import { type GroupTurn, keyOf } from "../group-state.ts";
import { consumerGroupMaxSize, migrationPolicy } from "./consumer-config.ts";
import { type ConsumerGroup, consumerGroup } from "./consumer-group.ts";
import { type ConsumerMember, newMember } from "./consumer-member.ts";
import {
  currentRecord,
  epochRecord,
  memberRecord,
  targetEpochRecord,
  targetRecord,
} from "./consumer-records.ts";
import { scheduleMemberSession } from "./consumer-timers.ts";
import { assignedOf, subscriptionOf } from "./embedded-protocol.ts";
import { partitionsByTopic } from "./partition-epochs.ts";
import { putMember } from "./put-member.ts";

/** Kafka: GroupMetadataManager.validateOnlineUpgrade. */
export const canUpgrade = (turn: GroupTurn, group: ClassicGroup): boolean =>
  migrationPolicy(turn).upgrade &&
  group.protocolType === consumerProtocolType &&
  group.memberCount <= consumerGroupMaxSize(turn);

/** A consumer group out of a classic one, with the records that make it. */
export interface Upgraded {
  readonly kind: "upgraded";
  readonly group: ConsumerGroup;
  readonly records: readonly CoordinatorRecord[];
}

/**
 * The first member of the consumer protocol turns a classic group into a consumer group: its members keep what they have
 * and go on by JoinGroup, SyncGroup and Heartbeat. Kafka: GroupMetadataManager.convertToConsumerGroup, ConsumerGroup.fromClassicGroup.
 */
export function upgradeGroup(
  turn: GroupTurn,
  classic: ClassicGroup,
): Upgraded | CoordinatorFailure {
  const { groupId, generation } = classic;
  const members: ConsumerMember[] = [];
  for (const member of membersOf(classic)) {
    const upgraded = upgradedMember(turn, classic, member);
    if (upgraded === undefined)
      return failure(
        errors.GROUP_ID_NOT_FOUND,
        `Cannot upgrade the classic group ${groupId} to consumer group because the embedded consumer protocol is malformed.`,
      );
    members.push(upgraded);
  }
  askToRejoin(turn, classic);
  const group = consumerGroup(groupId);
  group.numbers.groupEpoch = generation;
  group.numbers.assignmentEpoch = generation;
  for (const member of members) {
    // The group itself comes into being by the records; this one is only looked at.
    putMember(journal(0), group, member);
    group.target[keyOf(member.memberId)] = partitionsByTopic(member.assigned);
    scheduleMemberSession(
      turn,
      groupId,
      member.memberId,
      member.classic?.sessionTimeoutMs,
    );
  }
  return { kind: "upgraded", group, records: groupRecords(turn, group, members) };
}

/** Kafka: ConsumerGroup.createConsumerGroupRecords. */
function groupRecords(
  turn: GroupTurn,
  { groupId, numbers, target }: ConsumerGroup,
  members: readonly ConsumerMember[],
): CoordinatorRecord[] {
  return [
    groupTombstone(groupId),
    ...members.map((member) => memberRecord(groupId, member)),
    epochRecord(groupId, numbers.groupEpoch, 0),
    ...members.map(({ memberId }) =>
      targetRecord(groupId, memberId, target[keyOf(memberId)] ?? {}),
    ),
    targetEpochRecord(groupId, numbers.groupEpoch, turn.nowMs),
    ...members.map((member) => currentRecord(groupId, member)),
  ];
}

/** Whoever waits in JoinGroup or SyncGroup is to join again. */
function askToRejoin(turn: GroupTurn, group: ClassicGroup): void {
  const errorCode = errors.REBALANCE_IN_PROGRESS;
  for (const member of membersOf(group)) {
    const { memberId } = member;
    completeJoin(turn, group, member, joinBody({ memberId, errorCode }));
    completeSync(turn, member, syncBody({ errorCode }));
  }
}

function upgradedMember(
  turn: GroupTurn,
  group: ClassicGroup,
  member: ClassicMember,
): ConsumerMember | undefined {
  const protocol = group.protocol ?? member.protocols[0]?.name ?? "";
  const subscription = subscriptionOf(metadataOf(member, protocol));
  const assigned = assignedOf(turn.cluster, member.assignment, group.generation);
  if (subscription === undefined || assigned === undefined) return undefined;
  return {
    ...newMember(member.memberId),
    memberEpoch: group.generation,
    previousMemberEpoch: group.generation,
    instanceId: member.instanceId,
    rackId: subscription.rackId,
    rebalanceTimeoutMs: member.rebalanceTimeoutMs,
    clientId: member.clientId,
    clientHost: member.clientHost,
    topicNames: subscription.topics.toSorted(),
    classic: {
      sessionTimeoutMs: member.sessionTimeoutMs,
      protocols: member.protocols,
    },
    assigned,
  };
}
