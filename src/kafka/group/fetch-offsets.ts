import type { CoordinatorFailure } from "../coordinator/coordinator-result.ts";
import { errors } from "../error-codes.ts";
import type {
  OffsetFetchRequestGroup,
  OffsetFetchResponseGroup,
  OffsetFetchResponseGroupPartition,
  OffsetFetchResponseGroupTopic,
} from "../protocol/messages.ts";
import { rulesOf } from "./group-rules.ts";
import {
  type CommittedOffset,
  type GroupOffsets,
  type GroupTurn,
  groupOf,
  keyOf,
  nameOf,
} from "./group-state.ts";
import { offsetEntries } from "./offset-entries.ts";

/** Nothing committed. Kafka: OffsetFetchResponse.INVALID_OFFSET. */
const noOffset = {
  committedOffset: -1,
  committedLeaderEpoch: -1,
  metadata: "",
  errorCode: 0,
} as const;

const partitionAnswer = (
  partitionIndex: number,
  found: CommittedOffset | undefined,
): OffsetFetchResponseGroupPartition =>
  found === undefined
    ? { partitionIndex, ...noOffset }
    : {
        partitionIndex,
        committedOffset: found.offset,
        committedLeaderEpoch: found.leaderEpoch,
        metadata: found.metadata,
        errorCode: 0,
      };

/** A group's answer without offsets. */
export const fetchErrorBody = (
  groupId: string,
  errorCode: number,
): OffsetFetchResponseGroup => ({ groupId, topics: [], errorCode });

/** Null: the group is as good as empty. Kafka: OffsetMetadataManager.validateOffsetFetch. */
function fetchFailure(
  turn: GroupTurn,
  { groupId, memberId, memberEpoch }: OffsetFetchRequestGroup,
): CoordinatorFailure | null {
  const group = groupOf(turn, groupId);
  return group === undefined
    ? null
    : rulesOf(group).fetchError(group, memberId, memberEpoch);
}

/** Committed offsets of one group: those asked for, or all. Kafka: OffsetMetadataManager.fetchOffsets, fetchAllOffsets. */
export function fetchOffsets(
  turn: GroupTurn,
  asked: OffsetFetchRequestGroup,
): OffsetFetchResponseGroup {
  const { groupId, topics } = asked;
  const refused = fetchFailure(turn, asked);
  const isGone = refused?.error === errors.GROUP_ID_NOT_FOUND;
  if (refused !== null && !isGone) return fetchErrorBody(groupId, refused.error);
  const offsets = isGone ? undefined : turn.state.offsets[keyOf(groupId)];
  const answer =
    topics === null
      ? allTopics(turn, offsets)
      : topics.map(({ name, topicId, partitionIndexes }) => ({
          name,
          topicId,
          partitions: partitionIndexes.map((index) =>
            partitionAnswer(index, offsets?.[keyOf(name)]?.[index]),
          ),
        }));
  return { groupId, topics: answer, errorCode: 0 };
}

function allTopics(
  turn: GroupTurn,
  offsets: GroupOffsets | undefined,
): OffsetFetchResponseGroupTopic[] {
  const byTopic: Record<string, OffsetFetchResponseGroupPartition[]> = {};
  for (const { topic, partition, offset } of offsetEntries(offsets))
    (byTopic[keyOf(topic)] ??= []).push(partitionAnswer(partition, offset));
  return Object.entries(byTopic).map(([key, partitions]) => ({
    name: nameOf(key),
    topicId: turn.cluster.topicByName(nameOf(key))?.topicId ?? "",
    partitions,
  }));
}
