import { cancel, schedule, type TimerOperation } from "../../coordinator/timer.ts";
import type { GroupTurn } from "../group-state.ts";
import { shareNumber } from "./share-config.ts";

/** A member of a share group was not heard of. */
export const shareSessionTimer = "shareSession";

/** Fences a member. */
export interface ShareSessionOver extends TimerOperation {
  readonly groupId: string;
  readonly memberId: string;
}

/** Kafka: GroupMetadataManager.groupSessionTimeoutKey. */
export const shareSessionKey = (groupId: string, memberId: string): string =>
  `session-timeout-${groupId}-${memberId}`;

/** A member was heard of. Kafka: GroupMetadataManager.scheduleShareGroupSessionTimeout. */
export function scheduleShareSession(
  turn: GroupTurn,
  groupId: string,
  memberId: string,
): void {
  const deadlineMs = turn.nowMs + shareNumber(turn, groupId, "session.timeout.ms");
  const over: ShareSessionOver = { kind: shareSessionTimer, groupId, memberId };
  schedule(turn.timers, shareSessionKey(groupId, memberId), deadlineMs, over);
}

/** Kafka: GroupMetadataManager.cancelTimers. */
export const cancelShareSession = (
  turn: GroupTurn,
  groupId: string,
  memberId: string,
): void => cancel(turn.timers, shareSessionKey(groupId, memberId));
