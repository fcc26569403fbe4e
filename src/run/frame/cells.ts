import { cellBits, cellsPerReplica } from "../../contract/frame.ts";
import { entryAt } from "../../kafka/log/entry-list.ts";
import { epochForOffset } from "../../kafka/log/epoch-cache.ts";
import type { LogEntry } from "../../kafka/log/log-entry.ts";
import type { PartitionLog } from "../../kafka/log/partition-log.ts";
import { stringHash } from "../../kafka/protocol/coordinator-partition.ts";
import {
  type ColumnsPayload,
  columnStride,
  recordsOf,
} from "../../kafka/protocol/record-batch.ts";
import { utf8Decode } from "../../kafka/protocol/utf8.ts";

/** Hues of keys; a record without key has the one behind them. */
const hues = 8;
const noKey = hues + 1;

/** Hue of a key, 1 to 8: always the same for the same text. */
const hueOf = (key: string | null): number =>
  key === null ? noKey : (Math.imul(stringHash(key), 0x9e3779b1) >>> 29) + 1;

/** One record of a batch as a cell. */
export function cellOf(entry: LogEntry, index: number): number {
  const { batch } = entry;
  if (batch.isControl) return cellBits.control | noKey;
  const { payload } = batch;
  if (payload.kind === "columns") {
    const at = payload.start + index * columnStride;
    const tombstone = (payload.columns[at + 2] ?? 0) < 0 ? cellBits.tombstone : 0;
    return hueOf(keyText(payload, at)) | tombstone;
  }
  if (batch.compression !== "none") return noKey;
  const record = recordsOf(batch)[index];
  if (record === undefined) return 0;
  const key = record.key === null ? null : utf8Decode(record.key);
  return hueOf(key) | (record.value === null ? cellBits.tombstone : 0);
}

/** The key of the record whose numbers begin at `at`. */
function keyText({ columns, contents }: ColumnsPayload, at: number): string | null {
  const index = columns[at + 1] ?? -1;
  if (index >= 0) return contents.keys[index] ?? null;
  const chosen = index === -2 ? contents.explicit[columns[at + 3] ?? 0]?.key : null;
  return chosen ? utf8Decode(chosen) : null;
}

/** What is compared with: the leader's log as the controller has it, and its epoch. */
export interface LeaderLog {
  readonly log: PartitionLog;
  readonly leaderEpoch: number;
}

function isDiverged(entry: LogEntry, offset: number, leader: LeaderLog | null): boolean {
  if (leader === null) return false;
  if (offset >= leader.log.logEndOffset) return entry.leaderEpoch < leader.leaderEpoch;
  if (offset < leader.log.logStartOffset) return false;
  return epochForOffset(leader.log.epochs, offset) !== entry.leaderEpoch;
}

/** What part of a row is shown, and what its records are held against. */
export interface CellWindow {
  readonly firstOffset: number;
  readonly leader: LeaderLog | null;
  /** Whether the record of an offset and epoch was acknowledged to its producer. */
  readonly isAcked: (offset: number, epoch: number) => boolean;
}

/**
 * Fills one replica's cells: the records from `firstOffset` on. Newest entries first, since only the end of the log
 * is in the window.
 */
export function fillCells(
  cells: Uint8Array,
  at: number,
  log: PartitionLog,
  window: CellWindow,
): void {
  const { firstOffset } = window;
  for (let s = log.segments.length - 1; s >= 0; s--) {
    const list = log.segments[s]?.entries;
    if (list === undefined) return;
    for (let i = list.count - 1; i >= 0; i--) {
      const entry = entryAt(list, i);
      if (entry === undefined) continue;
      if (entry.baseOffset + entry.batch.lastOffsetDelta < firstOffset) return;
      fillEntry(cells, at, entry, { ...window, logStartOffset: log.logStartOffset });
    }
  }
}

function fillEntry(
  cells: Uint8Array,
  at: number,
  entry: LogEntry,
  window: CellWindow & { readonly logStartOffset: number },
): void {
  for (let i = 0; i <= entry.batch.lastOffsetDelta; i++) {
    const offset = entry.baseOffset + i;
    const place = offset - window.firstOffset;
    if (place < 0 || place >= cellsPerReplica || offset < window.logStartOffset) continue;
    const diverged = isDiverged(entry, offset, window.leader) ? cellBits.diverged : 0;
    const acked = window.isAcked(offset, entry.leaderEpoch) ? cellBits.acked : 0;
    cells[at + place] = cellOf(entry, i) | diverged | acked;
  }
}
