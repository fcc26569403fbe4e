/** Length in UTF-8; a lone surrogate counts as the replacement `?` of one byte, as Java's encoder writes it. */
export function utf8Size(text: string): number {
  let size = 0;
  for (let i = 0; i < text.length; i++) {
    const point = codePoint(text, i);
    if (point > 0xffff) i++;
    size += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return size;
}

/** Text as UTF-8; the engine has no TextEncoder, which belongs to the browser. */
export function utf8Encode(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Size(text));
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const point = codePoint(text, i);
    if (point > 0xffff) i++;
    at = writePoint(bytes, at, point);
  }
  return bytes;
}

/** UTF-8 as text; what is no UTF-8 becomes U+FFFD. */
export function utf8Decode(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = "";
  for (let at = start; at < end; ) {
    const lead = bytes[at] ?? 0;
    const length =
      lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const point = length === 0 || at + length > end ? -1 : readPoint(bytes, at, length);
    text += point < 0 ? "\ufffd" : String.fromCodePoint(point);
    at += point < 0 ? 1 : length;
  }
  return text;
}

function codePoint(text: string, i: number): number {
  const point = text.codePointAt(i) ?? 0;
  return point >= 0xd800 && point <= 0xdfff ? 0x3f : point;
}

function writePoint(bytes: Uint8Array, start: number, point: number): number {
  let at = start;
  if (point < 0x80) {
    bytes[at++] = point;
    return at;
  }
  if (point < 0x800) {
    bytes[at++] = 0xc0 | (point >> 6);
  } else {
    if (point < 0x10000) bytes[at++] = 0xe0 | (point >> 12);
    else {
      bytes[at++] = 0xf0 | (point >> 18);
      bytes[at++] = 0x80 | ((point >> 12) & 0x3f);
    }
    bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
  }
  bytes[at++] = 0x80 | (point & 0x3f);
  return at;
}

const smallest = [0, 0, 0x80, 0x800, 0x10000];

function readPoint(bytes: Uint8Array, at: number, length: number): number {
  const lead = bytes[at] ?? 0;
  if (length === 1) return lead;
  let point = lead & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i] ?? 0;
    if ((next & 0xc0) !== 0x80) return -1;
    point = (point << 6) | (next & 0x3f);
  }
  const legal = point >= (smallest[length] ?? 0) && point <= 0x10ffff;
  return legal && (point < 0xd800 || point > 0xdfff) ? point : -1;
}
