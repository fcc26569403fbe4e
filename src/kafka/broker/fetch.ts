import { appended } from "../../base/appended.ts";
import type { Context } from "../context.ts";
import { wallClockMs } from "../context.ts";
import { errors } from "../error-codes.ts";
import { latestEpoch } from "../log/epoch-cache.ts";
import { availableBytes } from "../log/read.ts";
import type { RequestMessage } from "../protocol/envelope.ts";
import type { HostedPartition } from "../replication/partition.ts";
import {
  type DelayedFetch,
  type FetchAsk,
  purge,
  type ReplyTo,
} from "../replication/purgatory.ts";
import { isQuotaExceeded } from "../replication/throttle.ts";
import { type Broker, brokerTimers, hostedReplica } from "./broker.ts";
import { fetchBody, refusedFetchBody } from "./fetch-body.ts";
import { type PartitionRead, type ReadBudget, readPartition } from "./fetch-read.ts";
import { fetchScope, type SessionRequest } from "./fetch-sessions.ts";
import {
  isThrottledFollower,
  recordFollowerFetch,
  recordSent,
} from "./follower-fetch.ts";
import { coldReadUs } from "./page-cache.ts";
import { park } from "./park.ts";
import { choosesByRack } from "./preferred-replica.ts";
import { mostFetchBytes, throttleTimeMs } from "./request-meter.ts";
import { keepHandler } from "./request-threads.ts";
import { respond } from "./respond.ts";

/** The fields of a Fetch request that its handling reads. */
export interface FetchRequestBody extends SessionRequest {
  readonly replicaId?: number;
  readonly replicaState?: { readonly replicaId: number; readonly replicaEpoch: number };
  readonly maxWaitMs: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly isolationLevel: number;
  readonly rackId?: string;
}

/** Requests of this version and later name topics by id. */
const firstVersionByTopicId = 13;
/** Consumers of this version and later tell their rack. */
const firstVersionWithRack = 11;
/** Requests of this version and later carry the replica's state in a field of its own. */
const firstVersionWithReplicaState = 15;

/** A fetch of a follower or a consumer. Kafka: KafkaApis.handleFetchRequest, ReplicaManager.fetchMessages. */
export function handleFetch(
  context: Context,
  broker: Broker,
  reply: ReplyTo,
  request: RequestMessage,
): void {
  const body = request.body as FetchRequestBody;
  const scope = fetchScope(
    context,
    broker,
    body,
    request.version >= firstVersionByTopicId,
  );
  if (scope.error !== 0) {
    respond(context, broker, reply, refusedFetchBody(scope.error, 0));
    return;
  }
  const replica =
    (request.version >= firstVersionWithReplicaState
      ? body.replicaState?.replicaId
      : body.replicaId) ?? -1;
  const maxBytes =
    replica >= 0
      ? body.maxBytes
      : Math.min(body.maxBytes, mostFetchBytes(broker, request.clientId));
  const fetch: DelayedFetch = {
    kind: "fetch",
    reply,
    asks: scope.asks,
    replica,
    replicaEpoch: body.replicaState?.replicaEpoch ?? -1,
    rack: request.version >= firstVersionWithRack ? (body.rackId ?? "") : "",
    minBytes: Math.min(body.minBytes, maxBytes),
    maxBytes,
    isolation: body.isolationLevel,
    session: scope.session,
    sessionEpoch: scope.session === null ? 0 : scope.session.epoch,
    opens: scope.opens,
    done: false,
  };
  const reads = readAll(context, broker, fetch, true);
  if (body.maxWaitMs <= 0 || mustAnswer(fetch, reads) || !watch(broker, fetch))
    answerFetch(context, broker, fetch, reads);
  else park(context, broker, fetch, body.maxWaitMs * 1000);
}

