import {
  type FetchPosition,
  fetchPosition,
  isSamePosition,
  type LeaderAndEpoch,
} from "./fetch-position.ts";
import { fetchOrder } from "./partition-order.ts";
import {
  awaitReset,
  completeValidation,
  hasValidPosition,
  isBackingOff,
  isFetchable,
  maybeValidatePosition,
  type PartitionState,
  partitionOf,
  partitionState,
  seekUnvalidated,
  seekValidated,
} from "./partition-state.ts";
import { isSameStrategy, type ResetStrategy } from "./reset-strategy.ts";

/** How a consumer gets its partitions. Kafka: SubscriptionState.SubscriptionType. */
export type SubscriptionType =
  | "none"
  | "topics"
  | "pattern"
  /** A pattern that the broker evaluates. Kafka: AUTO_PATTERN_RE2J. */
  | "serverPattern"
  | "assigned";

/** What a consumer subscribes to, and its partitions. Kafka: SubscriptionState. */
export interface SubscriptionState {
  type: SubscriptionType;
  pattern: string;
  /** Topics of the subscription, sorted. */
  topics: string[];
  /** What all members of the group subscribe to: the leader watches these topics too. */
  groupTopics: string[];
  /** In the order in which the next fetch asks. Kafka: PartitionStates. */
  order: PartitionState[];
  byName: Record<string, PartitionState>;
  /** Counts assignments. */
  assignmentId: number;
  readonly reset: ResetStrategy;
}

export const subscriptionState = (reset: ResetStrategy): SubscriptionState => ({
  type: "none",
  pattern: "",
  topics: [],
  groupTopics: [],
  order: [],
  byName: {},
  assignmentId: 0,
  reset,
});

/** Kafka: SubscriptionState.hasAutoAssignedPartitions. */
export const isAutoAssigned = ({ type }: SubscriptionState): boolean =>
  type === "topics" || type === "pattern" || type === "serverPattern";

/** Kafka: SubscriptionState.hasDefaultOffsetResetPolicy. */
export const hasResetPolicy = ({ reset }: SubscriptionState): boolean =>
  reset.kind !== "none";

/** Names of what is assigned, in fetch order. */
export const assignedNames = ({ order }: SubscriptionState): string[] =>
  order.map(({ name }) => name);

function setAssignment(subscription: SubscriptionState, names: readonly string[]): void {
  const before = subscription.byName;
  subscription.byName = {};
  subscription.order = names.map((name) => {
    const { topic, partition } = partitionOf(name);
    const state = before[name] ?? partitionState(topic, partition);
    subscription.byName[name] = state;
    return state;
  });
  subscription.assignmentId++;
}

/** Java's default capacity of a HashMap. */
const defaultCapacity = 16;

/** `assign`; false when nothing changes. Kafka: SubscriptionState.assignFromUser. */
export function assignFromUser(
  subscription: SubscriptionState,
  names: readonly string[],
): boolean {
  subscription.type = "assigned";
  const same =
    names.length === subscription.order.length &&
    names.every((name) => subscription.byName[name] !== undefined);
  if (same) return false;
  setAssignment(subscription, fetchOrder(names, defaultCapacity));
  subscription.topics = [
    ...new Set(names.map((name) => partitionOf(name).topic)),
  ].toSorted();
  return true;
}

/** What a rebalance gave; partitions that stay keep their state. Kafka: SubscriptionState.assignFromSubscribed. */
export function assignFromSubscribed(
  subscription: SubscriptionState,
  names: readonly string[],
): void {
  setAssignment(subscription, fetchOrder(names, names.length));
}

/** Kafka: SubscriptionState.unsubscribe. */
export function unsubscribeAll(subscription: SubscriptionState): void {
  setAssignment(subscription, []);
  subscription.type = "none";
  subscription.pattern = "";
  subscription.topics = [];
  subscription.groupTopics = [];
}

/** Behind all others in the next fetch: it has had its turn. Kafka: SubscriptionState.movePartitionToEnd. */
export function movePartitionToEnd(subscription: SubscriptionState, name: string): void {
  const { order } = subscription;
  if (order.length < 2 || order[order.length - 1]?.name === name) return;
  for (let at = 0; at < order.length; at++) {
    const state = order[at] as PartitionState;
    if (state.name !== name) continue;
    order.splice(at, 1);
    order.push(state);
    return;
  }
}

