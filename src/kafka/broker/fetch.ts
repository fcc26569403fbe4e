import type { Context } from "../context.ts";
import { wallClockMs } from "../context.ts";
import { topicById, topicByName } from "../controller/metadata-image.ts";
import { availableBytes } from "../log/read.ts";
import type { RequestMessage } from "../protocol/envelope.ts";
import type { HostedPartition } from "../replication/partition.ts";
import type { DelayedFetch, FetchAsk, ReplyTo } from "../replication/purgatory.ts";
import { isQuotaExceeded } from "../replication/throttle.ts";
import { type Broker, brokerTimers, hostedReplica } from "./broker.ts";
import { fetchBody, type PartitionRead, readPartition } from "./fetch-read.ts";
import { isThrottledFollower, recordFollowerFetch } from "./follower-fetch.ts";
import { respond } from "./respond.ts";

/** The fields of a Fetch request that its handling reads. */
export interface FetchRequestBody {
  readonly replicaId?: number;
  readonly replicaState?: { readonly replicaId: number; readonly replicaEpoch: number };
  readonly maxWaitMs: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly isolationLevel: number;
  readonly topics: readonly {
    readonly topic: string;
    readonly topicId: string;
    readonly partitions: readonly {
      readonly partition: number;
      readonly currentLeaderEpoch: number;
      readonly fetchOffset: number;
      readonly lastFetchedEpoch: number;
      readonly logStartOffset: number;
      readonly partitionMaxBytes: number;
    }[];
  }[];
}

/** Requests of this version and later name topics by id. */
const firstVersionByTopicId = 13;
/** Requests of this version and later carry the replica's state in a field of its own. */
const firstVersionWithReplicaState = 15;

const zeroId = "AAAAAAAAAAAAAAAAAAAAAA";

function asksOf(broker: Broker, request: RequestMessage): FetchAsk[] {
  const body = request.body as FetchRequestBody;
  const byId = request.version >= firstVersionByTopicId;
  const asks: FetchAsk[] = [];
  for (const topic of body.topics) {
    const known = byId
      ? topicById(broker.image, topic.topicId)
      : topicByName(broker.image, topic.topic);
    for (const partition of topic.partitions)
      asks.push({
        topic: byId ? (known?.name ?? "") : topic.topic,
        topicId: byId ? topic.topicId : (known?.topicId ?? zeroId),
        index: partition.partition,
        fetchOffset: partition.fetchOffset,
        currentLeaderEpoch: partition.currentLeaderEpoch,
        lastFetchedEpoch: partition.lastFetchedEpoch,
        logStartOffset: partition.logStartOffset,
        partitionMaxBytes: partition.partitionMaxBytes,
      });
  }
  return asks;
}

/** A fetch of a follower or a consumer. Kafka: KafkaApis.handleFetchRequest, ReplicaManager.fetchMessages. */
export function handleFetch(
  context: Context,
  broker: Broker,
  reply: ReplyTo,
  request: RequestMessage,
): void {
  const body = request.body as FetchRequestBody;
  const replica =
    request.version >= firstVersionWithReplicaState
      ? (body.replicaState?.replicaId ?? -1)
      : (body.replicaId ?? -1);
  const fetch: DelayedFetch = {
    reply,
    asks: asksOf(broker, request),
    replica,
    replicaEpoch: body.replicaState?.replicaEpoch ?? -1,
    minBytes: body.minBytes,
    maxBytes: body.maxBytes,
    isolation: body.isolationLevel,
    done: false,
  };
  const reads = readAll(context, broker, fetch, true);
  if (body.maxWaitMs <= 0 || mustAnswer(fetch, reads)) {
    answerFetch(context, broker, fetch, reads);
    return;
  }
  let watched = false;
  for (const ask of fetch.asks) {
    const partition = hostedReplica(broker, ask.topicId, ask.index);
    if (partition === undefined) continue;
    partition.fetches.push(fetch);
    watched = true;
  }
  if (!watched) answerFetch(context, broker, fetch, reads);
  else context.effects.after(body.maxWaitMs * 1000, brokerTimers.fetchExpires, fetch);
}

