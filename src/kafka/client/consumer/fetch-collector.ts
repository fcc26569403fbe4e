import { errorName } from "../../../terms/errors.ts";
import { errors } from "../../error-codes.ts";
import { type CompletedFetch, type RecordSlice, takeRecords } from "./completed-fetch.ts";
import type { FetchBuffer } from "./fetch-buffer.ts";
import {
  awaitReset,
  clearPreferredReplica,
  hasValidPosition,
  isFetchable,
  type PartitionState,
} from "./partition-state.ts";
import {
  type CommittableOffset,
  hasResetPolicy,
  movePartitionToEnd,
  type SubscriptionState,
} from "./subscription-state.ts";

/** Records of one partition that a poll returns. */
export interface Delivered {
  readonly name: string;
  /** The position before and after. */
  readonly from: number;
  readonly next: number;
  readonly slices: readonly RecordSlice[];
}

/** What a poll returns, or the exception that it throws. Kafka: Fetch. */
export interface Fetch {
  readonly delivered: Delivered[];
  readonly nextOffsets: Record<string, CommittableOffset>;
  records: number;
  positionAdvanced: boolean;
  /** Partitions whose metadata turned out to be old. */
  readonly outdated: string[];
  thrown: ThrownByPoll | null;
}

/** An exception of poll by class name, with the offsets that it names. */
export interface ThrownByPoll {
  readonly exception: string;
  readonly offsets: Readonly<Record<string, number>>;
}

/** What the collector works on. */
export interface Collector {
  readonly subscription: SubscriptionState;
  readonly buffer: FetchBuffer;
  readonly maxPollRecords: number;
  readonly isReadCommitted: boolean;
  /** Until when a preferred read replica counts that is named now. */
  readonly preferredUntil: number;
}

const emptyFetch = (): Fetch => ({
  delivered: [],
  nextOffsets: {},
  records: 0,
  positionAdvanced: false,
  outdated: [],
  thrown: null,
});

/** Kafka: Fetch.isEmpty. */
export const isEmptyFetch = (fetch: Fetch): boolean =>
  fetch.records === 0 && !fetch.positionAdvanced;

/** One poll: hands out what is buffered. Kafka: FetchCollector.collectFetch. */
export function collectFetch(collector: Collector): Fetch {
  const { subscription, buffer } = collector;
  const fetch = emptyFetch();
  let paused: CompletedFetch[] | null = null;
  while (fetch.records < collector.maxPollRecords && fetch.thrown === null) {
    const next = buffer.nextInLine;
    if (next === null || next.consumed) {
      if (!advanceBuffer(collector, fetch)) break;
    } else if (subscription.byName[next.name]?.paused === true) {
      paused = [...(paused ?? []), next];
      buffer.nextInLine = null;
    } else takeNext(collector, fetch, next);
  }
  // An exception waits until what came before it has been handed out.
  if (!isEmptyFetch(fetch)) fetch.thrown = null;
  if (paused !== null) buffer.completed.push(...paused);
  return fetch;
}

/** Takes the next completed fetch into line; false when there is none. */
function advanceBuffer(collector: Collector, fetch: Fetch): boolean {
  const { buffer } = collector;
  const [completed] = buffer.completed;
  if (completed === undefined) return false;
  if (completed.initialized) buffer.nextInLine = completed;
  else {
    const ready = initialize(collector, fetch, completed);
    if (fetch.thrown !== null) {
      // What holds data stays, so that no exception costs any; what holds none would be met again and again.
      if (isEmptyFetch(fetch) && (completed.answer.records ?? []).length === 0)
        buffer.completed.shift();
      return true;
    }
    buffer.nextInLine = ready ? completed : null;
  }
  buffer.completed.shift();
  return true;
}

/** Kafka: FetchCollector.fetchRecords. */
function takeNext(collector: Collector, fetch: Fetch, next: CompletedFetch): void {
  const { subscription } = collector;
  const state = subscription.byName[next.name];
  const { position } = state ?? { position: null };
  if (
    state === undefined ||
    position === null ||
    !isFetchable(state) ||
    next.nextOffset !== position.offset
  ) {
    drain(subscription, next);
    return;
  }
  const limit = collector.maxPollRecords - fetch.records;
  const slices = takeRecords(next, limit, collector.isReadCommitted);
  if (next.consumed && next.bytesRead > 0) movePartitionToEnd(subscription, next.name);
  if (next.nextOffset > position.offset) {
    state.position = {
      offset: next.nextOffset,
      offsetEpoch: next.lastEpoch,
      leader: position.leader,
      leaderEpoch: position.leaderEpoch,
    };
    fetch.positionAdvanced = true;
  }
  fetch.nextOffsets[next.name] = {
    offset: next.nextOffset,
    leaderEpoch: next.lastEpoch,
  };
  if (slices.length === 0) return;
  fetch.delivered.push({
    name: next.name,
    from: position.offset,
    next: next.nextOffset,
    slices,
  });
  for (const { count } of slices) fetch.records += count;
}

