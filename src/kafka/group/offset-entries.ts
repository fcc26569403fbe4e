import { timelineMapOrder, timelineNumberOrder } from "../timeline-map-order.ts";
import { type CommittedOffset, type GroupOffsets, keyOf, nameOf } from "./group-state.ts";

/** A committed offset with its partition. */
export interface OffsetEntry {
  readonly topic: string;
  readonly partition: number;
  readonly offset: CommittedOffset;
}

/** All offsets of a group in the order of Kafka's tables, as if each topic's partitions had been committed in order. */
export function offsetEntries(offsets: GroupOffsets | undefined): OffsetEntry[] {
  if (offsets === undefined) return [];
  return timelineMapOrder(Object.keys(offsets).map(nameOf)).flatMap((topic) => {
    const partitions = offsets[keyOf(topic)] ?? {};
    return timelineNumberOrder(Object.keys(partitions).map(Number)).flatMap(
      (partition) => {
        const offset = partitions[partition];
        return offset === undefined ? [] : [{ topic, partition, offset }];
      },
    );
  });
}
