import type { MemberSpec, TopicPartitions } from "./group-spec.ts";

/** What the assignor of share groups is asked. */
export interface ShareSpec {
  readonly members: readonly MemberSpec[];
  /** All members subscribe to the same topics. */
  readonly homogeneous: boolean;
  /** Partitions of a topic whose state is initialized. */
  readonly assignable: (topicId: string) => readonly number[];
}

/** Every partition goes to somebody, and with more members than partitions to several. Kafka: SimpleAssignor. */
export function assignSimple({
  members,
  assignable,
}: ShareSpec): ReadonlyMap<string, TopicPartitions> {
  const target = new Map<string, Record<string, number[]>>(
    members.map(({ memberId }) => [memberId, {}]),
  );
  const topicIds = [...new Set(members.flatMap((member) => member.topicIds))];
  for (const topicId of topicIds) {
    const subscribers = members.filter((member) => member.topicIds.includes(topicId));
    const partitions = assignable(topicId);
    const turns = Math.max(partitions.length, subscribers.length);
    for (let i = 0; i < turns; i++) {
      const member = subscribers[i % subscribers.length];
      const partition = partitions[i % Math.max(1, partitions.length)];
      if (member === undefined || partition === undefined) continue;
      const assigned = target.get(member.memberId) ?? {};
      (assigned[topicId] ??= []).push(partition);
    }
  }
  return target;
}
