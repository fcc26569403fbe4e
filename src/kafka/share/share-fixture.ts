import { type LogEntry, logEntry } from "../log/log-entry.ts";
import { batchOfRecords } from "../protocol/explicit-batch.ts";
import { type AcquiredRecords, acquire } from "./acquire.ts";
import { nextFetchOffset } from "./next-fetch-offset.ts";
import {
  type ShareLimits,
  type SharePartition,
  type StateBatch,
  sharePartition,
} from "./share-partition.ts";
import { shareRuns } from "./share-state-view.ts";
import { takeState } from "./take-state.ts";

/** Kafka's defaults, with locks of one second. */
export const limits: ShareLimits = {
  lockMs: 1000,
  maxDeliveries: 5,
  maxInFlight: 2000,
  renews: true,
};

/** A share partition that has been read. */
export function opened(
  startOffset = 0,
  stateBatches: readonly StateBatch[] = [],
): SharePartition {
  const at = { groupId: "g", topicId: "t", topic: "orders", index: 0, leaderEpoch: 0 };
  const partition = sharePartition(at);
  takeState(partition, { stateEpoch: 1, startOffset, stateBatches });
  return partition;
}

/** Batches of so many records each, the first from `base` on. */
export function log(base: number, sizes: readonly number[]): LogEntry[] {
  let next = base;
  return sizes.map((size) => {
    const records = Array.from({ length: size }, (_, offsetDelta) => ({
      offsetDelta,
      timestamp: 0,
      key: null,
      value: null,
      headers: [],
    }));
    const entry = logEntry(next, 0, batchOfRecords(records));
    next += size;
    return entry;
  });
}

/** What a member fetches now of a log. */
export function fetched(
  partition: SharePartition,
  entries: readonly LogEntry[],
  ask: {
    readonly memberId?: string;
    readonly recordLimit?: boolean;
    readonly batchSize?: number;
    readonly maxRecords?: number;
    readonly limits?: ShareLimits;
    readonly nowMs?: number;
  } = {},
): readonly AcquiredRecords[] {
  const fetchOffset = nextFetchOffset(partition);
  return acquire(partition, {
    memberId: "a",
    recordLimit: false,
    batchSize: 500,
    maxRecords: 500,
    limits,
    nowMs: 0,
    ...ask,
    fetchOffset,
    entries: entries.filter(
      ({ baseOffset, batch }) => baseOffset + batch.lastOffsetDelta >= fetchOffset,
    ),
  });
}

/** The share partition in one line: start offset, then runs as `first-last State count member`. */
export const drawn = (partition: SharePartition): string =>
  [
    `start ${partition.startOffset}`,
    ...shareRuns(partition).map(({ first, last, state, deliveryCount, memberId }) =>
      `${first}-${last} ${state} ${deliveryCount} ${memberId}`.trim(),
    ),
  ].join(" | ");
