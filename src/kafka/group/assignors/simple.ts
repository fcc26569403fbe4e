import { capacityFor, javaHashTable, tableAdd } from "../../java-hash-table.ts";
import { uuidHash } from "../uuid-order.ts";
import type { MemberSpec, TopicPartitions } from "./group-spec.ts";
import {
  assignRemaining,
  copyTargets,
  heldBy,
  intTable,
  revokeOverfilled,
  revokeOvershared,
  type Sharing,
  sharedBy,
} from "./sharing.ts";

/** What the assignor of share groups is asked; members and topics in Java's order. */
export interface ShareSpec {
  readonly members: readonly MemberSpec[];
  /** All members subscribe to the same topics. */
  readonly homogeneous: boolean;
  /** Partitions of a topic whose state is initialized, ascending. Kafka: GroupSpec.isPartitionAssignable. */
  readonly assignable: (topicId: string) => readonly number[];
}

/** Each partition to as many members as needed that all have something to do. Kafka: SimpleAssignor. */
export function assignSimple(spec: ShareSpec): ReadonlyMap<string, TopicPartitions> {
  const topicIds = new Set(spec.members.flatMap((member) => member.topicIds));
  const target = copyTargets(spec.members.map((member) => member.assigned));
  if (topicIds.size === 0)
    return new Map(spec.members.map((each) => [each.memberId, {}]));
  if (spec.homogeneous) shareAll(spec, [...topicIds], target);
  else for (const topicId of topicIds) shareTopic(spec, topicId, target);
  return new Map(
    spec.members.map(({ memberId }, at) => [memberId, partitionsOf(target[at])]),
  );
}

const partitionsOf = (
  target: ReadonlyMap<string, ReadonlySet<number>> | undefined,
): TopicPartitions =>
  Object.fromEntries(
    [...(target ?? [])]
      .filter(([, partitions]) => partitions.size > 0)
      .map(([topicId, partitions]) => [topicId, [...partitions]]),
  );

/** How many members share a partition, and what that gives each member. */
function shares(
  partitions: number,
  members: number,
): { sharing: number; counts: number[] } {
  const sharing = partitions === 0 ? 0 : Math.ceil(members / partitions);
  const precise = (sharing * partitions) / members;
  const counts = Array.from(
    { length: members },
    (_, at) => Math.ceil(precise * (at + 1)) - Math.ceil(precise * at),
  );
  return { sharing, counts };
}

/** More partitions than a topic can have. */
const stride = 2 ** 24;

/** All members subscribe to the same. Kafka: SimpleHomogeneousAssignmentBuilder. */
function shareAll(
  spec: ShareSpec,
  topicIds: readonly string[],
  target: Map<string, Set<number>>[],
): void {
  const all = [...new Set([...topicIds, ...target.flatMap((each) => [...each.keys()])])];
  const hashes = all.map(uuidHash);
  const hashOf = (id: number): number =>
    (Math.imul(31, hashes[Math.floor(id / stride)] ?? 0) + (id % stride)) | 0;
  const wanted = topicIds.flatMap((topicId, topic) =>
    spec.assignable(topicId).map((partition) => topic * stride + partition),
  );
  const { sharing: desiredSharing, counts } = shares(wanted.length, spec.members.length);
  const sharing: Sharing = {
    partitions: javaHashTable(hashOf, capacityFor(wanted.length)),
    membersOf: new Map(),
    members: intTable(capacityFor(spec.members.length)),
    partitionsOf: new Map(),
    target,
    desiredSharing,
    desiredCounts: counts,
    place: (id) => [all[Math.floor(id / stride)] ?? "", id % stride],
    hashOf,
  };
  const subscribed = new Map(topicIds.map((topicId, at) => [topicId, at]));
  const unfilled = intTable(capacityFor(spec.members.length));
  const overfilled: number[] = [];
  for (const [at, member] of spec.members.entries()) {
    const kept = keepOld(sharing, at, member, subscribed);
    const count = counts[at] ?? 0;
    if (kept < count) tableAdd(unfilled, at);
    else if (kept > count) overfilled.push(at);
  }
  revokeOverfilled(sharing, overfilled);
  for (const member of revokeOvershared(sharing)) tableAdd(unfilled, member);
  for (const partition of wanted) sharedBy(sharing, partition);
  if (unfilled.size > 0) assignRemaining(sharing, unfilled);
}

/** What the member had of topics that are still subscribed to; how many. Kafka: revokeUnassignablePartitions. */
function keepOld(
  sharing: Sharing,
  at: number,
  { assigned: old }: MemberSpec,
  subscribed: ReadonlyMap<string, number>,
): number {
  let kept = 0;
  for (const [topicId, partitions] of Object.entries(old)) {
    const topic = subscribed.get(topicId);
    if (topic === undefined) {
      sharing.target[at]?.delete(topicId);
      continue;
    }
    for (const partition of partitions) {
      tableAdd(sharedBy(sharing, topic * stride + partition), at);
      tableAdd(heldBy(sharing, at), topic * stride + partition);
      kept += 1;
    }
  }
  return kept;
}

/** Topic by topic, as members subscribe to different ones. Kafka: SimpleHeterogeneousAssignmentBuilder.TopicAssignmentPartialBuilder. */
function shareTopic(
  spec: ShareSpec,
  topicId: string,
  target: Map<string, Set<number>>[],
): void {
  const subscribers = [...spec.members.entries()]
    .filter(([, member]) => member.topicIds.includes(topicId))
    .map(([at]) => at);
  const wanted = spec.assignable(topicId);
  const { sharing: desiredSharing, counts } = shares(wanted.length, subscribers.length);
  const desiredCounts = spec.members.map(() => 0);
  for (const [at, member] of subscribers.entries())
    desiredCounts[member] = counts[at] ?? 0;
  const sharing: Sharing = {
    partitions: intTable(capacityFor(wanted.length)),
    membersOf: new Map(),
    members: intTable(capacityFor(subscribers.length)),
    partitionsOf: new Map(),
    target,
    desiredSharing,
    desiredCounts,
    place: (partition) => [topicId, partition],
    hashOf: (partition) => partition,
  };
  for (const [at, member] of spec.members.entries())
    for (const partition of member.assigned[topicId] ?? []) {
      tableAdd(sharedBy(sharing, partition), at);
      tableAdd(heldBy(sharing, at), partition);
    }
  revokeOverfilled(
    sharing,
    spec.members.map((_, at) => at).filter((at) => sharing.partitionsOf.has(at)),
  );
  revokeOvershared(sharing);
  for (const partition of wanted)
    sharedBy(sharing, partition, capacityFor(subscribers.length));
  const unfilled = intTable(capacityFor(spec.members.length));
  for (const member of subscribers)
    if ((sharing.partitionsOf.get(member)?.size ?? 0) < (desiredCounts[member] ?? 0))
      tableAdd(unfilled, member);
  assignRemaining(sharing, unfilled);
}
