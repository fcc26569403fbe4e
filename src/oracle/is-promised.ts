import type { GhostPartition } from "./ghost.ts";

/** Ranges that one look goes through: what adjoins is merged, so what covers an offset begins near it. */
const nearby = 64;

/** Whether the record of this offset and epoch was acknowledged to its producer, for the mark on its cell. */
export function isPromised(
  ghost: GhostPartition,
  offset: number,
  epoch: number,
): boolean {
  const { promises: ranges } = ghost;
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.from ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  for (let i = low - 1; i >= 0 && i >= low - nearby; i--) {
    const range = ranges[i];
    if (range?.epoch === epoch && offset < range.to) return true;
  }
  return false;
}
