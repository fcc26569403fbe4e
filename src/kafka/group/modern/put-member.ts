import { drop, type Journal, put } from "../../coordinator/journal.ts";
import { keyOf } from "../group-state.ts";
import { type ConsumerGroup, ownerKey } from "./consumer-group.ts";
import type { ConsumerMember } from "./consumer-member.ts";
import { eachPartition, epochOf } from "./partition-epochs.ts";

/** Puts a member with everything that is counted over members. Kafka: ConsumerGroup.updateMember. */
export function putMember(
  journal: Journal,
  group: ConsumerGroup,
  member: ConsumerMember,
): void {
  const key = keyOf(member.memberId);
  const before = group.members[key];
  put(journal, group.members, key, member);
  if (before === undefined)
    put(journal, group.numbers, "members", group.numbers.members + 1);
  countClassic(journal, group, before, member);
  countRegex(journal, group, before, member);
  updateOwners(journal, group, before, member);
  if (
    member.instanceId !== null &&
    group.staticMembers[keyOf(member.instanceId)] !== member.memberId
  )
    put(journal, group.staticMembers, keyOf(member.instanceId), member.memberId);
}

/** Kafka: ConsumerGroup.removeMember. */
export function removeMember(
  journal: Journal,
  group: ConsumerGroup,
  member: ConsumerMember,
): void {
  drop(journal, group.members, keyOf(member.memberId));
  put(journal, group.numbers, "members", group.numbers.members - 1);
  countClassic(journal, group, member, undefined);
  countRegex(journal, group, member, undefined);
  updateOwners(journal, group, member, undefined);
  const { instanceId } = member;
  if (instanceId !== null && group.staticMembers[keyOf(instanceId)] === member.memberId)
    drop(journal, group.staticMembers, keyOf(instanceId));
}

type MaybeMember = ConsumerMember | undefined;

function countClassic(
  journal: Journal,
  group: ConsumerGroup,
  before: MaybeMember,
  after: MaybeMember,
): void {
  const one = (member: MaybeMember): number => (member?.classic ? 1 : 0);
  const more = one(after) - one(before);
  if (more !== 0)
    put(journal, group.numbers, "classicMembers", group.numbers.classicMembers + more);
}

function countRegex(
  journal: Journal,
  { regexMembers }: ConsumerGroup,
  before: MaybeMember,
  after: MaybeMember,
): void {
  const [from, to] = [before?.topicRegex ?? "", after?.topicRegex ?? ""];
  if (from === to) return;
  if (from !== "") {
    const left = (regexMembers[keyOf(from)] ?? 1) - 1;
    if (left === 0) drop(journal, regexMembers, keyOf(from));
    else put(journal, regexMembers, keyOf(from), left);
  }
  if (to !== "")
    put(journal, regexMembers, keyOf(to), (regexMembers[keyOf(to)] ?? 0) + 1);
}

const holds = (member: MaybeMember, topicId: string, partition: number): boolean =>
  member !== undefined &&
  (epochOf(member.assigned, topicId, partition) !== undefined ||
    epochOf(member.pendingRevocation, topicId, partition) !== undefined);

/** A partition to be given up still counts as held. Kafka: ConsumerGroup.maybeUpdatePartitionEpoch. */
function updateOwners(
  journal: Journal,
  { owners }: ConsumerGroup,
  before: MaybeMember,
  after: MaybeMember,
): void {
  // Most records of a member say nothing of its partitions.
  if (
    before?.assigned === after?.assigned &&
    before?.pendingRevocation === after?.pendingRevocation
  )
    return;
  for (const [topicId, partition] of allHeld(before)) {
    if (holds(after, topicId, partition)) continue;
    const key = ownerKey(topicId, partition);
    if (owners[key] === keyOf(before?.memberId ?? "")) drop(journal, owners, key);
  }
  const mine = keyOf(after?.memberId ?? "");
  for (const [topicId, partition] of allHeld(after)) {
    const key = ownerKey(topicId, partition);
    if (owners[key] !== mine) put(journal, owners, key, mine);
  }
}

function* allHeld(member: MaybeMember): ReturnType<typeof eachPartition> {
  if (member === undefined) return;
  yield* eachPartition(member.assigned);
  yield* eachPartition(member.pendingRevocation);
}
