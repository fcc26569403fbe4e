import { assert } from "../../base/assert.ts";
import type { Responder } from "../coordinator/responder.ts";
import { keyOf } from "./group-state.ts";

/** Kafka: ClassicGroupState. */
export type ClassicGroupState =
  | "Empty"
  | "PreparingRebalance"
  | "CompletingRebalance"
  | "Stable"
  | "Dead";

/** A protocol that a member offers with what it says under it. */
export interface OfferedProtocol {
  readonly name: string;
  readonly metadata: Uint8Array;
}

/** Kafka: ClassicGroupMember. */
export interface ClassicMember {
  readonly memberId: string;
  readonly instanceId: string | null;
  readonly clientId: string;
  readonly clientHost: string;
  rebalanceTimeoutMs: number;
  sessionTimeoutMs: number;
  readonly protocolType: string;
  protocols: readonly OfferedProtocol[];
  assignment: Uint8Array;
  /** Its JoinGroup that waits. */
  awaitingJoin: Responder | null;
  /** Its SyncGroup that waits. */
  awaitingSync: Responder | null;
  /** It has not been in a generation yet. */
  isNew: boolean;
}

/** A group of the classic protocol. It is changed in place: nothing of it is taken back. Kafka: ClassicGroup. */
export interface ClassicGroup {
  readonly type: "classic";
  readonly groupId: string;
  state: ClassicGroupState;
  previousState: ClassicGroupState;
  /** Since when it is in its state; -1 unknown. */
  stateTimestampMs: number;
  /** null: offsets are committed without membership. */
  protocolType: string | null;
  protocol: string | null;
  generation: number;
  leader: string | null;
  /** By key of the member id. */
  members: Record<string, ClassicMember>;
  memberCount: number;
  /** Member ids by key of the instance id. */
  staticMembers: Record<string, string>;
  /** Member ids that were given and have not joined yet. */
  pendingJoin: string[];
  /** Members whose JoinGroup waits. */
  awaitingJoin: number;
  /** How many members offer a protocol, by key of its name. */
  supported: Record<string, number>;
  /** Members of this generation whose SyncGroup has not come. */
  pendingSync: string[];
  /** What the consumers among its members subscribe to; null: not known. */
  subscribedTopics: readonly string[] | null;
  /** Somebody joined while the first rebalance waits. */
  newMemberAdded: boolean;
}

export const emptyBytes: Uint8Array = new Uint8Array(0);

/** A new group, empty. */
export const classicGroup = (groupId: string, nowMs: number): ClassicGroup => ({
  type: "classic",
  groupId,
  state: "Empty",
  previousState: "Dead",
  stateTimestampMs: nowMs,
  protocolType: null,
  protocol: null,
  generation: 0,
  leader: null,
  members: {},
  memberCount: 0,
  staticMembers: {},
  pendingJoin: [],
  awaitingJoin: 0,
  supported: {},
  pendingSync: [],
  subscribedTopics: null,
  newMemberAdded: false,
});

const validFrom: Readonly<Record<ClassicGroupState, readonly ClassicGroupState[]>> = {
  Empty: ["PreparingRebalance"],
  PreparingRebalance: ["Stable", "CompletingRebalance", "Empty"],
  CompletingRebalance: ["PreparingRebalance"],
  Stable: ["CompletingRebalance"],
  Dead: ["Stable", "PreparingRebalance", "CompletingRebalance", "Empty", "Dead"],
};

/** Kafka: ClassicGroup.transitionTo. */
export function transitionTo(
  group: ClassicGroup,
  state: ClassicGroupState,
  nowMs: number,
): void {
  assert(
    validFrom[state].includes(group.state),
    `a classic group goes from ${group.state} to ${state} only by way of others`,
  );
  group.previousState = group.state;
  group.state = state;
  group.stateTimestampMs = nowMs;
}

/** Kafka: ClassicGroup.canRebalance. */
export const canRebalance = ({ state }: ClassicGroup): boolean =>
  validFrom.PreparingRebalance.includes(state);

export const memberOf = (
  group: ClassicGroup,
  memberId: string,
): ClassicMember | undefined => group.members[keyOf(memberId)];

export const staticMemberId = (
  group: ClassicGroup,
  instanceId: string,
): string | undefined => group.staticMembers[keyOf(instanceId)];

/** All members as they joined; Java's order, where it decides something, is `member-order.ts`. */
export const membersOf = (group: ClassicGroup): ClassicMember[] =>
  Object.values(group.members);

/** The longest that a member allows for a rebalance. Kafka: ClassicGroup.rebalanceTimeoutMs. */
export function rebalanceTimeoutMs(group: ClassicGroup): number {
  let longest = 0;
  for (const member of membersOf(group))
    longest = Math.max(longest, member.rebalanceTimeoutMs);
  return longest;
}

/** Kafka: ClassicGroup.hasAllMembersJoined: a member id that was given holds the rebalance up. */
export const hasAllMembersJoined = (group: ClassicGroup): boolean =>
  group.memberCount === group.awaitingJoin && group.pendingJoin.length === 0;

/** Whether offsets are all that it is there for. Kafka: ClassicGroup.isSimpleGroup. */
export const isSimpleGroup = (group: ClassicGroup): boolean =>
  group.protocolType === null &&
  group.state === "Empty" &&
  group.pendingJoin.length === 0;
