import { appended } from "../../base/appended.ts";
import { mutated } from "../../base/mutants.ts";
import { type Context, wallClockMs } from "../context.ts";
import { topicById, topicByName } from "../controller/metadata-image.ts";
import { isInternalTopic } from "../controller/topic-name.ts";
import { errors } from "../error-codes.ts";
import { appendAsLeader } from "../log/append.ts";
import type { RequestMessage } from "../protocol/envelope.ts";
import type { RecordBatch, Records } from "../protocol/record-batch.ts";
import {
  effectiveMinIsr,
  type HostedPartition,
  maximalIsr,
} from "../replication/partition.ts";
import type { DelayedProduce, ProduceWait, ReplyTo } from "../replication/purgatory.ts";
import { type Broker, brokerTimers, hostedReplica } from "./broker.ts";
import { takesBytes } from "./disk-space.ts";
import { advanceHighWatermark } from "./high-watermark.ts";
import { failDir, notHostedError } from "./offline-dirs.ts";
import { park } from "./park.ts";
import { noErrors, produceBody } from "./produce-answer.ts";
import { throttleTimeMs } from "./request-meter.ts";
import { dropConnection, mute, release, respond } from "./respond.ts";
import { produceWaitUs } from "./slow-disk.ts";
import { touch } from "./touch.ts";

/** The fields of a Produce request that its handling reads. */
export interface ProduceBody {
  readonly transactionalId: string | null;
  readonly acks: number;
  readonly timeoutMs: number;
  readonly topicData: readonly {
    readonly name: string;
    readonly topicId: string;
    readonly partitionData: readonly {
      readonly index: number;
      readonly records: Records | null;
    }[];
  }[];
}

/** Who alone may write to internal topics. Kafka: AdminUtils.ADMIN_CLIENT_ID. */
const adminClientId = "__admin_client";
/** Requests of this version and later name topics by id. */
const firstVersionByTopicId = 13;

const noWaits: ProduceWait[] = [];

/** A write whose disk is slow, until that has taken it. */
export interface WrittenProduce {
  readonly reply: ReplyTo;
  readonly request: RequestMessage;
}

/** A write, as soon as the disk has taken it. */
export function handleProduce(
  context: Context,
  broker: Broker,
  reply: ReplyTo,
  request: RequestMessage,
): void {
  const { topicData } = request.body as ProduceBody;
  const waitUs = produceWaitUs(context, broker, topicData);
  if (waitUs === 0) produceWritten(context, broker, reply, request);
  else context.effects.after(waitUs, brokerTimers.written, { reply, request });
}

/** Kafka: KafkaApis.handleProduceRequest, ReplicaManager.appendRecords. */
export function produceWritten(
  context: Context,
  broker: Broker,
  reply: ReplyTo,
  request: RequestMessage,
): void {
  const body = request.body as ProduceBody;
  let waits = noWaits;
  for (const topic of body.topicData)
    for (const data of topic.partitionData)
      waits = appended(waits, writePartition(context, broker, { request, topic, data }));
  let mustWait = false;
  for (const wait of waits) {
    if (wait.error !== 0) continue;
    wait.requiredOffset = wait.nextOffset;
    mustWait = body.acks === -1 && !(MUTANTS && mutated("acksAllAfterLeaderAppend"));
  }
  const appendedUs = context.effects.nowUs();
  const arrivedUs = broker.inbound[reply.connection]?.arrivedUs ?? appendedUs;
  const delayed: DelayedProduce = {
    kind: "produce",
    reply,
    waits,
    arrivedUs,
    appendedUs,
    done: false,
  };
  if (body.acks === 0) {
    finishUnacknowledged(context, broker, reply, waits);
    return;
  }
  if (!mustWait) {
    for (const wait of waits) wait.requiredOffset = 0;
    answerProduce(context, broker, delayed, body.acks);
    return;
  }
  // Completed at the end of this event if it can be: the append has marked its partitions.
  for (const wait of waits)
    if (wait.requiredOffset > 0)
      hostedReplica(broker, wait.topicId, wait.index)?.produces.push(delayed);
  park(context, broker, delayed, body.timeoutMs * 1000);
}

