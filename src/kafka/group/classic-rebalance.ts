import {
  type CoordinatorResult,
  emptyResult,
  result,
} from "../coordinator/coordinator-result.ts";
import { cancel } from "../coordinator/timer.ts";
import { errors } from "../error-codes.ts";
import {
  completeJoin,
  completeSync,
  generationBody,
  memberList,
  syncBody,
} from "./classic-answers.ts";
import {
  type ClassicGroup,
  canRebalance,
  emptyBytes,
  hasAllMembersJoined,
  membersOf,
  rebalanceTimeoutMs,
  transitionTo,
} from "./classic-group.ts";
import { electJoinedLeader, removeMember } from "./classic-member.ts";
import { initNextGeneration } from "./classic-protocols.ts";
import { tellMember, tellRebalance, tellState } from "./classic-reports.ts";
import {
  heardOf,
  heartbeatKey,
  joinKey,
  scheduleInitialDelay,
  scheduleJoin,
  scheduleSync,
  syncKey,
} from "./classic-timers.ts";
import { groupNumber } from "./group-config.ts";
import { groupMetadataRecord } from "./group-records.ts";
import type { GroupTurn } from "./group-state.ts";

const initialDelayConfig = "group.initial.rebalance.delay.ms";

/** Kafka: GroupMetadataManager.maybePrepareRebalanceOrCompleteJoin. */
export const rebalanceOrCompleteJoin = (
  turn: GroupTurn,
  group: ClassicGroup,
  reason: string,
): CoordinatorResult =>
  canRebalance(group)
    ? prepareRebalance(turn, group, reason)
    : maybeCompleteJoinPhase(turn, group);

/** Everybody is asked to join anew; the first members of a group are given time to become more. Kafka: GroupMetadataManager.prepareRebalance. */
export function prepareRebalance(
  turn: GroupTurn,
  group: ClassicGroup,
  reason: string,
): CoordinatorResult {
  if (group.state === "CompletingRebalance")
    propagateError(turn, group, errors.REBALANCE_IN_PROGRESS);
  group.pendingSync = [];
  cancel(turn.timers, syncKey(group.groupId));
  const isInitial = group.state === "Empty";
  if (isInitial) {
    const delayMs = groupNumber(turn, initialDelayConfig);
    const remainingMs = Math.max(rebalanceTimeoutMs(group) - delayMs, 0);
    scheduleInitialDelay(turn, group.groupId, delayMs, remainingMs);
  }
  transitionTo(group, "PreparingRebalance", turn.nowMs);
  tellState(turn, group);
  tellRebalance(turn, group, reason);
  if (isInitial) return emptyResult;
  if (hasAllMembersJoined(group)) return completeJoinPhase(turn, group);
  scheduleJoin(turn, group);
  return emptyResult;
}

/** Kafka: GroupMetadataManager.resetAndPropagateAssignmentWithError. */
export function propagateError(
  turn: GroupTurn,
  group: ClassicGroup,
  error: number,
): void {
  for (const member of membersOf(group)) member.assignment = emptyBytes;
  propagate(turn, group, error);
}

/** Kafka: GroupMetadataManager.setAndPropagateAssignment. */
export function propagateAssignment(
  turn: GroupTurn,
  group: ClassicGroup,
  assignments: (memberId: string) => Uint8Array,
): void {
  for (const member of membersOf(group)) member.assignment = assignments(member.memberId);
  propagate(turn, group, 0);
}

function propagate(turn: GroupTurn, group: ClassicGroup, error: number): void {
  for (const member of membersOf(group)) {
    const body = syncBody({
      errorCode: error,
      protocolName: error === 0 ? group.protocol : null,
      protocolType: error === 0 ? group.protocolType : null,
      assignment: member.assignment,
    });
    // Its session was not watched while it waited.
    if (completeSync(turn, member, body)) heardOf(turn, group, member);
  }
}

/** The join phase ends when nobody is missing, but never the first one of a group. Kafka: GroupMetadataManager.maybeCompleteJoinPhase. */
export const maybeCompleteJoinPhase = (
  turn: GroupTurn,
  group: ClassicGroup,
): CoordinatorResult =>
  group.state === "PreparingRebalance" &&
  group.previousState !== "Empty" &&
  hasAllMembersJoined(group)
    ? completeJoinPhase(turn, group)
    : emptyResult;

/** The time of a first rebalance is over, unless somebody joined meanwhile. Kafka: GroupMetadataManager.tryCompleteInitialRebalanceElseSchedule. */
export function initialDelayOver(
  turn: GroupTurn,
  group: ClassicGroup,
  delayMs: number,
  remainingMs: number,
): CoordinatorResult {
  if (!group.newMemberAdded || remainingMs === 0) return completeJoinPhase(turn, group);
  group.newMemberAdded = false;
  const newDelayMs = Math.min(groupNumber(turn, initialDelayConfig), remainingMs);
  const newRemainingMs = Math.max(remainingMs - delayMs, 0);
  scheduleInitialDelay(turn, group.groupId, newDelayMs, newRemainingMs);
  return emptyResult;
}

/** A generation begins with those who have joined. Kafka: GroupMetadataManager.completeClassicGroupJoin. */
export function completeJoinPhase(
  turn: GroupTurn,
  group: ClassicGroup,
): CoordinatorResult {
  const { groupId } = group;
  cancel(turn.timers, joinKey(groupId));
  removeMissing(turn, group);
  if (group.state === "Dead") return emptyResult;
  if (!electJoinedLeader(group) && group.memberCount > 0) {
    scheduleJoin(turn, group);
    return emptyResult;
  }
  initNextGeneration(group, turn.nowMs);
  tellState(turn, group);
  if (group.state === "Empty")
    return {
      ...result([groupMetadataRecord(group, () => emptyBytes)], null),
      replay: false,
    };
  for (const member of membersOf(group)) {
    const members = group.leader === member.memberId ? memberList(group) : [];
    completeJoin(turn, group, member, generationBody(group, member.memberId, members));
    heardOf(turn, group, member);
    member.isNew = false;
    group.pendingSync.push(member.memberId);
  }
  scheduleSync(turn, group);
  return emptyResult;
}

/** Dynamic members that did not rejoin are out; static ones keep their place. */
function removeMissing(turn: GroupTurn, group: ClassicGroup): void {
  for (const member of membersOf(group)) {
    if (member.awaitingJoin !== null || member.instanceId !== null) continue;
    removeMember(group, member.memberId);
    cancel(turn.timers, heartbeatKey(group.groupId, member.memberId));
    tellMember(turn, group, member, {
      what: "expired",
      reason: "it did not rejoin within the rebalance timeout",
    });
  }
}

/** Members whose SyncGroup did not come in time are out. Kafka: GroupMetadataManager.expirePendingSync. */
export function syncOverdue(
  turn: GroupTurn,
  group: ClassicGroup,
  generation: number,
): CoordinatorResult {
  const waits = group.state === "CompletingRebalance" || group.state === "Stable";
  if (generation !== group.generation || !waits || group.pendingSync.length === 0)
    return emptyResult;
  const missing = group.pendingSync;
  for (const member of membersOf(group)) {
    if (!missing.includes(member.memberId)) continue;
    removeMember(group, member.memberId);
    cancel(turn.timers, heartbeatKey(group.groupId, member.memberId));
    tellMember(turn, group, member, {
      what: "expired",
      reason: "its SyncGroup did not come within the rebalance timeout",
    });
  }
  return prepareRebalance(
    turn,
    group,
    `Removing [${missing.join(", ")}] on pending sync request expiration`,
  );
}
