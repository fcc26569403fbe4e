import { errorName } from "../../terms/errors.ts";
import type { CoordinatorRecord } from "../coordinator/coordinator-record.ts";
import {
  type CoordinatorFailure,
  failure,
  type Outcome,
  result,
} from "../coordinator/coordinator-result.ts";
import { errors } from "../error-codes.ts";
import type {
  OffsetCommitRequest,
  OffsetCommitRequestPartition,
  OffsetCommitResponsePartition,
  OffsetCommitResponseTopic,
} from "../protocol/messages.ts";
import type { Asked } from "./asked.ts";
import { classicGroup } from "./classic-group.ts";
import type { Group } from "./group.ts";
import { groupNumber } from "./group-config.ts";
import { offsetCommitRecord } from "./group-records.ts";
import { type CommitBy, rulesOf } from "./group-rules.ts";
import { type GroupTurn, groupOf, putGroup } from "./group-state.ts";

/** From this version on a missing group has its own error. */
const firstVersionWithGroupNotFound = 9;

/** What was committed, for whoever watches once it is in the log. */
export interface OffsetsStored {
  readonly kind: "offsetsStored";
  readonly groupId: string;
  readonly offsets: readonly {
    readonly topic: string;
    readonly partition: number;
    readonly offset: number;
  }[];
}

/** The group that is committed to; made for who commits without membership. Kafka: OffsetMetadataManager.validateOffsetCommit. */
function groupFor(
  turn: GroupTurn,
  { body, version }: Asked<OffsetCommitRequest>,
): Group | CoordinatorFailure {
  const { groupId, generationIdOrMemberEpoch: generation } = body;
  const known = groupOf(turn, groupId);
  if (known !== undefined) return known;
  if (generation >= 0)
    return version >= firstVersionWithGroupNotFound
      ? failure(errors.GROUP_ID_NOT_FOUND, `Group ${groupId} not found.`)
      : failure(errors.ILLEGAL_GENERATION);
  const simple = classicGroup(groupId, turn.nowMs);
  putGroup(turn, simple);
  return simple;
}

/** OffsetCommit; topics have their name and id both. Kafka: OffsetMetadataManager.commitOffset. */
export function commitOffsets(
  turn: GroupTurn,
  asked: Asked<OffsetCommitRequest>,
): Outcome {
  const { body, version } = asked;
  const group = groupFor(turn, asked);
  if ("kind" in group) return group;
  const rules = rulesOf(group);
  const by: CommitBy = {
    memberId: body.memberId,
    instanceId: body.groupInstanceId,
    generationOrEpoch: body.generationIdOrMemberEpoch,
    transactional: false,
    version,
  };
  const refused = rules.commitError(turn, group, by);
  if (refused !== null) {
    const { memberId, generationOrEpoch: generation } = by;
    const error = errorName(refused.error);
    turn.tell(body.groupId, { kind: "commitRefused", memberId, generation, error });
    return refused;
  }
  rules.committed(turn, group, by);
  return store(turn, group, by, body);
}

function store(
  turn: GroupTurn,
  group: Group,
  by: CommitBy,
  body: OffsetCommitRequest,
): Outcome {
  const records: CoordinatorRecord[] = [];
  const offsets: OffsetsStored["offsets"][number][] = [];
  const longest = groupNumber(turn, "offset.metadata.max.bytes");
  const expireTimestamp =
    body.retentionTimeMs === -1 ? -1 : turn.nowMs + body.retentionTimeMs;
  const topics = body.topics.map(({ name, topicId, partitions }) => {
    const answer = (partition: OffsetCommitRequestPartition): number => {
      const at = { topic: name, topicId, partition: partition.partitionIndex };
      const refused = rulesOf(group).commitPartitionError(group, by, at);
      if (refused !== null) return refused.error;
      // Kafka counts the characters of the text.
      const metadata = partition.committedMetadata ?? "";
      if (metadata.length > longest) return errors.OFFSET_METADATA_TOO_LARGE;
      records.push(
        offsetCommitRecord(
          { group: body.groupId, topic: name, partition: at.partition },
          {
            offset: partition.committedOffset,
            leaderEpoch: partition.committedLeaderEpoch,
            metadata,
            commitTimestamp: turn.nowMs,
            expireTimestamp,
            topicId,
          },
        ),
      );
      offsets.push({ ...at, offset: partition.committedOffset });
      tellCommitted(turn, body, { ...at, offset: partition.committedOffset });
      return 0;
    };
    const answers: OffsetCommitResponsePartition[] = partitions.map((partition) => ({
      partitionIndex: partition.partitionIndex,
      errorCode: answer(partition),
    }));
    const topic: OffsetCommitResponseTopic = { name, topicId, partitions: answers };
    return topic;
  });
  const next: OffsetsStored = { kind: "offsetsStored", groupId: body.groupId, offsets };
  return { ...result(records, { throttleTimeMs: 0, topics }), next };
}

function tellCommitted(
  turn: GroupTurn,
  { groupId, memberId, generationIdOrMemberEpoch: generation }: OffsetCommitRequest,
  { topic, partition, offset }: OffsetsStored["offsets"][number],
): void {
  turn.tell(groupId, {
    kind: "committed",
    memberId,
    generation,
    topic,
    partition,
    offset,
  });
}
