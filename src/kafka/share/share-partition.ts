import type { InFlightBatch, InFlightState } from "./in-flight.ts";

/** What the settings of the group allow. Kafka: ShareGroupConfigProvider. */
export interface ShareLimits {
  /** `share.record.lock.duration.ms`. */
  readonly lockMs: number;
  /** `share.delivery.count.limit`. */
  readonly maxDeliveries: number;
  /** `share.partition.max.record.locks`. */
  readonly maxInFlight: number;
  /** `share.renew.acknowledge.enable`. */
  readonly renews: boolean;
}

/** A run of records as the share coordinator keeps it. Kafka: PersisterStateBatch. */
export interface StateBatch {
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly deliveryState: number;
  readonly deliveryCount: number;
}

/** Changes that wait for the share coordinator. Kafka: PersisterBatch. */
export interface StateUpdate {
  readonly flight: InFlightState;
  readonly batch: StateBatch;
}

/** A partition of a topic as one share group reads it, at the partition's leader. Kafka: SharePartition. */
export interface SharePartition {
  readonly groupId: string;
  readonly topicId: string;
  readonly topic: string;
  readonly index: number;
  readonly leaderEpoch: number;
  /** It is read from the share coordinator first. Kafka: SharePartitionState. */
  status: "initializing" | "active" | "failed" | "fenced";
  /** Why it could not be read; 0. */
  failure: number;
  /** Every record before it is done: the share-partition start offset (SPSO). */
  startOffset: number;
  /** Last offset that was ever acquired, or the start offset where nothing is in flight (SPEO). */
  endOffset: number;
  stateEpoch: number;
  /** What is in flight, by offset. */
  batches: InFlightBatch[];
  /** Something before the end may be available. */
  findNext: boolean;
  /** What was read had no state for offsets from `start` on: up to `end` gaps are records that nobody had yet. Kafka: GapWindow. */
  gap: { start: number; readonly end: number } | null;
  /** Records in flight that are done. Kafka: SharePartition.deliveryCompleteCount. */
  completed: number;
  /** When the timer of its acquisition locks is due, ms; -1 when none is armed. */
  armedMs: number;
}

/** One that is about to be read. */
export const sharePartition = (
  at: Pick<SharePartition, "groupId" | "topicId" | "topic" | "index" | "leaderEpoch">,
): SharePartition => ({
  ...at,
  status: "initializing",
  failure: 0,
  startOffset: 0,
  endOffset: 0,
  stateEpoch: 0,
  batches: [],
  findNext: false,
  gap: null,
  completed: 0,
  armedMs: -1,
});

/** Kafka: SharePartitionKey.asCoordinatorKey. */
export const sharePartitionKey = (
  groupId: string,
  topicId: string,
  index: number,
): string => `${groupId}:${topicId}:${index}`;

/** The batch that begins at or before an offset. Kafka: cachedState.floorEntry. */
export function floorBatch(
  { batches }: SharePartition,
  offset: number,
): InFlightBatch | undefined {
  let low = 0;
  let high = batches.length - 1;
  let found: InFlightBatch | undefined;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const batch = batches[middle];
    if (batch === undefined || batch.first > offset) high = middle - 1;
    else {
      found = batch;
      low = middle + 1;
    }
  }
  return found;
}

/** Batches that begin from one offset to another, both included. Kafka: cachedState.subMap. */
export const batchesBetween = (
  { batches }: SharePartition,
  from: number,
  to: number,
): InFlightBatch[] => batches.filter(({ first }) => first >= from && first <= to);

/** Puts a batch in its place. */
export function putBatch({ batches }: SharePartition, batch: InFlightBatch): void {
  let at = batches.length;
  while (at > 0 && (batches[at - 1]?.first ?? -1) > batch.first) at--;
  batches.splice(at, 0, batch);
}

/** How many offsets from the start on lie between two offsets, both included. Kafka: SharePartition.numInFlightRecordsInBatch. */
export const inFlightBetween = (
  { startOffset }: SharePartition,
  first: number,
  last: number,
): number => (last < startOffset ? 0 : last - Math.max(startOffset, first) + 1);

/** Kafka: SharePartition.numInFlightRecords. */
export const inFlightCount = ({
  batches,
  startOffset,
  endOffset,
}: SharePartition): number => (batches.length === 0 ? 0 : endOffset - startOffset + 1);
