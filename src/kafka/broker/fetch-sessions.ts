import { streams } from "../../sim/draw.ts";
import { type Context, wallClockMs } from "../context.ts";
import { topicById, topicByName } from "../controller/metadata-image.ts";
import { errors } from "../error-codes.ts";
import type { FetchAsk, FetchSession } from "../replication/purgatory.ts";
import type { Broker } from "./broker.ts";

/** One partition as a Fetch request names it. */
export interface RequestedPartition {
  readonly partition: number;
  readonly currentLeaderEpoch: number;
  readonly fetchOffset: number;
  readonly lastFetchedEpoch: number;
  readonly logStartOffset: number;
  readonly partitionMaxBytes: number;
}

/** What of a Fetch request concerns sessions. */
export interface SessionRequest {
  readonly sessionId?: number;
  readonly sessionEpoch?: number;
  readonly topics: readonly {
    readonly topic: string;
    readonly topicId: string;
    readonly partitions: readonly RequestedPartition[];
  }[];
  readonly forgottenTopicsData?: readonly {
    readonly topic: string;
    readonly topicId: string;
    readonly partitions: readonly number[];
  }[];
}

/** What a fetch reads. Kafka: FetchContext and its four kinds. */
export interface FetchScope {
  readonly error: number;
  readonly asks: readonly FetchAsk[];
  readonly session: FetchSession | null;
  readonly opens: boolean;
}

const noAsks: readonly FetchAsk[] = [];
const zeroId = "AAAAAAAAAAAAAAAAAAAAAA";
/** `max.incremental.fetch.session.cache.slots`. */
const cacheSlots = 1000;
/** `MIN_INCREMENTAL_FETCH_SESSION_EVICTION_MS`. */
const evictionMs = 120_000;
const lastEpoch = 0x7fffffff;

const refusedScope = (error: number): FetchScope => ({
  error,
  asks: noAsks,
  session: null,
  opens: false,
});

type RequestedTopic = SessionRequest["topics"][number];

function askOf(
  broker: Broker,
  topic: RequestedTopic,
  asked: RequestedPartition,
  byId: boolean,
): FetchAsk {
  const known = byId
    ? topicById(broker.image, topic.topicId)
    : topicByName(broker.image, topic.topic);
  return {
    topicId: byId ? topic.topicId : (known?.topicId ?? zeroId),
    topic: byId ? (known?.name ?? "") : topic.topic,
    index: asked.partition,
    fetchOffset: asked.fetchOffset,
    currentLeaderEpoch: asked.currentLeaderEpoch,
    lastFetchedEpoch: asked.lastFetchedEpoch,
    logStartOffset: asked.logStartOffset,
    partitionMaxBytes: asked.partitionMaxBytes,
    toldHighWatermark: -1,
    toldLogStart: -1,
    waiting: null,
    watching: false,
    kept: false,
  };
}

/** Kafka: FetchManager.newContext. */
export function fetchScope(
  context: Context,
  broker: Broker,
  body: SessionRequest,
  byId: boolean,
): FetchScope {
  const { sessionId = 0, sessionEpoch = -1 } = body;
  if (sessionEpoch === 0 || sessionEpoch === -1) {
    if (sessionId !== 0) closeSession(broker, sessionId);
    const asks: FetchAsk[] = [];
    for (const topic of body.topics)
      for (const asked of topic.partitions) asks.push(askOf(broker, topic, asked, byId));
    return { error: 0, asks, session: null, opens: sessionEpoch === 0 };
  }
  const session = broker.sessions[sessionId];
  if (session === undefined) return refusedScope(errors.FETCH_SESSION_ID_NOT_FOUND);
  if (session.epoch !== sessionEpoch)
    return refusedScope(errors.INVALID_FETCH_SESSION_EPOCH);
  if (session.byId !== byId) return refusedScope(errors.FETCH_SESSION_TOPIC_ID_ERROR);
  updateSession(broker, session, body);
  if (session.asks.length === 0) {
    delete broker.sessions[sessionId];
    return { error: 0, asks: noAsks, session: null, opens: false };
  }
  session.epoch = session.epoch === lastEpoch ? 1 : session.epoch + 1;
  session.lastUsedMs = wallClockMs(context.effects);
  return { error: 0, asks: session.asks, session, opens: false };
}

