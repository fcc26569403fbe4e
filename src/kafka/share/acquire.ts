import { assert } from "../../base/assert.ts";
import { type LogEntry, lastOffset } from "../log/log-entry.ts";
import { acquireAgain } from "./acquire-again.ts";
import {
  type InFlightBatch,
  inFlightBatch,
  inFlightState,
  splitBatch,
} from "./in-flight.ts";
import {
  batchesBetween,
  floorBatch,
  inFlightCount,
  putBatch,
  type ShareLimits,
  type SharePartition,
} from "./share-partition.ts";
import { archiveAvailable } from "./start-offset.ts";

/** Offsets that a member has now. Kafka: ShareFetchResponse.AcquiredRecords. */
export interface AcquiredRecords {
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly deliveryCount: number;
}

/** Who acquires what was read. */
export interface AcquireAsk {
  readonly memberId: string;
  /** `share.acquire.mode=record_limit`: never more than asked for; else whole batches. */
  readonly recordLimit: boolean;
  readonly batchSize: number;
  readonly maxRecords: number;
  readonly fetchOffset: number;
  readonly entries: readonly LogEntry[];
  readonly limits: ShareLimits;
  readonly nowMs: number;
}

/** What an acquisition has taken so far. */
export interface Taking {
  readonly ask: AcquireAsk;
  readonly acquired: AcquiredRecords[];
  count: number;
  /** At most so many. */
  max: number;
}

export const recordsIn = (acquired: readonly AcquiredRecords[]): number =>
  acquired.reduce(
    (sum, { firstOffset, lastOffset: to }) => sum + to - firstOffset + 1,
    0,
  );

/** How far and how much may be acquired. Kafka: SharePartition.lastOffsetAndMaxRecordsToAcquire. */
function reach(
  partition: SharePartition,
  { maxRecords, limits, fetchOffset }: AcquireAsk,
  last: number,
): { readonly max: number; readonly last: number } {
  const { endOffset } = partition;
  const max = Math.min(maxRecords, limits.maxInFlight - inFlightCount(partition));
  // All locks are in use: only what came back before the end may be acquired again.
  if (max > 0 || fetchOffset > endOffset) return { max, last };
  return {
    max: Math.min(maxRecords, endOffset - fetchOffset + 1),
    last: Math.min(last, endOffset),
  };
}

/** Locks records that were read for a member. Kafka: SharePartition.acquire. */
export function acquire(partition: SharePartition, ask: AcquireAsk): AcquiredRecords[] {
  const { entries, maxRecords, fetchOffset } = ask;
  const [firstEntry] = entries;
  const lastEntry = entries.at(-1);
  if (partition.status !== "active" || maxRecords <= 0) return [];
  if (firstEntry === undefined || lastEntry === undefined) return [];
  if (lastOffset(lastEntry) < partition.startOffset) return [];
  const { max, last } = reach(partition, ask, lastOffset(lastEntry));
  if (max <= 0) return [];
  const first = firstEntry.baseOffset;
  archiveMissing(partition, fetchOffset, first);
  let base = first;
  const floor = floorBatch(partition, first);
  if (floor === undefined) base = Math.max(base, partition.startOffset);
  else if (floor.last >= first) base = floor.first;
  const overlap = batchesBetween(partition, Math.min(first, base), last);
  const taking: Taking = { ask, acquired: [], count: 0, max };
  if (overlap.length === 0) acquireNew(partition, taking, base, last);
  else acquireOver(partition, taking, { overlap, base, first, last });
  return taking.acquired;
}

/** Records that compaction removed since they were acquired. Kafka: SharePartition.maybeArchiveStaleBatches. */
function archiveMissing(partition: SharePartition, from: number, before: number): void {
  const archived = archiveAvailable(partition, from, before);
  if (archived === 0) return;
  partition.completed += archived;
  partition.findNext = true;
}

