import type { ProducerBatch } from "./producer-batch.ts";
import { type PartitionQueue, release } from "./record-accumulator.ts";
import { queueOf, type Sender, type SenderPort } from "./sender.ts";
import { removeInFlight } from "./transaction-entry.ts";
import { entryOf, requestEpochBump } from "./transaction-manager.ts";

/** How a batch fails. */
export interface Failure {
  readonly error: string;
  /** Its sequences will not be used: the ones behind it must close the gap. */
  readonly adjustSequences: boolean;
  /** It is in a request without answer: its buffer goes back with the answer (KAFKA-19012). */
  readonly keepsBuffer?: boolean;
}

/** Kafka: Sender.failBatch. */
export function failBatch<H>(
  sender: Sender,
  port: SenderPort<H>,
  host: H,
  { batch, failure }: { readonly batch: ProducerBatch; readonly failure: Failure },
): void {
  const { accumulator, transactions } = sender;
  const queue = queueOf(accumulator, batch);
  if (batch.state !== "waiting") {
    release(accumulator, batch);
    return;
  }
  batch.state = "failed";
  accumulator.incomplete--;
  port.completed(host, batch, { baseOffset: -1, error: failure.error });
  if (transactions !== null) sequenceFailed(sender, queue, batch, failure);
  forgetInFlight(queue, batch);
  if (failure.keepsBuffer !== true) release(accumulator, batch);
}

/** Kafka: Sender.maybeRemoveFromInflightBatches. */
export function forgetInFlight({ inFlight }: PartitionQueue, batch: ProducerBatch): void {
  const at = inFlight.indexOf(batch);
  if (at >= 0) inFlight.splice(at, 1);
}

/** Errors after which an idempotent producer sends nothing any more. Kafka: TransactionManager.maybeTransitionToErrorState. */
const fatal: readonly string[] = [
  "CLUSTER_AUTHORIZATION_FAILED",
  "TRANSACTIONAL_ID_AUTHORIZATION_FAILED",
  "PRODUCER_FENCED",
  "UNSUPPORTED_VERSION",
];

/** Kafka: TransactionManager.handleFailedBatch. */
function sequenceFailed(
  { transactions }: Sender,
  queue: PartitionQueue,
  batch: ProducerBatch,
  { error, adjustSequences }: Failure,
): void {
  if (transactions === null) return;
  if (fatal.includes(error)) {
    transactions.state = "fatal";
    transactions.lastError = error;
  }
  removeInFlight(entryOf(queue), batch);
  if (transactions.state === "fatal") return;
  // UnknownProducerIdException is an OutOfOrderSequenceException.
  const lost =
    error === "OUT_OF_ORDER_SEQUENCE_NUMBER" || error === "UNKNOWN_PRODUCER_ID";
  if (lost || adjustSequences) requestEpochBump(transactions, queue);
}
