import { streams } from "../../../sim/draw.ts";
import type { ColumnRecord } from "../../protocol/batch-builder.ts";
import { upperBoundOf } from "../../protocol/batch-builder.ts";
import { partitionForKey } from "../../protocol/murmur2.ts";
import { utf8Encode } from "../../protocol/utf8.ts";
import { giveUpWaiting, waitForMemory } from "./buffer-pool.ts";
import { knownTopic } from "./known-topics.ts";
import { type BlockedSend, type Producer, producerTimers } from "./producer.ts";
import { countError } from "./producer-figures.ts";
import type { ProducerHost } from "./producer-host.ts";
import { refreshMetadata } from "./producer-metadata.ts";
import {
  type Append,
  append,
  appendResults,
  bufferSize,
  refuseAppend,
  topicQueues,
} from "./record-accumulator.ts";

/**
 * The application hands a record over. Whether the sender should look: a batch is full or new. While `producer.blocked`
 * is set, send has not returned. Kafka: KafkaProducer.doSend.
 */
export function send(host: ProducerHost, given: Append): boolean {
  const { producer } = host;
  const { topic, partition, record, nowUs } = given;
  producer.figures.sent++;
  // What nearly every record meets: its partition is known, it is not too large, and there is memory.
  const isChosen = partition >= 0 || record.keyIndex !== -2;
  const isThere = topic.partitions.length > Math.max(0, partition);
  if (isChosen && isThere && isSmall(producer, record)) {
    const result = append(producer.sender.accumulator, given);
    if (result >= 0) return result > 0;
  }
  return go(host, {
    topic: topic.name,
    partition,
    record,
    sinceUs: nowUs,
    deadlineUs: nowUs + producer.config.maxBlockUs,
    waiter: null,
  });
}

/** Kafka: KafkaProducer.ensureValidRecordSize. */
function isSmall({ config }: Producer, record: ColumnRecord): boolean {
  const bound = upperBoundOf(record);
  return bound <= config.maxRequestSize && bound <= config.bufferMemory;
}

/** One try of a call: it ends, or blocks. */
function go(host: ProducerHost, call: BlockedSend): boolean {
  const { producer } = host;
  producer.blocked = null;
  if (!isKnown(producer, call)) return waitForMetadata(host, call);
  if (!isSmall(producer, call.record))
    return refuse(host, call, "RecordTooLargeException");
  return hand(host, { ...call, partition: partitionOf(producer, call) });
}

/** Kafka: KafkaProducer.partition, BuiltInPartitioner.partitionForKey. */
function partitionOf(
  producer: Producer,
  { topic, partition, record }: BlockedSend,
): number {
  if (partition >= 0 || producer.config.ignoresKeys) return partition;
  const { keyIndex, valueSeed } = record;
  if (keyIndex === -1) return -1;
  const name = producer.keyNames[keyIndex];
  const key =
    name === undefined ? (producer.chosen[valueSeed]?.key ?? null) : utf8Encode(name);
  if (key === null) return -1;
  const { partitions } = topicQueues(producer.sender.accumulator, topic);
  return partitionForKey(key, partitions.length);
}

/** Kafka: RecordAccumulator.append and what KafkaProducer.doSend makes of it. */
function hand(host: ProducerHost, call: BlockedSend): boolean {
  const { context, producer } = host;
  const { effects } = context;
  const { accumulator } = producer.sender;
  const { partition, record, waiter } = call;
  const topic = topicQueues(accumulator, call.topic);
  const nowUs = effects.nowUs();
  const draw = (bound: number): number => effects.draw(streams.partitioner, bound);
  const given = { topic, partition, record, nowUs, draw };
  const result = append(accumulator, given, waiter?.size ?? 0);
  if (result >= 0) return result > 0;
  if (result === appendResults.closed) return refuse(host, call, "KafkaException");
  if (result === appendResults.beyondMemory)
    return refuse(host, call, "RecordTooLargeException");
  if (call.deadlineUs <= nowUs) {
    refuseAppend(accumulator);
    return refuse(host, call, "BufferExhaustedException");
  }
  const size = bufferSize(accumulator, record);
  call.waiter = waitForMemory(accumulator.pool, size, call.deadlineUs);
  block(host, call);
  // Somebody waits for memory: what there is goes out now.
  return true;
}

/** Metadata knows the partition that is asked for, or any. */
function isKnown({ metadata, sender }: Producer, call: BlockedSend): boolean {
  if (!knownTopic(metadata, call.topic).known) return false;
  const { partitions } = topicQueues(sender.accumulator, call.topic);
  return call.partition < partitions.length;
}

/** Kafka: KafkaProducer.waitOnMetadata. */
function waitForMetadata(host: ProducerHost, call: BlockedSend): boolean {
  const { context, producer } = host;
  if (call.deadlineUs <= context.effects.nowUs())
    return refuse(host, call, "TimeoutException");
  producer.metadata.wanted = true;
  block(host, call);
  refreshMetadata(context, producer);
  return false;
}

function block({ context, producer }: ProducerHost, call: BlockedSend): void {
  // The caller may use its record again.
  producer.blocked = { ...call, record: { ...call.record } };
  const { effects } = context;
  const delayUs = call.deadlineUs - effects.nowUs();
  effects.after(delayUs, producerTimers.blocked, call.deadlineUs);
}

/** The record's future fails without its having been in a batch. */
function refuse(
  { context, producer }: ProducerHost,
  { record }: BlockedSend,
  error: string,
): boolean {
  producer.figures.failed++;
  countError(producer.figures, error);
  const chosen = record.keyIndex === -2 ? record.valueSeed : -1;
  context.probe.clients.producer(producer.id, {
    kind: "refused",
    records: 1,
    error,
    chosen,
  });
  return false;
}

/** Looks again at the call that blocks: its memory or its metadata may have come. Whether the sender should look. */
export function resumeBlocked(host: ProducerHost): boolean {
  const call = host.producer.blocked;
  if (call === null) return false;
  if (call.waiter !== null) {
    if (!call.waiter.granted) return false;
    host.producer.blocked = null;
    return hand(host, call);
  }
  return isKnown(host.producer, call) && go(host, call);
}

/** `max.block.ms` is over for the call that blocks. */
export function blockedTooLong(host: ProducerHost, deadlineUs: number): void {
  const { producer } = host;
  const call = producer.blocked;
  if (call === null || call.deadlineUs !== deadlineUs) return;
  producer.blocked = null;
  const { waiter } = call;
  if (waiter !== null) giveUpWaiting(producer.sender.accumulator.pool, waiter);
  refuse(host, call, waiter === null ? "TimeoutException" : "BufferExhaustedException");
}
