import { appended } from "../../base/appended.ts";
import type { Context } from "../context.ts";
import { apiKeys } from "../protocol/envelope.ts";
import {
  type Consumer,
  type ConsumerSession,
  consumerPurposes,
  type Position,
} from "./consumer.ts";
import { isFullFetch, reopen, sessionEnd } from "./fetch-session.ts";
import { ask, channelTo } from "./network-client.ts";
import { addressOf } from "./read-replica.ts";

const fetchVersion = 17;
/** `fetch.max.bytes`. */
const fetchMaxBytes = 52_428_800;
const requestTimeoutUs = 30_000_000;

/** The session with a node, made at first use. */
export function sessionWith(consumer: Consumer, node: number): ConsumerSession {
  for (const session of consumer.sessions) if (session.node === node) return session;
  const session: ConsumerSession = {
    ...sessionEnd(),
    node,
    topicId: consumer.view.topicId,
    busy: false,
    asked: [],
    members: 0,
    forgotten: [],
  };
  consumer.sessions.push(session);
  return session;
}

/** Sends a fetch for what the session's `asked` holds. Kafka: AbstractFetch.createFetchRequest. */
export function sendFetch(
  context: Context,
  consumer: Consumer,
  session: ConsumerSession,
): void {
  const { config, view, client } = consumer;
  const target = addressOf(view, session.node);
  if (target === undefined) return;
  session.busy = true;
  const topics = changedTopics(consumer, session);
  const forgottenTopicsData = forgottenTopics(consumer, session);
  ask(context.effects, client, channelTo(client, target.nodeId, target.process), {
    api: apiKeys.Fetch,
    version: fetchVersion,
    body: {
      replicaState: { replicaId: -1, replicaEpoch: -1 },
      maxWaitMs: config.maxWaitMs,
      minBytes: config.minBytes,
      maxBytes: fetchMaxBytes,
      isolationLevel: config.isolation === "read_committed" ? 1 : 0,
      sessionId: session.id,
      sessionEpoch: session.epoch,
      topics,
      forgottenTopicsData,
      rackId: config.clientRack,
    },
    purpose: consumerPurposes.fetch,
    context: session.node,
    timeoutUs: requestTimeoutUs,
    bytes: 0,
    answered: true,
  });
}

const noTopics: readonly object[] = [];
const nothing: object[] = [];

/** What the session does not know yet, or everything to open one. Kafka: FetchSessionHandler.Builder.build. */
function changedTopics(consumer: Consumer, session: ConsumerSession): readonly object[] {
  const { view } = consumer;
  // Kafka replaces the partitions of a topic that was made anew one by one; a new session comes to the same.
  if (session.topicId !== view.topicId) reopen(session);
  session.topicId = view.topicId;
  if (isFullFetch(session)) clearSession(consumer, session);
  let partitions = nothing;
  for (const position of session.asked) {
    position.busy = true;
    if (!takeAsked(consumer, session, position)) continue;
    partitions = appended(partitions, {
      partition: position.partition,
      currentLeaderEpoch: position.askedEpoch,
      fetchOffset: position.askedOffset,
      lastFetchedEpoch: position.askedLastEpoch,
      logStartOffset: -1,
      partitionMaxBytes: position.askedMaxBytes,
    });
  }
  return partitions.length === 0
    ? noTopics
    : [{ topic: view.topic, topicId: view.topicId, partitions }];
}

function clearSession(consumer: Consumer, session: ConsumerSession): void {
  for (const position of consumer.positions)
    if (position.sessionNode === session.node) position.sessionNode = -1;
  session.members = 0;
  session.forgotten = [];
}

/** Brings what is asked for a position up to date; false when that changes nothing. */
function takeAsked(
  consumer: Consumer,
  session: ConsumerSession,
  position: Position,
): boolean {
  const epoch = consumer.view.partitions[position.partition]?.leaderEpoch ?? -1;
  const maxBytes = consumer.config.maxPartitionFetchBytes;
  const known = position.sessionNode === session.node;
  if (
    known &&
    position.askedOffset === position.offset &&
    position.askedEpoch === epoch &&
    position.askedLastEpoch === position.lastEpoch &&
    position.askedMaxBytes === maxBytes
  )
    return false;
  if (!known) {
    leaveSession(consumer, position);
    position.sessionNode = session.node;
    session.members++;
  }
  position.askedOffset = position.offset;
  position.askedEpoch = epoch;
  position.askedLastEpoch = position.lastEpoch;
  position.askedMaxBytes = maxBytes;
  return true;
}

function leaveSession(consumer: Consumer, position: Position): void {
  if (position.sessionNode < 0) return;
  const left = sessionWith(consumer, position.sessionNode);
  left.members--;
  left.forgotten.push(position.partition);
  position.sessionNode = -1;
}

/** Positions that the fetch leaves out leave the session; one that came back has only changed. */
function forgottenTopics(
  consumer: Consumer,
  session: ConsumerSession,
): readonly object[] {
  if (session.members > session.asked.length)
    for (const position of consumer.positions)
      if (position.sessionNode === session.node && !session.asked.includes(position))
        leaveSession(consumer, position);
  if (session.forgotten.length === 0) return noTopics;
  const { view } = consumer;
  const partitions = session.forgotten.filter(
    (partition) => !session.asked.some((position) => position.partition === partition),
  );
  session.forgotten = [];
  return partitions.length === 0
    ? noTopics
    : [{ topic: view.topic, topicId: view.topicId, partitions }];
}
