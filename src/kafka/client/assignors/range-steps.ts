import type { TopicPartition } from "./group-subscription.ts";
import {
  maxAssignable,
  type RangeTopic,
  rackMatches,
  takePartitions,
} from "./range-topic.ts";

type Member = RangeTopic["members"][number];
type Assigned = ReadonlyMap<string, TopicPartition[]>;

/** Each member in turn as many of the partitions left that it may have. Kafka: RangeAssignor.assignRanges. */
export function assignRanges(
  topic: RangeTopic,
  mayHave: (member: Member, partition: number) => boolean,
  assigned: Assigned,
): void {
  for (const member of topic.members) {
    if (topic.unassigned.length === 0) return;
    const room = maxAssignable(topic, member);
    if (room === 0) continue;
    const partitions: number[] = [];
    for (const partition of topic.unassigned) {
      if (partitions.length === room) break;
      if (mayHave(member, partition)) partitions.push(partition);
    }
    if (partitions.length > 0) give(topic, member, partitions, assigned);
  }
}

/**
 * Partition n of all these topics to the first member that is in a rack of each of them and has room in each.
 * Kafka: RangeAssignor.assignCoPartitionedWithRackMatching.
 */
export function assignCoPartitioned(
  topics: readonly RangeTopic[],
  assigned: Assigned,
): void {
  const [first] = topics;
  let remaining = first?.members.map((_, at) => at) ?? [];
  const partitions = first?.partitionRacks.length ?? 0;
  const membersAt = (at: number): [RangeTopic, Member][] =>
    topics.flatMap((topic) => {
      const member = topic.members[at];
      return member === undefined ? [] : [[topic, member] as [RangeTopic, Member]];
    });
  for (let partition = 0; partition < partitions && remaining.length > 0; partition++) {
    const match = remaining.find((at) =>
      membersAt(at).every(
        ([topic, member]) =>
          rackMatches(topic, member, partition) && maxAssignable(topic, member) > 0,
      ),
    );
    if (match === undefined) continue;
    for (const [topic, member] of membersAt(match))
      give(topic, member, [partition], assigned);
    if (membersAt(match).every(([topic, member]) => maxAssignable(topic, member) === 0))
      remaining = remaining.filter((at) => at !== match);
  }
}

function give(
  topic: RangeTopic,
  member: Member,
  partitions: readonly number[],
  assigned: Assigned,
): void {
  const list = assigned.get(member.memberId);
  for (const partition of partitions) list?.push({ topic: topic.name, partition });
  takePartitions(topic, member, partitions);
}
