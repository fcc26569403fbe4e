import type { TopicPartitions } from "../../src/kafka/group/assignors/group-spec.ts";
import type { GroupHost } from "../../src/kafka/group/group-fixture.ts";
import {
  type ConsumerGroup,
  consumerGroupState,
} from "../../src/kafka/group/modern/consumer-group.ts";
import type { PartitionEpochs } from "../../src/kafka/group/modern/partition-epochs.ts";

/** A coordinator with the names of its topics by id. */
export interface ShownGroup {
  readonly host: GroupHost;
  readonly topicNames: Readonly<Record<string, string>>;
}

/** The group as it stands, in the recording's notation. */
export function groupDigest({ host, topicNames }: ShownGroup): unknown {
  const group = host.state.groups["/g"];
  if (group?.type === "consumer") return consumerDigest({ host, topicNames }, group);
  // The recording asks for a consumer group: one that only holds offsets is none.
  return { state: "none" };
}

function consumerDigest(shown: ShownGroup, group: ConsumerGroup): unknown {
  const deadline = (key: string): number | undefined =>
    shown.host.timers.byKey[key]?.deadlineMs;
  const { numbers } = group;
  const members = Object.values(group.members).map((member) => [
    member.memberId,
    {
      instance: member.instanceId ?? undefined,
      epoch: member.memberEpoch,
      previousEpoch: member.previousMemberEpoch,
      state: member.state,
      assigned: epochsByName(shown, member.assigned) ?? {},
      revoking: epochsByName(shown, member.pendingRevocation),
      target: byName(shown, group.target[`/${member.memberId}`] ?? {}),
      sessionDeadline: deadline(`session-timeout-g-${member.memberId}`),
      rebalanceDeadline: deadline(`rebalance-timeout-g-${member.memberId}`),
    },
  ]);
  return {
    state: consumerGroupState(group),
    groupEpoch: numbers.groupEpoch,
    assignmentEpoch: numbers.assignmentEpoch,
    assignmentTimestamp: numbers.assignmentTimestampMs,
    members: Object.fromEntries(members),
  };
}

const ascending = (partitions: readonly number[]): number[] =>
  partitions.toSorted((a, b) => a - b);

export const byName = (
  { topicNames }: ShownGroup,
  partitions: TopicPartitions,
): Record<string, readonly number[]> =>
  Object.fromEntries(
    Object.entries(partitions).map(([id, those]) => [
      topicNames[id] ?? id,
      ascending(those),
    ]),
  );

function epochsByName(
  { topicNames }: ShownGroup,
  held: PartitionEpochs,
): Record<string, unknown> | undefined {
  const topics = Object.entries(held).map(([id, epochs]) => [
    topicNames[id] ?? id,
    Object.entries(epochs).map(([partition, epoch]) => [Number(partition), epoch]),
  ]);
  return topics.length === 0 ? undefined : Object.fromEntries(topics);
}
