import {
  type CoordinatorRecord,
  record,
  tombstone,
} from "../../coordinator/coordinator-record.ts";
import type { TopicPartitions } from "../assignors/group-spec.ts";
import type { ShareMember, ShareTopic, ShareTopics } from "./share-group.ts";

/** Kafka: GroupCoordinatorRecordHelpers.newShareGroupMemberSubscriptionRecord. */
export const shareMemberRecord = (
  groupId: string,
  { memberId, rackId, clientId, clientHost, topicNames }: ShareMember,
): CoordinatorRecord =>
  record(
    "ShareGroupMemberMetadata",
    { groupId, memberId },
    {
      version: 0,
      message: { rackId, clientId, clientHost, subscribedTopicNames: topicNames },
    },
  );

/** Kafka: GroupCoordinatorRecordHelpers.newShareGroupEpochRecord. */
export const shareEpochRecord = (
  groupId: string,
  epoch: number,
  metadataHash: number,
): CoordinatorRecord =>
  record(
    "ShareGroupMetadata",
    { groupId },
    { version: 0, message: { epoch, metadataHash } },
  );

const listed = (
  assigned: TopicPartitions,
): { readonly topicId: string; readonly partitions: readonly number[] }[] =>
  Object.entries(assigned).map(([topicId, partitions]) => ({ topicId, partitions }));

/** Kafka: GroupCoordinatorRecordHelpers.newShareGroupTargetAssignmentRecord. */
export const shareTargetRecord = (
  groupId: string,
  memberId: string,
  assigned: TopicPartitions,
): CoordinatorRecord =>
  record(
    "ShareGroupTargetAssignmentMember",
    { groupId, memberId },
    { version: 0, message: { topicPartitions: listed(assigned) } },
  );

/** Kafka: GroupCoordinatorRecordHelpers.newShareGroupTargetAssignmentMetadataRecord. */
export const shareTargetEpochRecord = (
  groupId: string,
  assignmentEpoch: number,
  assignmentTimestamp: number,
): CoordinatorRecord =>
  record(
    "ShareGroupTargetAssignmentMetadata",
    { groupId },
    { version: 0, message: { assignmentEpoch, assignmentTimestamp } },
  );

/** Kafka: MemberState.STABLE; a share member has no other. */
const stableState = 1;

/** Kafka: GroupCoordinatorRecordHelpers.newShareGroupCurrentAssignmentRecord. */
export const shareCurrentRecord = (
  groupId: string,
  { memberId, memberEpoch, previousMemberEpoch, assigned }: ShareMember,
): CoordinatorRecord =>
  record(
    "ShareGroupCurrentMemberAssignment",
    { groupId, memberId },
    {
      version: 0,
      message: {
        memberEpoch,
        previousMemberEpoch,
        state: stableState,
        assignedPartitions: listed(assigned),
      },
    },
  );

const topicsOf = (
  topics: Readonly<Record<string, ShareTopic>>,
): {
  readonly topicId: string;
  readonly topicName: string;
  readonly partitions: readonly number[];
}[] =>
  Object.entries(topics).map(([topicId, { name, partitions }]) => ({
    topicId,
    topicName: name,
    partitions,
  }));

/** Kafka: GroupCoordinatorRecordHelpers.newShareGroupStatePartitionMetadataRecord. */
export const shareTopicsRecord = (
  groupId: string,
  { initializing, initialized, deleting }: ShareTopics,
): CoordinatorRecord =>
  record(
    "ShareGroupStatePartitionMetadata",
    { groupId },
    {
      version: 0,
      message: {
        initializingTopics: topicsOf(initializing),
        initializedTopics: topicsOf(initialized),
        deletingTopics: Object.entries(deleting).map(([topicId, topicName]) => ({
          topicId,
          topicName,
        })),
      },
    },
  );

/** All about a member. Kafka: GroupMetadataManager.removeMember. */
export const shareMemberTombstones = (
  groupId: string,
  memberId: string,
): CoordinatorRecord[] => [
  tombstone("ShareGroupCurrentMemberAssignment", { groupId, memberId }),
  tombstone("ShareGroupTargetAssignmentMember", { groupId, memberId }),
  tombstone("ShareGroupMemberMetadata", { groupId, memberId }),
];

/** All about a group without members. Kafka: ShareGroup.createGroupTombstoneRecords. */
export const shareGroupTombstones = (groupId: string): CoordinatorRecord[] => [
  tombstone("ShareGroupTargetAssignmentMetadata", { groupId }),
  tombstone("ShareGroupStatePartitionMetadata", { groupId }),
  tombstone("ShareGroupMetadata", { groupId }),
];
