import type { CoordinatorRecord, RecordType } from "../coordinator/coordinator-record.ts";
import { drop, put } from "../coordinator/journal.ts";
import type { ReplayedFrom } from "../coordinator/role.ts";
import { type ClassicGroup, classicGroup } from "./classic-group.ts";
import { addMember } from "./classic-member.ts";
import { subscribedTopics } from "./classic-protocols.ts";
import { type GroupTurn, groupOf, keyOf, putGroup, removeGroup } from "./group-state.ts";
import {
  replayCurrent,
  replayEpoch,
  replayMember,
  replayRegex,
  replayTarget,
  replayTargetEpoch,
} from "./modern/replay-consumer.ts";
import {
  replayShareCurrent,
  replayShareEpoch,
  replayShareMember,
  replayShareTarget,
  replayShareTargetEpoch,
  replayShareTopics,
} from "./share/replay-share.ts";

type RecordOf<Type extends RecordType> = Extract<CoordinatorRecord, { type: Type }>;
type Replay<Type extends RecordType> = (
  turn: GroupTurn,
  record: RecordOf<Type>,
  from: ReplayedFrom,
) => void;

/** A classic group as it was written: its members are in a generation, or it is empty. Kafka: GroupMetadataManager.replay(GroupMetadataKey, …). */
const replayGroup: Replay<"GroupMetadata"> = (turn, { key, value }) => {
  if (value === null) {
    removeGroup(turn, key.group);
    return;
  }
  const { message } = value;
  const group: ClassicGroup = {
    ...classicGroup(key.group, message.currentStateTimestamp),
    state: message.members.length === 0 ? "Empty" : "Stable",
    generation: message.generation,
    protocolType: message.protocolType === "" ? null : message.protocolType,
    protocol: message.protocol,
    leader: message.leader,
  };
  for (const member of message.members)
    addMember(group, {
      memberId: member.memberId,
      instanceId: member.groupInstanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      rebalanceTimeoutMs:
        member.rebalanceTimeout === -1 ? member.sessionTimeout : member.rebalanceTimeout,
      sessionTimeoutMs: member.sessionTimeout,
      protocolType: message.protocolType,
      protocols: [{ name: message.protocol ?? "", metadata: member.subscription }],
      assignment: member.assignment,
      awaitingJoin: null,
      awaitingSync: null,
      isNew: false,
    });
  group.subscribedTopics = subscribedTopics(group);
  putGroup(turn, group);
};

/** A commit, or its end; the group of one that has none comes into being. Kafka: OffsetMetadataManager.replay. */
const replayOffset: Replay<"OffsetCommit"> = (turn, { key, value }, { producerId }) => {
  const { journal, state } = turn;
  const topics = state.offsets[keyOf(key.group)];
  const partitions = topics?.[keyOf(key.topic)];
  const index = String(key.partition);
  if (value === null) {
    if (topics === undefined || partitions?.[key.partition] === undefined) return;
    drop(journal, partitions, index);
    if (Object.keys(partitions).length === 0) drop(journal, topics, keyOf(key.topic));
    if (Object.keys(topics).length === 0) drop(journal, state.offsets, keyOf(key.group));
    return;
  }
  if (groupOf(turn, key.group) === undefined)
    putGroup(turn, classicGroup(key.group, turn.nowMs));
  // Commits within a transaction wait for its end: they come with transactions.
  if (producerId >= 0) return;
  const { message } = value;
  const ofGroup = topics ?? {};
  if (topics === undefined) put(journal, state.offsets, keyOf(key.group), ofGroup);
  const ofTopic = partitions ?? {};
  if (partitions === undefined) put(journal, ofGroup, keyOf(key.topic), ofTopic);
  put(journal, ofTopic, index, {
    offset: message.offset,
    leaderEpoch: message.leaderEpoch,
    metadata: message.metadata,
    commitTimestampMs: message.commitTimestamp,
    expireTimestampMs: message.expireTimestamp,
    topicId: message.topicId,
    recordOffset: turn.offset,
  });
};

const replays: { readonly [Type in RecordType]?: Replay<Type> } = {
  GroupMetadata: replayGroup,
  OffsetCommit: replayOffset,
  ConsumerGroupMemberMetadata: replayMember,
  ConsumerGroupMetadata: replayEpoch,
  ConsumerGroupTargetAssignmentMember: replayTarget,
  ConsumerGroupTargetAssignmentMetadata: replayTargetEpoch,
  ConsumerGroupCurrentMemberAssignment: replayCurrent,
  ConsumerGroupRegularExpression: replayRegex,
  ShareGroupMemberMetadata: replayShareMember,
  ShareGroupMetadata: replayShareEpoch,
  ShareGroupTargetAssignmentMember: replayShareTarget,
  ShareGroupTargetAssignmentMetadata: replayShareTargetEpoch,
  ShareGroupCurrentMemberAssignment: replayShareCurrent,
  ShareGroupStatePartitionMetadata: replayShareTopics,
};

/** Changes the state as a record of `__consumer_offsets` says. Kafka: GroupCoordinatorShard.replay. */
export function replayRecord(
  turn: GroupTurn,
  record: CoordinatorRecord,
  from: ReplayedFrom,
): void {
  // The handler is the one of the record's own type.
  const replay = replays[record.type] as Replay<RecordType> | undefined;
  replay?.(turn, record, from);
}
