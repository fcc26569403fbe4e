import {
  type CoordinatorRecord,
  record,
  tombstone,
} from "../../coordinator/coordinator-record.ts";
import type { TopicPartitions } from "../assignors/group-spec.ts";
import type { ResolvedRegex } from "./consumer-group.ts";
import { type ConsumerMember, memberStates } from "./consumer-member.ts";
import type { PartitionEpochs } from "./partition-epochs.ts";

const versioned = <Message>(
  message: Message,
): { readonly version: number; readonly message: Message } => ({ version: 0, message });

/** Kafka: GroupCoordinatorRecordHelpers.newConsumerGroupMemberSubscriptionRecord. */
export const memberRecord = (
  groupId: string,
  member: ConsumerMember,
): CoordinatorRecord =>
  record(
    "ConsumerGroupMemberMetadata",
    { groupId, memberId: member.memberId },
    versioned({
      instanceId: member.instanceId,
      rackId: member.rackId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      subscribedTopicNames: member.topicNames,
      subscribedTopicRegex: member.topicRegex,
      rebalanceTimeoutMs: member.rebalanceTimeoutMs,
      serverAssignor: member.serverAssignor,
      classicMemberMetadata:
        member.classic === null
          ? null
          : {
              sessionTimeoutMs: member.classic.sessionTimeoutMs,
              supportedProtocols: member.classic.protocols,
            },
    }),
  );

/** Kafka: GroupCoordinatorRecordHelpers.newConsumerGroupMemberSubscriptionTombstoneRecord. */
export const memberTombstone = (groupId: string, memberId: string): CoordinatorRecord =>
  tombstone("ConsumerGroupMemberMetadata", { groupId, memberId });

/** Kafka: GroupCoordinatorRecordHelpers.newConsumerGroupEpochRecord. */
export const epochRecord = (
  groupId: string,
  epoch: number,
  metadataHash: number,
): CoordinatorRecord =>
  record("ConsumerGroupMetadata", { groupId }, versioned({ epoch, metadataHash }));

export const epochTombstone = (groupId: string): CoordinatorRecord =>
  tombstone("ConsumerGroupMetadata", { groupId });

/** Kafka: GroupCoordinatorRecordHelpers.newConsumerGroupTargetAssignmentRecord. */
export const targetRecord = (
  groupId: string,
  memberId: string,
  target: TopicPartitions,
): CoordinatorRecord =>
  record(
    "ConsumerGroupTargetAssignmentMember",
    { groupId, memberId },
    versioned({
      topicPartitions: Object.entries(target).map(([topicId, partitions]) => ({
        topicId,
        partitions,
      })),
    }),
  );

export const targetTombstone = (groupId: string, memberId: string): CoordinatorRecord =>
  tombstone("ConsumerGroupTargetAssignmentMember", { groupId, memberId });

/** Kafka: GroupCoordinatorRecordHelpers.newConsumerGroupTargetAssignmentMetadataRecord. */
export const targetEpochRecord = (
  groupId: string,
  assignmentEpoch: number,
  assignmentTimestamp: number,
): CoordinatorRecord =>
  record(
    "ConsumerGroupTargetAssignmentMetadata",
    { groupId },
    versioned({ assignmentEpoch, assignmentTimestamp }),
  );

export const targetEpochTombstone = (groupId: string): CoordinatorRecord =>
  tombstone("ConsumerGroupTargetAssignmentMetadata", { groupId });

/** Kafka: GroupCoordinatorRecordHelpers.newConsumerGroupCurrentAssignmentRecord. */
export const currentRecord = (
  groupId: string,
  member: ConsumerMember,
): CoordinatorRecord =>
  record(
    "ConsumerGroupCurrentMemberAssignment",
    { groupId, memberId: member.memberId },
    versioned({
      memberEpoch: member.memberEpoch,
      previousMemberEpoch: member.previousMemberEpoch,
      state: memberStates.indexOf(member.state),
      assignedPartitions: withEpochs(member.assigned),
      partitionsPendingRevocation: withEpochs(member.pendingRevocation),
    }),
  );

const withEpochs = (
  held: PartitionEpochs,
): { topicId: string; partitions: number[]; assignmentEpochs: number[] }[] =>
  Object.entries(held).map(([topicId, partitions]) => ({
    topicId,
    partitions: Object.keys(partitions).map(Number),
    assignmentEpochs: Object.values(partitions),
  }));

export const currentTombstone = (groupId: string, memberId: string): CoordinatorRecord =>
  tombstone("ConsumerGroupCurrentMemberAssignment", { groupId, memberId });

/** Kafka: GroupCoordinatorRecordHelpers.newConsumerGroupRegularExpressionRecord. */
export const regexRecord = (
  groupId: string,
  regularExpression: string,
  { topics, version, timestampMs }: ResolvedRegex,
): CoordinatorRecord =>
  record(
    "ConsumerGroupRegularExpression",
    { groupId, regularExpression },
    versioned({ topics, version, timestamp: timestampMs }),
  );

export const regexTombstone = (
  groupId: string,
  regularExpression: string,
): CoordinatorRecord =>
  tombstone("ConsumerGroupRegularExpression", { groupId, regularExpression });

/** Tombstones of one member, in the order that a reader needs. Kafka: GroupMetadataManager.removeMember. */
export const memberTombstones = (
  groupId: string,
  memberId: string,
): CoordinatorRecord[] => [
  currentTombstone(groupId, memberId),
  targetTombstone(groupId, memberId),
  memberTombstone(groupId, memberId),
];
