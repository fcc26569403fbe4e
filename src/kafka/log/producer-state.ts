/** A batch that is remembered to know its duplicate. Kafka: BatchMetadata. */
export interface KeptBatch {
  readonly immutable: true;
  readonly lastSequence: number;
  readonly lastOffset: number;
  /** Last offset minus first. */
  readonly offsetDelta: number;
  readonly timestamp: number;
}

/** What a partition knows of one producer. Kafka: ProducerStateEntry. */
export interface ProducerEntry {
  readonly producerId: number;
  producerEpoch: number;
  /** Of the last marker; -1 none. */
  coordinatorEpoch: number;
  lastTimestamp: number;
  /** Of its open transaction; -1 none. */
  currentTxnFirstOffset: number;
  /** Oldest first, at most five. */
  batches: KeptBatch[];
}

/** Kafka: ProducerStateEntry.NUM_BATCHES_TO_RETAIN. */
export const keptBatches = 5;

/** A transaction on this partition. Kafka: TxnMetadata. */
export interface PartitionTransaction {
  readonly producerId: number;
  readonly firstOffset: number;
  /** Of its marker; -1 while it is open. */
  readonly lastOffset: number;
}

/** A transactional write that the coordinator is being asked about. Kafka: VerificationStateEntry. */
export interface VerificationEntry {
  readonly producerId: number;
  readonly timestamp: number;
  lowestSequence: number;
  epoch: number;
  /** The client's protocol raises the epoch with every transaction (KIP-890). */
  readonly supportsEpochBump: boolean;
  /** What tells this verification from every other; from 1 up. */
  readonly guard: number;
}

/** The file of a moment: of each producer only its last batch. Kafka: ProducerSnapshot. */
export interface ProducerSnapshot {
  readonly immutable: true;
  readonly offset: number;
  readonly entries: readonly Readonly<ProducerEntry>[];
}

/** All that a partition knows of producers. Kafka: ProducerStateManager. */
export interface ProducerStates {
  /** `producer.id.expiration.ms`. */
  expirationMs: number;
  /** By producer id. */
  producers: Record<number, ProducerEntry>;
  /** Open transactions, by first offset. */
  ongoing: PartitionTransaction[];
  /** Ended ones whose marker is not below the high watermark, by first offset. */
  unreplicated: PartitionTransaction[];
  /** By producer id. */
  verification: Record<number, VerificationEntry>;
  /** `transaction.partition.verification.enable`: a transaction may not begin without one. */
  verifies: boolean;
  nextGuard: number;
  /** Everything below is in it. */
  mapEndOffset: number;
  lastSnapshotOffset: number;
  /** By offset. */
  snapshots: ProducerSnapshot[];
}

/** Kafka: TransactionLogConfig.PRODUCER_ID_EXPIRATION_MS_DEFAULT. */
const defaultExpirationMs = 86_400_000;

export const producerStates = (
  startOffset: number,
  expirationMs = defaultExpirationMs,
): ProducerStates => ({
  expirationMs,
  producers: {},
  ongoing: [],
  unreplicated: [],
  verification: {},
  verifies: false,
  nextGuard: 1,
  mapEndOffset: startOffset,
  lastSnapshotOffset: startOffset,
  snapshots: [],
});

/** A producer that was never seen. Kafka: ProducerStateEntry.empty. */
export const emptyEntry = (producerId: number): ProducerEntry => ({
  producerId,
  producerEpoch: -1,
  coordinatorEpoch: -1,
  lastTimestamp: -1,
  currentTxnFirstOffset: -1,
  batches: [],
});

/** The greatest sequence, -1 without a batch. */
export const lastSequenceOf = ({ batches }: Readonly<ProducerEntry>): number =>
  batches[batches.length - 1]?.lastSequence ?? -1;

/** First sequence of a kept batch. Kafka: BatchMetadata.firstSeq, DefaultRecordBatch.decrementSequence. */
export function firstSequenceOf({ lastSequence, offsetDelta }: KeptBatch): number {
  return lastSequence < offsetDelta
    ? 0x7fffffff - (offsetDelta - lastSequence) + 1
    : lastSequence - offsetDelta;
}

/** Where an open transaction, or one whose end is not replicated, begins first; -1: nowhere. Kafka: firstUnstableOffset. */
export function firstUnstableOffset({ ongoing, unreplicated }: ProducerStates): number {
  const open = ongoing[0]?.firstOffset ?? -1;
  const ended = unreplicated[0]?.firstOffset ?? -1;
  if (open < 0 || ended < 0) return Math.max(open, ended);
  return Math.min(open, ended);
}

/** Transactions that ended below the high watermark hold nobody back any more. Kafka: ProducerStateManager.onHighWatermarkUpdated. */
export function forgetReplicated(states: ProducerStates, below: number): void {
  if (states.unreplicated.length === 0) return;
  states.unreplicated = states.unreplicated.filter(
    ({ lastOffset }) => lastOffset >= below,
  );
}