/** Kafka: CompletedFetch.drain. */
function drain(subscription: SubscriptionState, fetch: CompletedFetch): void {
  fetch.consumed = true;
  if (fetch.bytesRead > 0) movePartitionToEnd(subscription, fetch.name);
}

/** True when its records can be handed out. Kafka: FetchCollector.initialize. */
function initialize(
  collector: Collector,
  fetch: Fetch,
  completed: CompletedFetch,
): boolean {
  const { subscription } = collector;
  const { errorCode } = completed.answer;
  const state = subscription.byName[completed.name];
  let ready = false;
  if (state !== undefined && hasValidPosition(state)) {
    if (errorCode === 0) ready = accept(collector, completed, state);
    else refuse(subscription, fetch, completed, state);
  }
  // A partition with an error goes behind the others, so that those of one topic stay together.
  if (errorCode !== 0) movePartitionToEnd(subscription, completed.name);
  return ready;
}

/** Kafka: FetchCollector.handleInitializeSuccess, updatePartitionState. */
function accept(
  collector: Collector,
  completed: CompletedFetch,
  state: PartitionState,
): boolean {
  if (state.position === null || state.position.offset !== completed.nextOffset)
    return false;
  const { answer } = completed;
  if (answer.highWatermark >= 0) state.highWatermark = answer.highWatermark;
  if (answer.logStartOffset >= 0) state.logStartOffset = answer.logStartOffset;
  if (answer.lastStableOffset >= 0) state.lastStableOffset = answer.lastStableOffset;
  if (
    answer.preferredReadReplica >= 0 &&
    answer.preferredReadReplica !== state.preferredReadReplica
  ) {
    state.preferredReadReplica = answer.preferredReadReplica;
    state.preferredUntil = collector.preferredUntil;
  }
  completed.initialized = true;
  return true;
}

const outdatedBy: readonly number[] = [
  errors.NOT_LEADER_OR_FOLLOWER,
  errors.REPLICA_NOT_AVAILABLE,
  errors.KAFKA_STORAGE_ERROR,
  errors.FENCED_LEADER_EPOCH,
  errors.OFFSET_NOT_AVAILABLE,
  errors.UNKNOWN_TOPIC_OR_PARTITION,
  errors.UNKNOWN_TOPIC_ID,
  errors.INCONSISTENT_TOPIC_ID,
];

/** Kafka: FetchCollector.handleInitializeErrors. */
function refuse(
  subscription: SubscriptionState,
  fetch: Fetch,
  completed: CompletedFetch,
  state: PartitionState,
): void {
  const { errorCode } = completed.answer;
  const { name } = completed;
  if (outdatedBy.includes(errorCode)) {
    fetch.outdated.push(name);
    clearPreferredReplica(state);
  } else if (errorCode === errors.OFFSET_OUT_OF_RANGE) {
    // A follower may not have come so far, or begin later: the leader is asked before anything is given up.
    if (clearPreferredReplica(state)) return;
    if (state.position === null || state.position.offset !== completed.nextOffset) return;
    if (hasResetPolicy(subscription)) awaitReset(state, subscription.reset);
    else
      fetch.thrown = {
        exception: "OffsetOutOfRangeException",
        offsets: { [name]: state.position.offset },
      };
  } else if (errorCode === errors.TOPIC_AUTHORIZATION_FAILED)
    fetch.thrown = { exception: "TopicAuthorizationException", offsets: {} };
  else if (
    errorCode !== errors.UNKNOWN_LEADER_EPOCH &&
    errorCode !== errors.UNKNOWN_SERVER_ERROR
  )
    fetch.thrown = {
      exception:
        errorName(errorCode) === "CORRUPT_MESSAGE"
          ? "KafkaException"
          : "IllegalStateException",
      offsets: {},
    };
}
