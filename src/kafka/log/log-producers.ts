import { markerOf } from "../protocol/control-batch.ts";
import { lastSequence, type RecordBatch } from "../protocol/record-batch.ts";
import { entryAt, findEntry } from "./entry-list.ts";
import { type LogEntry, lastOffset } from "./log-entry.ts";
import type { PartitionLog } from "./partition-log.ts";
import {
  type AppendOrigin,
  appendBatch,
  type CompletedTransaction,
  completeTransaction,
  findDuplicate,
  type ProducerAppend,
  type ProducerBatchInfo,
  type ProducerError,
  producerAppend,
  takeAppend,
} from "./producer-append.ts";
import {
  firstUnstableOffset,
  type KeptBatch,
  type ProducerStates,
  takeSnapshot,
  truncateAndReload,
} from "./producer-state.ts";

/** A batch with what its sender says beside it. */
export interface ProducerWrite {
  readonly batch: RecordBatch;
  readonly origin: AppendOrigin;
  /** Of the verification that the coordinator has confirmed; 0 none. Kafka: VerificationGuard. */
  readonly guard: number;
  /** Of a marker; -1 not known. */
  readonly transactionVersion: number;
}

/** What an append changes of the producers, once all of it was good. */
export interface ProducerChanges {
  readonly appends: Record<number, ProducerAppend>;
  readonly completed: CompletedTransaction[];
}

const infoOf = (
  batch: RecordBatch,
  baseOffset: number,
  transactionVersion: number,
): ProducerBatchInfo => {
  const marker = batch.isControl ? (markerOf(batch) ?? null) : null;
  return {
    producerId: batch.producerId,
    producerEpoch: batch.producerEpoch,
    firstSequence: batch.baseSequence,
    lastSequence: lastSequence(batch),
    baseOffset,
    lastOffset: baseOffset + batch.lastOffsetDelta,
    timestamp: marker?.timestamp ?? batch.maxTimestamp,
    isTransactional: batch.isTransactional,
    marker,
    transactionVersion,
  };
};

/** Kafka: UnifiedLog.hasOngoingTransaction. */
export function isOpen(
  { producers }: ProducerStates,
  producerId: number,
  producerEpoch: number,
): boolean {
  const entry = producers[producerId];
  return (
    entry !== undefined &&
    entry.currentTxnFirstOffset >= 0 &&
    entry.producerEpoch === producerEpoch
  );
}

/** Looks at a batch with a producer id: a duplicate, an error, or what it changes. Kafka: UnifiedLog.analyzeAndValidateProducerState. */
export function checkProducer(
  { producers: states }: PartitionLog,
  baseOffset: number,
  write: ProducerWrite,
  changes: ProducerChanges,
): KeptBatch | ProducerError | null {
  const { batch, origin } = write;
  const info = infoOf(batch, baseOffset, write.transactionVersion);
  const { producerId } = batch;
  if (origin === "CLIENT") {
    const duplicate = findDuplicate(states, info);
    if (duplicate !== undefined) return duplicate;
  }
  const isClients = origin !== "REPLICATION" && batch.isTransactional && !batch.isControl;
  if (isClients && !isOpen(states, producerId, batch.producerEpoch)) {
    const fault = verificationFault(states, info, write.guard);
    if (fault !== null) return fault;
  }
  const append = (changes.appends[producerId] ??= producerAppend(
    states,
    producerId,
    origin,
  ));
  if (batch.isControl && info.marker === null) return null;
  const outcome = appendBatch(states, append, info);
  if (typeof outcome === "string") return outcome;
  if (outcome !== null) changes.completed.push(outcome);
  return null;
}

/** A transaction may only begin on a partition that its coordinator knows of (KIP-890). */
function verificationFault(
  { producers, verification, verifies }: ProducerStates,
  { producerId, producerEpoch }: ProducerBatchInfo,
  guard: number,
): ProducerError | null {
  if (producerEpoch < (producers[producerId]?.producerEpoch ?? -1))
    return "INVALID_PRODUCER_EPOCH";
  const isVerified = guard > 0 && verification[producerId]?.guard === guard;
  return verifies && !isVerified ? "INVALID_TXN_STATE" : null;
}

/** What a follower takes over; null: all of it is good. */
export function checkReplicated(
  log: PartitionLog,
  entries: readonly LogEntry[],
  changes: ProducerChanges,
): ProducerError | null {
  for (const { batch, baseOffset } of entries) {
    if (batch.producerId < 0) continue;
    const write = {
      batch,
      origin: "REPLICATION",
      guard: 0,
      transactionVersion: -1,
    } as const;
    const checked = checkProducer(log, baseOffset, write, changes);
    if (typeof checked === "string") return checked;
  }
  return null;
}

