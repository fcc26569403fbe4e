import {
  type CoordinatorResult,
  emptyResult,
} from "../../coordinator/coordinator-result.ts";
import type {
  ContinuationHandler,
  TimerHandler,
  TopicChange,
} from "../../coordinator/role.ts";
import type { GroupTurn } from "../group-state.ts";
import { initializeShare, shareInitialized } from "./initialize-share.ts";
import type { ShareGroup } from "./share-group.ts";
import { shareTopicsRecord } from "./share-group-records.ts";
import { shareSessionOver } from "./share-leave.ts";
import { alterShare, deleteShare, shareAltered, shareDeleted } from "./share-offsets.ts";
import { shareRules } from "./share-rules.ts";
import { scheduleShareSession, shareSessionTimer } from "./share-session-timer.ts";

/** What is done when timers of share groups fire. */
export const shareTimerHandlers: Record<string, TimerHandler> = {
  [shareSessionTimer]: shareSessionOver,
};

/** How operations on share groups go on. */
export const shareContinuations: Record<string, ContinuationHandler> = {
  initializeShare,
  shareInitialized,
  alterShare,
  shareAltered,
  deleteShare,
  shareDeleted,
  shareGroupDeleted: () => emptyResult,
};

/** Sessions begin anew on a new coordinator. Kafka: GroupMetadataManager.onLoaded. */
export function shareGroupLoaded(turn: GroupTurn, group: ShareGroup): void {
  for (const { memberId } of Object.values(group.members))
    scheduleShareSession(turn, group.groupId, memberId);
}

/** Kafka: GroupMetadataManager.onNewMetadataImage, maybeCleanupShareGroupState. */
export function shareTopicsChanged(
  group: ShareGroup,
  changes: readonly TopicChange[],
): CoordinatorResult["records"] {
  if (changes.some(({ name }) => shareRules.isSubscribedTo(group, name))) {
    group.refreshDeadlineMs = 0;
    group.refreshEpoch = 0;
  }
  const gone = changes.filter(({ deleted }) => deleted).map(({ topicId }) => topicId);
  const { initializing, initialized, deleting } = group.topics.now;
  const known = [initializing, initialized, deleting].flatMap(Object.keys);
  if (!known.some((topicId) => gone.includes(topicId))) return [];
  const kept = <Value>(
    topics: Readonly<Record<string, Value>>,
  ): Readonly<Record<string, Value>> =>
    Object.fromEntries(
      Object.entries(topics).filter(([topicId]) => !gone.includes(topicId)),
    );
  const topics = {
    initializing: kept(initializing),
    initialized: kept(initialized),
    deleting: kept(deleting),
  };
  return [shareTopicsRecord(group.groupId, topics)];
}
