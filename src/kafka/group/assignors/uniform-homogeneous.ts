import { javaHashOrder } from "../../java-hash-set.ts";
import { uuidHash } from "../uuid-order.ts";
import {
  assigned,
  failed,
  type GroupAssignment,
  type GroupSpec,
  type MemberSpec,
  type TopicPartitions,
} from "./group-spec.ts";
import { missingTopic } from "./missing-topic.ts";

type Unassigned = readonly [topicId: string, partition: number];

/** What is left to do after the members kept what they may. */
interface Progress {
  readonly target: Map<string, TopicPartitions>;
  readonly unassigned: Unassigned[];
  readonly unfilled: { readonly memberId: string; readonly room: number }[];
}

/** All members subscribe to the same topics. Kafka: UniformHomogeneousAssignmentBuilder. */
export function assignUniformHomogeneous(spec: GroupSpec): GroupAssignment {
  const topicIds = javaHashOrder(spec.members[0]?.topicIds ?? [], uuidHash);
  if (topicIds.length === 0) return assigned(new Map());
  const unassigned: Unassigned[] = [];
  let total = 0;
  for (const topicId of topicIds) {
    const partitions = spec.partitionsOf(topicId);
    if (partitions === -1) return failed(missingTopic(topicId));
    for (let partition = 0; partition < partitions; partition++)
      if (!spec.isAssigned(topicId, partition)) unassigned.push([topicId, partition]);
    total += partitions;
  }
  const progress: Progress = { target: new Map(), unassigned, unfilled: [] };
  keepAssigned(spec, { topicIds: new Set(topicIds), total }, progress);
  return fill(progress);
}

/** Kafka: UniformHomogeneousAssignmentBuilder.maybeRevokePartitions. */
function keepAssigned(
  { members }: GroupSpec,
  subscribed: { readonly topicIds: ReadonlySet<string>; readonly total: number },
  progress: Progress,
): void {
  const least = Math.floor(subscribed.total / members.length);
  let extra = subscribed.total % members.length;
  for (const [at, member] of members.entries()) {
    const mayHaveExtra = extra > 0;
    const quota = least + (mayHaveExtra ? 1 : 0);
    let room = quota - keepUpTo(member, quota, subscribed.topicIds, progress);
    // A larger share that is not used up goes back while there are more members left than larger shares.
    if (mayHaveExtra && room > 0 && members.length - at > extra) room -= 1;
    else if (mayHaveExtra) extra -= 1;
    if (room > 0) progress.unfilled.push({ memberId: member.memberId, room });
  }
}

/** Keeps up to `quota` of what the member has, the rest is to be given out; returns how many it kept. */
function keepUpTo(
  { memberId, assigned: before }: MemberSpec,
  quota: number,
  topicIds: ReadonlySet<string>,
  { target, unassigned }: Progress,
): number {
  const kept: Record<string, readonly number[]> = {};
  let count = 0;
  for (const [topicId, partitions] of Object.entries(before)) {
    if (!topicIds.has(topicId)) continue;
    const room = quota - count;
    const keeps = partitions.length <= room ? partitions : partitions.slice(0, room);
    for (const partition of partitions.slice(room)) unassigned.push([topicId, partition]);
    if (keeps.length > 0) kept[topicId] = keeps;
    count += keeps.length;
  }
  target.set(memberId, kept);
  return count;
}

/** Kafka: UniformHomogeneousAssignmentBuilder.assignRemainingPartitions. */
function fill({ target, unassigned, unfilled }: Progress): GroupAssignment {
  let next = 0;
  for (const { memberId, room } of unfilled) {
    const more = unassigned.slice(next, next + room);
    next += more.length;
    if (more.length > 0) target.set(memberId, added(target.get(memberId) ?? {}, more));
  }
  return next < unassigned.length
    ? failed("Partitions were left unassigned")
    : assigned(target);
}

function added(before: TopicPartitions, more: readonly Unassigned[]): TopicPartitions {
  const all: Record<string, number[]> = {};
  for (const topicId of Object.keys(before)) all[topicId] = [...(before[topicId] ?? [])];
  for (const [topicId, partition] of more) {
    const partitions = all[topicId];
    // Two members may both have had it in their target: a set holds it once.
    if (partitions === undefined) all[topicId] = [partition];
    else if (!partitions.includes(partition)) partitions.push(partition);
  }
  return all;
}
