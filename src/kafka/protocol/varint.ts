import { assert } from "../../base/assert.ts";

/** A place in some bytes that readers move on. */
export interface ByteCursor {
  readonly bytes: Uint8Array;
  at: number;
  readonly end: number;
}

const twoTo31 = 0x80000000;

/** Bytes of a 32-bit zig-zag varint. Kafka: ByteUtils.sizeOfVarint. */
export function varintSize(value: number): number {
  const zigzag = (value << 1) ^ (value >> 31);
  return ((38 - Math.clz32(zigzag | 1)) / 7) | 0;
}

/** Bytes of a 64-bit zig-zag varint; exact for every safe integer. Kafka: ByteUtils.sizeOfVarlong. */
export function varlongSize(value: number): number {
  if (value === (value | 0)) return varintSize(value);
  let rest = value < 0 ? -(value + 1) : value;
  let size = 1;
  for (rest = Math.floor(rest / 64); rest > 0; rest = Math.floor(rest / 128)) size++;
  return size;
}

/** Writes at `at` and returns the position behind it. Kafka: ByteUtils.writeVarint. */
export function writeVarint(bytes: Uint8Array, at: number, value: number): number {
  let zigzag = ((value << 1) ^ (value >> 31)) >>> 0;
  let to = at;
  while (zigzag > 0x7f) {
    bytes[to++] = (zigzag & 0x7f) | 0x80;
    zigzag >>>= 7;
  }
  bytes[to++] = zigzag;
  return to;
}

/** Kafka: ByteUtils.writeVarlong. */
export function writeVarlong(bytes: Uint8Array, at: number, value: number): number {
  if (value >= -twoTo31 && value < twoTo31) return writeVarint(bytes, at, value);
  const negative = value < 0;
  let rest = negative ? -(value + 1) : value;
  let to = at;
  // The sign is the lowest bit, so the first byte carries six bits of the number and the others seven.
  let low = (rest % 64) * 2 + (negative ? 1 : 0);
  rest = Math.floor(rest / 64);
  while (rest > 0) {
    bytes[to++] = low | 0x80;
    low = rest % 128;
    rest = Math.floor(rest / 128);
  }
  bytes[to++] = low;
  return to;
}

/**
 * The next varint, or undefined when the bytes end within it or it is longer than `longest` bytes
 * (5 for an int32, 10 for an int64). Kafka: ByteUtils.readVarint, readVarlong.
 */
export function readVarint(cursor: ByteCursor, longest: 5 | 10 = 5): number | undefined {
  assert(cursor.end <= cursor.bytes.length, "a cursor stays within its bytes");
  const first = nextByte(cursor);
  if (first === undefined) return undefined;
  const negative = (first & 1) === 1;
  let magnitude = (first & 0x7f) >> 1;
  let scale = 64;
  let byte = first;
  for (let read = 1; byte & 0x80; read++) {
    const next = read < longest ? nextByte(cursor) : undefined;
    if (next === undefined) return undefined;
    byte = next;
    magnitude += (byte & 0x7f) * scale;
    scale *= 128;
  }
  return negative ? -magnitude - 1 : magnitude;
}

function nextByte(cursor: ByteCursor): number | undefined {
  return cursor.at < cursor.end ? cursor.bytes[cursor.at++] : undefined;
}
