import { appended } from "../../base/appended.ts";
import type { Context } from "../context.ts";
import { errors } from "../error-codes.ts";
import type { DelayedFetch, FetchAsk } from "../replication/purgatory.ts";
import type { Broker } from "./broker.ts";
import { peerOf } from "./broker.ts";
import type { PartitionRead } from "./fetch-read.ts";
import { openSession } from "./fetch-sessions.ts";

/** Requests of this version and later name topics by id. */
const firstVersionByTopicId = 13;

const noDivergence = { epoch: -1, endOffset: -1 };
const noLeader = { leaderId: -1, leaderEpoch: -1 };
const noSnapshot = { endOffset: -1, epoch: -1 };
const noAborted: readonly never[] = [];

interface TopicResponse {
  readonly topic: string;
  readonly topicId: string;
  partitions: object[];
}

const noResponses: TopicResponse[] = [];
const noEndpoints: readonly object[] = [];

/** An answer without partitions. */
export const refusedFetchBody = (errorCode: number, sessionId: number): object => ({
  throttleTimeMs: 0,
  errorCode,
  sessionId,
  responses: noResponses,
  nodeEndpoints: noEndpoints,
  responseBytes: 0,
});

/** The response. Kafka: FetchResponse, FetchContext.updateAndGenerateResponseData. */
export function fetchBody(
  context: Context,
  broker: Broker,
  fetch: DelayedFetch,
  reads: readonly PartitionRead[],
): object {
  const { session } = fetch;
  if (session !== null && session.epoch !== fetch.sessionEpoch)
    return refusedFetchBody(errors.INVALID_FETCH_SESSION_EPOCH, session.id);
  let responses: TopicResponse[] = noResponses;
  let last: TopicResponse | null = null;
  let responseBytes = 0;
  let refused = false;
  for (const found of reads) {
    const { ask } = found;
    if (!tell(ask, found, session !== null)) continue;
    responseBytes += found.bytes;
    if (found.error !== 0) refused = true;
    const partition = partitionBody(broker, fetch, found);
    if (last !== null && last.topicId === ask.topicId && last.topic === ask.topic)
      last.partitions = appended(last.partitions, partition);
    else {
      last = { topic: ask.topic, topicId: ask.topicId, partitions: [partition] };
      responses = appended(responses, last);
    }
  }
  const byId = fetch.reply.version >= firstVersionByTopicId;
  if (session !== null && responseBytes > 0 && session.asks.length > 1)
    readLast(session.asks, reads);
  return {
    throttleTimeMs: 0,
    errorCode: 0,
    sessionId:
      session === null
        ? fetch.opens
          ? openSession(context, broker, fetch.asks, byId)
          : 0
        : session.id,
    responses,
    nodeEndpoints: refused ? endpoints(broker, reads) : noEndpoints,
    responseBytes,
  };
}

/**
 * Whether a partition is part of the answer, and what was told of it: after an error the high watermark is told again.
 * After a divergence it is not, although the follower did not take it in; it hears of it with the next change.
 * Kafka: CachedPartition.maybeUpdateResponseData.
 */
function tell(ask: FetchAsk, found: PartitionRead, incremental: boolean): boolean {
  const failed = found.error !== 0 || found.divergingEpoch !== null;
  const news =
    found.bytes > 0 ||
    found.highWatermark !== ask.toldHighWatermark ||
    found.logStartOffset !== ask.toldLogStart ||
    found.preferredReadReplica >= 0 ||
    failed;
  ask.toldHighWatermark = found.error !== 0 ? -1 : found.highWatermark;
  ask.toldLogStart = found.logStartOffset;
  return news || !incremental;
}

/** Partitions that gave records come last the next time, so that none starves. Kafka: FetchSession's PartitionIterator. */
function readLast(asks: FetchAsk[], reads: readonly PartitionRead[]): void {
  for (const { ask, bytes } of reads) {
    const at = bytes > 0 ? asks.indexOf(ask) : -1;
    if (at < 0 || at === asks.length - 1) continue;
    for (let i = at + 1; i < asks.length; i++) asks[i - 1] = asks[i] as FetchAsk;
    asks[asks.length - 1] = ask;
  }
}

function partitionBody(
  broker: Broker,
  fetch: DelayedFetch,
  found: PartitionRead,
): object {
  const stale =
    found.error === errors.NOT_LEADER_OR_FOLLOWER ||
    found.error === errors.FENCED_LEADER_EPOCH;
  return {
    partitionIndex: found.ask.index,
    errorCode: found.error,
    highWatermark: found.highWatermark,
    lastStableOffset: found.highWatermark,
    logStartOffset: found.logStartOffset,
    divergingEpoch: found.divergingEpoch ?? noDivergence,
    currentLeader: stale && fetch.replica < 0 ? currentLeader(broker, found) : noLeader,
    snapshotId: noSnapshot,
    // What the metadata does not know is answered before a log is asked (KafkaApis), with the schema's empty list.
    abortedTransactions: found.unknown || fetch.isolation === 1 ? noAborted : null,
    preferredReadReplica: found.preferredReadReplica,
    records: found.entries,
  };
}

function currentLeader(
  broker: Broker,
  found: PartitionRead,
): { readonly leaderId: number; readonly leaderEpoch: number } {
  const topic = broker.image.topics[`/${found.ask.topicId}`];
  const registration = topic?.partitions[found.ask.index];
  if (registration === undefined) return noLeader;
  return { leaderId: registration.leader, leaderEpoch: registration.leaderEpoch };
}

function endpoints(broker: Broker, reads: readonly PartitionRead[]): object[] {
  const found: object[] = [];
  for (const each of reads) {
    if (each.error !== errors.NOT_LEADER_OR_FOLLOWER) continue;
    const { leaderId } = currentLeader(broker, each);
    const peer = peerOf(broker, leaderId);
    if (peer !== undefined)
      found.push({ nodeId: peer.nodeId, host: peer.host, port: 9092, rack: peer.rack });
  }
  return found;
}
