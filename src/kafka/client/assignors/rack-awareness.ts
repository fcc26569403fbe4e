import type { AssignableTopic, MemberSubscription } from "./group-subscription.ts";

/** A member's rack; an empty one counts as none. */
export function rackOf(member: MemberSubscription): string | undefined {
  return member.rackId === null || member.rackId === "" ? undefined : member.rackId;
}

/** The racks of every partition of these topics, in order. */
export function racksOfPartitions(
  topics: readonly AssignableTopic[],
): ReadonlySet<string>[] {
  return topics.flatMap((topic) =>
    Array.from({ length: topic.partitions }, (_, p) => new Set(topic.racks?.[p] ?? [])),
  );
}

/**
 * Racks only count when a member's rack holds replicas and some partition is missing from some rack: otherwise any
 * assignment reads from its own rack as well as any other. Kafka: AbstractPartitionAssignor.useRackAwareAssignment.
 */
export function racksMatter(
  memberRacks: ReadonlySet<string>,
  partitionRacks: readonly ReadonlySet<string>[],
): boolean {
  const all = new Set(partitionRacks.flatMap((racks) => [...racks]));
  if (![...memberRacks].some((rack) => all.has(rack))) return false;
  return partitionRacks.some((racks) => racks.size !== all.size);
}
