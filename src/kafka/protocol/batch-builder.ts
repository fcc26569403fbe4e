import {
  batchOverhead,
  columnStride,
  type RecordBatch,
  recordBatch,
} from "./record-batch.ts";
import { varintSize } from "./varint.ts";

/** A record on its way into a batch; the caller may reuse one object for all. */
export interface ColumnRecord {
  /** Index into the builder's keys; -1 is a null key. */
  keyIndex: number;
  /** UTF-8 bytes of that key; -1 for a null key. */
  keySize: number;
  /** -1 is a tombstone. */
  valueSize: number;
  valueSeed: number;
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

/** An open batch of the accumulator. Kafka: MemoryRecordsBuilder, ProducerBatch. */
export interface BatchBuilder {
  readonly keys: readonly string[];
  /** `batch.size`: what the batch may grow to, its first record excepted. */
  writeLimit: number;
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

export function batchBuilder(keys: readonly string[], writeLimit: number): BatchBuilder {
  return {
    keys,
    writeLimit,
    recordCount: 0,
    recordsSize: 0,
    baseTimestamp: -1,
    maxTimestamp: -1,
    columns: new Int32Array(16 * columnStride),
    start: 0,
  };
}

/** Exact size of the batch as it stands. Kafka: MemoryRecordsBuilder.estimatedSizeInBytes. */
export function estimatedSize(builder: BatchBuilder): number {
  return batchOverhead + builder.recordsSize;
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

/** The finished batch; the builder is empty again and goes on behind its columns. Kafka: MemoryRecordsBuilder.build. */
export function finishBatch(builder: BatchBuilder, producer: BatchProducer): RecordBatch {
  const { columns, start } = builder;
  const batch = recordBatch({
    sizeInBytes: batchOverhead + builder.recordsSize,
    recordCount: builder.recordCount,
    lastOffsetDelta: builder.recordCount - 1,
    baseTimestamp: builder.baseTimestamp,
    maxTimestamp: builder.maxTimestamp,
    timestampType: "CreateTime",
    compression: "none",
    producerId: producer.producerId,
    producerEpoch: producer.producerEpoch,
    baseSequence: producer.baseSequence,
    isTransactional: producer.isTransactional,
    isControl: false,
    hasDeleteHorizon: false,
    payload: { kind: "columns", keys: builder.keys, columns, start },
  });
  builder.start += builder.recordCount * columnStride;
  builder.recordCount = 0;
  builder.recordsSize = 0;
  return batch;
}

function sizeWith(builder: BatchBuilder, record: ColumnRecord, delta: number): number {
  const { keySize, valueSize } = record;
  const body =
    2 +
    varintSize(delta) +
    varintSize(builder.recordCount) +
    (keySize < 0 ? 1 : varintSize(keySize) + keySize) +
    (valueSize < 0 ? 1 : varintSize(valueSize) + valueSize);
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
