import type {
  AssignmentTask,
  MemberPartitions,
  MemberSubscription,
  TopicPartition,
} from "./group-subscription.ts";
import { compareText } from "./member-order.ts";

/** What a member says it had: Kafka: AbstractStickyAssignor.MemberData. */
export interface MemberData {
  readonly partitions: readonly TopicPartition[];
  /** Undefined: it told none. */
  readonly generation: number | undefined;
}

/**
 * A group in numbers, because sticky assignments compare and look up partitions very often: members as indexes in Java's order,
 * topics sorted by name, partitions numbered through by topic and partition.
 */
export interface StickyTask {
  readonly members: readonly MemberSubscription[];
  readonly memberData: readonly MemberData[];
  /** A member's place among all member ids, sorted. */
  readonly memberRank: readonly number[];
  /** Sorted by name. */
  readonly topics: readonly StickyTopic[];
  /** Every partition of the topics in order, then those that members claim and that the topics do not have. */
  readonly partitions: readonly StickyPartition[];
  /** How many of `partitions` exist. */
  readonly partitionCount: number;
  /** What each member had before, as it told, as far as the topic is still there. */
  readonly claims: readonly (readonly number[])[];
}

export interface StickyTopic {
  readonly name: string;
  readonly first: number;
  readonly partitions: number;
  readonly racks: readonly (readonly string[])[] | undefined;
}

export interface StickyPartition {
  readonly topic: number;
  readonly partition: number;
}

export function stickyTask(
  task: AssignmentTask,
  memberDataOf: (member: MemberSubscription) => MemberData,
): StickyTask {
  const topics: StickyTopic[] = [];
  const partitions: StickyPartition[] = [];
  for (const { name, partitions: count, racks } of task.topics.toSorted((a, b) =>
    compareText(a.name, b.name),
  )) {
    topics.push({ name, first: partitions.length, partitions: count, racks });
    for (let partition = 0; partition < count; partition++)
      partitions.push({ topic: topics.length - 1, partition });
  }
  const partitionCount = partitions.length;
  const memberData = task.members.map(memberDataOf);
  const idOf = numbering(topics, partitions);
  const ids = task.members.map((member) => member.memberId);
  const rank = new Map(ids.toSorted(compareText).map((id, at) => [id, at]));
  return {
    members: task.members,
    memberData,
    memberRank: ids.map((id) => rank.get(id) ?? 0),
    topics,
    partitions,
    partitionCount,
    claims: memberData.map((data) => data.partitions.flatMap((each) => idOf(each) ?? [])),
  };
}

/** Numbers a claimed partition; one that its topic does not have gets a number behind all others. Undefined: the topic is gone. */
function numbering(
  topics: readonly StickyTopic[],
  partitions: StickyPartition[],
): (claim: TopicPartition) => number | undefined {
  const topicOf = new Map(topics.map((topic, at) => [topic.name, at]));
  const beyond = new Map<string, number>();
  return ({ topic: name, partition }) => {
    const at = topicOf.get(name);
    const topic = at === undefined ? undefined : topics[at];
    if (at === undefined || topic === undefined) return undefined;
    if (partition < topic.partitions) return topic.first + partition;
    const key = `${at}:${partition}`;
    const known = beyond.get(key);
    if (known !== undefined) return known;
    beyond.set(key, partitions.length);
    return partitions.push({ topic: at, partition }) - 1;
  };
}

/** By topic and partition. */
export function comparePartitions(task: StickyTask, a: number, b: number): number {
  const [left, right] = [task.partitions[a], task.partitions[b]];
  if (left === undefined || right === undefined) return 0;
  return left.topic - right.topic || left.partition - right.partition;
}

/** Back to names. */
export function namedAssignment(
  task: StickyTask,
  assignment: readonly (readonly number[])[],
): MemberPartitions[] {
  return task.members.map(({ memberId }, at) => ({
    memberId,
    partitions: (assignment[at] ?? []).flatMap((id) => {
      const each = task.partitions[id];
      const topic = task.topics[each?.topic ?? -1];
      if (each === undefined || topic === undefined) return [];
      return { topic: topic.name, partition: each.partition };
    }),
  }));
}
