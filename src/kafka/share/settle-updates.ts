import { completeTransition } from "./in-flight.ts";
import { isTerminal, recordState } from "./record-state.ts";
import {
  inFlightBetween,
  type ShareLimits,
  type SharePartition,
  type StateUpdate,
} from "./share-partition.ts";
import { advanceStart } from "./start-offset.ts";

/**
 * The share coordinator has written changes, or they are taken back; true when the start offset moved, so that a fetch
 * that waits may go on. A release by itself wakes nobody. Kafka: SharePartition.rollbackOrProcessStateUpdates.
 */
export function settleUpdates(
  partition: SharePartition,
  updates: readonly StateUpdate[],
  how: {
    readonly written: boolean;
    readonly nowMs: number;
    readonly limits: ShareLimits;
  },
): boolean {
  const { written, nowMs, limits } = how;
  for (const { flight, batch } of updates) {
    if (flight.before === null) continue;
    completeTransition(flight, written, { nowMs, maxDeliveries: limits.maxDeliveries });
    if (flight.state === "Available") partition.findNext = true;
    if (isTerminal(recordState(batch.deliveryState)) && !isTerminal(flight.state))
      partition.completed -= inFlightBetween(
        partition,
        batch.firstOffset,
        batch.lastOffset,
      );
  }
  return written && advanceStart(partition);
}
