import type { Draw } from "./built-in-partitioner.ts";
import { hasSequence, noteRetry, type ProducerBatch } from "./producer-batch.ts";
import type { PartitionQueue, RecordAccumulator } from "./record-accumulator.ts";

/** Puts a batch back for a retry. Kafka: RecordAccumulator.reenqueue. */
export function reenqueue(
  accumulator: RecordAccumulator,
  queue: PartitionQueue,
  batch: ProducerBatch,
  at: { readonly nowUs: number; readonly draw: Draw; readonly inOrder: boolean },
): void {
  const { retryBackoffUs, retryBackoffMaxUs } = accumulator.config;
  const limits = { initialUs: retryBackoffUs, maxUs: retryBackoffMaxUs };
  noteRetry(batch, at.nowUs, exponentialBackoff(limits, batch.attempts, at.draw));
  putBack(queue, batch, at.inOrder);
}

/** To the front, or in order of sequence. Kafka: RecordAccumulator.insertInSequenceOrder. */
export function putBack(
  { batches }: PartitionQueue,
  batch: ProducerBatch,
  inOrder: boolean,
): void {
  let at = 0;
  if (inOrder) while (goesBefore(batches[at], batch)) at++;
  batches.splice(at, 0, batch);
}

const goesBefore = (waiting: ProducerBatch | undefined, batch: ProducerBatch): boolean =>
  waiting !== undefined &&
  hasSequence(waiting) &&
  waiting.baseSequence < batch.baseSequence;

/**
 * `retry.backoff.ms`, doubled with every attempt up to `retry.backoff.max.ms`, 20 % more or less. Kafka:
 * ExponentialBackoff.backoff, CommonClientConfigs.RETRY_BACKOFF_JITTER.
 */
export function exponentialBackoff(
  { initialUs, maxUs }: { readonly initialUs: number; readonly maxUs: number },
  attempts: number,
  draw: Draw,
): number {
  if (initialUs >= maxUs) return maxUs;
  const term = Math.min(initialUs * 2 ** Math.min(attempts, 20), maxUs);
  const jitter = Math.floor((term * (800 + draw(401))) / 1000);
  return Math.min(jitter, maxUs);
}
