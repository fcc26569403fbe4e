import type { CoordinatorRecord } from "../coordinator/coordinator-record.ts";
import {
  type CoordinatorResult,
  emptyResult,
  result,
} from "../coordinator/coordinator-result.ts";
import { complete } from "../coordinator/responder.ts";
import type {
  ContinuationHandler,
  CoordinatorRole,
  TimerHandler,
  TopicChange,
} from "../coordinator/role.ts";
import { errors } from "../error-codes.ts";
import { completeJoin, completeSync, joinBody, syncBody } from "./classic-answers.ts";
import { type ClassicGroup, membersOf, transitionTo } from "./classic-group.ts";
import { sessionOver } from "./classic-heartbeat.ts";
import type { EmptyGroupStored } from "./classic-join.ts";
import {
  completeJoinPhase,
  initialDelayOver,
  prepareRebalance,
  syncOverdue,
} from "./classic-rebalance.ts";
import { staticMemberStored } from "./classic-static.ts";
import { assignmentStored } from "./classic-sync.ts";
import {
  classicTimers,
  heardOf,
  type InitialDelayTimer,
  type JoinTimer,
  type SessionTimer,
  type SyncTimer,
} from "./classic-timers.ts";
import { metadataError } from "./classic-validate.ts";
import type { OffsetsStored } from "./commit-offsets.ts";
import {
  expireOffsets,
  expiryTimer,
  forgetTopics,
  scheduleExpiry,
} from "./expire-offsets.ts";
import { groupNumber } from "./group-config.ts";
import { type GroupTurn, groupOf, groupState } from "./group-state.ts";
import {
  consumerGroupLoaded,
  consumerTimerHandlers,
  consumerTopicsChanged,
} from "./modern/consumer-role.ts";
import { replayRecord } from "./replay.ts";
import {
  shareContinuations,
  shareGroupLoaded,
  shareTimerHandlers,
  shareTopicsChanged,
} from "./share/share-group-role.ts";

type OnClassic<Operation> = (
  turn: GroupTurn,
  group: ClassicGroup,
  operation: Operation,
) => CoordinatorResult;

/** A timer of a group that may be gone, or of another type, by now. */
const onClassic =
  <Operation extends { readonly groupId: string }>(handler: OnClassic<Operation>) =>
  (turn: GroupTurn, operation: Operation): CoordinatorResult => {
    const group = groupOf(turn, operation.groupId);
    return group?.type === "classic" ? handler(turn, group, operation) : emptyResult;
  };

const timers: Record<string, TimerHandler> = {
  [classicTimers.session]: onClassic<SessionTimer>((turn, group, { memberId }) =>
    sessionOver(turn, group, memberId),
  ),
  [classicTimers.join]: onClassic<JoinTimer>(completeJoinPhase),
  [classicTimers.initialDelay]: onClassic<InitialDelayTimer>(
    (turn, group, { delayMs, remainingMs }) =>
      initialDelayOver(turn, group, delayMs, remainingMs),
  ),
  [classicTimers.sync]: onClassic<SyncTimer>((turn, group, { generation }) =>
    syncOverdue(turn, group, generation),
  ),
  [expiryTimer]: expireOffsets,
  ...consumerTimerHandlers,
  ...shareTimerHandlers,
};

const continuations: Record<string, ContinuationHandler> = {
  ...shareContinuations,
  assignmentStored,
  staticMemberStored: (turn: GroupTurn, stored: never, error) => {
    staticMemberStored(turn, stored, error);
    return emptyResult;
  },
  emptyGroupStored: (turn: GroupTurn, { responder }: EmptyGroupStored, error) => {
    if (error !== 0)
      complete(turn.answers, responder, joinBody({ errorCode: metadataError(error) }));
    return emptyResult;
  },
  offsetsStored: (turn: GroupTurn, { groupId, offsets }: OffsetsStored, error) => {
    if (error === 0)
      for (const offset of offsets) turn.commitAcknowledged(groupId, offset);
    return emptyResult;
  },
};

/** Sessions begin anew: nobody knows what a member did meanwhile. Kafka: GroupMetadataManager.onLoaded. */
function loaded(turn: GroupTurn): CoordinatorResult {
  const records: CoordinatorResult["records"][number][] = [];
  scheduleExpiry(turn);
  const most = groupNumber(turn, "group.max.size");
  for (const group of Object.values(turn.state.groups)) {
    if (group.type === "consumer") consumerGroupLoaded(turn, group);
    if (group.type === "share") shareGroupLoaded(turn, group);
    if (group.type !== "classic") continue;
    for (const member of membersOf(group)) heardOf(turn, group, member);
    if (group.memberCount <= most) continue;
    const reason = `Freshly-loaded group ${group.groupId} (size ${group.memberCount}) is over capacity ${most}. Rebalancing in order to give a chance for consumers to commit offsets`;
    records.push(...prepareRebalance(turn, group, reason).records);
  }
  return result(records, null);
}

/** Who waits must look for the coordinator. Kafka: GroupMetadataManager.onUnloaded. */
function unloaded(turn: GroupTurn): void {
  const errorCode = errors.NOT_COORDINATOR;
  for (const group of Object.values(turn.state.groups)) {
    if (group.type !== "classic") continue;
    transitionTo(group, "Dead", turn.nowMs);
    for (const member of membersOf(group)) {
      const { memberId } = member;
      completeJoin(turn, group, member, joinBody({ memberId, errorCode }));
      completeSync(turn, member, syncBody({ errorCode }));
    }
  }
}

/** Offsets of deleted topics go; groups look at their subscriptions. */
function topicsChanged(
  turn: GroupTurn,
  changes: readonly TopicChange[],
): CoordinatorResult {
  const records: CoordinatorRecord[] = [];
  for (const group of Object.values(turn.state.groups))
    if (group.type === "consumer") consumerTopicsChanged(turn, group, changes);
    else if (group.type === "share") records.push(...shareTopicsChanged(group, changes));
  const forgotten = forgetTopics(turn, changes);
  return records.length === 0
    ? forgotten
    : { ...forgotten, records: [...forgotten.records, ...records], atomic: false };
}

/** The coordinator of groups, on `__consumer_offsets`. Kafka: GroupCoordinatorShard. */
export const groupRole: CoordinatorRole = {
  empty: groupState,
  replay: replayRecord,
  loaded,
  unloaded,
  topicsChanged,
  timers,
  continuations,
};
