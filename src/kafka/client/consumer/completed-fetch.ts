import { controlTypeOf } from "../../protocol/control-batch.ts";
import {
  type Records,
  recordsOf,
  type StoredBatch,
} from "../../protocol/record-batch.ts";

/** What a fetch response says of one partition. */
export interface FetchedPartition {
  readonly errorCode: number;
  readonly highWatermark: number;
  readonly lastStableOffset: number;
  readonly logStartOffset: number;
  /** -1 none. */
  readonly preferredReadReplica: number;
  readonly abortedTransactions: readonly AbortedTransaction[] | null;
  readonly records: Records | null;
}

export interface AbortedTransaction {
  readonly producerId: number;
  readonly firstOffset: number;
}

/** A partition's part of a fetch response while it is handed out. Kafka: CompletedFetch. */
export interface CompletedFetch {
  readonly name: string;
  readonly answer: FetchedPartition;
  /** First offset not handed out yet. Kafka: nextFetchOffset. */
  nextOffset: number;
  /** Leader epoch of the batch that was read last; -1 none. */
  lastEpoch: number;
  /** Batch that is being read, -1 before the first, and the record in it that comes next. */
  batch: number;
  record: number;
  /** Producers whose transaction was aborted and whose abort marker has not come yet. */
  aborted: number[];
  /** How many of the aborted transactions, by first offset, were met. */
  abortedMet: number;
  bytesRead: number;
  consumed: boolean;
  initialized: boolean;
}

export const completedFetch = (
  name: string,
  offset: number,
  answer: FetchedPartition,
): CompletedFetch => ({
  name,
  answer,
  nextOffset: offset,
  lastEpoch: -1,
  batch: -1,
  record: 0,
  aborted: [],
  abortedMet: 0,
  bytesRead: 0,
  consumed: false,
  initialized: false,
});

/** Records of one batch that are handed out together. */
export interface RecordSlice {
  readonly entry: StoredBatch;
  /** Index of the first one, and how many. */
  readonly first: number;
  readonly count: number;
}

/** Offset of the i-th record of a batch. */
export function offsetAt({ baseOffset, batch }: StoredBatch, i: number): number {
  const { payload } = batch;
  // Columns are only made by a producer, whose batches have no holes.
  if (payload.kind === "columns") return baseOffset + i;
  return baseOffset + (recordsOf(batch)[i]?.offsetDelta ?? batch.lastOffsetDelta);
}

/** Aborted transactions that began at or before an offset are met. Kafka: CompletedFetch.consumeAbortedTransactionsUpTo. */
function meetAborted(fetch: CompletedFetch, offset: number): void {
  const { abortedTransactions } = fetch.answer;
  if (abortedTransactions === null || abortedTransactions.length === 0) return;
  const byOffset = abortedTransactions.toSorted((a, b) => a.firstOffset - b.firstOffset);
  for (;;) {
    const next = byOffset[fetch.abortedMet];
    if (next === undefined || next.firstOffset > offset) return;
    if (!fetch.aborted.includes(next.producerId)) fetch.aborted.push(next.producerId);
    fetch.abortedMet++;
  }
}

/** Whether a batch is left out because its transaction was aborted. */
function isAborted(fetch: CompletedFetch, { baseOffset, batch }: StoredBatch): boolean {
  const { producerId } = batch;
  if (producerId < 0) return false;
  meetAborted(fetch, baseOffset + batch.lastOffsetDelta);
  if (controlTypeOf(batch) === "ABORT") {
    fetch.aborted = fetch.aborted.filter((id) => id !== producerId);
    return false;
  }
  return batch.isTransactional && fetch.aborted.includes(producerId);
}

/** Goes on to the next batch; undefined at the end. */
function nextBatch(
  fetch: CompletedFetch,
  isReadCommitted: boolean,
): StoredBatch | undefined {
  const records = fetch.answer.records ?? [];
  for (;;) {
    const before = records[fetch.batch];
    const entry = records[fetch.batch + 1];
    if (entry === undefined) {
      // The last offset of a batch stays when its last records are compacted away.
      if (before !== undefined)
        fetch.nextOffset = before.baseOffset + before.batch.lastOffsetDelta + 1;
      return undefined;
    }
    fetch.batch++;
    fetch.record = 0;
    fetch.lastEpoch = entry.leaderEpoch;
    if (!isReadCommitted || !isAborted(fetch, entry)) return entry;
    fetch.nextOffset = entry.baseOffset + entry.batch.lastOffsetDelta + 1;
    fetch.record = entry.batch.recordCount;
  }
}

/** The batch that is being read, if it has records left. */
function currentBatch(fetch: CompletedFetch): StoredBatch | undefined {
  const entry = (fetch.answer.records ?? [])[fetch.batch];
  return entry !== undefined && fetch.record < entry.batch.recordCount
    ? entry
    : undefined;
}

/** Steps over records below the position: a batch is always sent whole. */
function skipBelow(fetch: CompletedFetch, entry: StoredBatch): void {
  const { batch, baseOffset } = entry;
  if (batch.payload.kind === "columns") {
    const skipped = Math.min(fetch.nextOffset - baseOffset, batch.recordCount);
    if (skipped > fetch.record) fetch.record = skipped;
    return;
  }
  while (
    fetch.record < batch.recordCount &&
    offsetAt(entry, fetch.record) < fetch.nextOffset
  )
    fetch.record++;
}

/** Control records are for the client, not for the application. */
function skipControl(fetch: CompletedFetch, entry: StoredBatch): void {
  fetch.nextOffset = offsetAt(entry, entry.batch.recordCount - 1) + 1;
  fetch.record = entry.batch.recordCount;
}

/**
 * Hands out up to `limit` records, as slices of batches; drained when they are through. Kafka: CompletedFetch.fetchRecords.
 */
export function takeRecords(
  fetch: CompletedFetch,
  limit: number,
  isReadCommitted: boolean,
): RecordSlice[] {
  const slices: RecordSlice[] = [];
  let left = fetch.consumed ? 0 : limit;
  while (left > 0) {
    const entry = currentBatch(fetch) ?? nextBatch(fetch, isReadCommitted);
    if (entry === undefined) {
      fetch.consumed = true;
      break;
    }
    skipBelow(fetch, entry);
    const rest = entry.batch.recordCount - fetch.record;
    if (rest <= 0) continue;
    if (entry.batch.isControl) {
      skipControl(fetch, entry);
      continue;
    }
    const count = Math.min(left, rest);
    slices.push({ entry, first: fetch.record, count });
    left -= count;
    fetch.record += count;
    fetch.nextOffset = offsetAt(entry, fetch.record - 1) + 1;
    fetch.bytesRead += Math.ceil(
      (entry.batch.sizeInBytes * count) / entry.batch.recordCount,
    );
  }
  return slices;
}
