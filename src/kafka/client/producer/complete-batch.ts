import { type ErrorName, errorNamed } from "../../../terms/errors.ts";
import { failBatch, forgetInFlight } from "./fail-batch.ts";
import { isOverdue, type ProducerBatch } from "./producer-batch.ts";
import { type PartitionQueue, release } from "./record-accumulator.ts";
import { putBack, reenqueue } from "./reenqueue.ts";
import { queueOf, type Sender, type SenderPort } from "./sender.ts";
import { splitBatch } from "./split-batch.ts";
import { removeInFlight } from "./transaction-entry.ts";
import {
  addSplit,
  entryOf,
  requestEpochBump,
  sequenceAcked,
  type TransactionManager,
} from "./transaction-manager.ts";

/** What a broker said about one batch. */
export interface BatchAnswer {
  readonly error: ErrorName;
  readonly baseOffset: number;
  /** -1 where it was not told. */
  readonly logStartOffset: number;
}

/** Kafka: Sender.completeBatch. */
export function completeBatch<H>(
  sender: Sender,
  port: SenderPort<H>,
  host: H,
  given: {
    readonly batch: ProducerBatch;
    readonly answer: BatchAnswer;
    readonly nowUs: number;
  },
): void {
  const { accumulator, transactions } = sender;
  const { batch, answer, nowUs } = given;
  const { error } = answer;
  const queue = queueOf(accumulator, batch);
  if (error === "NONE") succeed(sender, port, host, given);
  else if (
    error === "MESSAGE_TOO_LARGE" &&
    batch.builder.recordCount > 1 &&
    batch.state === "waiting"
  )
    split(sender, queue, batch);
  else {
    if (canRetry(sender, queue, batch, { answer, nowUs })) {
      const inOrder = transactions !== null;
      reenqueue(accumulator, queue, batch, { nowUs, draw: port.draw(host), inOrder });
      forgetInFlight(queue, batch);
    } else if (error === "DUPLICATE_SEQUENCE_NUMBER") succeed(sender, port, host, given);
    else {
      // A batch whose retries are used up may have been written: its sequences stay used.
      const adjustSequences = batch.attempts < sender.retries;
      failBatch(sender, port, host, { batch, failure: { error, adjustSequences } });
    }
    if (errorNamed(error).refreshesMetadata) port.metadataWanted(host, []);
  }
  if (sender.guaranteeOrder) queue.muted = false;
}

/** Kafka: Sender.completeBatch of a success. */
function succeed<H>(
  { accumulator, transactions }: Sender,
  port: SenderPort<H>,
  host: H,
  { batch, answer }: { readonly batch: ProducerBatch; readonly answer: BatchAnswer },
): void {
  const queue = queueOf(accumulator, batch);
  const { baseOffset } = answer;
  if (transactions !== null) sequenceAcked(queue, batch);
  if (batch.state === "waiting") {
    batch.state = "succeeded";
    accumulator.incomplete--;
    port.completed(host, batch, { baseOffset, error: "" });
    forgetInFlight(queue, batch);
  }
  release(accumulator, batch);
}

function split(
  { accumulator, transactions }: Sender,
  queue: PartitionQueue,
  batch: ProducerBatch,
): void {
  if (transactions !== null) removeInFlight(entryOf(queue), batch);
  const parts = splitBatch(accumulator, queue, batch);
  for (const part of parts.toReversed()) {
    if (transactions !== null) addSplit(queue, part);
    putBack(queue, part, transactions !== null);
  }
  batch.state = "aborted";
  accumulator.incomplete--;
  forgetInFlight(queue, batch);
  release(accumulator, batch);
}

/** Kafka: Sender.canRetry. */
function canRetry(
  { accumulator, transactions, retries }: Sender,
  queue: PartitionQueue,
  batch: ProducerBatch,
  { answer, nowUs }: { readonly answer: BatchAnswer; readonly nowUs: number },
): boolean {
  if (isOverdue(batch, accumulator.config.deliveryTimeoutUs, nowUs)) return false;
  if (batch.attempts >= retries || batch.state !== "waiting") return false;
  if (transactions !== null) {
    const decided = sequenceRetry(transactions, queue, batch, answer);
    if (decided !== undefined) return decided;
  }
  return errorNamed(answer.error).retriable;
}

/** Errors about sequences; undefined: the error decides as for any producer. Kafka: TransactionManager.canRetry. */
function sequenceRetry(
  transactions: TransactionManager,
  queue: PartitionQueue,
  batch: ProducerBatch,
  { error, logStartOffset }: BatchAnswer,
): boolean | undefined {
  const entry = entryOf(queue);
  if (error === "UNKNOWN_PRODUCER_ID") {
    // The records may be gone by retention, and the state with them. Brokers since 2.x do not answer so.
    if (logStartOffset >= 0 && !batch.sequenceReset)
      requestEpochBump(transactions, queue);
    return true;
  }
  if (error !== "OUT_OF_ORDER_SEQUENCE_NUMBER") return undefined;
  const isNext = batch.baseSequence - entry.lastAckedSequence === 1;
  if (queue.unresolved < 0 && (batch.sequenceReset || !isNext)) return true;
  if (queue.unresolved < 0 || batch.baseSequence === queue.unresolved)
    requestEpochBump(transactions, queue);
  return true;
}
