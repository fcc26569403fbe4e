import type { RecordBatch } from "../kafka/protocol/record-batch.ts";
import type { GhostPartition, WrittenBatch } from "./ghost.ts";

/** Batches kept a partition. */
const limit = 512;

/** Whether a stored batch is the one that was sent: LogAppendTime copies the header, never the records. */
export const payloadIs = (stored: RecordBatch, sent: RecordBatch): boolean =>
  stored === sent || stored.payload === sent.payload;

/** A leader wrote a batch. */
export function keepWritten(ghost: GhostPartition, written: WrittenBatch): void {
  ghost.written.push(written);
  if (ghost.written.length > limit) ghost.written.splice(0, limit / 2);
}

/** What the leader of an epoch wrote at an offset, if it is not too long ago. */
export const writtenAt = (
  ghost: GhostPartition,
  offset: number,
  epoch: number,
): WrittenBatch | undefined =>
  ghost.written.findLast((each) => each.offset === offset && each.epoch === epoch);
