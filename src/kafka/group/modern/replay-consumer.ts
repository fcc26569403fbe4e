import type {
  CoordinatorRecord,
  RecordType,
} from "../../coordinator/coordinator-record.ts";
import { drop, put } from "../../coordinator/journal.ts";
import { isSimpleGroup } from "../classic-group.ts";
import { type GroupTurn, groupOf, keyOf, putGroup, removeGroup } from "../group-state.ts";
import { type ConsumerGroup, consumerGroup } from "./consumer-group.ts";
import {
  type ConsumerMember,
  leaveEpoch,
  memberStates,
  newMember,
} from "./consumer-member.ts";
import { noPartitions, type PartitionEpochs } from "./partition-epochs.ts";
import { putMember, removeMember } from "./put-member.ts";

type Replayed<Type extends RecordType> = Extract<CoordinatorRecord, { type: Type }>;

/** Kafka: GroupMetadataManager.replay of ConsumerGroupMemberMetadata. */
export function replayMember(
  turn: GroupTurn,
  { key, value }: Replayed<"ConsumerGroupMemberMetadata">,
): void {
  const group = existing(turn, key.groupId, value !== null);
  if (group === undefined) return;
  const before = group.members[keyOf(key.memberId)];
  if (value === null) {
    if (before !== undefined) removeMember(turn.journal, group, before);
    return;
  }
  const { message } = value;
  const { classicMemberMetadata: classic } = message;
  putMember(turn.journal, group, {
    ...(before ?? newMember(key.memberId)),
    instanceId: message.instanceId,
    rackId: message.rackId,
    clientId: message.clientId,
    clientHost: message.clientHost,
    topicNames: message.subscribedTopicNames,
    topicRegex: message.subscribedTopicRegex ?? "",
    rebalanceTimeoutMs: message.rebalanceTimeoutMs,
    serverAssignor: message.serverAssignor,
    classic:
      classic === null
        ? null
        : {
            sessionTimeoutMs: classic.sessionTimeoutMs,
            protocols: classic.supportedProtocols,
          },
  });
}

/** Kafka: GroupMetadataManager.replay of ConsumerGroupMetadata. */
export function replayEpoch(
  turn: GroupTurn,
  { key, value }: Replayed<"ConsumerGroupMetadata">,
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

/** Kafka: GroupMetadataManager.replay of ConsumerGroupTargetAssignmentMember. */
export function replayTarget(
  turn: GroupTurn,
  { key, value }: Replayed<"ConsumerGroupTargetAssignmentMember">,
): void {
  const group = existing(turn, key.groupId, value !== null);
  if (group === undefined) return;
  const memberKey = keyOf(key.memberId);
  if (value === null) drop(turn.journal, group.target, memberKey);
  else
    put(
      turn.journal,
      group.target,
      memberKey,
      Object.fromEntries(
        (value.message.topicPartitions ?? []).map((each) => [
          each.topicId,
          each.partitions,
        ]),
      ),
    );
}

/** Kafka: GroupMetadataManager.replay of ConsumerGroupTargetAssignmentMetadata. */
export function replayTargetEpoch(
  turn: GroupTurn,
  { key, value }: Replayed<"ConsumerGroupTargetAssignmentMetadata">,
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

/** Kafka: GroupMetadataManager.replay of ConsumerGroupCurrentMemberAssignment. */
export function replayCurrent(
  turn: GroupTurn,
  { key, value }: Replayed<"ConsumerGroupCurrentMemberAssignment">,
): void {
  const group = existing(turn, key.groupId, value !== null);
  if (group === undefined) return;
  const known = group.members[keyOf(key.memberId)];
  if (known === undefined && value === null) return;
  const before = known ?? newMember(key.memberId);
  putMember(
    turn.journal,
    group,
    value === null ? withoutAssignment(before) : withAssignment(before, value.message),
  );
}

type Current = NonNullable<
  Replayed<"ConsumerGroupCurrentMemberAssignment">["value"]
>["message"];

const withAssignment = (before: ConsumerMember, current: Current): ConsumerMember => ({
  ...before,
  memberEpoch: current.memberEpoch,
  previousMemberEpoch: current.previousMemberEpoch,
  state: memberStates[current.state] ?? "STABLE",
  assigned: epochsOf(current.assignedPartitions, current.memberEpoch),
  pendingRevocation: epochsOf(current.partitionsPendingRevocation, current.memberEpoch),
});

const withoutAssignment = (before: ConsumerMember): ConsumerMember => ({
  ...before,
  memberEpoch: leaveEpoch,
  previousMemberEpoch: leaveEpoch,
  assigned: noPartitions,
  pendingRevocation: noPartitions,
});

/** A record of before 4.3 has no epochs of partitions; the member's stands for them. */
function epochsOf(
  listed: Current["assignedPartitions"],
  memberEpoch: number,
): PartitionEpochs {
  return Object.fromEntries(
    (listed ?? []).map(({ topicId, partitions, assignmentEpochs }) => [
      topicId,
      Object.fromEntries(
        partitions.map((partition, at) => [
          partition,
          assignmentEpochs?.[at] ?? memberEpoch,
        ]),
      ),
    ]),
  );
}

/** Kafka: GroupMetadataManager.replay of ConsumerGroupRegularExpression. */
export function replayRegex(
  turn: GroupTurn,
  { key, value }: Replayed<"ConsumerGroupRegularExpression">,
): void {
  const group = existing(turn, key.groupId, value !== null);
  if (group === undefined) return;
  const regexKey = keyOf(key.regularExpression);
  if (value === null) {
    drop(turn.journal, group.resolved, regexKey);
    return;
  }
  const { topics, version, timestamp } = value.message;
  put(turn.journal, group.resolved, regexKey, {
    topics,
    version,
    timestampMs: timestamp,
  });
}

/** The group that a record belongs to; one that only holds offsets gives way. Kafka: GroupMetadataManager.getOrMaybeCreatePersistedConsumerGroup. */
function existing(
  turn: GroupTurn,
  groupId: string,
  create: boolean,
): ConsumerGroup | undefined {
  const known = groupOf(turn, groupId);
  if (known?.type === "consumer") return known;
  if (
    !create ||
    (known !== undefined && !(known.type === "classic" && isSimpleGroup(known)))
  )
    return undefined;
  const group = consumerGroup(groupId);
  putGroup(turn, group);
  return group;
}