/** Kafka: FetchSession.update. */
function updateSession(
  broker: Broker,
  session: FetchSession,
  body: SessionRequest,
): void {
  const { byId } = session;
  for (const topic of body.topics)
    for (const asked of topic.partitions) {
      const known = askIn(session, topic, asked.partition);
      if (known !== undefined) takeRequest(known, asked);
      else {
        const added = askOf(broker, topic, asked, byId);
        added.kept = true;
        session.asks.push(added);
      }
    }
  for (const topic of body.forgottenTopicsData ?? [])
    for (const index of topic.partitions) {
      const gone = askIn(session, topic, index);
      if (gone === undefined) continue;
      gone.kept = false;
      session.asks.splice(session.asks.indexOf(gone), 1);
    }
  for (const ask of session.asks) if (!byId || ask.topic === "") name(broker, ask, byId);
}

/** Topics may come to be known, or be made anew, between two requests. Kafka: CachedPartition.maybeSetTopicName. */
function name(broker: Broker, ask: FetchAsk, byId: boolean): void {
  if (byId) ask.topic = topicById(broker.image, ask.topicId)?.name ?? "";
  else ask.topicId = topicByName(broker.image, ask.topic)?.topicId ?? zeroId;
}

function askIn(
  { asks, byId }: FetchSession,
  topic: { readonly topic: string; readonly topicId: string },
  index: number,
): FetchAsk | undefined {
  for (const ask of asks)
    if (
      ask.index === index &&
      (byId ? ask.topicId === topic.topicId : ask.topic === topic.topic)
    )
      return ask;
  return undefined;
}

/** Kafka: CachedPartition.updateRequestParams. */
function takeRequest(ask: FetchAsk, asked: RequestedPartition): void {
  ask.fetchOffset = asked.fetchOffset;
  ask.currentLeaderEpoch = asked.currentLeaderEpoch;
  ask.lastFetchedEpoch = asked.lastFetchedEpoch;
  ask.logStartOffset = asked.logStartOffset;
  ask.partitionMaxBytes = asked.partitionMaxBytes;
}

function closeSession(broker: Broker, id: number): void {
  const session = broker.sessions[id];
  if (session === undefined) return;
  for (const ask of session.asks) ask.kept = false;
  delete broker.sessions[id];
}

/**
 * Opens a session for what a full fetch asked, and returns its id, or 0 when there is no room: only sessions that
 * were not used for two minutes make room. Kafka: FetchSessionCacheShard.maybeCreateSession.
 */
export function openSession(
  context: Context,
  broker: Broker,
  asks: readonly FetchAsk[],
  byId: boolean,
): number {
  const nowMs = wallClockMs(context.effects);
  if (!hasRoom(broker, nowMs)) return 0;
  let id = 0;
  while (id === 0 || broker.sessions[id] !== undefined)
    id = 1 + context.effects.draw(streams.fetchSession, 0x7ffffffe);
  for (const ask of asks) ask.kept = true;
  broker.sessions[id] = { id, byId, epoch: 1, lastUsedMs: nowMs, asks: [...asks] };
  return id;
}

function hasRoom(broker: Broker, nowMs: number): boolean {
  const sessions = Object.values(broker.sessions);
  if (sessions.length < cacheSlots) return true;
  const oldest = sessions.reduce((a, b) => (b.lastUsedMs < a.lastUsedMs ? b : a));
  if (nowMs - oldest.lastUsedMs <= evictionMs) return false;
  closeSession(broker, oldest.id);
  return true;
}
