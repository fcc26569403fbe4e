import type { TransactionMarker } from "../protocol/control-batch.ts";
import {
  emptyEntry,
  firstSequenceOf,
  type KeptBatch,
  keptBatches,
  lastSequenceOf,
  type PartitionTransaction,
  type ProducerEntry,
  type ProducerStates,
  putTransaction,
} from "./producer-state.ts";

/** Who appends. Kafka: AppendOrigin. */
export type AppendOrigin = "CLIENT" | "REPLICATION" | "COORDINATOR";

/** Why a producer's batch is refused. */
export type ProducerError =
  | "OUT_OF_ORDER_SEQUENCE_NUMBER"
  | "INVALID_PRODUCER_EPOCH"
  | "INVALID_TXN_STATE"
  | "TRANSACTION_COORDINATOR_FENCED"
  | "UNKNOWN_TRANSACTION_VERSION";

type EndMarker = Pick<TransactionMarker, "type" | "coordinatorEpoch">;

/** What of a batch concerns its producer. */
export interface ProducerBatchInfo {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly timestamp: number;
  readonly isTransactional: boolean;
  /** Of a control batch with its record. */
  readonly marker: EndMarker | null;
  /** `transaction.version` that the marker was written under; -1 not known. */
  readonly transactionVersion: number;
}

/** A transaction that a marker ended. Kafka: CompletedTxn. */
export interface CompletedTransaction {
  readonly producerId: number;
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly isAborted: boolean;
}

/** One append's changes to one producer, taken only if all of the append is good. Kafka: ProducerAppendInfo. */
export interface ProducerAppend {
  readonly origin: AppendOrigin;
  /** As it was before. */
  readonly before: Readonly<ProducerEntry>;
  /** As it will be, with the batches of this append only. */
  readonly updated: ProducerEntry;
  readonly started: PartitionTransaction[];
}

/** Kafka: ProducerStateManager.prepareUpdate. */
export function producerAppend(
  states: ProducerStates,
  producerId: number,
  origin: AppendOrigin,
): ProducerAppend {
  const before = states.producers[producerId] ?? emptyEntry(producerId);
  return { origin, before, updated: { ...before, batches: [] }, started: [] };
}

/** The batch that this one repeats. Kafka: ProducerStateEntry.findDuplicateBatch. */
export function findDuplicate(
  states: ProducerStates,
  batch: ProducerBatchInfo,
): KeptBatch | undefined {
  const entry = states.producers[batch.producerId];
  if (entry === undefined || entry.producerEpoch !== batch.producerEpoch)
    return undefined;
  for (const kept of entry.batches)
    if (
      kept.lastSequence === batch.lastSequence &&
      firstSequenceOf(kept) === batch.firstSequence
    )
      return kept;
  return undefined;
}

/** Takes one batch in; the transaction that it ended, null for none, or why it is refused. Kafka: UnifiedLog.updateProducers. */
export function appendBatch(
  states: ProducerStates,
  append: ProducerAppend,
  batch: ProducerBatchInfo,
): CompletedTransaction | ProducerError | null {
  const { marker } = batch;
  const outcome =
    marker === null
      ? appendData(states, append, batch)
      : appendMarker(append, batch, marker);
  if (typeof outcome === "string") return outcome;
  if (batch.isTransactional) endVerification(states, batch);
  return outcome;
}

/** A transaction is open now, or its end is here. A marker of the epoch before leaves the next transaction's guard alone. */
function endVerification(states: ProducerStates, batch: ProducerBatchInfo): void {
  const guard = states.verification[batch.producerId];
  if (guard === undefined) return;
  const isOfNext =
    batch.marker !== null &&
    guard.supportsEpochBump &&
    guard.epoch === batch.producerEpoch;
  if (!isOfNext) delete states.verification[batch.producerId];
}

/** Kafka: ProducerAppendInfo.appendDataBatch. */
function appendData(
  states: ProducerStates,
  { origin, before, updated, started }: ProducerAppend,
  batch: ProducerBatchInfo,
): ProducerError | null {
  const { producerEpoch, producerId, baseOffset: firstOffset } = batch;
  if (origin !== "REPLICATION" && producerEpoch < updated.producerEpoch)
    return "INVALID_PRODUCER_EPOCH";
  if (origin === "CLIENT" && !isInSequence(states, before, updated, batch))
    return "OUT_OF_ORDER_SEQUENCE_NUMBER";
  addBatch(updated, producerEpoch, {
    immutable: true,
    lastSequence: batch.lastSequence,
    lastOffset: batch.lastOffset,
    offsetDelta: batch.lastOffset - firstOffset,
    timestamp: batch.timestamp,
  });
  updated.lastTimestamp = batch.timestamp;
  const isOpen = updated.currentTxnFirstOffset >= 0;
  if (isOpen && !batch.isTransactional) return "INVALID_TXN_STATE";
  if (!isOpen && batch.isTransactional) {
    updated.currentTxnFirstOffset = firstOffset;
    started.push({ producerId, firstOffset, lastOffset: -1 });
  }
  return null;
}

