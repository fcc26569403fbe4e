import {
  type FetchPosition,
  isSameLeader,
  type LeaderAndEpoch,
} from "./fetch-position.ts";
import type { ResetStrategy } from "./reset-strategy.ts";

/** How far a partition is on its way to being read. Kafka: SubscriptionState.FetchStates. */
export type FetchState = "initializing" | "fetching" | "awaitReset" | "awaitValidation";

/** One assigned partition. Kafka: SubscriptionState.TopicPartitionState. */
export interface PartitionState {
  /** `orders-0`. */
  readonly name: string;
  readonly topic: string;
  readonly partition: number;
  fetchState: FetchState;
  /** Last consumed position; null until there is one. */
  position: FetchPosition | null;
  /** Of the last fetch; -1 unknown. */
  highWatermark: number;
  logStartOffset: number;
  lastStableOffset: number;
  paused: boolean;
  /** It is being revoked: what is buffered is kept, nothing is fetched or returned. */
  pendingRevocation: boolean;
  /** `onPartitionsAssigned` has not returned for it yet. */
  pendingOnAssignedCallback: boolean;
  resetStrategy: ResetStrategy | null;
  /** Not looked up again before; -1 at once. */
  retryAt: number;
  /** Replica that the leader named, -1 none, and until when it counts. */
  preferredReadReplica: number;
  preferredUntil: number;
}

/** `topic-partition`, as Kafka prints it. */
export const partitionName = (topic: string, partition: number): string =>
  `${topic}-${partition}`;

/** The topic and partition that a name is of. */
export function partitionOf(name: string): {
  readonly topic: string;
  readonly partition: number;
} {
  const dash = name.lastIndexOf("-");
  return { topic: name.slice(0, dash), partition: Number(name.slice(dash + 1)) };
}

export function partitionState(topic: string, partition: number): PartitionState {
  return {
    name: partitionName(topic, partition),
    topic,
    partition,
    fetchState: "initializing",
    position: null,
    highWatermark: -1,
    logStartOffset: -1,
    lastStableOffset: -1,
    paused: false,
    pendingRevocation: false,
    pendingOnAssignedCallback: false,
    resetStrategy: null,
    retryAt: -1,
    preferredReadReplica: -1,
    preferredUntil: 0,
  };
}

/** Kafka: FetchState.hasValidPosition. */
export const hasValidPosition = (state: PartitionState): boolean =>
  state.fetchState === "fetching";

/** Kafka: TopicPartitionState.isFetchable. */
export const isFetchable = (state: PartitionState): boolean =>
  state.fetchState === "fetching" &&
  !state.paused &&
  !state.pendingRevocation &&
  !state.pendingOnAssignedCallback;

/** Kafka: TopicPartitionState.awaitingRetryBackoff. */
export const isBackingOff = ({ retryAt }: PartitionState, now: number): boolean =>
  retryAt >= 0 && now < retryAt;

/** Forgets the position; it will be looked up by a strategy. Kafka: TopicPartitionState.reset. */
export function awaitReset(state: PartitionState, strategy: ResetStrategy): void {
  state.fetchState = "awaitReset";
  state.position = null;
  state.resetStrategy = strategy;
  state.retryAt = -1;
}

/** Kafka: TopicPartitionState.seekValidated. */
export function seekValidated(state: PartitionState, position: FetchPosition): void {
  state.fetchState = "fetching";
  state.position = position;
  state.resetStrategy = null;
  state.retryAt = -1;
}

/** Kafka: TopicPartitionState.seekUnvalidated. */
export function seekUnvalidated(state: PartitionState, position: FetchPosition): void {
  seekValidated(state, position);
  validatePosition(state, position);
}

/** A position whose epochs are known is checked against the leader's log first (KIP-320). Kafka: TopicPartitionState.validatePosition. */
function validatePosition(state: PartitionState, position: FetchPosition): void {
  const checked = position.offsetEpoch >= 0 && position.leaderEpoch >= 0;
  state.fetchState = checked ? "awaitValidation" : "fetching";
  state.position = position;
  state.retryAt = -1;
}

/** Takes another leader in; true when the position is to be validated. Kafka: TopicPartitionState.maybeValidatePosition. */
export function maybeValidatePosition(
  state: PartitionState,
  leader: LeaderAndEpoch,
): boolean {
  if (state.fetchState === "awaitReset" || leader.leader < 0) return false;
  const { position } = state;
  if (position !== null && !isSameLeader(position, leader)) {
    validatePosition(state, {
      offset: position.offset,
      offsetEpoch: position.offsetEpoch,
      leader: leader.leader,
      leaderEpoch: leader.leaderEpoch,
    });
    state.preferredReadReplica = -1;
  }
  return state.fetchState === "awaitValidation";
}

/** Kafka: TopicPartitionState.completeValidation. */
export function completeValidation(state: PartitionState): void {
  if (state.position === null) return;
  state.fetchState = "fetching";
  state.retryAt = -1;
}

/** The replica to read from, -1 for the leader. Kafka: TopicPartitionState.preferredReadReplica. */
export function preferredReplica(state: PartitionState, now: number): number {
  if (state.preferredReadReplica >= 0 && now > state.preferredUntil)
    state.preferredReadReplica = -1;
  return state.preferredReadReplica;
}

/** True when there was one. Kafka: TopicPartitionState.clearPreferredReadReplica. */
export function clearPreferredReplica(state: PartitionState): boolean {
  const had = state.preferredReadReplica >= 0;
  state.preferredReadReplica = -1;
  return had;
}

/** Records behind the end that this isolation sees; null until a fetch has come back. Kafka: SubscriptionState.partitionLag. */
export function partitionLag(
  state: PartitionState,
  isReadCommitted: boolean,
): number | null {
  const end = isReadCommitted ? state.lastStableOffset : state.highWatermark;
  return end < 0 || state.position === null ? null : end - state.position.offset;
}
