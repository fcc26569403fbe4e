import { present } from "../../base/assert.ts";
import { uuidFromText } from "../protocol/codec/uuid.ts";

/** Kafka: Uuid.hashCode. */
export function uuidHash(id: string): number {
  const words = view(id);
  return words.getInt32(0) ^ words.getInt32(4) ^ words.getInt32(8) ^ words.getInt32(12);
}

/** By the two halves as signed numbers. Kafka: Uuid.compareTo. */
export function compareUuids(a: string, b: string): number {
  const [left, right] = [view(a), view(b)];
  for (const at of [0, 8]) {
    const [x, y] = [left.getBigInt64(at), right.getBigInt64(at)];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

function view(id: string): DataView {
  const bytes = present(uuidFromText(id), `topic id ${id}`);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
