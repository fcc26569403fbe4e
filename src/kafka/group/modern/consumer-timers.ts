import {
  cancel,
  isScheduled,
  schedule,
  type TimerOperation,
} from "../../coordinator/timer.ts";
import type { GroupTurn } from "../group-state.ts";
import { sessionTimeoutMs } from "./consumer-config.ts";
import type { ConsumerMember } from "./consumer-member.ts";

/** Timers of consumer groups, by what they end. */
export const consumerTimers = {
  /** A member was not heard of, or a classic one did not join or sync in time. */
  member: "consumerMember",
  rebalance: "consumerRebalance",
  regex: "consumerRegex",
} as const;

/** Fences a member; `reason` in Kafka's words. */
export interface MemberTimer extends TimerOperation {
  readonly groupId: string;
  readonly memberId: string;
  readonly reason: string;
}

/** Fences a member that is in this epoch still. */
export interface RebalanceTimer extends TimerOperation {
  readonly groupId: string;
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly timeoutMs: number;
}

/** Resolves regular expressions beside the coordinator. */
export interface RegexTimer extends TimerOperation {
  readonly groupId: string;
  readonly regexes: readonly string[];
}

/** Kafka: GroupMetadataManager.groupSessionTimeoutKey. */
export const sessionKey = (groupId: string, memberId: string): string =>
  `session-timeout-${groupId}-${memberId}`;
/** Kafka: GroupMetadataManager.groupRebalanceTimeoutKey. */
const rebalanceKey = (groupId: string, memberId: string): string =>
  `rebalance-timeout-${groupId}-${memberId}`;
/** Kafka: GroupMetadataManager.consumerGroupJoinKey. */
const joinKey = (groupId: string, memberId: string): string =>
  `join-timeout-${groupId}-${memberId}`;
/** Kafka: GroupMetadataManager.consumerGroupSyncKey. */
const syncKey = (groupId: string, memberId: string): string =>
  `sync-timeout-${groupId}-${memberId}`;
export const regexKey = (groupId: string): string => `${groupId}-regex`;

/** A member was heard of. Kafka: GroupMetadataManager.scheduleConsumerGroupSessionTimeout. */
export function scheduleMemberSession(
  turn: GroupTurn,
  groupId: string,
  memberId: string,
  timeoutMs: number = sessionTimeoutMs(turn, groupId),
): void {
  const operation: MemberTimer = {
    kind: consumerTimers.member,
    groupId,
    memberId,
    reason: "the member session expired.",
  };
  schedule(turn.timers, sessionKey(groupId, memberId), turn.nowMs + timeoutMs, operation);
}

/** It has its rebalance timeout to give up what it has to. Kafka: GroupMetadataManager.scheduleConsumerGroupRebalanceTimeout. */
export function scheduleRevocation(
  turn: GroupTurn,
  groupId: string,
  { memberId, memberEpoch, rebalanceTimeoutMs }: ConsumerMember,
): void {
  const operation: RebalanceTimer = {
    kind: consumerTimers.rebalance,
    groupId,
    memberId,
    memberEpoch,
    timeoutMs: rebalanceTimeoutMs,
  };
  const deadlineMs = turn.nowMs + rebalanceTimeoutMs;
  schedule(turn.timers, rebalanceKey(groupId, memberId), deadlineMs, operation);
}

export const cancelRevocation = (
  turn: GroupTurn,
  groupId: string,
  memberId: string,
): void => cancel(turn.timers, rebalanceKey(groupId, memberId));

/** A classic member is to join again. Kafka: GroupMetadataManager.scheduleConsumerGroupJoinTimeoutIfAbsent. */
export function scheduleClassicJoin(
  turn: GroupTurn,
  groupId: string,
  { memberId, rebalanceTimeoutMs }: ConsumerMember,
): void {
  const key = joinKey(groupId, memberId);
  if (isScheduled(turn.timers, key)) return;
  const operation: MemberTimer = {
    kind: consumerTimers.member,
    groupId,
    memberId,
    reason: "the classic member failed to join within the rebalance timeout.",
  };
  schedule(turn.timers, key, turn.nowMs + rebalanceTimeoutMs, operation);
}

export const cancelClassicJoin = (
  turn: GroupTurn,
  groupId: string,
  memberId: string,
): void => cancel(turn.timers, joinKey(groupId, memberId));

/** A classic member is to fetch its assignment. Kafka: GroupMetadataManager.scheduleConsumerGroupSyncTimeout. */
export function scheduleClassicSync(
  turn: GroupTurn,
  groupId: string,
  { memberId, rebalanceTimeoutMs }: ConsumerMember,
): void {
  const operation: MemberTimer = {
    kind: consumerTimers.member,
    groupId,
    memberId,
    reason: "the member failed to sync within timeout.",
  };
  const deadlineMs = turn.nowMs + rebalanceTimeoutMs;
  schedule(turn.timers, syncKey(groupId, memberId), deadlineMs, operation);
}

export const cancelClassicSync = (
  turn: GroupTurn,
  groupId: string,
  memberId: string,
): void => cancel(turn.timers, syncKey(groupId, memberId));

/** Kafka: GroupMetadataManager.cancelTimers. */
export function cancelMemberTimers(
  turn: GroupTurn,
  groupId: string,
  memberId: string,
): void {
  cancel(turn.timers, sessionKey(groupId, memberId));
  cancelRevocation(turn, groupId, memberId);
  cancelClassicJoin(turn, groupId, memberId);
  cancelClassicSync(turn, groupId, memberId);
}
