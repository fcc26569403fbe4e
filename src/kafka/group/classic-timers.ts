import { schedule, type TimerOperation } from "../coordinator/timer.ts";
import {
  type ClassicGroup,
  type ClassicMember,
  rebalanceTimeoutMs,
} from "./classic-group.ts";
import type { GroupTurn } from "./group-state.ts";

/** Timers of classic groups, by what they end. */
export const classicTimers = {
  session: "classicSession",
  join: "classicJoin",
  initialDelay: "classicInitialDelay",
  sync: "classicSync",
} as const;

export interface SessionTimer extends TimerOperation {
  readonly groupId: string;
  readonly memberId: string;
}

export interface JoinTimer extends TimerOperation {
  readonly groupId: string;
}

export interface InitialDelayTimer extends TimerOperation {
  readonly groupId: string;
  readonly delayMs: number;
  readonly remainingMs: number;
}

export interface SyncTimer extends TimerOperation {
  readonly groupId: string;
  readonly generation: number;
}

/** Kafka: GroupMetadataManager.classicGroupHeartbeatKey. */
export const heartbeatKey = (groupId: string, memberId: string): string =>
  `heartbeat-${groupId}-${memberId}`;
/** Kafka: GroupMetadataManager.classicGroupJoinKey. */
export const joinKey = (groupId: string): string => `join-${groupId}`;
/** Kafka: GroupMetadataManager.classicGroupSyncKey. */
export const syncKey = (groupId: string): string => `sync-${groupId}`;

/** A member, or an id that was given out, has so long to be heard of. */
export function scheduleSession(
  turn: GroupTurn,
  groupId: string,
  member: Pick<ClassicMember, "memberId">,
  timeoutMs: number,
): void {
  const { memberId } = member;
  const operation: SessionTimer = { kind: classicTimers.session, groupId, memberId };
  schedule(
    turn.timers,
    heartbeatKey(groupId, memberId),
    turn.nowMs + timeoutMs,
    operation,
  );
}

/** It was heard of. Kafka: GroupMetadataManager.rescheduleClassicGroupMemberHeartbeat. */
export const heardOf = (
  turn: GroupTurn,
  { groupId }: ClassicGroup,
  member: ClassicMember,
): void => scheduleSession(turn, groupId, member, member.sessionTimeoutMs);

/** The join phase ends after the longest rebalance timeout at the latest. */
export function scheduleJoin(turn: GroupTurn, group: ClassicGroup): void {
  const operation: JoinTimer = { kind: classicTimers.join, groupId: group.groupId };
  schedule(
    turn.timers,
    joinKey(group.groupId),
    turn.nowMs + rebalanceTimeoutMs(group),
    operation,
  );
}

/** A new group waits for more members. */
export function scheduleInitialDelay(
  turn: GroupTurn,
  groupId: string,
  delayMs: number,
  remainingMs: number,
): void {
  const operation: InitialDelayTimer = {
    kind: classicTimers.initialDelay,
    groupId,
    delayMs,
    remainingMs,
  };
  schedule(turn.timers, joinKey(groupId), turn.nowMs + delayMs, operation);
}

/** SyncGroup of every member is due. Kafka: GroupMetadataManager.schedulePendingSync. */
export function scheduleSync(turn: GroupTurn, group: ClassicGroup): void {
  const { groupId, generation } = group;
  const operation: SyncTimer = { kind: classicTimers.sync, groupId, generation };
  schedule(
    turn.timers,
    syncKey(groupId),
    turn.nowMs + rebalanceTimeoutMs(group),
    operation,
  );
}