/** Kafka: ProducerAppendInfo.checkSequence. */
function isInSequence(
  states: ProducerStates,
  before: Readonly<ProducerEntry>,
  updated: ProducerEntry,
  { producerId, producerEpoch, firstSequence }: ProducerBatchInfo,
): boolean {
  const guard = states.verification[producerId];
  if (guard !== undefined) {
    if (guard.supportsEpochBump && firstSequence !== 0 && before.batches.length === 0)
      return false;
    if (firstSequence > guard.lowestSequence) return false;
  }
  if (producerEpoch !== updated.producerEpoch)
    return firstSequence === 0 || updated.producerEpoch === -1;
  if (before.producerEpoch === -1) return true;
  const last =
    updated.batches.length > 0
      ? lastSequenceOf(updated)
      : producerEpoch === before.producerEpoch
        ? lastSequenceOf(before)
        : -1;
  return firstSequence === last + 1 || (firstSequence === 0 && last === 0x7fffffff);
}

/** Kafka: ProducerStateEntry.addBatch: another epoch forgets the batches of the one before. */
function addBatch(entry: ProducerEntry, epoch: number, batch: KeptBatch): void {
  const known = entry.producerEpoch === epoch ? entry.batches : [];
  entry.producerEpoch = epoch;
  entry.batches = [...known.slice(-(keptBatches - 1)), batch];
}

const lastEpoch = 32_767;

/** Kafka: ProducerAppendInfo.appendEndTxnMarker. */
function appendMarker(
  { origin, updated }: ProducerAppend,
  batch: ProducerBatchInfo,
  marker: EndMarker,
): CompletedTransaction | ProducerError | null {
  const { producerId, producerEpoch, baseOffset } = batch;
  const firstOffset = updated.currentTxnFirstOffset;
  if (origin !== "REPLICATION") {
    if (batch.transactionVersion < 0) return "UNKNOWN_TRANSACTION_VERSION";
    if (isStaleMarker(updated, batch)) return "INVALID_PRODUCER_EPOCH";
    if (updated.coordinatorEpoch > marker.coordinatorEpoch)
      return "TRANSACTION_COORDINATOR_FENCED";
  }
  if (updated.producerEpoch !== producerEpoch) updated.batches = [];
  updated.producerEpoch = producerEpoch;
  updated.coordinatorEpoch = marker.coordinatorEpoch;
  updated.currentTxnFirstOffset = -1;
  updated.lastTimestamp = batch.timestamp;
  if (firstOffset < 0) return null;
  return {
    producerId,
    firstOffset,
    lastOffset: baseOffset,
    isAborted: marker.type === "ABORT",
  };
}

/** Since KIP-890 a marker raises the epoch; one that is sent again finds it raised, and no transaction open. */
function isStaleMarker(
  { producerEpoch: current, currentTxnFirstOffset }: ProducerEntry,
  { producerEpoch, transactionVersion }: ProducerBatchInfo,
): boolean {
  if (producerEpoch !== current) return producerEpoch < current;
  return transactionVersion >= 2 && currentTxnFirstOffset >= 0 && current !== lastEpoch;
}

/** The changes of an append that was good. Kafka: ProducerStateManager.update, ProducerStateEntry.update. */
export function takeAppend(
  states: ProducerStates,
  { updated, started }: ProducerAppend,
): void {
  const { producerId, batches, producerEpoch } = updated;
  const known = states.producers[producerId];
  const kept =
    known !== undefined && known.producerEpoch === producerEpoch ? known.batches : [];
  states.producers[producerId] = {
    ...updated,
    batches: [...kept, ...batches].slice(-keptBatches),
  };
  for (const transaction of started) putTransaction(states.ongoing, transaction);
}

/** A marker ended it: it holds readers back until the marker is replicated. Kafka: ProducerStateManager.completeTxn. */
export function completeTransaction(
  states: ProducerStates,
  { producerId, firstOffset, lastOffset }: CompletedTransaction,
): void {
  states.ongoing = states.ongoing.filter((open) => open.firstOffset !== firstOffset);
  putTransaction(states.unreplicated, { producerId, firstOffset, lastOffset });
}

/** Where readers would stand if this transaction's end were replicated. Kafka: ProducerStateManager.lastStableOffset. */
export const stableOffsetAfter = (
  { ongoing }: ProducerStates,
  { producerId, lastOffset }: CompletedTransaction,
): number =>
  ongoing.find((open) => open.producerId !== producerId)?.firstOffset ?? lastOffset + 1;

/** A transactional write is about to be verified; its guard. Kafka: ProducerStateManager.maybeCreateVerificationStateEntry. */
export function startVerification(
  states: ProducerStates,
  write: {
    readonly producerId: number;
    readonly sequence: number;
    readonly epoch: number;
    readonly supportsEpochBump: boolean;
    readonly nowMs: number;
  },
): number {
  const { producerId, sequence, epoch, supportsEpochBump, nowMs: timestamp } = write;
  const known = (states.verification[producerId] ??= {
    producerId,
    timestamp,
    lowestSequence: sequence,
    epoch,
    supportsEpochBump,
    guard: states.nextGuard++,
  });
  if (epoch > known.epoch) {
    known.epoch = epoch;
    known.lowestSequence = sequence;
  } else if (epoch === known.epoch)
    known.lowestSequence = Math.min(known.lowestSequence, sequence);
  return known.guard;
}
