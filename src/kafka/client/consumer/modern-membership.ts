import type { CommitTask } from "./commit-task.ts";

/** Kafka: MemberState. */
export type ModernState =
  | "unsubscribed"
  | "joining"
  | "reconciling"
  | "acknowledging"
  | "stable"
  | "fenced"
  | "leaving"
  | "stale"
  | "fatal";

/** Partitions of a topic by its id. */
export interface IdPartitions {
  readonly topicId: string;
  readonly partitions: readonly number[];
}

/** An assignment with the client's own number of it; -1: there was none yet. Kafka: LocalAssignment. */
export interface LocalAssignment {
  readonly localEpoch: number;
  readonly topics: readonly IdPartitions[];
}

/** No assignment has come yet. Kafka: LocalAssignment.NONE. */
export const noAssignment: LocalAssignment = { localEpoch: -1, topics: [] };

/** On the way from what is owned to a target. Kafka: AbstractMembershipManager.maybeReconcile. */
export interface Reconciliation {
  readonly resolved: LocalAssignment;
  readonly assigned: readonly string[];
  readonly added: readonly string[];
  readonly revoked: readonly string[];
  readonly deadlineUs: number;
  commit: CommitTask | null;
  phase: "commit" | "revoke" | "assign" | "end";
}

/** What the last heartbeats told the coordinator; fields are sent when they changed. Kafka: HeartbeatState.SentFields. */
export interface SentFields {
  topics: string | null;
  pattern: string | null;
  owned: string | null;
}

/** A member of a group by the consumer protocol (KIP-848). Kafka: ConsumerMembershipManager, ConsumerHeartbeatRequestManager. */
export interface ModernMembership {
  readonly kind: "modern";
  /** Made by the client at its start, and kept. */
  readonly memberId: string;
  state: ModernState;
  epoch: number;
  subscriptionChanged: boolean;
  target: LocalAssignment;
  current: LocalAssignment;
  reconciliation: Reconciliation | null;
  /** `onPartitionsLost` has to be called, or runs. */
  losing: "no" | "due" | "called";
  /** Exception that the next poll throws; empty for none. */
  failed: string;
  intervalUs: number;
  nextUs: number;
  /** Not sent before, after a failure, µs. */
  notBeforeUs: number;
  attempts: number;
  inFlight: boolean;
  readonly sent: SentFields;
  /** When the application called poll last, µs. */
  polledUs: number;
  /** The application's thread looks at what the background has for it then, µs. */
  nextLookUs: number;
  /** It leaves because it has not polled for `max.poll.interval.ms`. */
  isPollExpired: boolean;
  /** Epoch that a leaving heartbeat carries. */
  leaveEpoch: number;
}

export const modernMembership = (memberId: string): ModernMembership => ({
  kind: "modern",
  memberId,
  state: "unsubscribed",
  epoch: 0,
  subscriptionChanged: false,
  target: noAssignment,
  current: noAssignment,
  reconciliation: null,
  losing: "no",
  failed: "",
  intervalUs: 0,
  nextUs: 0,
  notBeforeUs: 0,
  attempts: 0,
  inFlight: false,
  sent: { topics: null, pattern: null, owned: null },
  polledUs: 0,
  nextLookUs: 0,
  isPollExpired: false,
  leaveEpoch: -1,
});

/** Kafka: AbstractMembershipManager.transitionToJoining. */
export function joinGroup(membership: ModernMembership): void {
  membership.state = "joining";
  membership.epoch = 0;
  membership.nextUs = 0;
  membership.target = noAssignment;
  membership.current = noAssignment;
  membership.reconciliation = null;
  membership.isPollExpired = false;
  resetSent(membership);
}

/** The next heartbeat says everything. Kafka: HeartbeatState.reset. */
export function resetSent({ sent }: ModernMembership): void {
  sent.topics = null;
  sent.pattern = null;
  sent.owned = null;
}

/** An assignment as text, the same for the same partitions. */
export const assignmentText = ({ topics }: LocalAssignment): string =>
  topics
    .map(
      ({ topicId, partitions }) =>
        `${topicId}:${partitions.toSorted((a, b) => a - b).join(",")}`,
    )
    .toSorted()
    .join(";");

/** Kafka: AbstractMembershipManager.targetAssignmentReconciled. */
export const isReconciled = ({ target, current }: ModernMembership): boolean =>
  target.localEpoch === current.localEpoch &&
  assignmentText(target) === assignmentText(current);
