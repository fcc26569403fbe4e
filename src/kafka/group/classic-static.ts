import { assert, present } from "../../base/assert.ts";
import { type CoordinatorResult, result } from "../coordinator/coordinator-result.ts";
import { complete, type Responder } from "../coordinator/responder.ts";
import { errors } from "../error-codes.ts";
import {
  completeJoin,
  completeSync,
  generationBody,
  joinBody,
  memberList,
  syncBody,
} from "./classic-answers.ts";
import {
  type ClassicGroup,
  type ClassicMember,
  memberOf,
  type OfferedProtocol,
} from "./classic-group.ts";
import { replaceStaticMember, updateMember } from "./classic-member.ts";
import { selectProtocol } from "./classic-protocols.ts";
import {
  maybeCompleteJoinPhase,
  prepareRebalance,
  rebalanceOrCompleteJoin,
} from "./classic-rebalance.ts";
import { tellMember } from "./classic-reports.ts";
import { heardOf } from "./classic-timers.ts";
import { metadataError, unknownMemberId } from "./classic-validate.ts";
import { currentGroupRecord } from "./group-records.ts";
import { type GroupTurn, groupOf } from "./group-state.ts";
import { type JoinAsked, joinReason } from "./join-asked.ts";

/** From this version on a leader may be told to keep the assignment. Kafka: JoinGroupRequest.supportsSkippingAssignment. */
const firstVersionSkipping = 9;

/** A static member's new id waits to be written; with what is needed to go back to the old one. */
export interface StaticMemberStored {
  readonly kind: "staticMemberStored";
  readonly groupId: string;
  readonly instanceId: string;
  readonly oldId: string;
  readonly newId: string;
  readonly version: number;
  readonly responder: Responder;
  /** Before the replacement. */
  readonly leader: string | null;
  readonly protocols: readonly OfferedProtocol[];
  readonly rebalanceTimeoutMs: number;
  readonly sessionTimeoutMs: number;
}

interface Ids {
  readonly oldId: string;
  readonly newId: string;
}

/** Who waits under the old id is another process. */
function fenceOld(turn: GroupTurn, group: ClassicGroup, old: ClassicMember): void {
  const errorCode = errors.FENCED_INSTANCE_ID;
  const { memberId } = old;
  const joined = completeJoin(
    turn,
    group,
    old,
    joinBody({ memberId, errorCode, protocolName: null }),
  );
  const synced = completeSync(turn, old, syncBody({ errorCode }));
  if (joined || synced)
    tellMember(turn, group, old, {
      what: "fenced",
      reason: `another process has its instance id ${old.instanceId}`,
    });
}

function replace(
  turn: GroupTurn,
  group: ClassicGroup,
  { oldId, newId }: Ids,
): ClassicMember {
  const old = present(memberOf(group, oldId), "static member");
  fenceOld(turn, group, old);
  const member = replaceStaticMember(group, old, newId);
  heardOf(turn, group, member);
  return member;
}

/**
 * A static member is back under another id, without a rebalance if the group's protocol stays.
 * Kafka: GroupMetadataManager.updateStaticMemberThenRebalanceOrCompleteJoin.
 */
export function joinReplacing(
  turn: GroupTurn,
  asked: JoinAsked,
  group: ClassicGroup,
  ids: Ids,
): CoordinatorResult {
  const { body, responder, version } = asked;
  const { leader } = group;
  const member = replace(turn, group, ids);
  const { protocols, rebalanceTimeoutMs, sessionTimeoutMs } = member;
  updateMember(group, member, { ...body, awaitingJoin: responder });
  const instanceId = body.groupInstanceId ?? "";
  const why = `client reason: ${joinReason(asked)}`;
  tellMember(turn, group, member, {
    what: "replaced",
    reason: `instance id ${instanceId}`,
  });
  if (group.state === "Stable") {
    if (group.protocol !== selectProtocol(group))
      return rebalanceOrCompleteJoin(
        turn,
        group,
        `Group's selectedProtocol will change because static member ${ids.newId} with instance id ${instanceId} joined with change of protocol; ${why}`,
      );
    const stored: StaticMemberStored = {
      kind: "staticMemberStored",
      groupId: group.groupId,
      instanceId,
      ...ids,
      version,
      responder,
      leader,
      protocols,
      rebalanceTimeoutMs,
      sessionTimeoutMs,
    };
    return { ...result([currentGroupRecord(group)], null), next: stored, replay: false };
  }
  // The leader may be assigning for the old id at this moment.
  if (group.state === "CompletingRebalance")
    return prepareRebalance(
      turn,
      group,
      `Updating metadata for static member ${ids.newId} with instance id ${instanceId}; ${why}`,
    );
  assert(
    group.state === "PreparingRebalance",
    "a group with a static member has members",
  );
  return maybeCompleteJoinPhase(turn, group);
}

/** The new id is in the log, or is taken back. */
export function staticMemberStored(
  turn: GroupTurn,
  stored: StaticMemberStored,
  error: number,
): void {
  const group = groupOf(turn, stored.groupId);
  if (group?.type !== "classic") return;
  const member = memberOf(group, stored.newId);
  if (error !== 0) {
    if (member !== undefined) goBack(turn, group, member, stored);
    complete(
      turn.answers,
      stored.responder,
      joinBody({
        ...generationBody(group, unknownMemberId, []),
        leader: stored.leader ?? "",
        errorCode: metadataError(error),
      }),
    );
    return;
  }
  if (member === undefined) return;
  const skips = stored.version >= firstVersionSkipping;
  const isLeader = skips && group.leader === stored.newId;
  completeJoin(turn, group, member, {
    ...generationBody(group, stored.newId, isLeader ? memberList(group) : []),
    leader: (skips ? group.leader : stored.leader) ?? "",
    skipAssignment: isLeader,
  });
}

function goBack(
  turn: GroupTurn,
  group: ClassicGroup,
  member: ClassicMember,
  stored: StaticMemberStored,
): void {
  updateMember(group, member, { ...stored, awaitingJoin: null });
  replace(turn, group, { oldId: stored.newId, newId: stored.oldId });
}
