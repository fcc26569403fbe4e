import { hasSequence, lastSequenceOf, type ProducerBatch } from "./producer-batch.ts";
import type { PartitionQueue } from "./record-accumulator.ts";
import {
  addInFlight,
  removeInFlight,
  startSequencesAtBeginning,
  type TransactionEntry,
  takeSequences,
  transactionEntry,
} from "./transaction-entry.ts";

/**
 * What makes a producer idempotent: its id, its epoch and its sequences. A transactional producer adds states to it.
 * Kafka: TransactionManager without a transactional id.
 */
export interface TransactionManager {
  /** -1: none yet. */
  producerId: number;
  producerEpoch: number;
  /** `fatal`: nothing more is sent. */
  state: "uninitialized" | "initializing" | "ready" | "fatal";
  /** Of `fatal`: the error's name. */
  lastError: string;
  /** The epoch is raised at the start of the sender's next run. */
  epochBumpRequired: boolean;
  /** Whose sequences begin at 0 with it; every other partition follows when nothing of it is in flight. */
  rewrite: PartitionQueue[];
  /** An InitProducerId is to be sent: `first`, or again after an error. */
  pendingInit: "none" | "first" | "retry";
  initInFlight: boolean;
  /** Partitions with an unresolved sequence. */
  unresolved: PartitionQueue[];
}

const maxEpoch = 32767;

export const transactionManager = (): TransactionManager => ({
  producerId: -1,
  producerEpoch: -1,
  state: "uninitialized",
  lastError: "",
  epochBumpRequired: false,
  rewrite: [],
  pendingInit: "none",
  initInFlight: false,
  unresolved: [],
});

/** Kafka: TxnPartitionMap.getOrCreate. */
export function entryOf(queue: PartitionQueue): TransactionEntry {
  queue.entry ??= transactionEntry();
  return queue.entry;
}

const isStale = (manager: TransactionManager, entry: TransactionEntry): boolean =>
  entry.producerId !== manager.producerId ||
  entry.producerEpoch !== manager.producerEpoch;

/** Reasons of sequence why a partition's first batch may not go yet. Kafka: RecordAccumulator.shouldStopDrainBatchesForPartition. */
export function mayNotBeSent(
  manager: TransactionManager,
  queue: PartitionQueue,
  first: ProducerBatch,
): boolean {
  if (manager.state === "fatal" || manager.producerId < 0) return true;
  const entry = entryOf(queue);
  const [oldest] = entry.inFlight;
  if (!hasSequence(first))
    return (oldest !== undefined && isStale(manager, entry)) || queue.unresolved >= 0;
  return oldest !== undefined && first.baseSequence !== oldest.baseSequence;
}

/** Kafka: TransactionManager.maybeUpdateProducerIdAndEpoch, ProducerBatch.setProducerState, addInFlightBatch. */
export function giveSequence(
  manager: TransactionManager,
  queue: PartitionQueue,
  batch: ProducerBatch,
): void {
  const entry = entryOf(queue);
  if (isStale(manager, entry) && entry.inFlight.length === 0)
    startSequencesAtBeginning(entry, manager.producerId, manager.producerEpoch);
  batch.producerId = manager.producerId;
  batch.producerEpoch = manager.producerEpoch;
  batch.baseSequence = entry.nextSequence;
  takeSequences(entry, batch.builder.recordCount);
  addInFlight(entry, batch);
}

/** A part of a batch that was split takes its place. Kafka: TransactionManager.addInFlightBatch. */
export function addSplit(queue: PartitionQueue, part: ProducerBatch): void {
  addInFlight(entryOf(queue), part);
}

/** Kafka: TransactionManager.requestEpochBumpForPartition. */
export function requestEpochBump(
  manager: TransactionManager,
  queue: PartitionQueue,
): void {
  manager.epochBumpRequired = true;
  if (!manager.rewrite.includes(queue)) manager.rewrite.push(queue);
}

/** What the sender does first in every run: resolves, raises the epoch, asks for an id. */
export function prepareSequences(manager: TransactionManager): void {
  if (manager.unresolved.length > 0) resolveSequences(manager);
  if (manager.state === "fatal") return;
  if (manager.epochBumpRequired) bumpEpoch(manager);
  if (manager.producerId < 0 && manager.state !== "initializing") {
    manager.state = "initializing";
    manager.pendingInit = "first";
  }
}

/** Kafka: TransactionManager.maybeResolveSequences. */
function resolveSequences(manager: TransactionManager): void {
  manager.unresolved = manager.unresolved.filter((queue) => {
    const entry = entryOf(queue);
    if (entry.inFlight.length > 0) return true;
    // Without a later success the broker's idea of the sequence is not known any more.
    if (entry.nextSequence - entry.lastAckedSequence !== 1)
      requestEpochBump(manager, queue);
    queue.unresolved = -1;
    return false;
  });
}

/** Kafka: TransactionManager.bumpIdempotentProducerEpoch. */
function bumpEpoch(manager: TransactionManager): void {
  if (manager.producerEpoch === maxEpoch) {
    manager.producerId = -1;
    manager.producerEpoch = -1;
    manager.state = "uninitialized";
  } else manager.producerEpoch++;
  for (const queue of manager.rewrite) {
    startSequencesAtBeginning(entryOf(queue), manager.producerId, manager.producerEpoch);
    queue.unresolved = -1;
  }
  manager.unresolved = manager.unresolved.filter(({ unresolved }) => unresolved >= 0);
  manager.rewrite = [];
  manager.epochBumpRequired = false;
}

/** Kafka: TransactionManager.markSequenceUnresolved. */
export function markUnresolved(
  manager: TransactionManager,
  queue: PartitionQueue,
  batch: ProducerBatch,
): void {
  if (queue.unresolved < 0) manager.unresolved.push(queue);
  queue.unresolved = Math.max(queue.unresolved, lastSequenceOf(batch) + 1);
}

/** Kafka: TransactionManager.handleCompletedBatch. */
export function sequenceAcked({ entry }: PartitionQueue, batch: ProducerBatch): void {
  if (entry === null) return;
  entry.lastAckedSequence = Math.max(entry.lastAckedSequence, lastSequenceOf(batch));
  removeInFlight(entry, batch);
}

/** Kafka: InitProducerIdHandler.handleResponse. */
export function producerIdAnswered(
  manager: TransactionManager,
  answer: {
    readonly error: string;
    readonly retriable: boolean;
    readonly producerId: number;
    readonly producerEpoch: number;
  },
): void {
  manager.initInFlight = false;
  if (answer.error === "NONE") {
    manager.producerId = answer.producerId;
    manager.producerEpoch = answer.producerEpoch;
    manager.state = "ready";
  } else if (answer.retriable) manager.pendingInit = "retry";
  else {
    manager.state = "fatal";
    manager.lastError = answer.error;
  }
}