/** Puts a fetch on the watch lists of its replicas; false when none is here. */
function watch(broker: Broker, fetch: DelayedFetch): boolean {
  let watched = false;
  for (const ask of fetch.asks) {
    ask.waiting = fetch;
    if (!ask.watching) {
      const partition = hostedReplica(broker, ask.topicId, ask.index);
      if (partition === undefined) continue;
      partition.fetches.push(ask);
      ask.watching = true;
    }
    watched = true;
  }
  return watched;
}

/** Kafka: ReplicaManager.fetchMessages: what is answered without waiting. */
function mustAnswer(fetch: DelayedFetch, reads: readonly PartitionRead[]): boolean {
  let bytes = 0;
  let unknown = 0;
  for (const read of reads) {
    // What the metadata does not know is put aside before a log is asked, and makes nobody hurry.
    if (read.unknown) unknown++;
    else if (read.error !== 0 || read.divergingEpoch !== null) return true;
    if (read.preferredReadReplica >= 0) return true;
    bytes += read.bytes;
  }
  return bytes >= fetch.minBytes || unknown === fetch.asks.length;
}

/** Who asks: a follower reads to the log end, a consumer to the high watermark. */
const readableEnd = (fetch: DelayedFetch, partition: HostedPartition): number =>
  fetch.replica >= 0 ? partition.log.logEndOffset : partition.log.highWatermark;

/** Whether a partition of a session has nothing to tell, so that it need not be read at all. */
function isQuiet(
  broker: Broker,
  fetch: DelayedFetch,
  ask: FetchAsk,
  partition: HostedPartition,
): boolean {
  const { log } = partition;
  return (
    !choosesByRack(broker, fetch) &&
    ask.fetchOffset === readableEnd(fetch, partition) &&
    log.highWatermark === ask.toldHighWatermark &&
    log.logStartOffset === ask.toldLogStart &&
    ask.fetchOffset >= log.logStartOffset &&
    partition.role === "leader" &&
    (ask.currentLeaderEpoch < 0 || ask.currentLeaderEpoch === partition.leaderEpoch) &&
    (ask.lastFetchedEpoch < 0 || ask.lastFetchedEpoch === latestEpoch(log.epochs)) &&
    (fetch.replica < 0 || partition.replicas.includes(fetch.replica))
  );
}

const noReads: PartitionRead[] = [];

/**
 * Reads every partition of a fetch; the first that has data may exceed the limit by its first batch (KIP-74).
 * With `first` the request is new: a follower's state is taken in. Kafka: ReplicaManager.readFromLog.
 */
function readAll(
  context: Context,
  broker: Broker,
  fetch: DelayedFetch,
  first: boolean,
): readonly PartitionRead[] {
  let left = fetch.maxBytes;
  let minOneMessage = true;
  let reads = noReads;
  const budget: ReadBudget = { partition: undefined, maxBytes: 0, minOneMessage };
  const records = first && fetch.replica >= 0;
  for (const ask of fetch.asks) {
    const partition = hostedReplica(broker, ask.topicId, ask.index);
    if (
      fetch.session !== null &&
      partition !== undefined &&
      isQuiet(broker, fetch, ask, partition)
    ) {
      context.probe.fetchChecked(broker.id, partition, ask.currentLeaderEpoch, 0);
      if (records) recordFollowerFetch(context, broker, { partition, fetch, ask });
      continue;
    }
    const throttled =
      partition !== undefined && isThrottledFollower(context, broker, fetch, partition);
    budget.partition = partition;
    budget.maxBytes = throttled ? 0 : Math.min(left, ask.partitionMaxBytes);
    budget.minOneMessage = minOneMessage && !throttled;
    const found = readPartition(broker, fetch, ask, budget);
    if (found.bytes > 0) minOneMessage = false;
    left = Math.max(0, left - found.bytes);
    reads = appended(reads, found);
    if (partition === undefined) continue;
    const { error } = found;
    context.probe.fetchChecked(broker.id, partition, ask.currentLeaderEpoch, error);
    if (!records || error !== 0 || found.divergingEpoch !== null) continue;
    recordFollowerFetch(context, broker, { partition, fetch, ask });
  }
  return reads;
}

