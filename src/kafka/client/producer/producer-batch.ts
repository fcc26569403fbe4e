import {
  appendRecord,
  type BatchBuilder,
  type BatchProducer,
  type ColumnRecord,
  estimatedSize,
  finishBatch,
  hasRoomFor,
  isFull,
  upperBoundOf,
  writtenSize,
} from "../../protocol/batch-builder.ts";
import type { RecordBatch } from "../../protocol/record-batch.ts";

/** Why a batch was sent when it was. `alongside`: another partition of the same broker was ready. */
export type SendReason =
  | "full"
  | "linger"
  | "flush"
  | "memory"
  | "close"
  | "alongside"
  | "retry"
  | "split";

/** Where the time of one batch went, µs. */
export interface BatchTimes {
  readonly accumulator: number;
  readonly queue: number;
  readonly network: number;
  readonly append: number;
  readonly replication: number;
  readonly response: number;
}

/** Records of one partition on their way. Kafka: ProducerBatch. */
export interface ProducerBatch {
  /** The producer's own number of it. */
  readonly number: number;
  readonly topic: string;
  readonly partition: number;
  readonly builder: BatchBuilder;
  /** Bytes of its buffer, to be given back; 0 for a part of a split batch, which is not from the pool. */
  readonly buffer: number;
  readonly isSplit: boolean;
  /** When its buffer was obtained, µs: `delivery.timeout.ms` counts from here. */
  readonly createdUs: number;
  /** Takes no more records. */
  closed: boolean;
  /** As it is sent; null before it is drained and after its sequence was rewritten. */
  sent: RecordBatch | null;
  lastAppendUs: number;
  lastAttemptUs: number;
  /** When it was last taken for a request, µs; -1: never. */
  drainedUs: number;
  firstDrainedUs: number;
  reason: SendReason;
  attempts: number;
  /** How long the present retry waits, jitter included, µs. */
  backoffUs: number;
  leaderEpoch: number;
  attemptsWhenLeaderChanged: number;
  producerId: number;
  producerEpoch: number;
  /** -1: none yet. */
  baseSequence: number;
  /** Its sequence was rewritten since it was last sent. */
  sequenceReset: boolean;
  /** Upper bound of its largest record. */
  maxRecordSize: number;
  state: "waiting" | "succeeded" | "failed" | "aborted";
  /** Its buffer is still taken from the pool. */
  held: boolean;
  /** Where the time of its last attempt went; null before an answer tells it. */
  times: BatchTimes | null;
}

export interface NewBatch {
  readonly number: number;
  readonly topic: string;
  readonly partition: number;
  readonly builder: BatchBuilder;
  readonly buffer: number;
  readonly createdUs: number;
}

export const producerBatch = (made: NewBatch): ProducerBatch => ({
  number: made.number,
  topic: made.topic,
  partition: made.partition,
  builder: made.builder,
  buffer: made.buffer,
  isSplit: made.buffer === 0,
  createdUs: made.createdUs,
  closed: false,
  sent: null,
  lastAppendUs: made.createdUs,
  lastAttemptUs: made.createdUs,
  drainedUs: -1,
  firstDrainedUs: -1,
  reason: "alongside",
  attempts: 0,
  backoffUs: 0,
  leaderEpoch: -1,
  attemptsWhenLeaderChanged: 0,
  producerId: -1,
  producerEpoch: -1,
  baseSequence: -1,
  sequenceReset: false,
  maxRecordSize: 0,
  state: "waiting",
  held: made.buffer > 0,
  times: null,
});

/** False: there is no room for it. Kafka: ProducerBatch.tryAppend. */
export function tryAppendTo(
  batch: ProducerBatch,
  record: ColumnRecord,
  nowUs: number,
): boolean {
  if (batch.closed || !hasRoomFor(batch.builder, record)) return false;
  appendRecord(batch.builder, record);
  const bound = upperBoundOf(record);
  if (bound > batch.maxRecordSize) batch.maxRecordSize = bound;
  batch.lastAppendUs = nowUs;
  return true;
}

export const isBatchFull = (batch: ProducerBatch): boolean =>
  batch.closed || isFull(batch.builder);

/** What is known of its size: exact once it is built. Kafka: ProducerBatch.estimatedSizeInBytes. */
export const batchSize = (batch: ProducerBatch): number =>
  batch.sent === null ? estimatedSize(batch.builder) : batch.sent.sizeInBytes;

export const hasSequence = (batch: ProducerBatch): boolean => batch.baseSequence >= 0;

/** Kafka: ProducerBatch.lastSequence, which does not wrap. */
export const lastSequenceOf = (batch: ProducerBatch): number =>
  batch.baseSequence + batch.builder.recordCount - 1;

/** Built for the wire. Kafka: ProducerBatch.close. */
export function closeBatch(batch: ProducerBatch): RecordBatch {
  batch.closed = true;
  batch.sequenceReset = false;
  const producer: BatchProducer = {
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    baseSequence: batch.baseSequence,
    isTransactional: false,
  };
  batch.sent ??= finishBatch(batch.builder, producer);
  return batch.sent;
}

/** Bytes on the wire for a byte of records. Kafka: MemoryRecordsBuilder.compressionRatio. */
export const compressionRatio = ({ builder }: ProducerBatch): number =>
  Math.fround(writtenSize(builder) / builder.recordsSize);

/** Kafka: ProducerBatch.hasReachedDeliveryTimeout. */
export const isOverdue = (
  batch: ProducerBatch,
  timeoutUs: number,
  nowUs: number,
): boolean => timeoutUs <= nowUs - batch.createdUs;

/** Kafka: ProducerBatch.maybeUpdateLeaderEpoch. */
export function noteLeaderEpoch(batch: ProducerBatch, leaderEpoch: number): void {
  if (leaderEpoch < 0 || batch.leaderEpoch >= leaderEpoch) return;
  batch.attemptsWhenLeaderChanged = batch.attempts;
  batch.leaderEpoch = leaderEpoch;
}

/** Its retry still waits; a leader that changed since the last attempt ends the wait. Kafka: RecordAccumulator.shouldBackoff. */
export const isBackingOff = (batch: ProducerBatch, nowUs: number): boolean =>
  batch.attempts > 0 &&
  batch.attempts !== batch.attemptsWhenLeaderChanged &&
  nowUs - batch.lastAttemptUs < batch.backoffUs;

/** Kafka: ProducerBatch.reenqueued. */
export function noteRetry(batch: ProducerBatch, nowUs: number, backoffUs: number): void {
  batch.attempts++;
  batch.backoffUs = backoffUs;
  batch.lastAttemptUs = Math.max(batch.lastAppendUs, nowUs);
  batch.lastAppendUs = batch.lastAttemptUs;
}

/** A new identity for a batch that was given one before. Kafka: ProducerBatch.resetProducerState. */
export function rewriteSequence(
  batch: ProducerBatch,
  producerId: number,
  producerEpoch: number,
  baseSequence: number,
): void {
  batch.producerId = producerId;
  batch.producerEpoch = producerEpoch;
  batch.baseSequence = baseSequence;
  batch.sequenceReset = true;
  batch.sent = null;
}
