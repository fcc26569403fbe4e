/** Eight tables of 256 entries one after the other, so that eight bytes are folded in one turn. */
const tables = new Int32Array(8 * 256);
for (let i = 0; i < 256; i++) {
  let crc = i;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  tables[i] = crc;
}
for (let i = 256; i < tables.length; i++) {
  const before = tables[i - 256] ?? 0;
  tables[i] = (before >>> 8) ^ (tables[before & 0xff] ?? 0);
}

/** CRC-32C (Castagnoli) of `bytes[start..end)`, unsigned. Kafka: Crc32C. */
export function crc32c(bytes: Uint8Array, start = 0, end = bytes.length): number {
  const table = tables;
  let crc = -1;
  let at = start;
  for (const last = end - 7; at < last; at += 8) {
    crc ^= word(bytes, at);
    crc =
      entry(table, 0x700 | (crc & 0xff)) ^
      entry(table, 0x600 | ((crc >>> 8) & 0xff)) ^
      entry(table, 0x500 | ((crc >>> 16) & 0xff)) ^
      entry(table, 0x400 | (crc >>> 24)) ^
      entry(table, 0x300 | (bytes[at + 4] ?? 0)) ^
      entry(table, 0x200 | (bytes[at + 5] ?? 0)) ^
      entry(table, 0x100 | (bytes[at + 6] ?? 0)) ^
      entry(table, bytes[at + 7] ?? 0);
  }
  for (; at < end; at++) {
    crc = (crc >>> 8) ^ entry(table, (crc ^ (bytes[at] ?? 0)) & 0xff);
  }
  return ~crc >>> 0;
}

function entry(table: Int32Array, index: number): number {
  return table[index] ?? 0;
}

/** Four bytes, little endian. */
function word(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24)
  );
}
