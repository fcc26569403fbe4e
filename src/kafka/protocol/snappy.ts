const xerialMagic = [0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0];
const xerialHeader = 16;

/** Snappy in the framing of xerial's stream, which Kafka uses, or as one bare block. Undefined when damaged. */
export function snappyDecompress(bytes: Uint8Array): Uint8Array | undefined {
  if (!xerialMagic.every((byte, i) => bytes[i] === byte)) return block(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blocks: Uint8Array[] = [];
  let at = xerialHeader;
  while (at < bytes.length) {
    const size = at + 4 <= bytes.length ? view.getInt32(at) : -1;
    if (size < 0 || at + 4 + size > bytes.length) return undefined;
    const plain = block(bytes.subarray(at + 4, at + 4 + size));
    if (plain === undefined) return undefined;
    blocks.push(plain);
    at += 4 + size;
  }
  return concatenate(blocks);
}

function concatenate(blocks: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of blocks) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of blocks) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function block(data: Uint8Array): Uint8Array | undefined {
  let length = 0;
  let at = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = data[at++];
    if (byte === undefined || at > 5) return undefined;
    length += (byte & 0x7f) * scale;
    if (byte < 0x80) break;
  }
  // No element makes more than 64 bytes out of two, so a greater promise is a lie that would cost memory.
  if (length > data.length * 64) return undefined;
  const out = new Uint8Array(length);
  let made = 0;
  while (at < data.length) {
    const element = elementAt(data, at);
    at = element.next;
    if (made + element.length > length || at > data.length) return undefined;
    if (element.distance === 0) out.set(data.subarray(at - element.length, at), made);
    else if (!copyBack(out, made, element)) return undefined;
    made += element.length;
  }
  return made === length ? out : undefined;
}

/** A literal has distance 0 and ends at `next`; a copy reaches back by its distance. */
interface Element {
  readonly length: number;
  readonly distance: number;
  readonly next: number;
}

function elementAt(data: Uint8Array, at: number): Element {
  const tag = data[at] ?? 0;
  const kind = tag & 3;
  if (kind === 0) {
    const code = tag >> 2;
    const extra = code < 60 ? 0 : code - 59;
    const length = (extra === 0 ? code : little(data, at + 1, extra)) + 1;
    return { length, distance: 0, next: at + 1 + extra + length };
  }
  if (kind === 1) {
    const distance = ((tag >> 5) << 8) | (data[at + 1] ?? 0);
    return { length: ((tag >> 2) & 7) + 4, distance: distance || -1, next: at + 2 };
  }
  const width = kind === 2 ? 2 : 4;
  const distance = little(data, at + 1, width);
  return { length: (tag >> 2) + 1, distance: distance || -1, next: at + 1 + width };
}

function little(data: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let i = width - 1; i >= 0; i--) value = value * 256 + (data[at + i] ?? 0);
  return value;
}

function copyBack(out: Uint8Array, made: number, element: Element): boolean {
  if (element.distance < 0 || element.distance > made) return false;
  for (let i = 0; i < element.length; i++) {
    out[made + i] = out[made + i - element.distance] ?? 0;
  }
  return true;
}
