import { complete } from "../coordinator/responder.ts";
import type {
  JoinGroupResponse,
  JoinGroupResponseMember,
  SyncGroupResponse,
} from "../protocol/messages.ts";
import { type ClassicGroup, type ClassicMember, emptyBytes } from "./classic-group.ts";
import { metadataOf, orderedMembers } from "./classic-member.ts";
import type { GroupTurn } from "./group-state.ts";

/** An answer to JoinGroup; what is left out is as in Kafka's schema. */
export const joinBody = (fields: Partial<JoinGroupResponse>): JoinGroupResponse => ({
  throttleTimeMs: 0,
  errorCode: 0,
  generationId: -1,
  protocolType: null,
  // Kafka's schema has the empty text; from version 7 on it is sent as null.
  protocolName: "",
  leader: "",
  skipAssignment: false,
  memberId: "",
  members: [],
  ...fields,
});

/** The same for SyncGroup. */
export const syncBody = (fields: Partial<SyncGroupResponse>): SyncGroupResponse => ({
  throttleTimeMs: 0,
  errorCode: 0,
  protocolType: null,
  protocolName: null,
  assignment: emptyBytes,
  ...fields,
});

/** A member learns the generation. */
export const generationBody = (
  group: ClassicGroup,
  memberId: string,
  members: readonly JoinGroupResponseMember[],
): JoinGroupResponse =>
  joinBody({
    memberId,
    members,
    generationId: group.generation,
    protocolName: group.protocol,
    protocolType: group.protocolType,
    leader: group.leader ?? "",
  });

/** What the leader is told of all members. Kafka: ClassicGroup.currentClassicGroupMembers. */
export const memberList = (group: ClassicGroup): JoinGroupResponseMember[] =>
  orderedMembers(group).map((member) => ({
    memberId: member.memberId,
    groupInstanceId: member.instanceId,
    metadata: metadataOf(member, group.protocol ?? ""),
  }));

/** Answers a JoinGroup that waits; whether one did. Kafka: ClassicGroup.completeJoinFuture. */
export function completeJoin(
  turn: GroupTurn,
  group: ClassicGroup,
  member: ClassicMember,
  body: JoinGroupResponse,
): boolean {
  const { awaitingJoin } = member;
  if (awaitingJoin === null) return false;
  member.awaitingJoin = null;
  group.awaitingJoin--;
  complete(turn.answers, awaitingJoin, body);
  return true;
}

/** Answers a SyncGroup that waits; whether one did. Kafka: ClassicGroup.completeSyncFuture. */
export function completeSync(
  turn: GroupTurn,
  member: ClassicMember,
  body: SyncGroupResponse,
): boolean {
  const { awaitingSync } = member;
  if (awaitingSync === null) return false;
  member.awaitingSync = null;
  complete(turn.answers, awaitingSync, body);
  return true;
}
