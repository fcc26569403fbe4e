import { incrementSequence } from "../../protocol/record-batch.ts";
import { type ProducerBatch, rewriteSequence } from "./producer-batch.ts";

/** What an idempotent producer keeps of one partition. Kafka: TxnPartitionEntry. */
export interface TransactionEntry {
  producerId: number;
  producerEpoch: number;
  nextSequence: number;
  /** -1: none. */
  lastAckedSequence: number;
  /** Batches with a sequence that are not answered for good, by sequence. */
  inFlight: ProducerBatch[];
}

export const transactionEntry = (): TransactionEntry => ({
  producerId: -1,
  producerEpoch: -1,
  nextSequence: 0,
  lastAckedSequence: -1,
  inFlight: [],
});

/** Kafka: TxnPartitionEntry.PRODUCER_BATCH_COMPARATOR. */
const order = (a: ProducerBatch, b: ProducerBatch): number =>
  a.producerId - b.producerId ||
  a.producerEpoch - b.producerEpoch ||
  a.baseSequence - b.baseSequence;

/** Kafka: TxnPartitionEntry.addInflightBatch: one batch a sequence. */
export function addInFlight(entry: TransactionEntry, batch: ProducerBatch): void {
  const { inFlight } = entry;
  let at = inFlight.length;
  while (at > 0 && order(inFlight[at - 1] as ProducerBatch, batch) > 0) at--;
  const before = inFlight[at - 1];
  if (before === undefined || order(before, batch) !== 0) inFlight.splice(at, 0, batch);
}

export function removeInFlight(entry: TransactionEntry, batch: ProducerBatch): void {
  const at = entry.inFlight.findIndex((each) => order(each, batch) === 0);
  if (at >= 0) entry.inFlight.splice(at, 1);
}

/** Sequences begin at 0 again, those of what is in flight included. Kafka: TxnPartitionEntry.startSequencesAtBeginning. */
export function startSequencesAtBeginning(
  entry: TransactionEntry,
  producerId: number,
  producerEpoch: number,
): void {
  let sequence = 0;
  const batches = entry.inFlight;
  entry.inFlight = [];
  for (const batch of batches) {
    rewriteSequence(batch, producerId, producerEpoch, sequence);
    sequence += batch.builder.recordCount;
    addInFlight(entry, batch);
  }
  entry.producerId = producerId;
  entry.producerEpoch = producerEpoch;
  entry.nextSequence = sequence;
  entry.lastAckedSequence = -1;
}

export function takeSequences(entry: TransactionEntry, count: number): void {
  entry.nextSequence = incrementSequence(entry.nextSequence, count);
}
