import type { Records, StoredBatch } from "../../protocol/record-batch.ts";
import type { RecordSlice } from "../consumer/completed-fetch.ts";
import { offsetAt } from "../consumer/completed-fetch.ts";
import type { Acknowledgement, AcquiredBatch } from "./share-consumer.ts";

/** What an answer says of one partition. */
export interface ShareAnswerPartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  /** Left out in the answer to ShareAcknowledge. */
  readonly acknowledgeErrorCode?: number;
  readonly records?: Records | null;
  readonly acquiredRecords?: readonly {
    readonly firstOffset: number;
    readonly lastOffset: number;
    readonly deliveryCount: number;
  }[];
}

/** Offset type of an offset without a record. Kafka: Acknowledgements.ACKNOWLEDGE_TYPE_GAP. */
const gap = 0;

/** Indexes of an entry's records with offsets in a range. */
function indexesIn(entry: StoredBatch, first: number, last: number): number[] {
  const { recordCount, isControl } = entry.batch;
  if (isControl) return [];
  return Array.from({ length: recordCount }, (_, i) => i).filter((i) => {
    const offset = offsetAt(entry, i);
    return offset >= first && offset <= last;
  });
}

/** The records of an answer that the member acquired, and offsets that it acquired without any; null for nothing. Kafka: ShareCompletedFetch. */
export function acquiredBatch(
  name: string,
  node: number,
  { records, acquiredRecords = [] }: ShareAnswerPartition,
): {
  readonly acquired: AcquiredBatch;
  readonly gaps: readonly Acknowledgement[];
} | null {
  if (acquiredRecords.length === 0) return null;
  const slices: RecordSlice[] = [];
  const gaps: Acknowledgement[] = [];
  const ranges: { first: number; last: number }[] = [];
  for (const { firstOffset, lastOffset } of acquiredRecords) {
    const offsets: number[] = [];
    for (const entry of records ?? []) {
      const found = indexesIn(entry, firstOffset, lastOffset);
      const [first] = found;
      if (first !== undefined) slices.push({ entry, first, count: found.length });
      for (const i of found) offsets.push(offsetAt(entry, i));
    }
    ranges.push(...runs(offsets));
    gaps.push(...holes(offsets, firstOffset, lastOffset));
  }
  return { acquired: { name, node, slices, ranges }, gaps };
}

/** Offsets that follow each other, as runs. */
function runs(offsets: readonly number[]): { first: number; last: number }[] {
  const found: { first: number; last: number }[] = [];
  for (const offset of offsets) {
    const known = found.at(-1);
    if (known?.last === offset - 1) known.last = offset;
    else found.push({ first: offset, last: offset });
  }
  return found;
}

/** What lies between offsets, and at both ends of their range. */
function holes(
  offsets: readonly number[],
  first: number,
  last: number,
): Acknowledgement[] {
  const found: Acknowledgement[] = [];
  let next = first;
  for (const offset of [...offsets, last + 1]) {
    if (offset > next)
      found.push({
        firstOffset: next,
        lastOffset: offset - 1,
        acknowledgeTypes: [gap],
      });
    next = offset + 1;
  }
  return found;
}