/** An error of a write without acknowledgement closes the connection: the client learns only that. */
function finishUnacknowledged(
  context: Context,
  broker: Broker,
  reply: ReplyTo,
  waits: readonly ProduceWait[],
): void {
  for (const wait of waits) tellAnswer(context, broker, wait, 0);
  if (waits.some((wait) => wait.error !== 0))
    dropConnection(context, broker, reply.connection);
  else {
    const quietMs = throttleTimeMs(context, broker, reply.connection, { produced: true });
    if (quietMs > 0) mute(context, broker, reply.connection, quietMs);
    release(broker, reply.connection);
  }
}

const failed = (
  topic: { readonly name: string; readonly topicId: string },
  index: number,
  error: number,
): ProduceWait => ({
  topic: topic.name,
  topicId: topic.topicId,
  index,
  requiredOffset: 0,
  error,
  baseOffset: -1,
  nextOffset: -1,
  logAppendTimeMs: -1,
  logStartOffset: -1,
  leaderEpoch: -1,
  recordErrors: noErrors,
});

interface Write {
  readonly request: RequestMessage;
  readonly topic: { readonly name: string; readonly topicId: string };
  readonly data: { readonly index: number; readonly records: Records | null };
}

function writePartition(context: Context, broker: Broker, write: Write): ProduceWait {
  const { topic, data } = write;
  const { version } = write.request;
  const { acks } = write.request.body as ProduceBody;
  const byId = version >= firstVersionByTopicId;
  const known = byId
    ? topicById(broker.image, topic.topicId)
    : topicByName(broker.image, topic.name);
  if (acks < -1 || acks > 1)
    return failed(topic, data.index, errors.INVALID_REQUIRED_ACKS);
  if (known === undefined)
    return failed(
      topic,
      data.index,
      byId ? errors.UNKNOWN_TOPIC_ID : errors.UNKNOWN_TOPIC_OR_PARTITION,
    );
  const named = { name: known.name, topicId: known.topicId };
  if (known.partitions[data.index] === undefined)
    return failed(named, data.index, errors.UNKNOWN_TOPIC_OR_PARTITION);
  if (isInternalTopic(known.name) && write.request.clientId !== adminClientId)
    return failed(named, data.index, errors.INVALID_TOPIC_EXCEPTION);
  const batch = data.records?.length === 1 ? data.records[0]?.batch : undefined;
  if (batch === undefined) return failed(named, data.index, errors.INVALID_RECORD);
  const partition = hostedReplica(broker, known.topicId, data.index);
  if (partition === undefined)
    return failed(named, data.index, notHostedError(broker, known.topicId, data.index));
  if (partition.role !== "leader")
    return failed(named, data.index, errors.NOT_LEADER_OR_FOLLOWER);
  return append(context, broker, partition, { acks, batch });
}

