import { assert } from "../../base/assert.ts";
import { type BatchRecord, parseRecords } from "./batch-records.ts";
import { crc32c } from "./crc32c.ts";
import {
  batchOverhead,
  type Compression,
  type RecordBatch,
  recordBatch,
  recordsOf,
  type StoredBatch,
} from "./record-batch.ts";
import { recordSize, shapeOf } from "./record-size.ts";
import { utf8Encode } from "./utf8.ts";
import { varintSize, writeVarint, writeVarlong } from "./varint.ts";

/** Why a broker refuses the bytes of a batch. */
export interface BatchFault {
  readonly kind: "fault";
  readonly error: "CORRUPT_MESSAGE" | "INVALID_RECORD";
  readonly message: string;
}

/** What encoding reads; only the wire needs 64 exact bits of a producer id. */
export type EncodableBatch = Omit<RecordBatch, "producerId"> & {
  readonly producerId: number | bigint;
};

const codecs: readonly Compression[] = ["none", "gzip", "snappy", "lz4", "zstd"];

/** Bits of the attributes. Kafka: DefaultRecordBatch. */
const logAppendTimeBit = 8;
const transactionalBit = 16;
const controlBit = 32;
const deleteHorizonBit = 64;

/** The attribute word as on the wire. Kafka: DefaultRecordBatch.computeAttributes. */
export function attributesOf(batch: EncodableBatch): number {
  return (
    codecs.indexOf(batch.compression) |
    (batch.timestampType === "LogAppendTime" ? logAppendTimeBit : 0) |
    (batch.isTransactional ? transactionalBit : 0) |
    (batch.isControl ? controlBit : 0) |
    (batch.hasDeleteHorizon ? deleteHorizonBit : 0)
  );
}

/** The batch as it stands on the wire and on disk. Kafka: DefaultRecordBatch.writeHeader. */
export function encodeBatch(
  batch: EncodableBatch,
  baseOffset: number | bigint,
  leaderEpoch: number,
): Uint8Array {
  if (batch.payload.kind === "bytes") return restamp(batch, baseOffset, leaderEpoch);
  if (batch.compression !== "none")
    return encodeBatch(withoutCodec(batch), baseOffset, leaderEpoch);
  const bytes = new Uint8Array(batch.sizeInBytes);
  const view = new DataView(bytes.buffer);
  view.setBigInt64(0, BigInt(baseOffset));
  view.setInt32(8, batch.sizeInBytes - 12);
  view.setInt32(12, leaderEpoch);
  view.setInt8(16, 2);
  view.setInt16(21, attributesOf(batch));
  view.setInt32(23, batch.lastOffsetDelta);
  view.setBigInt64(27, BigInt(batch.baseTimestamp));
  view.setBigInt64(35, BigInt(batch.maxTimestamp));
  view.setBigInt64(43, BigInt(batch.producerId));
  view.setInt16(51, batch.producerEpoch);
  view.setInt32(53, batch.baseSequence);
  view.setInt32(57, batch.recordCount);
  const end = writeRecords(bytes, batch);
  assert(end === bytes.length, "the size of a batch is known before it is encoded");
  view.setUint32(17, crc32c(bytes, 21));
  return bytes;
}

/** The size of a simulated producer's compressed batch is a model; whoever wants its bytes gets the plain records. */
function withoutCodec(batch: EncodableBatch): EncodableBatch {
  let sizeInBytes = batchOverhead;
  for (const record of recordsOf({ ...batch, producerId: -1 })) {
    const delta = record.timestamp - batch.baseTimestamp;
    sizeInBytes += recordSize(record.offsetDelta, delta, shapeOf(record));
  }
  return { ...batch, compression: "none", sizeInBytes };
}

/** A client's bytes under the log's offset and epoch; the CRC is made again only if what it covers has changed. */
function restamp(
  batch: EncodableBatch,
  baseOffset: number | bigint,
  leaderEpoch: number,
): Uint8Array {
  assert(batch.payload.kind === "bytes", "only bytes are stamped again");
  const bytes = batch.payload.bytes.slice();
  const view = new DataView(bytes.buffer);
  view.setBigInt64(0, BigInt(baseOffset));
  view.setInt32(12, leaderEpoch);
  const attributes = (view.getInt16(21) & ~0x7f) | attributesOf(batch);
  const maxTimestamp = BigInt(batch.maxTimestamp);
  const stamped = view.getInt16(21) === attributes;
  if (stamped && Number(view.getBigInt64(35)) === batch.maxTimestamp) return bytes;
  view.setInt16(21, attributes);
  view.setBigInt64(35, maxTimestamp);
  view.setUint32(17, crc32c(bytes, 21));
  return bytes;
}

/** Every whole batch; a piece at the end, as a fetch response may carry, is left out. Kafka: MemoryRecords.batches. */
export function decodeBatches(bytes: Uint8Array): readonly StoredBatch[] {
  const batches: StoredBatch[] = [];
  for (let at = 0; ; ) {
    const size = batchSizeAt(bytes, at);
    if (size < batchOverhead || at + size > bytes.length) return batches;
    batches.push(decodeOne(bytes.slice(at, at + size)));
    at += size;
  }
}

