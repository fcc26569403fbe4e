import type { Context } from "../../context.ts";
import type { AssignorMemory } from "../assignors/client-assignor.ts";
import { freshMemory } from "../assignors/client-assignor.ts";
import type { CommitTask } from "./commit-task.ts";
import type { Consumer } from "./consumer.ts";

/** Kafka: AbstractCoordinator.MemberState. */
export type ClassicState = "unjoined" | "preparing" | "completing" | "stable";

/** What precedes a JoinGroup. Kafka: ConsumerCoordinator.onJoinPrepare. */
export interface JoinPrepare {
  readonly deadlineUs: number;
  commit: CommitTask | null;
  committed: boolean;
  called: boolean;
  /** What stays assigned when the callback has returned. */
  kept: string[] | null;
}

/** What follows a SyncGroup. Kafka: ConsumerCoordinator.onJoinComplete. */
export interface JoinComplete {
  readonly assigned: readonly string[];
  readonly added: readonly string[];
  readonly revoked: readonly string[];
  phase: "revoke" | "assign" | "end";
}

/** The outcome of a JoinGroup with its SyncGroup. Kafka: joinFuture. */
export type JoinOutcome =
  | { readonly kind: "assignment"; readonly bytes: Uint8Array }
  | {
      readonly kind: "failed";
      readonly exception: string;
      readonly isRetriable: boolean;
    };

/** Kafka: Heartbeat and HeartbeatThread. */
export interface ClassicHeartbeat {
  enabled: boolean;
  nextUs: number;
  /** The session is over at the client without an answer until then, µs. */
  sessionUntilUs: number;
  /** When the application called poll last, µs. */
  polledUs: number;
  /** The exception that ended the thread; empty for none. */
  failed: string;
}

/** A member of a group by the classic protocol. Kafka: AbstractCoordinator, ConsumerCoordinator. */
export interface ClassicMembership {
  readonly kind: "classic";
  state: ClassicState;
  /** -1 none. */
  generationId: number;
  /** Empty: none. */
  memberId: string;
  /** Name of the assignor; empty: none. */
  protocolName: string;
  rejoinNeeded: boolean;
  rejoinReason: string;
  needsPrepare: boolean;
  prepare: JoinPrepare | null;
  /** A JoinGroup or SyncGroup is under way, or its outcome not taken yet. */
  joining: boolean;
  outcome: JoinOutcome | null;
  complete: JoinComplete | null;
  /** The next JoinGroup waits until then, µs. */
  notBeforeUs: number;
  /** The answer to a JoinGroup that comes while the application is elsewhere. */
  stashed: { readonly about: unknown; readonly body: object | null } | null;
  /** It leads, and waits for the metadata of the group's topics. */
  leading: { readonly body: object; readonly version: number } | null;
  isLeader: boolean;
  /** The topics as the leader saw them when it assigned. */
  assignmentSnapshot: string | null;
  metadataSnapshot: { version: number; text: string };
  /** Topics that the last JoinGroup named. */
  joinedTopics: readonly string[] | null;
  readonly memories: Record<string, AssignorMemory>;
  readonly heartbeat: ClassicHeartbeat;
}

export const classicMembership = (): ClassicMembership => ({
  kind: "classic",
  state: "unjoined",
  generationId: -1,
  memberId: "",
  protocolName: "",
  rejoinNeeded: true,
  rejoinReason: "",
  needsPrepare: true,
  prepare: null,
  joining: false,
  outcome: null,
  complete: null,
  notBeforeUs: 0,
  stashed: null,
  leading: null,
  isLeader: false,
  assignmentSnapshot: null,
  metadataSnapshot: { version: -1, text: "" },
  joinedTopics: null,
  memories: {},
  heartbeat: { enabled: false, nextUs: 0, sessionUntilUs: 0, polledUs: 0, failed: "" },
});

/** What the assignor of a name remembers. */
export const assignorMemory = (
  { memories }: ClassicMembership,
  name: string,
): AssignorMemory => memories[name] ?? freshMemory;

/** Kafka: AbstractCoordinator.requestRejoin. */
export function requestRejoin(membership: ClassicMembership, reason: string): void {
  membership.rejoinNeeded = true;
  membership.rejoinReason = reason;
}

/** Out of the group; it joins anew. Kafka: AbstractCoordinator.resetStateAndRejoin. */
export function resetAndRejoin(
  membership: ClassicMembership,
  how: { readonly reason: string; readonly forgetsMemberId: boolean },
): void {
  membership.state = "unjoined";
  membership.generationId = -1;
  membership.protocolName = "";
  if (how.forgetsMemberId) membership.memberId = "";
  requestRejoin(membership, how.reason);
  membership.needsPrepare = true;
}

/** Kafka: AbstractCoordinator.rebalanceInProgress. */
export const isRebalancing = ({ state }: ClassicMembership): boolean =>
  state === "preparing" || state === "completing";

/** As whom a request was sent. */
export interface SentGeneration {
  readonly generationId: number;
  readonly memberId: string;
}

export const sentGeneration = ({
  generationId,
  memberId,
}: ClassicMembership): SentGeneration => ({ generationId, memberId });

/** Kafka: CoordinatorResponseHandler.generationUnchanged. */
export const isUnchanged = (
  membership: ClassicMembership,
  sent: SentGeneration,
): boolean =>
  membership.generationId === sent.generationId && membership.memberId === sent.memberId;

/** Kafka: HeartbeatThread.enable, Heartbeat.resetTimeouts. */
export function enableHeartbeat(
  context: Context,
  { config }: Consumer,
  { heartbeat }: ClassicMembership,
): void {
  const now = context.effects.nowUs();
  heartbeat.enabled = true;
  heartbeat.nextUs = now + config.heartbeatIntervalUs;
  heartbeat.sessionUntilUs = now + config.sessionTimeoutUs;
  heartbeat.polledUs = now;
}
