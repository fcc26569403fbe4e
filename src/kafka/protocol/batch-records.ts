import { decompress } from "./compression.ts";
import type { Compression } from "./record-batch.ts";
import { utf8Decode } from "./utf8.ts";
import { type ByteCursor, readVarint } from "./varint.ts";

export interface RecordHeader {
  readonly key: string;
  readonly value: Uint8Array | null;
}

/** One record with its bytes. Kafka: DefaultRecord. */
export interface BatchRecord {
  /** Offset minus the base offset of the batch. */
  readonly offsetDelta: number;
  readonly timestamp: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: readonly RecordHeader[];
}

/** Why the records of a batch cannot be read; Kafka answers INVALID_RECORD. */
export interface RecordFault {
  readonly fault: string;
}

/** The records of one whole batch in its v2 bytes. Kafka: DefaultRecordBatch.iterator. */
export function parseRecords(
  bytes: Uint8Array,
  compression: Compression,
): readonly BatchRecord[] | RecordFault {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const baseTimestamp = Number(header.getBigInt64(27));
  const count = header.getInt32(57);
  const body = decompress(compression, bytes.subarray(61));
  if (body === undefined) return { fault: `cannot be decompressed as ${compression}` };
  const cursor: ByteCursor = { bytes: body, at: 0, end: body.length };
  const records: BatchRecord[] = [];
  for (let i = 0; i < count; i++) {
    const record = parseRecord(cursor, baseTimestamp);
    if (record === undefined) {
      return { fault: `record ${i} of ${count} is malformed or runs past the batch` };
    }
    records.push(record);
  }
  if (cursor.at < cursor.end) return { fault: `bytes remain after ${count} records` };
  return records;
}

function parseRecord(cursor: ByteCursor, baseTimestamp: number): BatchRecord | undefined {
  const length = readVarint(cursor);
  if (length === undefined || length < 0 || cursor.at + length > cursor.end)
    return undefined;
  const body: ByteCursor = {
    bytes: cursor.bytes,
    at: cursor.at,
    end: cursor.at + length,
  };
  cursor.at = body.end;
  body.at++;
  const timestampDelta = readVarint(body, 10);
  const offsetDelta = readVarint(body);
  const key = readBytes(body);
  const value = readBytes(body);
  const headers = readHeaders(body);
  if (timestampDelta === undefined || offsetDelta === undefined) return undefined;
  if (key === undefined || value === undefined || headers === undefined) return undefined;
  if (body.at !== body.end) return undefined;
  return { offsetDelta, timestamp: baseTimestamp + timestampDelta, key, value, headers };
}

function readBytes(cursor: ByteCursor): Uint8Array | null | undefined {
  const length = readVarint(cursor);
  if (length === undefined) return undefined;
  if (length < 0) return length === -1 ? null : undefined;
  if (cursor.at + length > cursor.end) return undefined;
  cursor.at += length;
  return cursor.bytes.subarray(cursor.at - length, cursor.at);
}

function readHeaders(cursor: ByteCursor): RecordHeader[] | undefined {
  const count = readVarint(cursor);
  if (count === undefined || count < 0 || count > cursor.end - cursor.at)
    return undefined;
  const headers: RecordHeader[] = [];
  for (let i = 0; i < count; i++) {
    const key = readBytes(cursor);
    const value = readBytes(cursor);
    if (key === undefined || key === null || value === undefined) return undefined;
    headers.push({ key: utf8Decode(key), value });
  }
  return headers;
}
