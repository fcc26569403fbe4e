import { assert, present } from "../../base/assert.ts";
import { type BatchRecord, parseRecords } from "./batch-records.ts";
import { generatedValue } from "./generated-value.ts";
import { utf8Encode } from "./utf8.ts";

export type Compression = "none" | "gzip" | "snappy" | "lz4" | "zstd";
export type TimestampType = "CreateTime" | "LogAppendTime";

/**
 * Numbers of one record in `columns`: timestamp delta, key index (-1 null, -2: the value seed is the record's place in
 * `explicit`), value size (-1 null), value seed.
 */
export const columnStride = 4;

/** A record whose bytes somebody chose. */
export type ExplicitRecord = Pick<BatchRecord, "key" | "value" | "headers">;

/** Made by a simulated producer: 16 bytes a record, keys by reference, values derived from their seeds. */
export interface ColumnsPayload {
  readonly kind: "columns";
  /** Shared by all batches of a producer; only ever appended to. */
  readonly contents: {
    readonly keys: readonly string[];
    readonly explicit: readonly ExplicitRecord[];
  };
  /** Shared with the batches before and after it; written once, by the builder. */
  readonly columns: Int32Array;
  /** Index of the first number of the first record. */
  readonly start: number;
}

export interface RecordsPayload {
  readonly kind: "records";
  readonly records: readonly BatchRecord[];
}

/** The very bytes that a real client sent, or that a compression made. */
export interface BytesPayload {
  readonly kind: "bytes";
  readonly bytes: Uint8Array;
}

export type BatchPayload = ColumnsPayload | RecordsPayload | BytesPayload;

/**
 * A record batch of format v2 without what belongs to a log entry: base offset and partition leader epoch.
 * One value is shared by every replica, request and snapshot that holds it. Kafka: DefaultRecordBatch.
 */
export interface RecordBatch {
  /** A copier of state takes values with this mark by reference. */
  readonly immutable: true;
  /** On the wire and on disk, header included; always exact. */
  readonly sizeInBytes: number;
  /** Smaller than `lastOffsetDelta + 1` after compaction, possibly 0. */
  readonly recordCount: number;
  readonly lastOffsetDelta: number;
  /** Milliseconds; the delete horizon where `hasDeleteHorizon`. */
  readonly baseTimestamp: number;
  readonly maxTimestamp: number;
  readonly timestampType: TimestampType;
  readonly compression: Compression;
  /** -1 without an idempotent producer, as are epoch and sequence. */
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly isTransactional: boolean;
  readonly isControl: boolean;
  readonly hasDeleteHorizon: boolean;
  readonly payload: BatchPayload;
}

/** A batch with its place: in a request 0 and -1, in a log and a fetch response what the leader gave it. */
export interface StoredBatch {
  readonly immutable: true;
  readonly baseOffset: number;
  readonly leaderEpoch: number;
  readonly batch: RecordBatch;
}

/** What Produce and Fetch carry for a partition. */
export type Records = readonly StoredBatch[];

/** Bytes of a batch header. Kafka: DefaultRecordBatch.RECORD_BATCH_OVERHEAD. */
export const batchOverhead = 61;

export type BatchFields = Omit<RecordBatch, "immutable">;

/** The only place where a batch object comes into being, so that all have one shape. */
export function recordBatch(fields: BatchFields): RecordBatch {
  return {
    immutable: true,
    sizeInBytes: fields.sizeInBytes,
    recordCount: fields.recordCount,
    lastOffsetDelta: fields.lastOffsetDelta,
    baseTimestamp: fields.baseTimestamp,
    maxTimestamp: fields.maxTimestamp,
    timestampType: fields.timestampType,
    compression: fields.compression,
    producerId: fields.producerId,
    producerEpoch: fields.producerEpoch,
    baseSequence: fields.baseSequence,
    isTransactional: fields.isTransactional,
    isControl: fields.isControl,
    hasDeleteHorizon: fields.hasDeleteHorizon,
    payload: fields.payload,
  };
}

/**
 * As a broker with `message.timestamp.type=LogAppendTime` stores it: only the attribute and `maxTimestamp` change,
 * the records keep the producer's deltas. Kafka: DefaultRecordBatch.setMaxTimestamp.
 */
export function withLogAppendTime(batch: RecordBatch, now: number): RecordBatch {
  return recordBatch({ ...batch, timestampType: "LogAppendTime", maxTimestamp: now });
}

/** Sequence numbers wrap from 2^31-1 to 0. Kafka: DefaultRecordBatch.incrementSequence. */
export function incrementSequence(sequence: number, by: number): number {
  const max = 0x7fffffff;
  return sequence > max - by ? by - (max - sequence) - 1 : sequence + by;
}

/** -1 without a sequence. Kafka: DefaultRecordBatch.lastSequence. */
export function lastSequence(batch: RecordBatch): number {
  return batch.baseSequence < 0
    ? -1
    : incrementSequence(batch.baseSequence, batch.lastOffsetDelta);
}

/** Every record with its bytes; a compressed batch needs its codec loaded (`compression.ts`). */
export function recordsOf(batch: RecordBatch): readonly BatchRecord[] {
  const payload = batch.payload;
  if (payload.kind === "columns") {
    return Array.from({ length: batch.recordCount }, (_, i) =>
      columnRecord(batch, payload, i),
    );
  }
  const records =
    payload.kind === "records"
      ? payload.records
      : parseRecords(payload.bytes, batch.compression);
  assert("length" in records, "the bytes of a batch were checked when it came in");
  if (batch.timestampType === "CreateTime") return records;
  return records.map((record) => ({ ...record, timestamp: batch.maxTimestamp }));
}

/** Timestamp of the i-th record. Kafka: DefaultRecord.readFrom. */
export function timestampAt(batch: RecordBatch, i: number): number {
  if (batch.timestampType === "LogAppendTime") return batch.maxTimestamp;
  const payload = batch.payload;
  if (payload.kind === "columns") {
    return batch.baseTimestamp + (payload.columns[payload.start + i * columnStride] ?? 0);
  }
  return present(recordsOf(batch)[i], "record").timestamp;
}

function columnRecord(
  batch: RecordBatch,
  payload: ColumnsPayload,
  i: number,
): BatchRecord {
  const at = payload.start + i * columnStride;
  const keyIndex = payload.columns[at + 1] ?? -1;
  const seed = payload.columns[at + 3] ?? 0;
  const timestamp = timestampAt(batch, i);
  if (keyIndex === -2) {
    const chosen = present(payload.contents.explicit[seed], "explicit record");
    return { offsetDelta: i, timestamp, ...chosen };
  }
  const valueSize = payload.columns[at + 2] ?? -1;
  const key =
    keyIndex < 0
      ? null
      : utf8Encode(present(payload.contents.keys[keyIndex], "record key"));
  const value = valueSize < 0 ? null : generatedValue(seed, valueSize);
  return { offsetDelta: i, timestamp, key, value, headers: [] };
}
