import { failBatch } from "./fail-batch.ts";
import { isOverdue, type ProducerBatch } from "./producer-batch.ts";
import type { PartitionQueue, RecordAccumulator } from "./record-accumulator.ts";
import { queueOf, type Sender, type SenderPort } from "./sender.ts";
import { markUnresolved } from "./transaction-manager.ts";

/** Batches that were not acknowledged within `delivery.timeout.ms` fail, in flight or not. Kafka: Sender.sendProducerData. */
export function expireBatches<H>(
  sender: Sender,
  port: SenderPort<H>,
  host: H,
  nowUs: number,
): void {
  const { accumulator, transactions } = sender;
  // Nothing can be overdue before the time that the last look found.
  if (
    nowUs < accumulator.nextExpiryUs &&
    accumulator.nextExpiryUs !== Number.POSITIVE_INFINITY
  )
    return;
  accumulator.nextExpiryUs = Number.POSITIVE_INFINITY;
  const inFlight = expiredOf(accumulator, nowUs, (queue) => queue.inFlight);
  const waiting = expiredOf(accumulator, nowUs, (queue) => queue.batches);
  for (const batch of [...waiting, ...inFlight]) {
    const keepsBuffer = inFlight.includes(batch);
    batch.closed = true;
    const failure = { error: "TimeoutException", adjustSequences: false, keepsBuffer };
    failBatch(sender, port, host, { batch, failure });
    if (transactions !== null && batch.attempts > 0)
      markUnresolved(transactions, queueOf(accumulator, batch), batch);
  }
}

const none: ProducerBatch[] = [];

/** Takes out what is overdue at the head of each list. Kafka: RecordAccumulator.expiredBatches, Sender.getExpiredInflightBatches. */
export function expiredOf(
  accumulator: RecordAccumulator,
  nowUs: number,
  listOf: (queue: PartitionQueue) => ProducerBatch[],
): readonly ProducerBatch[] {
  const { deliveryTimeoutUs } = accumulator.config;
  let expired = none;
  for (const topic of accumulator.topics)
    for (const queue of topic.partitions) {
      const list = listOf(queue);
      let [first] = list;
      while (first !== undefined && isOverdue(first, deliveryTimeoutUs, nowUs)) {
        list.shift();
        expired = expired === none ? [first] : [...expired, first];
        [first] = list;
      }
      if (first !== undefined)
        accumulator.nextExpiryUs = Math.min(
          accumulator.nextExpiryUs,
          first.createdUs + deliveryTimeoutUs,
        );
    }
  return expired;
}

/** Fails all that is not done, sent or not. Kafka: RecordAccumulator.abortBatches. */
export function abortBatches<H>(
  sender: Sender,
  port: SenderPort<H>,
  host: H,
  error: string,
): void {
  const { accumulator } = sender;
  for (const topic of accumulator.topics)
    for (const queue of topic.partitions) {
      const left = [...queue.inFlight, ...queue.batches];
      queue.batches = [];
      for (const batch of left)
        failBatch(sender, port, host, {
          batch,
          failure: { error, adjustSequences: false },
        });
    }
}
