import type { AssignableTopic, MemberSubscription } from "./group-subscription.ts";
import { rackOf, racksMatter, racksOfPartitions } from "./rack-awareness.ts";

/** A subscriber and how much of the topic it has got. */
interface RangeMember {
  readonly memberId: string;
  readonly rack: string | undefined;
  assigned: number;
}

/** One topic on its way to an assignment. Kafka: RangeAssignor.TopicAssignmentState. */
export interface RangeTopic {
  readonly name: string;
  readonly members: readonly RangeMember[];
  /** Empty when no subscriber has a rack. */
  readonly partitionRacks: readonly ReadonlySet<string>[];
  readonly needsRackAwareAssignment: boolean;
  readonly partitionsPerMember: number;
  membersWithExtraLeft: number;
  unassigned: number[];
}

export function rangeTopic(
  topic: AssignableTopic,
  sortedSubscribers: readonly MemberSubscription[],
): RangeTopic {
  const members = sortedSubscribers.map((member) => ({
    memberId: member.memberId,
    rack: rackOf(member),
    assigned: 0,
  }));
  const memberRacks = new Set(members.flatMap(({ rack }) => rack ?? []));
  const partitionRacks = memberRacks.size === 0 ? [] : racksOfPartitions([topic]);
  return {
    name: topic.name,
    members,
    partitionRacks,
    needsRackAwareAssignment: racksMatter(memberRacks, partitionRacks),
    partitionsPerMember: Math.floor(topic.partitions / members.length),
    membersWithExtraLeft: topic.partitions % members.length,
    unassigned: Array.from({ length: topic.partitions }, (_, p) => p),
  };
}

/** A member without a rack matches every partition. Kafka: TopicAssignmentState.racksMatch. */
export function rackMatches(
  topic: RangeTopic,
  member: RangeMember,
  partition: number,
): boolean {
  return (
    member.rack === undefined ||
    topic.partitionRacks[partition]?.has(member.rack) === true
  );
}

/** Kafka: TopicAssignmentState.maxAssignable. */
export function maxAssignable(topic: RangeTopic, member: RangeMember): number {
  const extra = topic.membersWithExtraLeft > 0 ? 1 : 0;
  return Math.max(0, topic.partitionsPerMember + extra - member.assigned);
}

/** Kafka: TopicAssignmentState.onAssigned. */
export function takePartitions(
  topic: RangeTopic,
  member: RangeMember,
  partitions: readonly number[],
): void {
  member.assigned += partitions.length;
  if (member.assigned > topic.partitionsPerMember) topic.membersWithExtraLeft -= 1;
  const taken = new Set(partitions);
  topic.unassigned = topic.unassigned.filter((partition) => !taken.has(partition));
}
