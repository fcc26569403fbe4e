const frameMagic = 0x184d2204;

/** One or more LZ4 frames as Kafka's clients write them. Kafka: Lz4BlockInputStream. Undefined when damaged. */
export function lz4Decompress(bytes: Uint8Array): Uint8Array | undefined {
  const out: Output = {
    bytes: new Uint8Array(Math.max(64, bytes.length * 3)),
    length: 0,
  };
  let at = 0;
  while (at < bytes.length) {
    const next = frame(bytes, at, out);
    if (next < 0) return undefined;
    at = next;
  }
  return out.bytes.subarray(0, out.length);
}

/** Grows as blocks come; matches reach back into what is already there. */
interface Output {
  bytes: Uint8Array;
  length: number;
}

/** Position behind the frame, or -1. */
function frame(bytes: Uint8Array, start: number, out: Output): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (start + 7 > bytes.length || view.getUint32(start, true) !== frameMagic) return -1;
  const flags = bytes[start + 4] ?? 0;
  const blockChecksum = flags & 0x10 ? 4 : 0;
  let at = start + 7 + (flags & 0x08 ? 8 : 0) + (flags & 0x01 ? 4 : 0);
  while (at + 4 <= bytes.length) {
    const word = view.getUint32(at, true);
    at += 4;
    if (word === 0) return at + (flags & 0x04 ? 4 : 0);
    const size = word & 0x7fffffff;
    if (at + size > bytes.length) return -1;
    const data = bytes.subarray(at, at + size);
    if (word >>> 31 === 1) literals(data, 0, size, out);
    else if (!block(data, out)) return -1;
    at += size + blockChecksum;
  }
  return -1;
}

function block(data: Uint8Array, out: Output): boolean {
  let at = 0;
  while (at < data.length) {
    const token = data[at++] ?? 0;
    const literal = lengthAt(data, at, token >> 4);
    at = literal.at;
    if (at + literal.length > data.length) return false;
    literals(data, at, literal.length, out);
    at += literal.length;
    if (at === data.length) return true;
    if (at + 2 > data.length) return false;
    const distance = (data[at] ?? 0) | ((data[at + 1] ?? 0) << 8);
    const match = lengthAt(data, at + 2, token & 15);
    at = match.at;
    if (!copyBack(out, distance, match.length + 4)) return false;
  }
  return false;
}

/** A length of 15 goes on in the following bytes as long as they are 255. */
function lengthAt(
  data: Uint8Array,
  start: number,
  nibble: number,
): { length: number; at: number } {
  let length = nibble;
  let at = start;
  if (nibble === 15) {
    let byte = 255;
    while (byte === 255) {
      byte = data[at++] ?? 0;
      length += byte;
    }
  }
  return { length, at };
}

function literals(data: Uint8Array, at: number, length: number, out: Output): void {
  reserve(out, length);
  out.bytes.set(data.subarray(at, at + length), out.length);
  out.length += length;
}

function reserve(out: Output, more: number): void {
  if (out.length + more <= out.bytes.length) return;
  const grown = new Uint8Array(Math.max(out.bytes.length * 2, out.length + more));
  grown.set(out.bytes.subarray(0, out.length));
  out.bytes = grown;
}

/** The source may overlap the target: byte by byte repeats a pattern. */
function copyBack(out: Output, distance: number, length: number): boolean {
  if (distance === 0 || distance > out.length) return false;
  reserve(out, length);
  const { bytes } = out;
  for (let i = 0; i < length; i++) {
    bytes[out.length] = bytes[out.length - distance] ?? 0;
    out.length++;
  }
  return true;
}
