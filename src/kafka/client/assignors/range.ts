import type {
  AssignmentTask,
  MemberPartitions,
  MemberSubscription,
  TopicPartition,
} from "./group-subscription.ts";
import { compareMembers, compareText } from "./member-order.ts";
import { assignCoPartitioned, assignRanges } from "./range-steps.ts";
import { type RangeTopic, rackMatches, rangeTopic } from "./range-topic.ts";

/**
 * Topic by topic, each subscriber a range. With racks (KIP-881) first what lies in the members' own racks, as far as the ranges'
 * sizes and the co-partitioning of topics with equal subscribers allow, then the rest. Kafka: RangeAssignor.assignPartitions.
 */
export function assignRange(task: AssignmentTask): MemberPartitions[] {
  const subscribers = subscribersByTopic(task.members);
  const topics = task.topics.map((topic) =>
    rangeTopic(topic, subscribers.get(topic.name) ?? []),
  );
  const withRacks = topics.some((topic) => topic.needsRackAwareAssignment);
  const assigned = new Map<string, TopicPartition[]>(
    task.members.map(({ memberId }) => [memberId, []]),
  );
  if (withRacks) assignWithRackMatching(topics, assigned);
  for (const topic of topics) assignRanges(topic, () => true, assigned);
  if (withRacks)
    for (const partitions of assigned.values())
      partitions.sort(
        (a, b) => compareText(a.topic, b.topic) || a.partition - b.partition,
      );
  return [...assigned].map(([memberId, partitions]) => ({ memberId, partitions }));
}

function subscribersByTopic(
  members: readonly MemberSubscription[],
): Map<string, MemberSubscription[]> {
  const subscribers = new Map<string, MemberSubscription[]>();
  for (const member of members.toSorted(compareMembers))
    for (const topic of member.topics) {
      const those = subscribers.get(topic);
      if (those === undefined) subscribers.set(topic, [member]);
      else if (those.at(-1) !== member) those.push(member);
    }
  return subscribers;
}

/** Kafka: RangeAssignor.assignWithRackMatching. */
function assignWithRackMatching(
  topics: readonly RangeTopic[],
  assigned: ReadonlyMap<string, TopicPartition[]>,
): void {
  for (const coPartitioned of coPartitionedTopics(topics)) {
    const [first, second] = coPartitioned;
    if (second !== undefined) assignCoPartitioned(coPartitioned, assigned);
    else if (first?.needsRackAwareAssignment === true)
      assignRanges(
        first,
        (member, partition) => rackMatches(first, member, partition),
        assigned,
      );
  }
}

/** Topics with the same subscribers and as many partitions; a topic whose subscribers have no rack counts as one of no partitions. */
function coPartitionedTopics(topics: readonly RangeTopic[]): RangeTopic[][] {
  const groups = new Map<string, RangeTopic[]>();
  for (const topic of topics) {
    const key = JSON.stringify([
      topic.partitionRacks.length,
      topic.members.map((m) => m.memberId),
    ]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [topic]);
    else group.push(topic);
  }
  return [...groups.values()];
}