/** The append is in the log up to `endOffset`. */
export function takeChanges(
  states: ProducerStates,
  { appends, completed }: ProducerChanges,
  endOffset: number,
): void {
  for (const append of Object.values(appends)) takeAppend(states, append);
  for (const transaction of completed) completeTransaction(states, transaction);
  states.mapEndOffset = endOffset;
}

/**
 * After a truncation or a start: the state as of the last snapshot, and the batches behind it once more. Kafka:
 * UnifiedLog.rebuildProducerState.
 */
export function rebuildProducers(log: PartitionLog, nowMs: number, clean = false): void {
  const { producers: states, segments, logStartOffset, logEndOffset } = log;
  const bases = segments.slice(-2).map(({ baseOffset }) => baseOffset);
  if (clean && states.snapshots.length === 0) {
    // An old version wrote none: nothing is read through for the sake of it.
    for (const offset of [...bases, logEndOffset]) {
      states.mapEndOffset = offset;
      takeSnapshot(states);
    }
    return;
  }
  const wasEmpty =
    Object.keys(states.producers).length === 0 &&
    states.unreplicated.length === 0 &&
    states.mapEndOffset >= logEndOffset;
  truncateAndReload(states, logStartOffset, logEndOffset, nowMs);
  if (logEndOffset > states.mapEndOffset && !wasEmpty)
    for (const segment of segments) {
      const next = segments[segments.indexOf(segment) + 1]?.baseOffset ?? logEndOffset;
      if (next <= states.mapEndOffset && next !== logEndOffset) continue;
      const start = Math.max(segment.baseOffset, states.mapEndOffset, logStartOffset);
      states.mapEndOffset = start;
      if (bases.includes(segment.baseOffset)) takeSnapshot(states);
      replay(states, segment.entries, start);
    }
  states.mapEndOffset = logEndOffset;
  takeSnapshot(states);
}

/** Kafka: UnifiedLog.loadProducersFromRecords. */
function replay(
  states: ProducerStates,
  entries: PartitionLog["segments"][number]["entries"],
  from: number,
): void {
  const changes: ProducerChanges = { appends: {}, completed: [] };
  for (let i = findEntry(entries, from); i < entries.count; i++) {
    const entry = entryAt(entries, i);
    if (entry !== undefined && entry.batch.producerId >= 0)
      replayEntry(states, entry, changes);
  }
  takeChanges(states, changes, states.mapEndOffset);
}

function replayEntry(
  states: ProducerStates,
  { batch, baseOffset }: LogEntry,
  changes: ProducerChanges,
): void {
  const info = infoOf(batch, baseOffset, -1);
  const { producerId } = batch;
  const append = (changes.appends[producerId] ??= producerAppend(
    states,
    producerId,
    "REPLICATION",
  ));
  if (batch.isControl && info.marker === null) return;
  const outcome = appendBatch(states, append, info);
  if (outcome !== null && typeof outcome !== "string") changes.completed.push(outcome);
}

/** Snapshots that belong to no segment, the newest excepted if it is the newest of all. Kafka: ProducerStateManager.removeStraySnapshots. */
export function removeStraySnapshots({ producers, segments }: PartitionLog): void {
  const bases = segments.map(({ baseOffset }) => baseOffset);
  const strays = producers.snapshots.filter(({ offset }) => !bases.includes(offset));
  const newest = strays.at(-1)?.offset ?? -1;
  const keeps = newest >= (bases.at(-1) ?? -1);
  producers.snapshots = producers.snapshots.filter(
    ({ offset }) => bases.includes(offset) || (keeps && offset === newest),
  );
}

/** Where a reader of committed records stops. Kafka: UnifiedLog.lastStableOffset. */
export function lastStableOffset(log: PartitionLog): number {
  const unstable = firstUnstableOffset(log.producers);
  if (unstable < 0) return log.highWatermark;
  return Math.min(baseAt(log, Math.max(unstable, log.logStartOffset)), log.highWatermark);
}

/** Base of the batch that holds the offset: what Kafka's look-up of a position gives. */
function baseAt({ segments, logStartOffset }: PartitionLog, offset: number): number {
  if (offset > logStartOffset) return offset;
  for (const { entries } of segments) {
    const found = entryAt(entries, findEntry(entries, offset));
    if (found !== undefined && lastOffset(found) >= offset) return found.baseOffset;
  }
  return offset;
}
