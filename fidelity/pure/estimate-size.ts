import { batchOverhead } from "../../src/kafka/protocol/record-batch.ts";
import {
  batchSizeUpperBound,
  estimatedBatchSize,
  maxRecordOverhead,
  recordSize,
  recordSizeUpperBound,
  shapeOf,
} from "../../src/kafka/protocol/record-size.ts";
import type { Recording, Report } from "../recording.ts";
import { isObject, playRows } from "../rows.ts";
import { contentOf, type RecordedRecord } from "./recorded-record.ts";

interface RecordRow extends RecordedRecord {
  readonly kind: "record";
  readonly offsetDelta: number;
  readonly timestampDelta: number;
  readonly batchSizeUpperBound: number;
  readonly recordSizeUpperBound: number;
  readonly recordSizeInBytes: number;
  readonly maxRecordOverhead: number;
  readonly batchOverhead: number;
}

interface RoomStep extends RecordedRecord {
  readonly timestamp: number;
  readonly hasRoomFor: boolean;
  readonly isFullBefore: boolean;
  readonly estimatedSizeInBytes?: number;
  readonly isFullAfter?: boolean;
}

interface RoomRow {
  readonly kind: "room";
  readonly writeLimit: number;
  readonly codec: string;
  readonly estimatedCompressionRatio: number;
  readonly steps: readonly RoomStep[];
}

/** Kafka: DefaultRecord, AbstractRecords and MemoryRecordsBuilder. */
export function playEstimateSize(recording: Recording): Promise<Report> {
  return playRows(recording, isRow, (row) =>
    row.kind === "record" ? playRecord(row) : playRoom(row),
  );
}

function playRecord(row: RecordRow): readonly [unknown, unknown] {
  const shape = shapeOf(contentOf(row));
  const expected = {
    batchSizeUpperBound: row.batchSizeUpperBound,
    recordSizeUpperBound: row.recordSizeUpperBound,
    recordSizeInBytes: row.recordSizeInBytes,
    maxRecordOverhead: row.maxRecordOverhead,
    batchOverhead: row.batchOverhead,
  };
  const got = {
    batchSizeUpperBound: batchSizeUpperBound(shape),
    recordSizeUpperBound: recordSizeUpperBound(shape),
    recordSizeInBytes: recordSize(row.offsetDelta, row.timestampDelta, shape),
    maxRecordOverhead,
    batchOverhead,
  };
  return [expected, got];
}

/** The rule of `batch-builder.ts`, with headers and a codec's ratio, which a simulated producer has not. */
function playRoom(row: RoomRow): readonly [unknown, unknown] {
  const ratio = row.codec === "none" ? 0 : row.estimatedCompressionRatio;
  let count = 0;
  let recordsSize = 0;
  let baseTimestamp = 0;
  const isFull = (): boolean =>
    count > 0 && row.writeLimit <= estimatedBatchSize(recordsSize, ratio);
  const got = row.steps.map((step) => {
    const isFullBefore = isFull();
    if (count === 0) baseTimestamp = step.timestamp;
    const size = recordSize(
      count,
      step.timestamp - baseTimestamp,
      shapeOf(contentOf(step)),
    );
    const fits = row.writeLimit >= estimatedBatchSize(recordsSize, ratio) + size;
    const hasRoomFor = count === 0 || (!isFullBefore && fits);
    if (!hasRoomFor) return { hasRoomFor, isFullBefore };
    count++;
    recordsSize += size;
    const estimatedSizeInBytes = estimatedBatchSize(recordsSize, ratio);
    return { hasRoomFor, isFullBefore, estimatedSizeInBytes, isFullAfter: isFull() };
  });
  const expected = row.steps.map((step) => ({
    hasRoomFor: step.hasRoomFor,
    isFullBefore: step.isFullBefore,
    estimatedSizeInBytes: step.estimatedSizeInBytes,
    isFullAfter: step.isFullAfter,
  }));
  return [expected, got];
}

function isRow(row: unknown): row is RecordRow | RoomRow {
  return isObject(row);
}
