import { lastSequence, type RecordBatch } from "../protocol/record-batch.ts";
import type { LogEntry } from "./log-entry.ts";
import type { ProducerError } from "./producer-append.ts";
import {
  emptyEntry,
  type KeptBatch,
  keptBatches,
  lastSequenceOf,
  type ProducerStates,
} from "./producer-state.ts";

/*
 * The short way for what nearly every batch is: data of an idempotent producer outside of transactions. It comes to the
 * same as `producer-append.ts`, without a change that is prepared first and taken later.
 */

/** Whether the short way is good enough for a batch. */
export const isPlain = (states: ProducerStates, batch: RecordBatch): boolean =>
  !batch.isTransactional &&
  !batch.isControl &&
  states.ongoing.length === 0 &&
  states.verification[batch.producerId] === undefined;

/** A duplicate, an error, or null: the batch may be appended. Kafka: ProducerAppendInfo.checkProducerEpoch, checkSequence. */
export function checkPlain(
  states: ProducerStates,
  batch: RecordBatch,
): KeptBatch | ProducerError | null {
  const entry = states.producers[batch.producerId];
  if (entry === undefined) return null;
  const { producerEpoch, baseSequence, lastOffsetDelta } = batch;
  if (producerEpoch < entry.producerEpoch) return "INVALID_PRODUCER_EPOCH";
  if (producerEpoch > entry.producerEpoch)
    return baseSequence === 0 ? null : "OUT_OF_ORDER_SEQUENCE_NUMBER";
  const last = lastSequenceOf(entry);
  if (baseSequence === last + 1) return null;
  const end = lastSequence(batch);
  for (const kept of entry.batches)
    if (kept.lastSequence === end && kept.offsetDelta === lastOffsetDelta) return kept;
  return baseSequence === 0 && last === 0x7fffffff
    ? null
    : "OUT_OF_ORDER_SEQUENCE_NUMBER";
}

/** The batch is in the log. Kafka: ProducerStateEntry.addBatch. */
export function takePlain(
  states: ProducerStates,
  batch: RecordBatch,
  baseOffset: number,
): void {
  const { producerId, producerEpoch, lastOffsetDelta, maxTimestamp } = batch;
  const entry = (states.producers[producerId] ??= emptyEntry(producerId));
  if (entry.producerEpoch !== producerEpoch) entry.batches = [];
  entry.producerEpoch = producerEpoch;
  entry.lastTimestamp = maxTimestamp;
  if (entry.batches.length === keptBatches) entry.batches.shift();
  entry.batches.push({
    immutable: true,
    lastSequence: lastSequence(batch),
    lastOffset: baseOffset + lastOffsetDelta,
    offsetDelta: lastOffsetDelta,
    timestamp: maxTimestamp,
  });
}

/** Of the first `taken` entries. */
export function allPlain(
  producers: ProducerStates,
  entries: readonly LogEntry[],
  taken: number,
): boolean {
  for (let i = 0; i < taken; i++) {
    const batch = entries[i]?.batch;
    if (batch !== undefined && batch.producerId >= 0 && !isPlain(producers, batch))
      return false;
  }
  return true;
}

/** They are in the log. */
export function takeAllPlain(
  producers: ProducerStates,
  entries: readonly LogEntry[],
  taken: number,
): void {
  for (let i = 0; i < taken; i++) {
    const entry = entries[i];
    if (entry !== undefined && entry.batch.producerId >= 0)
      takePlain(producers, entry.batch, entry.baseOffset);
  }
}