/** Kafka: SubscriptionState.maybeSeekUnvalidated. */
export function takeReset(
  subscription: SubscriptionState,
  name: string,
  answer: { readonly strategy: ResetStrategy; readonly position: FetchPosition },
): void {
  const state = subscription.byName[name];
  if (state?.fetchState !== "awaitReset") return;
  if (isSameStrategy(state.resetStrategy, answer.strategy))
    seekUnvalidated(state, answer.position);
}

/** Kafka: SubscriptionState.maybeValidatePositionForCurrentLeader. */
export function validateForLeader(
  subscription: SubscriptionState,
  name: string,
  leader: LeaderAndEpoch,
): boolean {
  const state = subscription.byName[name];
  return state !== undefined && maybeValidatePosition(state, leader);
}

/** The log ends before the position. Kafka: SubscriptionState.LogTruncation. */
export interface LogTruncation {
  readonly name: string;
  readonly fetchOffset: number;
  /** Null: the leader does not know the epoch. */
  readonly divergentOffset: number | null;
}

/** What OffsetForLeaderEpoch said of one partition. */
export interface EpochEnd {
  readonly leaderEpoch: number;
  readonly endOffset: number;
}

/**
 * Takes the answer to a validation in. A truncation moves the position to where the logs agree if there is a reset
 * policy, else it is returned. Kafka: SubscriptionState.maybeCompleteValidation.
 */
export function takeValidation(
  subscription: SubscriptionState,
  name: string,
  asked: FetchPosition,
  end: EpochEnd,
): LogTruncation | null {
  const state = subscription.byName[name];
  if (state === undefined || state.fetchState !== "awaitValidation") return null;
  const { position } = state;
  if (position === null || !isSamePosition(position, asked)) return null;
  const { endOffset, leaderEpoch } = end;
  if (endOffset < 0 || leaderEpoch < 0) {
    if (!hasResetPolicy(subscription))
      return { name, fetchOffset: asked.offset, divergentOffset: null };
    awaitReset(state, subscription.reset);
  } else if (endOffset < position.offset) {
    if (!hasResetPolicy(subscription))
      return { name, fetchOffset: asked.offset, divergentOffset: endOffset };
    seekValidated(state, fetchPosition(endOffset, leaderEpoch, position));
  } else completeValidation(state);
  return null;
}

/** Partitions that may be asked for. Kafka: SubscriptionState.fetchablePartitions. */
export const fetchableStates = ({ order }: SubscriptionState): PartitionState[] =>
  order.filter(isFetchable);

/** Kafka: SubscriptionState.initializingPartitions. */
export const initializingStates = ({ order }: SubscriptionState): PartitionState[] =>
  order.filter(
    (state) => state.fetchState === "initializing" && !state.pendingOnAssignedCallback,
  );

/** Kafka: SubscriptionState.partitionsNeedingReset. */
export const statesToReset = (
  { order }: SubscriptionState,
  now: number,
): PartitionState[] =>
  order.filter((state) => state.fetchState === "awaitReset" && !isBackingOff(state, now));

/** Kafka: SubscriptionState.partitionsNeedingValidation. */
export const statesToValidate = (
  { order }: SubscriptionState,
  now: number,
): PartitionState[] =>
  order.filter(
    (state) => state.fetchState === "awaitValidation" && !isBackingOff(state, now),
  );

/**
 * The reset policy for what has no committed offset; with policy `none` the partitions that have nowhere to go are
 * returned. Kafka: SubscriptionState.resetInitializingPositions.
 */
export function resetInitializing(
  subscription: SubscriptionState,
  isIncluded: (state: PartitionState) => boolean,
): string[] {
  const nowhere: string[] = [];
  for (const state of initializingStates(subscription)) {
    if (!isIncluded(state)) continue;
    if (hasResetPolicy(subscription)) awaitReset(state, subscription.reset);
    else nowhere.push(state.name);
  }
  return nowhere;
}

/** An offset that is, was or will be committed. Kafka: OffsetAndMetadata. */
export interface CommittableOffset {
  readonly offset: number;
  /** -1 none. */
  readonly leaderEpoch: number;
}

/** What a commit without arguments commits: the positions. Kafka: SubscriptionState.allConsumed. */
export function allConsumed({
  order,
}: SubscriptionState): Record<string, CommittableOffset> {
  const offsets: Record<string, CommittableOffset> = {};
  for (const state of order)
    if (hasValidPosition(state) && state.position !== null)
      offsets[state.name] = {
        offset: state.position.offset,
        leaderEpoch: state.position.offsetEpoch,
      };
  return offsets;
}
