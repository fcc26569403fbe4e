import {
  type CoordinatorResult,
  emptyResult,
  result,
} from "../coordinator/coordinator-result.ts";
import { complete } from "../coordinator/responder.ts";
import { cancel } from "../coordinator/timer.ts";
import { errors } from "../error-codes.ts";
import type { SyncGroupRequest } from "../protocol/messages.ts";
import type { Asked } from "./asked.ts";
import { syncBody } from "./classic-answers.ts";
import {
  type ClassicGroup,
  emptyBytes,
  memberOf,
  transitionTo,
} from "./classic-group.ts";
import { removePendingSync } from "./classic-member.ts";
import {
  propagateAssignment,
  propagateError,
  rebalanceOrCompleteJoin,
} from "./classic-rebalance.ts";
import { tellAssignments, tellStable, tellState } from "./classic-reports.ts";
import { syncKey } from "./classic-timers.ts";
import { metadataError, validateMember } from "./classic-validate.ts";
import { groupMetadataRecord } from "./group-records.ts";
import { type GroupTurn, groupOf, keyOf } from "./group-state.ts";

export type SyncAsked = Asked<SyncGroupRequest>;

const refuse = (
  turn: GroupTurn,
  asked: SyncAsked,
  errorCode: number,
): CoordinatorResult => {
  complete(turn.answers, asked.responder, syncBody({ errorCode }));
  return emptyResult;
};

/** The leader's assignment waits to be written. */
export interface AssignmentStored {
  readonly kind: "assignmentStored";
  readonly groupId: string;
  readonly memberId: string;
  readonly generation: number;
  /** By key of the member id. */
  readonly assignments: Readonly<Record<string, Uint8Array>>;
}

const differs = (asked: string | null, known: string | null): boolean =>
  asked !== null && known !== null && asked !== known;

/** Kafka: GroupMetadataManager.validateSyncGroup. */
function syncError(group: ClassicGroup, body: SyncGroupRequest): number {
  if (group.state === "Dead") return errors.COORDINATOR_NOT_AVAILABLE;
  const error = validateMember(group, body.memberId, body.groupInstanceId);
  if (error !== 0) return error;
  if (body.generationId !== group.generation) return errors.ILLEGAL_GENERATION;
  return differs(body.protocolType, group.protocolType) ||
    differs(body.protocolName, group.protocol)
    ? errors.INCONSISTENT_GROUP_PROTOCOL
    : 0;
}

/** SyncGroup to a classic group. Kafka: GroupMetadataManager.classicGroupSyncToClassicGroup. */
export function syncClassicGroup(turn: GroupTurn, asked: SyncAsked): CoordinatorResult {
  const { body, responder } = asked;
  const group = groupOf(turn, body.groupId);
  if (group?.type !== "classic" || group.state === "Empty")
    return refuse(turn, asked, errors.UNKNOWN_MEMBER_ID);
  const error = syncError(group, body);
  const member = memberOf(group, body.memberId);
  if (error !== 0 || member === undefined) return refuse(turn, asked, error);
  if (group.state === "PreparingRebalance")
    return refuse(turn, asked, errors.REBALANCE_IN_PROGRESS);
  removePendingSync(group, body.memberId);
  if (group.pendingSync.length === 0) cancel(turn.timers, syncKey(group.groupId));
  if (group.state === "CompletingRebalance") {
    member.awaitingSync = responder;
    return group.leader === body.memberId ? storeAssignment(group, body) : emptyResult;
  }
  complete(
    turn.answers,
    responder,
    syncBody({
      protocolType: group.protocolType,
      protocolName: group.protocol,
      assignment: member.assignment,
    }),
  );
  return emptyResult;
}

function storeAssignment(
  group: ClassicGroup,
  { memberId, generationId, assignments }: SyncGroupRequest,
): CoordinatorResult {
  const stored: AssignmentStored = {
    kind: "assignmentStored",
    groupId: group.groupId,
    memberId,
    generation: generationId,
    assignments: Object.fromEntries(
      assignments.map((each) => [keyOf(each.memberId), each.assignment]),
    ),
  };
  const written = groupMetadataRecord(group, (id) => assigned(stored, id));
  return { ...result([written], null), next: stored, replay: false };
}

const assigned = ({ assignments }: AssignmentStored, memberId: string): Uint8Array =>
  assignments[keyOf(memberId)] ?? emptyBytes;

/** The assignment is in the log and goes to everybody; or it is not, and there is another rebalance. */
export function assignmentStored(
  turn: GroupTurn,
  stored: AssignmentStored,
  error: number,
): CoordinatorResult {
  const group = groupOf(turn, stored.groupId);
  // Another member may have joined meanwhile.
  if (group?.type !== "classic") return emptyResult;
  if (group.state !== "CompletingRebalance" || group.generation !== stored.generation)
    return emptyResult;
  if (error !== 0) {
    const told = metadataError(error);
    propagateError(turn, group, told);
    return rebalanceOrCompleteJoin(
      turn,
      group,
      `Error ${told} when storing group assignment during SyncGroup (member: ${stored.memberId}).`,
    );
  }
  propagateAssignment(turn, group, (id) => assigned(stored, id));
  transitionTo(group, "Stable", turn.nowMs);
  tellState(turn, group);
  tellAssignments(turn, group);
  tellStable(turn, group);
  return emptyResult;
}
