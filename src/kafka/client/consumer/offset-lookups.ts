import { type Context, wallClockMs } from "../../context.ts";
import { errors } from "../../error-codes.ts";
import { apiKeys } from "../../protocol/envelope.ts";
import type {
  ListOffsetsResponse,
  ListOffsetsResponsePartition,
  OffsetForLeaderEpochResponse,
} from "../../protocol/messages.ts";
import { type Consumer, wakeAt } from "./consumer.ts";
import { currentLeader, requestUpdate } from "./consumer-metadata.ts";
import { type Asked, askNode, isUnavailable } from "./consumer-network.ts";
import { type FetchPosition, fetchPosition } from "./fetch-position.ts";
import type { Thrown } from "./note.ts";
import { type PartitionState, partitionName } from "./partition-state.ts";
import { purposes } from "./purposes.ts";
import { type ResetStrategy, resetTimestamp } from "./reset-strategy.ts";
import {
  type LogTruncation,
  statesToReset,
  statesToValidate,
  takeReset,
  takeValidation,
  validateForLeader,
} from "./subscription-state.ts";
import { tell } from "./tell.ts";

/** What a consumer looks up about offsets. Kafka: OffsetFetcher, OffsetFetcherUtils. */
export interface OffsetLookups {
  /** Metadata version by which positions were last compared with the leaders. */
  validatedVersion: number;
  /** Exception that the next poll throws. Kafka: cachedValidatePositionsException, cachedResetPositionsException. */
  thrown: Thrown | null;
}

export const offsetLookups = (): OffsetLookups => ({
  validatedVersion: -1,
  thrown: null,
});

const listOffsetsVersion = 10;
const epochVersion = 4;

/** States by the node that leads them; those without a reachable leader are left out. */
export function byLeader(
  context: Context,
  consumer: Consumer,
  states: readonly PartitionState[],
): Record<number, PartitionState[]> {
  const now = context.effects.nowUs();
  const groups: Record<number, PartitionState[]> = {};
  for (const state of states) {
    const { leader } = currentLeader(consumer.metadata, state.topic, state.partition);
    if (leader < 0) requestUpdate(consumer.metadata);
    else if (isUnavailable(consumer, leader, now))
      wakeAt(consumer, consumer.unreachable[leader]?.untilUs ?? now);
    else (groups[leader] ??= []).push(state);
  }
  return groups;
}

/** Partitions by topic, as requests have them. */
export function byTopic<T extends { readonly topic: string }>(
  parts: readonly T[],
): [string, T[]][] {
  const topics = new Map<string, T[]>();
  for (const part of parts) {
    const known = topics.get(part.topic);
    if (known === undefined) topics.set(part.topic, [part]);
    else known.push(part);
  }
  return [...topics];
}

/** What a ListOffsets request was for. */
interface ResetAsked {
  readonly kind: "reset";
  readonly strategies: Readonly<Record<string, ResetStrategy>>;
}

/** Looks again when something may be asked once more; said anew at each look, since wishes last for one. */
function wakeForRetries(
  consumer: Consumer,
  fetchState: PartitionState["fetchState"],
  now: number,
): void {
  for (const state of consumer.subscription.order)
    if (state.fetchState === fetchState && state.retryAt > now)
      wakeAt(consumer, state.retryAt);
}

/** Looks up where partitions begin that are being reset. Kafka: OffsetFetcher.resetPositionsAsync. */
export function resetPositions(context: Context, consumer: Consumer): void {
  const now = context.effects.nowUs();
  const states = statesToReset(consumer.subscription, now);
  wakeForRetries(consumer, "awaitReset", now);
  const groups = byLeader(context, consumer, states);
  for (const node in groups) {
    const led = groups[node] ?? [];
    const strategies: Record<string, ResetStrategy> = {};
    for (const state of led) {
      strategies[state.name] = state.resetStrategy ?? consumer.config.reset;
      // Not asked again before the request would time out. Kafka: setNextAllowedRetry.
      state.retryAt = now + consumer.config.requestTimeoutUs;
      wakeAt(consumer, state.retryAt);
    }
    const timestampOf = (state: PartitionState): number =>
      resetTimestamp(
        strategies[state.name] ?? consumer.config.reset,
        wallClockMs(context.effects),
      );
    const about: ResetAsked = { kind: "reset", strategies };
    askListOffsets(context, consumer, Number(node), { states: led, timestampOf, about });
  }
}

