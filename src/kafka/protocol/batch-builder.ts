import {
  batchOverhead,
  type Compression,
  columnStride,
  type ExplicitRecord,
  type RecordBatch,
  recordBatch,
} from "./record-batch.ts";
import { estimatedBatchSize, maxRecordOverhead } from "./record-size.ts";
import { varintSize } from "./varint.ts";

/** A record on its way into a batch; the caller may reuse one object for all. */
export interface ColumnRecord {
  /** Index into the builder's keys; -1 is a null key, -2 a record of the list `explicit`. */
  keyIndex: number;
  /** UTF-8 bytes of that key; -1 for a null key. */
  keySize: number;
  /** -1 is a tombstone. */
  valueSize: number;
  /** What the value is derived from; the place in `explicit`. */
  valueSeed: number;
  /** Bytes that headers add; 0 without any. */
  headersSize: number;
  /** Milliseconds. */
  timestamp: number;
}

/** Whose batch it is; all -1 without an idempotent producer. */
export interface BatchProducer {
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly isTransactional: boolean;
}

export const noProducer: BatchProducer = {
  producerId: -1,
  producerEpoch: -1,
  baseSequence: -1,
  isTransactional: false,
};

/** What the records of a producer refer to; both lists are only ever appended to. */
export interface BatchContents {
  readonly keys: readonly string[];
  readonly explicit: readonly ExplicitRecord[];
}

/** How the records of a batch are compressed. */
export interface BatchCompression {
  readonly type: Compression;
  /** What the codec makes of the records of this workload, in thousandths. */
  readonly permille: number;
}

export const noCompression: BatchCompression = { type: "none", permille: 1000 };

/** An open batch of the accumulator. Kafka: MemoryRecordsBuilder. */
export interface BatchBuilder {
  readonly contents: BatchContents;
  readonly compression: BatchCompression;
  /** Size of its buffer: what the batch may grow to, its first record excepted. */
  readonly writeLimit: number;
  /** What the codec is thought to make of a byte; 0 without a codec, where nothing is estimated. */
  readonly estimatedRatio: number;
  recordCount: number;
  recordsSize: number;
  baseTimestamp: number;
  maxTimestamp: number;
  /** Where records are written; finished batches keep what lies before `start`. */
  columns: Int32Array;
  start: number;
}

/** Numbers of a piece of columns: small, because a snapshot copies an open one. */
const pieceLength = 256 * columnStride;

export interface BuilderOptions {
  readonly contents: BatchContents;
  readonly writeLimit: number;
  readonly compression?: BatchCompression;
  readonly estimatedRatio?: number;
}

/** A builder whose records go behind those of `previous`, which takes none any more. */
export function batchBuilder(
  { contents, writeLimit, compression, estimatedRatio }: BuilderOptions,
  previous?: BatchBuilder,
): BatchBuilder {
  return {
    contents,
    compression: compression ?? noCompression,
    writeLimit,
    estimatedRatio: estimatedRatio ?? 0,
    recordCount: 0,
    recordsSize: 0,
    baseTimestamp: -1,
    maxTimestamp: -1,
    columns: previous?.columns ?? new Int32Array(16 * columnStride),
    start:
      previous === undefined ? 0 : previous.start + previous.recordCount * columnStride,
  };
}

/** Exact size of the batch as it stands, or what is thought of it if it is compressed. Kafka: MemoryRecordsBuilder.estimatedBytesWritten. */
export function estimatedSize(builder: BatchBuilder): number {
  return estimatedBatchSize(builder.recordsSize, builder.estimatedRatio);
}

/** Kafka: MemoryRecordsBuilder.isFull. */
export function isFull(builder: BatchBuilder): boolean {
  return builder.recordCount > 0 && builder.writeLimit <= estimatedSize(builder);
}

/** The first record always has room, whatever the limit. Kafka: MemoryRecordsBuilder.hasRoomFor. */
export function hasRoomFor(builder: BatchBuilder, record: ColumnRecord): boolean {
  if (builder.recordCount === 0) return true;
  const delta = record.timestamp - builder.baseTimestamp;
  // A column holds 32 bits: records more than 24 days apart go into batches of their own.
  if (delta !== (delta | 0) || isFull(builder)) return false;
  return builder.writeLimit >= estimatedSize(builder) + sizeWith(builder, record, delta);
}

/** Kafka: MemoryRecordsBuilder.append. Ask `hasRoomFor` before. */
export function appendRecord(builder: BatchBuilder, record: ColumnRecord): void {
  const count = builder.recordCount;
  if (count === 0) {
    builder.baseTimestamp = record.timestamp;
    builder.maxTimestamp = record.timestamp;
  } else if (record.timestamp > builder.maxTimestamp) {
    builder.maxTimestamp = record.timestamp;
  }
  const delta = record.timestamp - builder.baseTimestamp;
  if (builder.start + count * columnStride === builder.columns.length) grow(builder);
  const at = builder.start + count * columnStride;
  const columns = builder.columns;
  columns[at] = delta;
  columns[at + 1] = record.keyIndex;
  columns[at + 2] = record.valueSize;
  columns[at + 3] = record.valueSeed;
  builder.recordsSize += sizeWith(builder, record, delta);
  builder.recordCount = count + 1;
}

/** Bytes of a codec's own frame, about. */
const codecFrame = 20;

/** Bytes of the records behind the header as they are sent. */
export function writtenSize(builder: BatchBuilder): number {
  const { recordsSize, compression } = builder;
  if (compression.type === "none") return recordsSize;
  return codecFrame + Math.ceil((recordsSize * compression.permille) / 1000);
}

/** The finished batch. Kafka: MemoryRecordsBuilder.build. */
export function finishBatch(builder: BatchBuilder, producer: BatchProducer): RecordBatch {
  const { columns, start, contents } = builder;
  return recordBatch({
    sizeInBytes: batchOverhead + writtenSize(builder),
    recordCount: builder.recordCount,
    lastOffsetDelta: builder.recordCount - 1,
    baseTimestamp: builder.baseTimestamp,
    maxTimestamp: builder.maxTimestamp,
    timestampType: "CreateTime",
    compression: builder.compression.type,
    producerId: producer.producerId,
    producerEpoch: producer.producerEpoch,
    baseSequence: producer.baseSequence,
    isTransactional: producer.isTransactional,
    isControl: false,
    hasDeleteHorizon: false,
    payload: { kind: "columns", contents, columns, start },
  });
}

/** Upper bound of a batch with this record alone. Kafka: AbstractRecords.estimateSizeInBytesUpperBound. */
export function upperBoundOf(record: ColumnRecord): number {
  return batchOverhead + maxRecordOverhead + contentSize(record);
}

function contentSize({ keySize, valueSize, headersSize }: ColumnRecord): number {
  return (
    1 +
    headersSize +
    (keySize < 0 ? 1 : varintSize(keySize) + keySize) +
    (valueSize < 0 ? 1 : varintSize(valueSize) + valueSize)
  );
}

function sizeWith(builder: BatchBuilder, record: ColumnRecord, delta: number): number {
  const body =
    1 + varintSize(delta) + varintSize(builder.recordCount) + contentSize(record);
  return varintSize(body) + body;
}

/** A new piece that begins with what the open batch has so far; the old one belongs to the batches that are done. */
function grow(builder: BatchBuilder): void {
  const { columns, start, recordCount } = builder;
  const used = recordCount * columnStride;
  const piece = new Int32Array(Math.max(pieceLength, used * 2));
  piece.set(columns.subarray(start, start + used));
  builder.columns = piece;
  builder.start = 0;
}
