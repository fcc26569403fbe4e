import {
  type CoordinatorResult,
  emptyResult,
  failure,
  type Outcome,
  result,
} from "../../coordinator/coordinator-result.ts";
import { errors } from "../../error-codes.ts";
import type { ShareGroupHeartbeatRequest } from "../../protocol/messages.ts";
import { type GroupTurn, groupOf } from "../group-state.ts";
import { metadataHash } from "../modern/subscriptions.ts";
import { type ShareGroup, type ShareMember, shareMemberOf } from "./share-group.ts";
import { shareEpochRecord, shareMemberTombstones } from "./share-group-records.ts";
import { shareHeartbeatBody } from "./share-heartbeat-body.ts";
import { cancelShareSession, type ShareSessionOver } from "./share-session-timer.ts";

/** Kafka: GroupMetadataManager.shareGroupLeave. */
export function leaveShareGroup(
  turn: GroupTurn,
  { groupId, memberId, memberEpoch }: ShareGroupHeartbeatRequest,
): Outcome {
  const group = groupOf(turn, groupId);
  if (group?.type !== "share")
    return failure(errors.GROUP_ID_NOT_FOUND, `Share group ${groupId} not found.`);
  const member = shareMemberOf(group, memberId);
  if (member === undefined)
    return failure(
      errors.UNKNOWN_MEMBER_ID,
      `Member ${memberId} is not a member of group ${groupId}.`,
    );
  turn.tell(groupId, {
    kind: "member",
    memberId,
    clientId: member.clientId,
    what: "left",
    reason: "left the share group",
    epoch: -1,
  });
  return fence(turn, group, member, shareHeartbeatBody({ memberId, memberEpoch }));
}

/** Takes a member out and raises the group epoch. Kafka: GroupMetadataManager.shareGroupFenceMember. */
function fence(
  turn: GroupTurn,
  group: ShareGroup,
  { memberId }: ShareMember,
  response: object | null,
): CoordinatorResult {
  const { groupId, numbers } = group;
  cancelShareSession(turn, groupId, memberId);
  const others = Object.values(group.members).filter(
    (each) => each.memberId !== memberId,
  );
  const topics = new Map(
    others.flatMap(({ topicNames }) => topicNames.map((name) => [name, true] as const)),
  );
  const hash = metadataHash(turn, { topics });
  return result(
    [
      ...shareMemberTombstones(groupId, memberId),
      shareEpochRecord(groupId, numbers.groupEpoch + 1, hash),
    ],
    response,
  );
}

/** A member's time is over. Kafka: GroupMetadataManager.shareGroupFenceMemberOperation. */
export function shareSessionOver(
  turn: GroupTurn,
  { groupId, memberId }: ShareSessionOver,
): CoordinatorResult {
  const group = groupOf(turn, groupId);
  if (group?.type !== "share") return emptyResult;
  const member = shareMemberOf(group, memberId);
  if (member === undefined) return emptyResult;
  turn.tell(groupId, {
    kind: "member",
    memberId,
    clientId: member.clientId,
    what: "expired",
    reason: "session timeout expired",
    epoch: -1,
  });
  return fence(turn, group, member, null);
}
