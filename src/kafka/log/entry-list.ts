import { type LogEntry, lastOffset } from "./log-entry.ts";

/** Entries of a full chunk. A power of two, so that an index splits by shift and mask. */
const chunkSize = 256;
const chunkShift = 8;
const chunkMask = chunkSize - 1;

/**
 * A piece of a segment. Once full it never changes and is marked, so that snapshots of the state share it;
 * truncation replaces it by a copy.
 */
export interface EntryChunk {
  immutable: boolean;
  readonly entries: LogEntry[];
  /** Byte position of each entry in its segment. */
  positions: Int32Array;
}

/** The entries of one segment in offset order; all chunks but the last are full. */
export interface EntryList {
  count: number;
  readonly chunks: EntryChunk[];
}

export function entryList(): EntryList {
  return { count: 0, chunks: [] };
}

export function pushEntry(list: EntryList, entry: LogEntry, position: number): void {
  const at = list.count & chunkMask;
  const chunk = at === 0 ? undefined : list.chunks[list.count >>> chunkShift];
  const open = chunk ?? openChunk(list);
  if (at === open.positions.length) {
    const larger = new Int32Array(Math.min(at * 4, chunkSize));
    larger.set(open.positions);
    open.positions = larger;
  }
  open.entries.push(entry);
  open.positions[at] = position;
  if (at === chunkMask) open.immutable = true;
  list.count++;
}

export function entryAt(list: EntryList, index: number): LogEntry | undefined {
  return list.chunks[index >>> chunkShift]?.entries[index & chunkMask];
}

/** Byte position of an entry that exists. */
export function positionAt(list: EntryList, index: number): number {
  return list.chunks[index >>> chunkShift]?.positions[index & chunkMask] ?? 0;
}

/** Index of the first entry that ends at or behind `offset`; the count when there is none. */
export function findEntry(list: EntryList, offset: number): number {
  const { count } = list;
  const last = entryAt(list, count - 1);
  if (last === undefined || lastOffset(last) < offset) return count;
  // Readers mostly ask for the newest entry.
  if (last.baseOffset <= offset) return count - 1;
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = entryAt(list, middle);
    if (entry !== undefined && lastOffset(entry) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Keeps the first `count` entries. */
export function cutEntries(list: EntryList, count: number): void {
  if (count >= list.count) return;
  const keep = count & chunkMask;
  const at = count >>> chunkShift;
  const cut = list.chunks[at];
  list.chunks.length = at;
  list.count = count;
  if (keep === 0 || cut === undefined) return;
  list.chunks.push({
    immutable: false,
    entries: cut.entries.slice(0, keep),
    positions: cut.positions.slice(0, keep),
  });
}

/** The entries `from..to`; a piece of one chunk is copied at once and takes no more memory than it needs. */
export function sliceEntries(list: EntryList, from: number, to: number): LogEntry[] {
  const first = from >>> chunkShift;
  const last = (to - 1) >>> chunkShift;
  const entries =
    list.chunks[first]?.entries.slice(
      from & chunkMask,
      first === last ? ((to - 1) & chunkMask) + 1 : chunkSize,
    ) ?? [];
  for (let at = first + 1; at <= last; at++) {
    const end = at === last ? ((to - 1) & chunkMask) + 1 : chunkSize;
    for (const entry of list.chunks[at]?.entries.slice(0, end) ?? []) entries.push(entry);
  }
  return entries;
}

function openChunk(list: EntryList): EntryChunk {
  const chunk = { immutable: false, entries: [], positions: new Int32Array(4) };
  list.chunks.push(chunk);
  return chunk;
}
