import { inFlightBatch, inFlightState } from "./in-flight.ts";
import { isTerminal, recordState } from "./record-state.ts";
import { putBatch, type SharePartition, type StateBatch } from "./share-partition.ts";
import { advanceStart } from "./start-offset.ts";

/** What the share coordinator has kept of a share partition. Kafka: PartitionAllData. */
export interface KeptState {
  readonly stateEpoch: number;
  /** Already by `share.auto.offset.reset` where nothing was kept. */
  readonly startOffset: number;
  readonly stateBatches: readonly StateBatch[];
}

/** A new leader goes on where the last one had written; false when that cannot be. Kafka: SharePartition.maybeInitialize. */
export function takeState(partition: SharePartition, kept: KeptState): boolean {
  const { startOffset, stateEpoch, stateBatches } = kept;
  partition.startOffset = startOffset;
  partition.stateEpoch = stateEpoch;
  let gapStart = -1;
  let behind = startOffset;
  for (const { firstOffset, lastOffset, deliveryState, deliveryCount } of stateBatches) {
    if (firstOffset < startOffset) {
      partition.status = "failed";
      return false;
    }
    if (firstOffset > behind && gapStart < 0) gapStart = behind;
    behind = lastOffset + 1;
    const state = recordState(deliveryState);
    if (isTerminal(state)) partition.completed += lastOffset - firstOffset + 1;
    const flight = inFlightState(state, deliveryCount, "", -1);
    putBatch(partition, inFlightBatch(firstOffset, lastOffset, flight));
  }
  partition.endOffset = partition.batches.at(-1)?.last ?? startOffset;
  if (partition.batches.length > 0) {
    partition.findNext = true;
    if (gapStart >= 0) partition.gap = { start: gapStart, end: partition.endOffset };
    advanceStart(partition);
  }
  partition.status = "active";
  return true;
}
