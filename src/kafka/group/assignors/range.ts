import {
  assigned,
  failed,
  type GroupAssignment,
  type GroupSpec,
  type MemberSpec,
  type TopicPartitions,
} from "./group-spec.ts";

/** A topic with what is left of it. Kafka: RangeAssignor.TopicMetadata. */
interface RangeTopic {
  readonly partitions: number;
  subscribers: number;
  /** How many subscribers get one more. */
  extra: number;
  next: number;
}

/** Each topic in ranges to its subscribers, static members first; what members had does not count. Kafka: the coordinator's RangeAssignor. */
export function assignRange(spec: GroupSpec): GroupAssignment {
  const members = spec.members.toSorted(compareMembers);
  const topics = new Map<string, RangeTopic>();
  for (const { topicIds } of members)
    for (const topicId of topicIds) {
      const partitions = spec.partitionsOf(topicId);
      if (partitions === -1)
        return failed("Member is subscribed to a non-existent topic");
      const topic = topics.get(topicId) ?? {
        partitions,
        subscribers: 0,
        extra: 0,
        next: 0,
      };
      topics.set(topicId, topic);
      topic.subscribers += 1;
      topic.extra = partitions % topic.subscribers;
    }
  return assigned(
    new Map(members.map((member) => [member.memberId, rangesOf(member, topics)])),
  );
}

function rangesOf(
  { topicIds }: MemberSpec,
  topics: ReadonlyMap<string, RangeTopic>,
): TopicPartitions {
  const ranges: Record<string, readonly number[]> = {};
  for (const topicId of topicIds) {
    const topic = topics.get(topicId);
    if (topic === undefined) continue;
    const extra = topic.extra > 0 ? 1 : 0;
    topic.extra -= extra;
    const count = Math.floor(topic.partitions / topic.subscribers) + extra;
    const first = topic.next;
    topic.next += count;
    if (count > 0) ranges[topicId] = Array.from({ length: count }, (_, at) => first + at);
  }
  return ranges;
}

function compareMembers(a: MemberSpec, b: MemberSpec): number {
  if (a.instanceId !== null && b.instanceId !== null)
    return compareText(a.instanceId, b.instanceId);
  if (a.instanceId !== null) return -1;
  return b.instanceId === null ? compareText(a.memberId, b.memberId) : 1;
}

/** Java's String.compareTo: by UTF-16 unit. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
