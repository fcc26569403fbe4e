import type { Context } from "../../context.ts";
import { errors } from "../../error-codes.ts";
import { apiKeys } from "../../protocol/envelope.ts";
import type { Records } from "../../protocol/record-batch.ts";
import { reopen, sessionAnswered } from "../fetch-session.ts";
import { completedFetch, type FetchedPartition } from "./completed-fetch.ts";
import { type Consumer, wakeAt } from "./consumer.ts";
import { requestUpdate, takeLeader } from "./consumer-metadata.ts";
import { type Asked, askNode, isUnavailable } from "./consumer-network.ts";
import { isBuffered } from "./fetch-buffer.ts";
import {
  type FetchSession,
  nextFetch,
  type SessionFetch,
  sessionWith,
  type WantedPartition,
} from "./fetch-session.ts";
import {
  clearPreferredReplica,
  isFetchable,
  maybeValidatePosition,
  type PartitionState,
  partitionName,
  partitionOf,
  preferredReplica,
} from "./partition-state.ts";
import { purposes } from "./purposes.ts";

const fetchVersion = 18;

/** Where a partition is read: a replica that its leader has named, else the leader; -1 unknown. Kafka: AbstractFetch.selectReadReplica. */
function nodeFor(consumer: Consumer, state: PartitionState, now: number): number {
  const leader = state.position?.leader ?? -1;
  if (leader < 0) return -1;
  const near = preferredReplica(state, now);
  if (near < 0) return leader;
  if (consumer.metadata.alive.includes(near)) return near;
  requestUpdate(consumer.metadata);
  clearPreferredReplica(state);
  return leader;
}

/** Sends one fetch to each node that has none in flight and nothing buffered. Kafka: AbstractFetch.prepareFetchRequests. */
export function sendFetches(context: Context, consumer: Consumer): void {
  const { subscription, buffer, metadata } = consumer;
  const now = context.effects.nowUs();
  const hasBuffered = buffer.nextInLine !== null || buffer.completed.length > 0;
  const wanted: Record<number, WantedPartition[]> = {};
  const full: number[] = [];
  for (const state of subscription.order) {
    if (!isFetchable(state) || state.position === null) continue;
    const node = nodeFor(consumer, state, now);
    if (node < 0) {
      requestUpdate(metadata);
      continue;
    }
    // What a node has sent is handed out before it is asked again, so that its session keeps all partitions.
    if (hasBuffered && isBuffered(buffer, state.name)) {
      full.push(node);
      continue;
    }
    (wanted[node] ??= []).push({
      name: state.name,
      topic: state.topic,
      partition: state.partition,
      topicId: metadata.topics[state.topic]?.id ?? "",
      fetchOffset: state.position.offset,
      leaderEpoch: state.position.leaderEpoch,
    });
  }
  for (const node in wanted) {
    const session = sessionWith(consumer.sessions, Number(node));
    if (session.busy || full.includes(session.node)) continue;
    if (isUnavailable(consumer, session.node, now)) {
      wakeAt(consumer, consumer.unreachable[session.node]?.untilUs ?? now);
      continue;
    }
    sendFetch(context, consumer, session, wanted[node] ?? []);
  }
}

const nothing: readonly object[] = [];

function topicsToSend(
  send: readonly WantedPartition[],
  maxBytes: number,
): readonly object[] {
  if (send.length === 0) return nothing;
  const topics: Record<string, { topic: string; topicId: string; partitions: object[] }> =
    {};
  for (const wanted of send) {
    const topic = (topics[wanted.topicId] ??= {
      topic: wanted.topic,
      topicId: wanted.topicId,
      partitions: [],
    });
    topic.partitions.push({
      partition: wanted.partition,
      currentLeaderEpoch: wanted.leaderEpoch,
      fetchOffset: wanted.fetchOffset,
      lastFetchedEpoch: -1,
      logStartOffset: -1,
      partitionMaxBytes: maxBytes,
    });
  }
  return Object.values(topics);
}

function topicsToForget(forget: SessionFetch["forget"]): readonly object[] {
  if (forget.length === 0) return nothing;
  return forget.map(({ name, topicId }) => {
    const { topic, partition } = partitionOf(name);
    return { topic, topicId, partitions: [partition] };
  });
}

/** Kafka: AbstractFetch.createFetchRequest. */
function sendFetch(
  context: Context,
  consumer: Consumer,
  session: FetchSession,
  wanted: readonly WantedPartition[],
): void {
  const { config } = consumer;
  const { sessionId, sessionEpoch, send, forget } = nextFetch(session, wanted);
  const body = {
    replicaState: { replicaId: -1, replicaEpoch: -1 },
    maxWaitMs: config.maxWaitUs / 1000,
    minBytes: config.minBytes,
    maxBytes: config.maxBytes,
    isolationLevel: config.isReadCommitted ? 1 : 0,
    sessionId,
    sessionEpoch,
    topics: topicsToSend(send, config.maxPartitionBytes),
    forgottenTopicsData: topicsToForget(forget),
    rackId: config.clientRack,
  };
  session.busy = askNode(context, consumer, session.node, {
    api: apiKeys.Fetch,
    version: fetchVersion,
    body,
    purpose: purposes.fetch,
    context: session.node,
  });
}

