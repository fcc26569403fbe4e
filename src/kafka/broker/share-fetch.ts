import { type Context, wallClockMs } from "../context.ts";
import { type LogEntry, lastOffset } from "../log/log-entry.ts";
import { read } from "../log/read.ts";
import type { HostedPartition } from "../replication/partition.ts";
import { type AcquiredRecords, acquire, recordsIn } from "../share/acquire.ts";
import { canAcquire, nextFetchOffset } from "../share/next-fetch-offset.ts";
import type { SharePartition } from "../share/share-partition.ts";
import { followLogStart } from "../share/start-offset.ts";
import type { Broker } from "./broker.ts";
import { answerShare } from "./share-answer.ts";
import { shareLimits } from "./share-limits.ts";
import { armLocks, ledForShare, openSharePartition } from "./share-partitions.ts";
import {
  type ShareFetchAsk,
  type ShareRead,
  type ShareWait,
  sharesOf,
} from "./shares.ts";

/** What could be read now for one partition of a fetch. */
interface Candidate {
  readonly partition: SharePartition;
  readonly offset: number;
  readonly entries: readonly LogEntry[];
  readonly bytes: number;
}

/** What a look at the partitions of a fetch found. */
interface Look {
  readonly candidates: Candidate[];
  readonly failed: ShareRead[];
}

/** Reads up to the high watermark: without transactions that is the last stable offset, too. */
function readFrom(
  hosted: HostedPartition,
  partition: SharePartition,
  maxBytes: number,
): Omit<Candidate, "partition"> {
  const { log } = hosted;
  followLogStart(partition, log.logStartOffset);
  const offset = nextFetchOffset(partition);
  const found = read(log, {
    offset,
    maxBytes,
    minOneMessage: true,
    endOffset: log.highWatermark,
  });
  return found.kind === "refused"
    ? { offset, entries: [], bytes: 0 }
    : { offset, entries: found.entries, bytes: found.bytes };
}

/** Kafka: DelayedShareFetch.acquirablePartitions, maybeReadFromLog. */
function look(
  context: Context,
  broker: Broker,
  wait: ShareWait,
  ask: ShareFetchAsk,
): Look {
  const { groupId } = wait;
  const limits = shareLimits(broker, groupId);
  const found: Look = { candidates: [], failed: [] };
  for (const at of ask.partitions) {
    const opened = openSharePartition(context, broker, groupId, at);
    const hosted = ledForShare(broker, at);
    if (typeof opened === "number" || typeof hosted === "number") {
      const error = typeof opened === "number" ? opened : Number(hosted);
      found.failed.push({ ...at, error, entries: [], acquired: [] });
    } else if (opened.failure !== 0)
      found.failed.push({ ...at, error: opened.failure, entries: [], acquired: [] });
    else if (opened.status === "active" && canAcquire(opened, limits))
      found.candidates.push({
        partition: opened,
        ...readFrom(hosted, opened, ask.maxBytes),
      });
  }
  return found;
}

/** Whole batches of which something was acquired. Kafka: ShareFetchUtils.maybeSliceFetchRecords. */
const sent = (
  entries: readonly LogEntry[],
  acquired: readonly AcquiredRecords[],
): LogEntry[] => {
  const first = acquired[0]?.firstOffset ?? 0;
  const last = acquired.at(-1)?.lastOffset ?? -1;
  return entries.filter(
    (entry) => lastOffset(entry) >= first && entry.baseOffset <= last,
  );
};

/** Kafka: DelayedShareFetch.onComplete, ShareFetchUtils.processFetchResponse. */
function acquireAll(
  context: Context,
  broker: Broker,
  wait: ShareWait,
  { candidates, failed }: Look,
): ShareRead[] {
  const { fetch, groupId, memberId } = wait;
  if (fetch === null) return [];
  const limits = shareLimits(broker, groupId);
  const nowMs = wallClockMs(context.effects);
  let left = fetch.maxRecords;
  let bytes = fetch.maxBytes;
  const reads = new Map(failed.map((each) => [each, each]));
  const given = candidates.map(({ partition, offset, entries }): ShareRead => {
    const { topicId, index } = partition;
    const fits = within(entries, bytes, bytes === fetch.maxBytes);
    const { recordLimit, batchSize } = fetch;
    const acquired = acquire(partition, {
      memberId,
      recordLimit,
      batchSize,
      maxRecords: left,
      fetchOffset: offset,
      entries: fits,
      limits,
      nowMs,
    });
    armLocks(context, partition);
    left -= recordsIn(acquired);
    const records = sent(fits, acquired);
    for (const { batch } of records) bytes -= batch.sizeInBytes;
    return { topicId, index, error: 0, entries: records, acquired };
  });
  const idle = fetch.partitions
    .filter(
      ({ topicId, index }) =>
        ![...reads.keys(), ...given].some(
          (each) => each.topicId === topicId && each.index === index,
        ),
    )
    .map((at): ShareRead => ({ ...at, error: 0, entries: [], acquired: [] }));
  return [...failed, ...given, ...idle];
}

/** Batches that fit into what may be sent; the first one of all is sent anyway. */
function within(
  entries: readonly LogEntry[],
  maxBytes: number,
  isFirst: boolean,
): readonly LogEntry[] {
  let bytes = 0;
  return entries.filter(({ batch }, i) => {
    bytes += batch.sizeInBytes;
    return bytes <= maxBytes || (isFirst && i === 0);
  });
}

/** Ends a fetch that waits if it can be, or must be because its time is over. Kafka: DelayedShareFetch.tryComplete, onExpiration. */
export function tryShareFetch(
  context: Context,
  broker: Broker,
  wait: ShareWait,
  isOver: boolean,
): void {
  const { fetch } = wait;
  if (wait.done || fetch === null || wait.reads !== null) return;
  const found = look(context, broker, wait, fetch);
  const bytes = found.candidates.reduce((sum, each) => sum + each.bytes, 0);
  const isReady = bytes > 0 && bytes >= fetch.minBytes;
  if (!isOver && !isReady && found.failed.length === 0) return;
  wait.reads = acquireAll(context, broker, wait, found);
  answerShare(context, broker, wait);
}

/** Fetches of a group that wait for this partition look again. */
export function shareChanged(
  context: Context,
  broker: Broker,
  { groupId, topicId, index }: Pick<SharePartition, "groupId" | "topicId" | "index">,
): void {
  for (const wait of sharesOf(broker).waits)
    if (wait.groupId === groupId && waitsFor(wait, topicId, index))
      tryShareFetch(context, broker, wait, false);
}

const waitsFor = ({ fetch }: ShareWait, topicId: string, index: number): boolean =>
  fetch?.partitions.some((at) => at.topicId === topicId && at.index === index) ?? false;

/** There is more to read. Kafka: DelayedShareFetchPartitionKey. */
export function shareMoved(
  context: Context,
  broker: Broker,
  { topicId, index }: HostedPartition,
): void {
  if (broker.shares === null || broker.shares.waits.length === 0) return;
  for (const wait of broker.shares.waits)
    if (waitsFor(wait, topicId, index)) tryShareFetch(context, broker, wait, false);
}