/** Looks at one partition of a fetch that waits: it has changed. Kafka: DelayedFetch.tryComplete. */
export function tryCompleteFetch(
  context: Context,
  broker: Broker,
  watching: FetchAsk,
): void {
  const fetch = watching.waiting;
  if (fetch === null || fetch.done) return;
  let bytes = readableBytes(context, broker, fetch, watching);
  // The others have not changed; they are added up only where one partition may not be enough.
  if (bytes < fetch.minBytes && fetch.minBytes > 1)
    for (const ask of fetch.asks)
      if (ask !== watching) bytes += readableBytes(context, broker, fetch, ask);
  if (bytes >= fetch.minBytes)
    answerFetch(context, broker, fetch, readAll(context, broker, fetch, false));
}

/** Bytes that one partition of a fetch could give; Infinity when it must be answered whatever there is. */
function readableBytes(
  context: Context,
  broker: Broker,
  fetch: DelayedFetch,
  ask: FetchAsk,
): number {
  const partition = hostedReplica(broker, ask.topicId, ask.index);
  if (partition === undefined || partition.role === "none")
    return Number.POSITIVE_INFINITY;
  if (fetch.replica >= 0 && partition.role !== "leader") return Number.POSITIVE_INFINITY;
  if (ask.currentLeaderEpoch >= 0 && ask.currentLeaderEpoch !== partition.leaderEpoch)
    return Number.POSITIVE_INFINITY;
  const end = readableEnd(fetch, partition);
  if (ask.fetchOffset === end) return 0;
  const available = availableBytes(partition.log, ask.fetchOffset, end);
  if (available < 0) {
    const waits = fetch.replica < 0 && ask.fetchOffset <= partition.log.logEndOffset;
    return waits ? 0 : Number.POSITIVE_INFINITY;
  }
  if (available === Number.POSITIVE_INFINITY) return available;
  const limited =
    isThrottledFollower(context, broker, fetch, partition) &&
    isQuotaExceeded(broker.throttles.leader, wallClockMs(context.effects));
  return limited ? 0 : Math.min(available, ask.partitionMaxBytes);
}

/** The time of a fetch is over: it is answered with what there is. */
export function expireFetch(context: Context, broker: Broker, fetch: DelayedFetch): void {
  answerFetch(context, broker, fetch, readAll(context, broker, fetch, false));
  if (fetch.session !== null) return;
  for (const ask of fetch.asks) {
    const partition = hostedReplica(broker, ask.topicId, ask.index);
    if (partition !== undefined && !ask.kept) purge(partition);
  }
}

function answerFetch(
  context: Context,
  broker: Broker,
  fetch: DelayedFetch,
  reads: readonly PartitionRead[],
): void {
  fetch.done = true;
  if (fetch.replica >= 0) recordSent(context, broker, reads);
  const { reply, session, sessionEpoch } = fetch;
  let bytes = 0;
  for (const read of reads) bytes += read.bytes;
  const quietMs =
    fetch.replica >= 0
      ? 0
      : throttleTimeMs(context, broker, reply.connection, { fetched: bytes });
  if (quietMs > 0) {
    // Kafka: FetchContext.getThrottledResponse: the data is read again when the client may have it.
    const stale = session !== null && session.epoch !== sessionEpoch;
    const error = stale ? errors.INVALID_FETCH_SESSION_EPOCH : 0;
    const empty = refusedFetchBody(error, session?.id ?? 0);
    respond(context, broker, reply, { ...empty, throttleTimeMs: quietMs });
    return;
  }
  const body = fetchBody(context, broker, fetch, reads);
  const coldUs = coldReadUs(context, broker, reads);
  if (bytes > 0) keepHandler(broker, { bytes, diskUs: coldUs }, context.effects.nowUs());
  if (coldUs === 0) respond(context, broker, reply, body);
  else context.effects.after(coldUs, brokerTimers.coldRead, { reply, body });
}

/** An answer that waits for the disk. */
export interface ColdAnswer {
  readonly reply: ReplyTo;
  readonly body: object;
}