const isExpired = (
  { expirationMs }: ProducerStates,
  { currentTxnFirstOffset, lastTimestamp }: Readonly<ProducerEntry>,
  nowMs: number,
): boolean => currentTxnFirstOffset < 0 && nowMs - lastTimestamp >= expirationMs;

/** Kafka: ProducerStateManager.removeExpiredProducers. */
export function removeExpiredProducers(states: ProducerStates, nowMs: number): void {
  for (const entry of Object.values(states.producers))
    if (isExpired(states, entry, nowMs)) delete states.producers[entry.producerId];
  for (const { producerId, timestamp } of Object.values(states.verification))
    if (nowMs - timestamp >= states.expirationMs) delete states.verification[producerId];
}

/** Puts a transaction in its place by first offset. */
export function putTransaction(
  list: PartitionTransaction[],
  transaction: PartitionTransaction,
): void {
  const after = list.findIndex((other) => other.firstOffset >= transaction.firstOffset);
  const replaces = list[after]?.firstOffset === transaction.firstOffset ? 1 : 0;
  list.splice(after < 0 ? list.length : after, replaces, transaction);
}

/** Only the last batch of each producer is written. Kafka: ProducerStateManager.takeSnapshot; false: nothing new. */
export function takeSnapshot(states: ProducerStates): boolean {
  const { mapEndOffset: offset, lastSnapshotOffset } = states;
  if (offset <= lastSnapshotOffset) return false;
  const entries = Object.values(states.producers).map((entry) => {
    const last = entry.batches[entry.batches.length - 1];
    const { lastTimestamp: timestamp } = entry;
    return { ...entry, batches: last === undefined ? [] : [{ ...last, timestamp }] };
  });
  states.snapshots = states.snapshots.filter((other) => other.offset !== offset);
  states.snapshots.push({ immutable: true, offset, entries });
  states.snapshots.sort((a, b) => a.offset - b.offset);
  states.lastSnapshotOffset = offset;
  return true;
}

/** Kafka: ProducerStateManager.onLogStartOffsetIncremented. */
export function logStartMoved(states: ProducerStates, logStartOffset: number): void {
  forgetReplicated(states, logStartOffset);
  states.mapEndOffset = Math.max(states.mapEndOffset, logStartOffset);
  states.lastSnapshotOffset = states.snapshots.at(-1)?.offset ?? logStartOffset;
}

/** Back to what the last snapshot in the range says; records behind it are to be taken in again. Kafka: truncateAndReload. */
export function truncateAndReload(
  states: ProducerStates,
  logStartOffset: number,
  logEndOffset: number,
  nowMs: number,
): void {
  states.snapshots = states.snapshots.filter(
    ({ offset }) => offset <= logEndOffset && offset > logStartOffset,
  );
  if (logEndOffset === states.mapEndOffset) {
    logStartMoved(states, logStartOffset);
    return;
  }
  states.producers = {};
  states.ongoing = [];
  states.unreplicated = [];
  loadFromSnapshot(states, logStartOffset, nowMs);
}

/** Kafka: ProducerStateManager.loadFromSnapshot. */
function loadFromSnapshot(
  states: ProducerStates,
  logStartOffset: number,
  nowMs: number,
): void {
  const snapshot = states.snapshots.at(-1);
  const offset = snapshot?.offset ?? logStartOffset;
  states.lastSnapshotOffset = offset;
  states.mapEndOffset = offset;
  for (const entry of snapshot?.entries ?? []) {
    if (isExpired(states, entry, nowMs)) continue;
    const { producerId, currentTxnFirstOffset: firstOffset } = entry;
    states.producers[producerId] = { ...entry, batches: [...entry.batches] };
    if (firstOffset >= 0)
      putTransaction(states.ongoing, { producerId, firstOffset, lastOffset: -1 });
  }
}

/** Kafka: ProducerStateManager.truncateFullyAndStartAt. */
export function clearProducers(states: ProducerStates, offset: number): void {
  states.producers = {};
  states.ongoing = [];
  states.unreplicated = [];
  states.snapshots = [];
  states.lastSnapshotOffset = 0;
  states.mapEndOffset = offset;
}

/** Its segment is deleted. Kafka: ProducerStateManager.removeAndMarkSnapshotForDeletion. */
export function deleteSnapshot(states: ProducerStates, at: number): void {
  states.snapshots = states.snapshots.filter(({ offset }) => offset !== at);
}

/** Kafka: ProducerStateManager.deleteSnapshotsBefore. */
export function deleteSnapshotsBefore(states: ProducerStates, offset: number): void {
  states.snapshots = states.snapshots.filter((snapshot) => snapshot.offset >= offset);
}