interface PartitionAnswer {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly highWatermark: number;
  readonly lastStableOffset?: number;
  readonly logStartOffset?: number;
  readonly preferredReadReplica?: number;
  readonly currentLeader?: { readonly leaderId: number; readonly leaderEpoch: number };
  readonly abortedTransactions?: FetchedPartition["abortedTransactions"];
  readonly records: Records | null;
}

interface FetchAnswer {
  readonly errorCode: number;
  readonly sessionId: number;
  readonly responses: readonly {
    readonly topicId: string;
    readonly partitions: readonly PartitionAnswer[];
  }[];
}

/** The answer to a fetch; null when the connection was lost. Kafka: AbstractFetch.handleFetchSuccess, handleFetchFailure. */
export function fetchAnswered(
  context: Context,
  consumer: Consumer,
  asked: Asked,
  body: object | null,
): void {
  const session = sessionWith(consumer.sessions, asked.about as number);
  session.busy = false;
  if (body === null) {
    reopen(session);
    requestUpdate(consumer.metadata);
    for (const name in session.held) {
      const state = consumer.subscription.byName[name];
      if (state !== undefined) clearPreferredReplica(state);
    }
    return;
  }
  const answer = body as FetchAnswer;
  if (!sessionAnswered(session, answer)) {
    if (answer.errorCode === errors.FETCH_SESSION_TOPIC_ID_ERROR)
      requestUpdate(consumer.metadata);
    return;
  }
  for (const { topicId, partitions } of answer.responses)
    for (const partition of partitions) {
      takePartition(consumer, session, topicId, partition);
      if (partition.records !== null)
        context.probe.consumed(
          consumer.id,
          topicId,
          partition.partitionIndex,
          partition.records,
        );
    }
}

function takePartition(
  consumer: Consumer,
  session: FetchSession,
  topicId: string,
  answer: PartitionAnswer,
): void {
  const topic = session.names[topicId];
  if (topic === undefined) return;
  const name = partitionName(topic, answer.partitionIndex);
  const held = session.held[name];
  if (held === undefined) return;
  const { errorCode, records } = answer;
  consumer.buffer.completed.push(
    completedFetch(name, held.fetchOffset, {
      errorCode,
      highWatermark: answer.highWatermark,
      lastStableOffset: answer.lastStableOffset ?? -1,
      logStartOffset: answer.logStartOffset ?? -1,
      preferredReadReplica: answer.preferredReadReplica ?? -1,
      abortedTransactions: answer.abortedTransactions ?? null,
      records,
    }),
  );
  if (
    errorCode === errors.NOT_LEADER_OR_FOLLOWER ||
    errorCode === errors.FENCED_LEADER_EPOCH
  )
    takeNewLeader(consumer, name, answer);
}

/** The answer names the new leader (KIP-951): no need to ask for metadata first. */
function takeNewLeader(
  consumer: Consumer,
  name: string,
  { currentLeader }: PartitionAnswer,
): void {
  const state = consumer.subscription.byName[name];
  if (state === undefined || currentLeader === undefined) return;
  const leader = {
    leader: currentLeader.leaderId,
    leaderEpoch: currentLeader.leaderEpoch,
  };
  if (takeLeader(consumer.metadata, state, leader)) maybeValidatePosition(state, leader);
}

/** Tells the brokers that the sessions end. Kafka: AbstractFetch.prepareCloseFetchSessionRequests. */
export function closeSessions(context: Context, consumer: Consumer): void {
  const now = context.effects.nowUs();
  for (const session of consumer.sessions) {
    if (session.id === 0 || isUnavailable(consumer, session.node, now)) continue;
    askNode(context, consumer, session.node, {
      api: apiKeys.Fetch,
      version: fetchVersion,
      body: {
        replicaState: { replicaId: -1, replicaEpoch: -1 },
        maxWaitMs: consumer.config.maxWaitUs / 1000,
        minBytes: consumer.config.minBytes,
        maxBytes: consumer.config.maxBytes,
        isolationLevel: 0,
        sessionId: session.id,
        sessionEpoch: -1,
        topics: nothing,
        forgottenTopicsData: nothing,
        rackId: consumer.config.clientRack,
      },
      purpose: purposes.closeSession,
      context: null,
    });
    session.id = 0;
  }
}
