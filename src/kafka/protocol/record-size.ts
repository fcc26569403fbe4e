import type { BatchRecord } from "./batch-records.ts";
import { batchOverhead } from "./record-batch.ts";
import { utf8Size } from "./utf8.ts";
import { varintSize, varlongSize } from "./varint.ts";

/** Most that a record takes besides key, value and headers. Kafka: DefaultRecord.MAX_RECORD_OVERHEAD. */
export const maxRecordOverhead = 21;

/** What decides a record's size apart from its offset and time; -1 for a null key or value. */
export interface RecordShape {
  readonly keySize: number;
  readonly valueSize: number;
  /** Headers with their lengths, without their count. */
  readonly headersSize: number;
  readonly headerCount: number;
}

/** Bytes of a record, its length prefix included. Kafka: DefaultRecord.sizeInBytes. */
export function recordSize(
  offsetDelta: number,
  timestampDelta: number,
  shape: RecordShape,
): number {
  const body =
    1 + varlongSize(timestampDelta) + varintSize(offsetDelta) + contentSize(shape);
  return varintSize(body) + body;
}

/** Kafka: AbstractRecords.estimateSizeInBytesUpperBound: what the producer asks of its buffer pool for a first record. */
export function batchSizeUpperBound(shape: RecordShape): number {
  return batchOverhead + recordSizeUpperBound(shape);
}

/** Kafka: DefaultRecord.recordSizeUpperBound. */
export function recordSizeUpperBound(shape: RecordShape): number {
  return maxRecordOverhead + contentSize(shape);
}

/** Kafka: MemoryRecordsBuilder.estimatedBytesWritten. `ratio` is 0 without a codec: nothing is estimated then. */
export function estimatedBatchSize(recordsSize: number, ratio: number): number {
  if (ratio === 0) return batchOverhead + recordsSize;
  // Java computes this with 32-bit floats.
  const scaled = Math.fround(Math.fround(recordsSize) * Math.fround(ratio));
  return batchOverhead + Math.trunc(Math.fround(scaled * Math.fround(1.05)));
}

export function shapeOf(
  record: Pick<BatchRecord, "key" | "value" | "headers">,
): RecordShape {
  let headersSize = 0;
  for (const header of record.headers) {
    headersSize += sized(utf8Size(header.key)) + sized(header.value?.length ?? -1);
  }
  return {
    keySize: record.key?.length ?? -1,
    valueSize: record.value?.length ?? -1,
    headersSize,
    headerCount: record.headers.length,
  };
}

function contentSize(shape: RecordShape): number {
  return (
    sized(shape.keySize) +
    sized(shape.valueSize) +
    varintSize(shape.headerCount) +
    shape.headersSize
  );
}

function sized(size: number): number {
  return size < 0 ? 1 : varintSize(size) + size;
}
