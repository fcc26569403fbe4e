import { beginUpdate } from "./acknowledge.ts";
import { releasedState, runsOf, splitBatch } from "./in-flight.ts";
import { isTerminal, recordStateIds } from "./record-state.ts";
import {
  inFlightBetween,
  type ShareLimits,
  type SharePartition,
  type StateBatch,
  type StateUpdate,
} from "./share-partition.ts";

/** What a member holds is available again, as it never used it. Kafka: SharePartition.releaseAcquiredRecords. */
export function releaseAcquired(
  partition: SharePartition,
  memberId: string,
  { maxDeliveries }: ShareLimits,
): StateUpdate[] {
  const { startOffset } = partition;
  const updates: StateUpdate[] = [];
  for (const batch of partition.batches) {
    const { whole, first, last } = batch;
    const isHeld = whole?.state === "Acquired" && whole.memberId === memberId;
    if (isHeld && first < startOffset && last >= startOffset) splitBatch(batch);
    for (const run of runsOf(batch)) {
      const { flight } = run;
      if (flight.state !== "Acquired" || flight.memberId !== memberId) continue;
      const to = run.last < startOffset ? "Archived" : "Available";
      updates.push(beginUpdate(partition, run, to, maxDeliveries));
    }
  }
  return updates;
}

/** When the first acquisition lock ends, ms; -1 without locks. */
export function firstLockMs({ batches }: SharePartition): number {
  let earliest = -1;
  for (const batch of batches)
    for (const { flight } of runsOf(batch))
      if (
        flight.lockUntilMs >= 0 &&
        flight.before === null &&
        (earliest < 0 || flight.lockUntilMs < earliest)
      )
        earliest = flight.lockUntilMs;
  return earliest;
}

/**
 * The first acquisition lock that has ended is taken away: its records are available again, whatever comes of writing
 * it; undefined when none has. Kafka: SharePartition.releaseAcquisitionLockOnTimeout.
 */
export function expireLock(
  partition: SharePartition,
  nowMs: number,
  { maxDeliveries }: ShareLimits,
): StateBatch | undefined {
  const { startOffset } = partition;
  for (const batch of partition.batches) {
    const { whole, first, last } = batch;
    if (
      whole !== null &&
      first < startOffset &&
      last >= startOffset &&
      isDue(whole, nowMs)
    )
      splitBatch(batch);
    const due = runsOf(batch).find(({ flight }) => isDue(flight, nowMs));
    if (due === undefined) continue;
    const { flight } = due;
    flight.lockUntilMs = -1;
    if (flight.state !== "Acquired") continue;
    flight.state =
      due.last < startOffset ? "Archived" : releasedState(flight, maxDeliveries);
    flight.memberId = "";
    if (isTerminal(flight.state))
      partition.completed += inFlightBetween(partition, due.first, due.last);
    else partition.findNext = true;
    return {
      firstOffset: due.first,
      lastOffset: due.last,
      deliveryState: recordStateIds[flight.state],
      deliveryCount: flight.deliveryCount,
    };
  }
  return undefined;
}

const isDue = (
  {
    lockUntilMs,
    before,
  }: { readonly lockUntilMs: number; readonly before: object | null },
  nowMs: number,
): boolean => lockUntilMs >= 0 && lockUntilMs <= nowMs && before === null;
