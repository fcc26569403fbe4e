import type { ByteField, BytesView } from "../../contract/bytes-view.ts";
import type { LogEntry } from "../../kafka/log/log-entry.ts";
import { batchOverhead } from "../../kafka/protocol/record-batch.ts";
import { encodeBatch } from "../../kafka/protocol/record-batch-bytes.ts";
import { utf8Decode } from "../../kafka/protocol/utf8.ts";
import { readVarint } from "../../kafka/protocol/varint.ts";

/** A batch that is larger is not written out in every frame. */
const largest = 262_144;
/** Bytes of a key or value that are shown. */
const longest = 160;

const hex = (value: number, digits: number): string =>
  `0x${value.toString(16).padStart(digits, "0")}`;

/** Kafka: DefaultRecordBatch, the fields of its header with their offsets. */
function headerFields(view: DataView): ByteField[] {
  const fields: readonly (readonly [string, number, string])[] = [
    ["baseOffset", 0, String(view.getBigInt64(0))],
    ["batchLength", 8, String(view.getInt32(8))],
    ["partitionLeaderEpoch", 12, String(view.getInt32(12))],
    ["magic", 16, String(view.getInt8(16))],
    ["crc", 17, hex(view.getUint32(17), 8)],
    ["attributes", 21, hex(view.getUint16(21), 4)],
    ["lastOffsetDelta", 23, String(view.getInt32(23))],
    ["baseTimestamp", 27, String(view.getBigInt64(27))],
    ["maxTimestamp", 35, String(view.getBigInt64(35))],
    ["producerId", 43, String(view.getBigInt64(43))],
    ["producerEpoch", 51, String(view.getInt16(51))],
    ["baseSequence", 53, String(view.getInt32(53))],
    ["recordsCount", 57, String(view.getInt32(57))],
  ];
  return fields.map(([name, from, value], i) => ({
    name,
    value,
    from,
    to: fields[i + 1]?.[1] ?? batchOverhead,
  }));
}

/** Reads fields one after the other and notes where each stood. */
function fieldReader(bytes: Uint8Array, start: number) {
  const fields: ByteField[] = [];
  const cursor = { bytes, at: start, end: bytes.length };
  const note = (name: string, from: number, value: string): void => {
    fields.push({ name, value, from: from - start, to: cursor.at - start });
  };
  return {
    fields,
    cursor,
    byte(name: string): void {
      cursor.at++;
      note(name, cursor.at - 1, String(bytes[cursor.at - 1] ?? 0));
    },
    varint(name: string): number {
      const from = cursor.at;
      const value = readVarint(cursor, 10) ?? 0;
      note(name, from, String(value));
      return value;
    },
    text(name: string, length: number): void {
      if (length <= 0) return;
      const from = cursor.at;
      cursor.at = Math.min(bytes.length, from + length);
      const end = Math.min(cursor.at, from + longest);
      note(name, from, utf8Decode(bytes.slice(from, end)) + (end < cursor.at ? "…" : ""));
    },
  };
}

/** Kafka: DefaultRecord.readFrom, the fields of one record. */
function recordFields(bytes: Uint8Array, start: number): ByteField[] {
  const reader = fieldReader(bytes, start);
  reader.varint("length");
  reader.byte("attributes");
  reader.varint("timestampDelta");
  reader.varint("offsetDelta");
  reader.text("key", reader.varint("keyLength"));
  reader.text("value", reader.varint("valueLength"));
  const headers = reader.varint("headersCount");
  for (let i = 0; i < headers; i++) {
    reader.text("headerKey", reader.varint("headerKeyLength"));
    reader.text("headerValue", reader.varint("headerValueLength"));
  }
  return reader.fields;
}

/** Where a record begins in its batch; -1 where the bytes end before. */
function recordStart(bytes: Uint8Array, index: number): number {
  const cursor = { bytes, at: batchOverhead, end: bytes.length };
  for (let i = 0; i < index; i++) {
    const length = readVarint(cursor);
    if (length === undefined) return -1;
    cursor.at += length;
  }
  return cursor.at < bytes.length ? cursor.at : -1;
}

/** A batch's header and one of its records, in the very bytes that a segment has. */
export function recordBytes(entry: LogEntry, index: number): readonly BytesView[] {
  const { batch, baseOffset, leaderEpoch } = entry;
  if (batch.sizeInBytes > largest) return [];
  const bytes = encodeBatch(batch, baseOffset, leaderEpoch);
  const header: BytesView = {
    title: `Batch header, ${batchOverhead} of ${bytes.length} bytes`,
    at: 0,
    bytes: bytes.slice(0, batchOverhead),
    fields: headerFields(new DataView(bytes.buffer, bytes.byteOffset)),
  };
  const start = batch.compression === "none" ? recordStart(bytes, index) : -1;
  if (start < 0) return [header];
  const fields = recordFields(bytes, start);
  const size = fields.at(-1)?.to ?? 0;
  return [
    header,
    {
      title: `Record ${index + 1} of ${batch.recordCount}, ${size} bytes`,
      at: start,
      bytes: bytes.slice(start, start + size),
      fields,
    },
  ];
}
