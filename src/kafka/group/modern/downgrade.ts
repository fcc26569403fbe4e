import type { CoordinatorRecord } from "../../coordinator/coordinator-record.ts";
import { type ClassicGroup, classicGroup, membersOf } from "../classic-group.ts";
import { addMember, metadataOf } from "../classic-member.ts";
import {
  consumerProtocolType,
  selectProtocol,
  subscribedTopics,
} from "../classic-protocols.ts";
import { prepareRebalance } from "../classic-rebalance.ts";
import { heardOf } from "../classic-timers.ts";
import { groupNumber } from "../group-config.ts";
import { currentGroupRecord } from "../group-records.ts";
import { type GroupTurn, keyOf, putGroup } from "../group-state.ts";
import { migrationPolicy } from "./consumer-config.ts";
import type { ConsumerGroup } from "./consumer-group.ts";
import { type ConsumerMember, classicProtocol } from "./consumer-member.ts";
import { cancelMemberTimers } from "./consumer-timers.ts";
import { assignmentBytes, subscriptionOf } from "./embedded-protocol.ts";
import { consumerGroupTombstones } from "./group-tombstones.ts";

/** Whether only members of the classic protocol are left without these. */
function onlyClassicLeft(
  { numbers }: ConsumerGroup,
  without: readonly ConsumerMember[],
): boolean {
  return (
    without.every(({ classic }) => classic === null) &&
    numbers.classicMembers === numbers.members - without.length
  );
}

const classicMaxSize = (turn: GroupTurn): number => groupNumber(turn, "group.max.size");

/** Kafka: GroupMetadataManager.validateOnlineDowngradeWithFencedMembers. */
export function canDowngradeWithout(
  turn: GroupTurn,
  group: ConsumerGroup,
  fenced: readonly ConsumerMember[],
): boolean {
  const left = group.numbers.members - fenced.length;
  return (
    left > 0 &&
    onlyClassicLeft(group, fenced) &&
    migrationPolicy(turn).downgrade &&
    left <= classicMaxSize(turn)
  );
}

/** Kafka: GroupMetadataManager.validateOnlineDowngradeWithReplacedMember. */
export const canDowngradeReplacing = (
  turn: GroupTurn,
  group: ConsumerGroup,
  replaced: ConsumerMember,
): boolean =>
  onlyClassicLeft(group, [replaced]) &&
  migrationPolicy(turn).downgrade &&
  group.numbers.members <= classicMaxSize(turn);

/** Who goes, and who comes in the place of whom. */
export interface DowngradeChange {
  readonly leaving: readonly ConsumerMember[];
  readonly joining: ConsumerMember | null;
  /** The subscription changed, so the members have to rebalance. */
  readonly rebalance: boolean;
}

/**
 * The last member of the consumer protocol is gone: the group becomes a classic one. The state is changed at once; the
 * records must not be replayed. Kafka: GroupMetadataManager.convertToClassicGroup, ClassicGroup.fromConsumerGroup.
 */
export function downgradeGroup(
  turn: GroupTurn,
  group: ConsumerGroup,
  change: DowngradeChange,
): CoordinatorRecord[] {
  const { groupId } = group;
  const gone = new Set(change.leaving.map(({ memberId }) => memberId));
  const members = Object.values(group.members).filter(
    ({ memberId }) => !gone.has(memberId),
  );
  if (change.joining !== null) members.push(change.joining);
  const classic = classicOf(turn, group, members);
  for (const { memberId } of Object.values(group.members))
    cancelMemberTimers(turn, groupId, memberId);
  putGroup(turn, classic);
  const records = [
    ...consumerGroupTombstones(group, change),
    currentGroupRecord(classic),
  ];
  for (const member of membersOf(classic)) heardOf(turn, classic, member);
  if (change.joining === null || change.rebalance) {
    const reason = `Downgrade group ${groupId} from consumer to classic.`;
    records.push(...prepareRebalance(turn, classic, reason).records);
  }
  return records;
}

function classicOf(
  turn: GroupTurn,
  group: ConsumerGroup,
  members: readonly ConsumerMember[],
): ClassicGroup {
  const classic: ClassicGroup = {
    ...classicGroup(group.groupId, turn.nowMs),
    state: "Stable",
    generation: group.numbers.groupEpoch,
    protocolType: consumerProtocolType,
  };
  for (const member of members)
    addMember(classic, {
      memberId: member.memberId,
      instanceId: member.instanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      rebalanceTimeoutMs: member.rebalanceTimeoutMs,
      sessionTimeoutMs: member.classic?.sessionTimeoutMs ?? 0,
      protocolType: consumerProtocolType,
      protocols: member.classic?.protocols ?? [classicProtocol(member)],
      assignment: new Uint8Array(0),
      awaitingJoin: null,
      awaitingSync: null,
      isNew: false,
    });
  classic.protocol = selectProtocol(classic);
  classic.subscribedTopics = subscribedTopics(classic);
  for (const member of membersOf(classic)) {
    const version = subscriptionOf(metadataOf(member, classic.protocol))?.version ?? 0;
    member.assignment = assignmentBytes(turn.cluster, targetFor(group, member), version);
  }
  return classic;
}

/** Whoever takes a static member's place takes its target. */
function targetFor(
  { target, staticMembers }: ConsumerGroup,
  {
    memberId,
    instanceId,
  }: { readonly memberId: string; readonly instanceId: string | null },
): ConsumerGroup["target"][string] {
  const holder = instanceId === null ? undefined : staticMembers[keyOf(instanceId)];
  return target[keyOf(memberId)] ?? target[keyOf(holder ?? memberId)] ?? {};
}