/** Sends one ListOffsets request. */
export function askListOffsets(
  context: Context,
  consumer: Consumer,
  node: number,
  question: {
    readonly states: readonly Pick<PartitionState, "topic" | "partition" | "name">[];
    readonly timestampOf: (state: PartitionState) => number;
    readonly about: object;
  },
): void {
  const { metadata, config } = consumer;
  const topics = byTopic(question.states).map(([name, parts]) => ({
    name,
    partitions: parts.map((state) => ({
      partitionIndex: state.partition,
      currentLeaderEpoch: currentLeader(metadata, state.topic, state.partition)
        .leaderEpoch,
      timestamp: question.timestampOf(state as PartitionState),
    })),
  }));
  askNode(context, consumer, node, {
    api: apiKeys.ListOffsets,
    version: listOffsetsVersion,
    body: {
      replicaId: -1,
      isolationLevel: config.isReadCommitted ? 1 : 0,
      topics,
      timeoutMs: config.requestTimeoutUs / 1000,
    },
    purpose: purposes.listOffsets,
    context: question.about,
  });
}

/** The answer to a reset's look-up; null when the connection was lost. Kafka: OffsetFetcherUtils.onSuccessfulResponseForResettingPositions. */
export function resetAnswered(
  context: Context,
  consumer: Consumer,
  asked: Asked,
  body: object | null,
): void {
  const { strategies } = asked.about as ResetAsked;
  const { metadata, config } = consumer;
  const retryAt = context.effects.nowUs() + config.retryBackoffUs;
  if (body === null) {
    for (const name in strategies) failed(consumer, name, retryAt);
    requestUpdate(metadata);
    return;
  }
  for (const { name: topic, partitions } of (body as ListOffsetsResponse).topics)
    for (const answer of partitions) {
      const name = partitionName(topic, answer.partitionIndex);
      const strategy = strategies[name];
      if (strategy === undefined) continue;
      if (isRetried(answer)) {
        failed(consumer, name, retryAt);
        requestUpdate(metadata);
      } else if (answer.errorCode !== 0)
        consumer.lookups.thrown = { exception: "TopicAuthorizationException" };
      else if (answer.offset >= 0)
        begin(context, consumer, { name, topic, strategy, answer });
    }
}

/** Kafka: OffsetFetcherUtils.resetPositionIfNeeded. */
function begin(
  context: Context,
  consumer: Consumer,
  found: {
    readonly name: string;
    readonly topic: string;
    readonly strategy: ResetStrategy;
    readonly answer: ListOffsetsResponsePartition;
  },
): void {
  const { name, topic, strategy, answer } = found;
  const { subscription, metadata } = consumer;
  const leader = currentLeader(metadata, topic, answer.partitionIndex);
  // Without an epoch the position is not validated: the leader itself has just told it.
  const position = fetchPosition(answer.offset, -1, leader);
  const waits = subscription.byName[name]?.fetchState === "awaitReset";
  takeReset(subscription, name, { strategy, position });
  if (waits) tell(context, consumer).positioned(name, answer.offset, "reset");
}

/** Every error but one of authorisation is tried again. Kafka: OffsetFetcherUtils.handleListOffsetResponse. */
export const isRetried = ({ errorCode }: ListOffsetsResponsePartition): boolean =>
  errorCode !== 0 && errorCode !== errors.TOPIC_AUTHORIZATION_FAILED;

