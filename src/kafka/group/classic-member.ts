import { javaStringSet } from "../java-hash-set.ts";
import {
  type ClassicGroup,
  type ClassicMember,
  emptyBytes,
  memberOf,
  membersOf,
  type OfferedProtocol,
} from "./classic-group.ts";
import { keyOf } from "./group-state.ts";

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

/** Whether the member offers the very same. Kafka: ClassicGroupMember.matches. */
export const offersSame = (
  { protocols }: ClassicMember,
  offered: readonly OfferedProtocol[],
): boolean =>
  protocols.length === offered.length &&
  protocols.every(({ name, metadata }, i) => {
    const other = offered[i];
    return other?.name === name && sameBytes(other.metadata, metadata);
  });

/** What it says under a protocol. Kafka: ClassicGroupMember.metadata. */
export const metadataOf = ({ protocols }: ClassicMember, protocol: string): Uint8Array =>
  protocols.find(({ name }) => name === protocol)?.metadata ?? emptyBytes;

/** Whether its silence is no reason to remove it. Kafka: ClassicGroupMember.hasSatisfiedHeartbeat. */
export const hasSatisfiedHeartbeat = (member: ClassicMember): boolean =>
  !member.isNew && (member.awaitingJoin !== null || member.awaitingSync !== null);

function count(group: ClassicGroup, { protocols }: ClassicMember, by: number): void {
  for (const { name } of protocols) {
    const key = keyOf(name);
    group.supported[key] = (group.supported[key] ?? 0) + by;
  }
}

/** Kafka: ClassicGroup.add. */
export function addMember(group: ClassicGroup, member: ClassicMember): void {
  if (member.instanceId !== null)
    group.staticMembers[keyOf(member.instanceId)] = member.memberId;
  if (group.memberCount === 0) group.protocolType = member.protocolType;
  group.leader ??= member.memberId;
  group.members[keyOf(member.memberId)] = member;
  group.memberCount++;
  count(group, member, 1);
  if (member.awaitingJoin !== null) group.awaitingJoin++;
  removePending(group, member.memberId);
}

const without = (ids: string[], id: string): string[] =>
  ids.includes(id) ? ids.filter((each) => each !== id) : ids;

function removePending(group: ClassicGroup, memberId: string): void {
  group.pendingJoin = without(group.pendingJoin, memberId);
}

export function removePendingSync(group: ClassicGroup, memberId: string): void {
  group.pendingSync = without(group.pendingSync, memberId);
}

/** Takes a member, or an id that was only given, out; a leader is followed by the first of the others. Kafka: ClassicGroup.remove. */
export function removeMember(group: ClassicGroup, memberId: string): void {
  const member = memberOf(group, memberId);
  if (member !== undefined) {
    delete group.members[keyOf(memberId)];
    group.memberCount--;
    count(group, member, -1);
    if (member.awaitingJoin !== null) group.awaitingJoin--;
    if (member.instanceId !== null) delete group.staticMembers[keyOf(member.instanceId)];
  }
  if (group.leader === memberId)
    group.leader = orderedMembers(group)[0]?.memberId ?? null;
  removePending(group, memberId);
  removePendingSync(group, memberId);
}

/** In the order of Java's HashMap, which decides who follows a leader. */
export const orderedMembers = (group: ClassicGroup): ClassicMember[] => {
  const members = membersOf(group);
  if (members.length < 2) return members;
  const ids = javaStringSet(members.map(({ memberId }) => memberId));
  return ids.flatMap((id) => memberOf(group, id) ?? []);
};

/** A static member under its new id; who waited as the old one is fenced by the caller. Kafka: ClassicGroup.replaceStaticMember. */
export function replaceStaticMember(
  group: ClassicGroup,
  old: ClassicMember,
  newMemberId: string,
): ClassicMember {
  delete group.members[keyOf(old.memberId)];
  const member: ClassicMember = {
    ...old,
    memberId: newMemberId,
    awaitingJoin: null,
    awaitingSync: null,
    isNew: false,
  };
  group.members[keyOf(newMemberId)] = member;
  if (group.leader === old.memberId) group.leader = newMemberId;
  if (old.instanceId !== null) group.staticMembers[keyOf(old.instanceId)] = newMemberId;
  return member;
}

/** Kafka: ClassicGroup.updateMember. */
export function updateMember(
  group: ClassicGroup,
  member: ClassicMember,
  to: Pick<
    ClassicMember,
    "protocols" | "rebalanceTimeoutMs" | "sessionTimeoutMs" | "awaitingJoin"
  >,
): void {
  count(group, member, -1);
  member.protocols = to.protocols;
  count(group, member, 1);
  member.rebalanceTimeoutMs = to.rebalanceTimeoutMs;
  member.sessionTimeoutMs = to.sessionTimeoutMs;
  group.awaitingJoin +=
    (to.awaitingJoin === null ? 0 : 1) - (member.awaitingJoin === null ? 0 : 1);
  member.awaitingJoin = to.awaitingJoin;
}

/** A leader that has not rejoined is followed by one that has; whether there is such a one. Kafka: ClassicGroup.maybeElectNewJoinedLeader. */
export function electJoinedLeader(group: ClassicGroup): boolean {
  if (group.leader === null) return false;
  const leader = memberOf(group, group.leader);
  if (leader !== undefined && leader.awaitingJoin !== null) return true;
  const joined = orderedMembers(group).find(({ awaitingJoin }) => awaitingJoin !== null);
  if (joined === undefined) return false;
  group.leader = joined.memberId;
  return true;
}