/** Kafka: ReplicaManager.fetchMessages: what is answered without waiting. */
function mustAnswer(fetch: DelayedFetch, reads: readonly PartitionRead[]): boolean {
  if (reads.length === 0) return true;
  let bytes = 0;
  for (const read of reads) {
    if (read.error !== 0 || read.divergingEpoch !== null) return true;
    if (read.preferredReadReplica >= 0) return true;
    bytes += read.bytes;
  }
  return bytes >= fetch.minBytes;
}

/** Who asks: a follower reads to the log end, a consumer to the high watermark. */
const readableEnd = (fetch: DelayedFetch, partition: HostedPartition): number =>
  fetch.replica >= 0 ? partition.log.logEndOffset : partition.log.highWatermark;

/**
 * Reads every partition of a fetch; the first that has data may exceed the limit by its first batch (KIP-74).
 * With `first` the request is new: a follower's state is taken in. Kafka: ReplicaManager.readFromLog.
 */
function readAll(
  context: Context,
  broker: Broker,
  fetch: DelayedFetch,
  first: boolean,
): PartitionRead[] {
  let left = fetch.maxBytes;
  let minOneMessage = true;
  const reads: PartitionRead[] = [];
  for (const ask of fetch.asks) {
    const partition = hostedReplica(broker, ask.topicId, ask.index);
    const throttled =
      partition !== undefined && isThrottledFollower(context, broker, fetch, partition);
    const found = readPartition(broker, fetch, ask, {
      partition,
      maxBytes: throttled ? 0 : Math.min(left, ask.partitionMaxBytes),
      minOneMessage: minOneMessage && !throttled,
    });
    if (found.bytes > 0) minOneMessage = false;
    left = Math.max(0, left - found.bytes);
    if (partition !== undefined)
      context.probe.fetchChecked(
        broker.id,
        partition,
        ask.currentLeaderEpoch,
        found.error,
      );
    if (first && partition !== undefined && fetch.replica >= 0)
      recordFollowerFetch(context, broker, { partition, fetch, ask, found });
    reads.push(found);
  }
  return reads;
}

/** Kafka: DelayedFetch.tryComplete. */
export function tryCompleteFetch(
  context: Context,
  broker: Broker,
  fetch: DelayedFetch,
): boolean {
  if (fetch.done) return true;
  if (!isReady(context, broker, fetch)) return false;
  answerFetch(context, broker, fetch, readAll(context, broker, fetch, false));
  return true;
}

function isReady(context: Context, broker: Broker, fetch: DelayedFetch): boolean {
  let bytes = 0;
  for (const ask of fetch.asks) {
    const partition = hostedReplica(broker, ask.topicId, ask.index);
    if (partition === undefined) return true;
    if (partition.role === "none" || (fetch.replica >= 0 && partition.role !== "leader"))
      return true;
    if (ask.currentLeaderEpoch >= 0 && ask.currentLeaderEpoch !== partition.leaderEpoch)
      return true;
    const end = readableEnd(fetch, partition);
    if (ask.fetchOffset === end) continue;
    const available = availableBytes(partition.log, ask.fetchOffset, end);
    if (
      available < 0 &&
      fetch.replica < 0 &&
      ask.fetchOffset <= partition.log.logEndOffset
    )
      continue;
    if (available < 0 || available === Number.POSITIVE_INFINITY) return true;
    const limited =
      isThrottledFollower(context, broker, fetch, partition) &&
      isQuotaExceeded(broker.throttles.leader, wallClockMs(context.effects));
    if (!limited) bytes += Math.min(available, ask.partitionMaxBytes);
  }
  return bytes >= fetch.minBytes;
}

/** The time of a fetch is over: it is answered with what there is. */
export function expireFetch(context: Context, broker: Broker, fetch: DelayedFetch): void {
  if (fetch.done) return;
  answerFetch(context, broker, fetch, readAll(context, broker, fetch, false));
  for (const ask of fetch.asks) {
    const partition = hostedReplica(broker, ask.topicId, ask.index);
    if (partition !== undefined)
      partition.fetches = partition.fetches.filter((waiting) => !waiting.done);
  }
}

function answerFetch(
  context: Context,
  broker: Broker,
  fetch: DelayedFetch,
  reads: readonly PartitionRead[],
): void {
  fetch.done = true;
  respond(context, broker, fetch.reply, fetchBody(broker, fetch, reads));
}