/**
 * The one batch that a Produce request carries for a partition, or why it is refused. Its codec must be loaded.
 * Kafka: ProduceRequest.validateRecords, DefaultRecordBatch.ensureValid, LogValidator.validateRecord.
 */
export function decodeProduced(bytes: Uint8Array): StoredBatch | BatchFault {
  const size = batchSizeAt(bytes, 0);
  if (size < batchOverhead || size > bytes.length) {
    return fault("CORRUPT_MESSAGE", `a batch of ${size} bytes in ${bytes.length}`);
  }
  if (bytes[16] !== 2) return fault("INVALID_RECORD", `magic ${bytes[16]}, not 2`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(17) !== crc32c(bytes, 21, size)) {
    return fault("CORRUPT_MESSAGE", "the CRC does not match");
  }
  if (size < bytes.length) return fault("INVALID_RECORD", "more than one batch");
  return recordFault(bytes, view) ?? decodeOne(bytes.slice());
}

/** The codec that must be loaded before the records can be looked at. */
function compressionAt(bytes: Uint8Array): Compression | undefined {
  return codecs[(bytes[22] ?? 0) & 7];
}

function recordFault(bytes: Uint8Array, view: DataView): BatchFault | undefined {
  const compression = compressionAt(bytes);
  if (compression === undefined) return fault("INVALID_RECORD", "an unknown codec");
  const records = parseRecords(bytes, compression);
  if ("fault" in records) return fault("INVALID_RECORD", records.fault);
  const lastOffsetDelta = view.getInt32(23);
  const count = view.getInt32(57);
  if (count <= 0 || count !== lastOffsetDelta + 1) {
    return fault("INVALID_RECORD", `${count} records up to offset ${lastOffsetDelta}`);
  }
  const gap = records.findIndex((record, i) => record.offsetDelta !== i);
  return gap < 0
    ? undefined
    : fault("INVALID_RECORD", `record ${gap} has another offset`);
}

function fault(error: BatchFault["error"], message: string): BatchFault {
  return { kind: "fault", error, message };
}

/** -1 where not even the length is there. */
function batchSizeAt(bytes: Uint8Array, at: number): number {
  if (at + 12 > bytes.length) return -1;
  return 12 + new DataView(bytes.buffer, bytes.byteOffset + at).getInt32(8);
}

/** `bytes` is one batch and belongs to the result. */
function decodeOne(bytes: Uint8Array): StoredBatch {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const attributes = view.getInt16(21);
  const batch = recordBatch({
    sizeInBytes: bytes.length,
    recordCount: view.getInt32(57),
    lastOffsetDelta: view.getInt32(23),
    baseTimestamp: Number(view.getBigInt64(27)),
    maxTimestamp: Number(view.getBigInt64(35)),
    timestampType: attributes & logAppendTimeBit ? "LogAppendTime" : "CreateTime",
    compression: codecs[attributes & 7] ?? "none",
    producerId: Number(view.getBigInt64(43)),
    producerEpoch: view.getInt16(51),
    baseSequence: view.getInt32(53),
    isTransactional: (attributes & transactionalBit) !== 0,
    isControl: (attributes & controlBit) !== 0,
    hasDeleteHorizon: (attributes & deleteHorizonBit) !== 0,
    payload: { kind: "bytes", bytes },
  });
  const baseOffset = Number(view.getBigInt64(0));
  return { immutable: true, baseOffset, leaderEpoch: view.getInt32(12), batch };
}

function writeRecords(bytes: Uint8Array, batch: EncodableBatch): number {
  let at = batchOverhead;
  for (const record of storedRecords(batch)) {
    at = writeRecord(bytes, at, record, record.timestamp - batch.baseTimestamp);
  }
  return at;
}

/** With the times that the producer gave, which the deltas still hold under LogAppendTime. */
function storedRecords(batch: EncodableBatch): readonly BatchRecord[] {
  return recordsOf({ ...batch, producerId: -1, timestampType: "CreateTime" });
}

function writeRecord(
  bytes: Uint8Array,
  start: number,
  record: BatchRecord,
  timestampDelta: number,
): number {
  const size = recordSize(record.offsetDelta, timestampDelta, shapeOf(record));
  let at = writeVarint(bytes, start, bodySize(size));
  bytes[at++] = 0;
  at = writeVarlong(bytes, at, timestampDelta);
  at = writeVarint(bytes, at, record.offsetDelta);
  at = writeSized(bytes, at, record.key);
  at = writeSized(bytes, at, record.value);
  at = writeVarint(bytes, at, record.headers.length);
  for (const header of record.headers) {
    at = writeSized(bytes, at, utf8Encode(header.key));
    at = writeSized(bytes, at, header.value);
  }
  return at;
}

/** What a length prefix says when it and the rest take `size` bytes together. */
function bodySize(size: number): number {
  for (let prefix = 1; ; prefix++) {
    if (varintSize(size - prefix) === prefix) return size - prefix;
  }
}

function writeSized(bytes: Uint8Array, at: number, value: Uint8Array | null): number {
  if (value === null) return writeVarint(bytes, at, -1);
  const from = writeVarint(bytes, at, value.length);
  bytes.set(value, from);
  return from + value.length;
}