/** Kafka: Partition.appendRecordsToLeader. */
function append(
  context: Context,
  broker: Broker,
  partition: HostedPartition,
  write: { readonly acks: number; readonly batch: RecordBatch },
): ProduceWait {
  const named = { name: partition.topic, topicId: partition.topicId };
  if (
    write.acks === -1 &&
    partition.isr.length < effectiveMinIsr(partition) &&
    !(MUTANTS && mutated("minIsrOnlyAfterAppend"))
  )
    return {
      ...failed(named, partition.index, errors.NOT_ENOUGH_REPLICAS),
      logStartOffset: partition.log.logStartOffset,
    };
  const { log, dir } = partition;
  if (dir !== null && !takesBytes(broker.disk, dir, write.batch.sizeInBytes)) {
    failDir(context, broker, dir);
    return failed(named, partition.index, errors.KAFKA_STORAGE_ERROR);
  }
  const nowMs = wallClockMs(context.effects);
  const result = appendAsLeader(log, write.batch, partition.leaderEpoch, nowMs);
  const wait = failed(named, partition.index, 0);
  if (result.kind === "refused") {
    wait.error = errors[result.error as "INVALID_RECORD"] ?? errors.UNKNOWN_SERVER_ERROR;
    wait.recordErrors = result.recordErrors.map(({ batchIndex }) => batchIndex);
    // Size errors answer -1, what is wrong with the records the real log start (UnifiedLog, ReplicaManager).
    const tellsStart =
      result.error !== "MESSAGE_TOO_LARGE" && result.error !== "RECORD_LIST_TOO_LARGE";
    if (tellsStart) wait.logStartOffset = log.logStartOffset;
    return wait;
  }
  wait.baseOffset = result.firstOffset;
  wait.nextOffset = result.lastOffset + 1;
  wait.logAppendTimeMs = result.logAppendTime;
  wait.logStartOffset = result.logStartOffset;
  wait.leaderEpoch = partition.leaderEpoch;
  // With acks=all a batch that was in the log already waits for its replicas all the same.
  if (result.isDuplicate === true) {
    touch(broker, partition);
    return wait;
  }
  context.probe.leaderAppended(broker.id, partition, {
    baseOffset: result.firstOffset,
    ...write,
  });
  touch(broker, partition);
  advanceHighWatermark(context, broker, partition);
  return wait;
}

/**
 * Answers a write whose partitions are all settled: replicated, refused, or no longer led here.
 * Kafka: DelayedProduce.tryComplete, Partition.checkEnoughReplicasReachOffset.
 */
export function tryCompleteProduce(
  context: Context,
  broker: Broker,
  delayed: DelayedProduce,
): boolean {
  if (delayed.done) return true;
  let settled = true;
  for (const wait of delayed.waits) {
    if (wait.requiredOffset > 0) settle(broker, wait);
    if (wait.requiredOffset > 0) settled = false;
  }
  if (!settled) return false;
  answerProduce(context, broker, delayed, -1);
  return true;
}

function settle(broker: Broker, wait: ProduceWait): void {
  const partition = hostedReplica(broker, wait.topicId, wait.index);
  if (partition === undefined || partition.role !== "leader") {
    wait.error =
      topicById(broker.image, wait.topicId) === undefined
        ? errors.UNKNOWN_TOPIC_OR_PARTITION
        : notHostedError(broker, wait.topicId, wait.index);
    wait.requiredOffset = 0;
    return;
  }
  if (partition.log.highWatermark < wait.requiredOffset) return;
  if (effectiveMinIsr(partition) > maximalIsr(partition).length)
    wait.error = errors.NOT_ENOUGH_REPLICAS_AFTER_APPEND;
  wait.requiredOffset = 0;
}

/** The time of a write is over: what is not replicated is answered with REQUEST_TIMED_OUT, and stays in the log. */
export function expireProduce(
  context: Context,
  broker: Broker,
  delayed: DelayedProduce,
): void {
  if (tryCompleteProduce(context, broker, delayed)) return;
  for (const wait of delayed.waits)
    if (wait.requiredOffset > 0) {
      wait.error = errors.REQUEST_TIMED_OUT;
      wait.requiredOffset = 0;
    }
  answerProduce(context, broker, delayed, -1);
}

function tellAnswer(
  context: Context,
  broker: Broker,
  wait: ProduceWait,
  acks: number,
): void {
  const partition = hostedReplica(broker, wait.topicId, wait.index);
  context.probe.produceAnswered(broker.id, partition, wait, acks);
}

function answerProduce(
  context: Context,
  broker: Broker,
  delayed: DelayedProduce,
  acks: number,
): void {
  delayed.done = true;
  for (const wait of delayed.waits) tellAnswer(context, broker, wait, acks);
  const { reply } = delayed;
  const quietMs = throttleTimeMs(context, broker, reply.connection, { produced: true });
  const body = produceBody(broker, delayed, context.effects.nowUs(), quietMs);
  respond(context, broker, reply, body);
}