/** Some of what was read has been in flight before. */
function acquireOver(
  partition: SharePartition,
  taking: Taking,
  range: {
    readonly overlap: readonly InFlightBatch[];
    readonly base: number;
    readonly first: number;
    readonly last: number;
  },
): void {
  const { overlap, first, last } = range;
  let gapStart = range.base;
  for (const batch of overlap) {
    if (taking.count >= taking.max) break;
    if (partition.gap !== null) {
      if (gapStart < batch.first)
        acquireNew(partition, taking, gapStart, batch.first - 1);
      gapStart = batch.last + 1;
      if (taking.count >= taking.max) break;
    }
    if (!acquireAgain(taking, batch, first, last)) break;
  }
  const behind = (overlap.at(-1)?.last ?? last) + 1;
  if (taking.count < taking.max && behind <= last)
    acquireNew(partition, taking, behind, last);
  const end = taking.acquired.at(-1);
  if (end !== undefined) moveGap(partition, end.lastOffset + 1);
}

/** Kafka: SharePartition.maybeUpdatePersisterGapWindowStartOffset. */
function moveGap(partition: SharePartition, offset: number): void {
  const { gap, endOffset } = partition;
  if (gap === null) return;
  if (gap.end === endOffset && offset <= gap.end) gap.start = offset;
  else partition.gap = null;
}

/** Records that nobody had yet: whole batches, except in the mode of record_limit. Kafka: SharePartition.acquireNewBatchRecords. */
function acquireNew(
  partition: SharePartition,
  taking: Taking,
  from: number,
  to: number,
): void {
  const { ask } = taking;
  const left = taking.max - taking.count;
  const isFirst = partition.batches.length === 0;
  const first = isFirst ? Math.max(from, partition.endOffset) : from;
  let last = to;
  if (left < last - first + 1) {
    const reached = ask.entries.findLast(
      ({ baseOffset }) => baseOffset <= first + left - 1,
    );
    last = reached === undefined ? to : lastOffset(reached);
    if (partition.gap !== null && last > to) last = to;
  }
  const acquired = addBatches(partition, ask, { first, last, left });
  if (partition.batches[0]?.first === first) partition.startOffset = first;
  partition.endOffset = Math.max(partition.endOffset, last);
  taking.acquired.push(...acquired);
  taking.count += recordsIn(acquired);
  moveGap(partition, (acquired.at(-1)?.lastOffset ?? last) + 1);
}

/** Kafka: SharePartition.createBatches, addBatches. */
function addBatches(
  partition: SharePartition,
  ask: AcquireAsk,
  range: { readonly first: number; readonly last: number; readonly left: number },
): AcquiredRecords[] {
  const { first, last, left } = range;
  const { recordLimit, batchSize, entries, memberId, limits, nowMs } = ask;
  assert(first <= last, "records are acquired forwards");
  const locked = (): ReturnType<typeof inFlightState> =>
    inFlightState("Acquired", 1, memberId, nowMs + limits.lockMs);
  if (recordLimit && last - first + 1 > left) {
    const batch = inFlightBatch(first, last, locked());
    splitBatch(batch);
    for (const flight of batch.offsets.slice(left))
      Object.assign(flight, inFlightState("Available", 0, "", -1));
    partition.findNext = true;
    putBatch(partition, batch);
    return [{ firstOffset: first, lastOffset: first + left - 1, deliveryCount: 1 }];
  }
  const starts = [first];
  if (!recordLimit && last - first + 1 > batchSize)
    for (const { baseOffset } of entries) {
      if (baseOffset > last) break;
      if (baseOffset - (starts.at(-1) ?? first) >= batchSize) starts.push(baseOffset);
    }
  return starts.map((start, i) => {
    const end = (starts[i + 1] ?? last + 1) - 1;
    putBatch(partition, inFlightBatch(start, end, locked()));
    return { firstOffset: start, lastOffset: end, deliveryCount: 1 };
  });
}
