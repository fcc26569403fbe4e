import type {
  CoordinatorRecord,
  RecordType,
} from "../../coordinator/coordinator-record.ts";
import { drop, put } from "../../coordinator/journal.ts";
import type { TopicPartitions } from "../assignors/group-spec.ts";
import { type GroupTurn, groupOf, keyOf, putGroup, removeGroup } from "../group-state.ts";
import {
  newShareMember,
  noShareTopics,
  type ShareGroup,
  type ShareTopic,
  shareGroup,
} from "./share-group.ts";

type Replayed<Type extends RecordType> = Extract<CoordinatorRecord, { type: Type }>;

/** The group of a record, which makes it where it is not a tombstone. Kafka: GroupMetadataManager.getOrMaybeCreatePersistedShareGroup. */
function existing(
  turn: GroupTurn,
  groupId: string,
  create: boolean,
): ShareGroup | undefined {
  const known = groupOf(turn, groupId);
  if (known?.type === "share") return known;
  if (known !== undefined || !create) return undefined;
  const group = shareGroup(groupId);
  putGroup(turn, group);
  return group;
}

const byTopic = (
  listed:
    | readonly { readonly topicId: string; readonly partitions: readonly number[] }[]
    | null,
): TopicPartitions =>
  Object.fromEntries(
    (listed ?? []).map(({ topicId, partitions }) => [topicId, partitions]),
  );

/** Kafka: GroupMetadataManager.replay of ShareGroupMemberMetadata. */
export function replayShareMember(
  turn: GroupTurn,
  { key, value }: Replayed<"ShareGroupMemberMetadata">,
): void {
  const group = existing(turn, key.groupId, value !== null);
  if (group === undefined) return;
  const at = keyOf(key.memberId);
  if (value === null) {
    drop(turn.journal, group.members, at);
    return;
  }
  const { rackId, clientId, clientHost, subscribedTopicNames } = value.message;
  put(turn.journal, group.members, at, {
    ...(group.members[at] ?? newShareMember(key.memberId)),
    rackId,
    clientId,
    clientHost,
    topicNames: subscribedTopicNames,
  });
}

/** Kafka: GroupMetadataManager.replay of ShareGroupMetadata. */
export function replayShareEpoch(
  turn: GroupTurn,
  { key, value }: Replayed<"ShareGroupMetadata">,
): void {
  const group = existing(turn, key.groupId, value !== null);
  if (group === undefined) return;
  if (value === null) {
    removeGroup(turn, key.groupId);
    return;
  }
  put(turn.journal, group.numbers, "groupEpoch", value.message.epoch);
  put(turn.journal, group.numbers, "metadataHash", value.message.metadataHash);
}

/** Kafka: GroupMetadataManager.replay of ShareGroupTargetAssignmentMember. */
export function replayShareTarget(
  turn: GroupTurn,
  { key, value }: Replayed<"ShareGroupTargetAssignmentMember">,
): void {
  const group = existing(turn, key.groupId, value !== null);
  if (group === undefined) return;
  const at = keyOf(key.memberId);
  if (value === null) drop(turn.journal, group.target, at);
  else put(turn.journal, group.target, at, byTopic(value.message.topicPartitions));
}

/** Kafka: GroupMetadataManager.replay of ShareGroupTargetAssignmentMetadata. */
export function replayShareTargetEpoch(
  turn: GroupTurn,
  { key, value }: Replayed<"ShareGroupTargetAssignmentMetadata">,
): void {
  const group = existing(turn, key.groupId, value !== null);
  if (group === undefined) return;
  const { assignmentEpoch, assignmentTimestamp } = value?.message ?? {
    assignmentEpoch: -1,
    assignmentTimestamp: 0,
  };
  put(turn.journal, group.numbers, "assignmentEpoch", assignmentEpoch);
  put(turn.journal, group.numbers, "assignmentTimestampMs", assignmentTimestamp);
}

/** Kafka: GroupMetadataManager.replay of ShareGroupCurrentMemberAssignment. */
export function replayShareCurrent(
  turn: GroupTurn,
  { key, value }: Replayed<"ShareGroupCurrentMemberAssignment">,
): void {
  const group = existing(turn, key.groupId, value !== null);
  if (group === undefined) return;
  const at = keyOf(key.memberId);
  const known = group.members[at];
  if (known === undefined && value === null) return;
  const { memberEpoch, previousMemberEpoch, assignedPartitions } = value?.message ?? {
    memberEpoch: -1,
    previousMemberEpoch: -1,
    assignedPartitions: [],
  };
  put(turn.journal, group.members, at, {
    ...(known ?? newShareMember(key.memberId)),
    memberEpoch,
    previousMemberEpoch,
    assigned: byTopic(assignedPartitions),
  });
}

/** Kafka: GroupMetadataManager.replay of ShareGroupStatePartitionMetadata. */
export function replayShareTopics(
  turn: GroupTurn,
  { key, value }: Replayed<"ShareGroupStatePartitionMetadata">,
): void {
  const group = existing(turn, key.groupId, value !== null);
  if (group === undefined) return;
  if (value === null) {
    put(turn.journal, group.topics, "now", noShareTopics);
    return;
  }
  const { initializingTopics, initializedTopics, deletingTopics } = value.message;
  const topics = (listed: typeof initializedTopics): Record<string, ShareTopic> =>
    Object.fromEntries(
      (listed ?? []).map(({ topicId, topicName: name, partitions }) => [
        topicId,
        { name, partitions, timestampMs: turn.nowMs },
      ]),
    );
  put(turn.journal, group.topics, "now", {
    initializing: topics(initializingTopics),
    initialized: topics(initializedTopics),
    deleting: Object.fromEntries(
      (deletingTopics ?? []).map(({ topicId, topicName }) => [topicId, topicName]),
    ),
  });
}