function failed(consumer: Consumer, name: string, retryAt: number): void {
  const state = consumer.subscription.byName[name];
  if (state !== undefined) state.retryAt = retryAt;
  wakeAt(consumer, retryAt);
}

/**
 * Compares positions with new leaders and asks where the leaders' logs leave the positions' epochs (KIP-320).
 * Kafka: OffsetFetcher.validatePositionsIfNeeded.
 */
export function validatePositions(context: Context, consumer: Consumer): void {
  const { subscription, metadata, lookups } = consumer;
  if (lookups.validatedVersion !== metadata.version) {
    lookups.validatedVersion = metadata.version;
    for (const { name, topic, partition } of subscription.order)
      validateForLeader(subscription, name, currentLeader(metadata, topic, partition));
  }
  const now = context.effects.nowUs();
  const states = statesToValidate(subscription, now);
  wakeForRetries(consumer, "awaitValidation", now);
  if (states.length === 0) return;
  const groups = byLeader(context, consumer, states);
  for (const node in groups)
    askEpochEnds(context, consumer, Number(node), groups[node] ?? []);
}

function askEpochEnds(
  context: Context,
  consumer: Consumer,
  node: number,
  states: readonly PartitionState[],
): void {
  const retryAt = context.effects.nowUs() + consumer.config.requestTimeoutUs;
  const asked: Record<string, FetchPosition> = {};
  for (const state of states) {
    state.retryAt = retryAt;
    if (state.position !== null) asked[state.name] = state.position;
  }
  wakeAt(consumer, retryAt);
  askNode(context, consumer, node, {
    api: apiKeys.OffsetForLeaderEpoch,
    version: epochVersion,
    body: {
      replicaId: -1,
      topics: byTopic(states).map(([topic, parts]) => ({
        topic,
        partitions: parts.map(({ partition, position }) => ({
          partition,
          currentLeaderEpoch: position?.leaderEpoch ?? -1,
          leaderEpoch: position?.offsetEpoch ?? -1,
        })),
      })),
    },
    purpose: purposes.offsetsForEpoch,
    context: asked,
  });
}

/** The answer to a validation; null when the connection was lost. Kafka: OffsetFetcherUtils.onSuccessfulResponseForValidatingPositions. */
export function validationAnswered(
  context: Context,
  consumer: Consumer,
  asked: Asked,
  body: object | null,
): void {
  const positions = asked.about as Record<string, FetchPosition>;
  const { subscription, metadata, config } = consumer;
  const retryAt = context.effects.nowUs() + config.retryBackoffUs;
  if (body === null) {
    for (const name in positions) failed(consumer, name, retryAt);
    requestUpdate(metadata);
    return;
  }
  const truncations: LogTruncation[] = [];
  for (const { topic, partitions } of (body as OffsetForLeaderEpochResponse).topics)
    for (const answer of partitions) {
      const name = partitionName(topic, answer.partition);
      const position = positions[name];
      if (position === undefined) continue;
      if (answer.errorCode !== 0) {
        failed(consumer, name, retryAt);
        requestUpdate(metadata);
        continue;
      }
      const truncation = takeValidation(subscription, name, position, answer);
      if (truncation !== null) truncations.push(truncation);
      const now = subscription.byName[name]?.position ?? null;
      if (now !== null && now.offset < position.offset)
        tell(context, consumer).positioned(name, now.offset, "truncation");
    }
  if (truncations.length > 0) consumer.lookups.thrown = truncationThrown(truncations);
}

/** Kafka: LogTruncationException. */
function truncationThrown(truncations: readonly LogTruncation[]): Thrown {
  const divergent: Record<string, number> = {};
  for (const { name, divergentOffset } of truncations)
    if (divergentOffset !== null) divergent[name] = divergentOffset;
  return {
    exception: "LogTruncationException",
    names: truncations.map(({ name }) => name),
    offsets: Object.fromEntries(
      truncations.map(({ name, fetchOffset }) => [name, fetchOffset]),
    ),
    divergent,
  };
}
