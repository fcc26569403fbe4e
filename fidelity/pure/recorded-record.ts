import type { BatchRecord } from "../../src/kafka/protocol/batch-records.ts";

/** A record as the recordings write it: bytes in base64. */
export interface RecordedRecord {
  readonly key: string | null;
  readonly value: string | null;
  readonly headers: readonly { readonly key: string; readonly value: string | null }[];
}

export function bytesOf(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, "base64"));
}

export function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

export function contentOf(
  record: RecordedRecord,
): Pick<BatchRecord, "key" | "value" | "headers"> {
  return {
    key: orNull(record.key, bytesOf),
    value: orNull(record.value, bytesOf),
    headers: record.headers.map((header) => ({
      key: header.key,
      value: orNull(header.value, bytesOf),
    })),
  };
}

export function recordedOf(record: BatchRecord): RecordedRecord {
  return {
    key: orNull(record.key, base64Of),
    value: orNull(record.value, base64Of),
    headers: record.headers.map((header) => ({
      key: header.key,
      value: orNull(header.value, base64Of),
    })),
  };
}

function orNull<A, B>(value: A | null, map: (value: A) => B): B | null {
  return value === null ? null : map(value);
}
