import { runsOf, splitBatch, stateAt } from "./in-flight.ts";
import { isTerminal } from "./record-state.ts";
import { floorBatch, type SharePartition } from "./share-partition.ts";

/** The last offset up to which everything is done; -1: the start stays. Kafka: SharePartition.findLastOffsetAcknowledged. */
function lastDone(partition: SharePartition): number {
  const { startOffset, gap } = partition;
  const at = floorBatch(partition, startOffset);
  const flight = at === undefined ? undefined : stateAt(at, startOffset);
  if (flight === undefined || !isTerminal(flight.state) || flight.before !== null)
    return -1;
  let done = -1;
  for (const batch of partition.batches) {
    if (gap !== null && batch.last >= gap.start) return done;
    for (const run of runsOf(batch)) {
      if (run.last < startOffset) continue;
      if (!isTerminal(run.flight.state) || run.flight.before !== null) return done;
      done = run.last;
    }
  }
  return done;
}

/** Counts what is done between the start and an offset. Kafka: SharePartition.countTerminalRecordsUpToNewLSO. */
function doneBefore({ batches, startOffset }: SharePartition, offset: number): number {
  let count = 0;
  for (const batch of batches)
    for (const { first, last, flight } of runsOf(batch))
      if (isTerminal(flight.state))
        count += Math.max(
          0,
          Math.min(last, offset - 1) - Math.max(first, startOffset) + 1,
        );
  return count;
}

/**
 * The start offset moves over the prefix that is done, and whole batches before it are forgotten; true when it moved.
 * Kafka: SharePartition.maybeUpdateCachedStateAndOffsets.
 */
export function advanceStart(partition: SharePartition): boolean {
  const done = lastDone(partition);
  if (done < 0) return false;
  if (done === partition.batches.at(-1)?.last) {
    partition.startOffset = done + 1;
    partition.endOffset = done + 1;
    partition.batches = [];
    partition.completed = 0;
    return true;
  }
  partition.completed -= doneBefore(partition, done + 1);
  partition.startOffset = done + 1;
  partition.batches = partition.batches.filter(({ last }) => last > done);
  return true;
}

/**
 * The log begins later than the share partition: what is available before that is archived. What somebody holds stays
 * theirs until the lock ends. Kafka: SharePartition.updateCacheAndOffsets.
 */
export function followLogStart(partition: SharePartition, logStart: number): void {
  if (logStart <= partition.startOffset) return;
  if (partition.batches.length === 0) {
    partition.startOffset = logStart;
    partition.endOffset = logStart;
    partition.completed = 0;
    return;
  }
  const removed = doneBefore(partition, logStart);
  if (archiveAvailable(partition, partition.startOffset, logStart) > 0)
    partition.findNext = true;
  partition.startOffset = logStart;
  partition.completed -= removed;
  partition.endOffset = Math.max(partition.endOffset, logStart);
}

/** Archives what is available from one offset to before another; how many records. Kafka: SharePartition.archiveRecords. */
export function archiveAvailable(
  partition: SharePartition,
  from: number,
  before: number,
): number {
  let count = 0;
  for (const batch of partition.batches) {
    if (batch.first >= before || batch.last < from) continue;
    if (batch.first < from || batch.last >= before) splitBatch(batch);
    for (const { first, last, flight } of runsOf(batch)) {
      if (flight.state !== "Available" || first < from || last >= before) continue;
      flight.state = "Archived";
      flight.memberId = "";
      if (flight.before !== null) flight.before.archived = true;
      count += last - first + 1;
    }
  }
  return count;
}
