import {
  cellsPerReplica,
  type PartitionView,
  type ViewFrame,
} from "../../contract/frame.ts";
import { rowKey } from "./scroll.ts";

/** Milliseconds that a new record takes to appear and a truncated one to go. */
export const appearMs = 220;
export const vanishMs = 900;

/** Records that were cut off a log, shown for a moment. */
export interface Ghosts {
  readonly from: number;
  readonly cells: Uint8Array;
  readonly sinceMs: number;
}

/** What one log did lately. */
export interface Growth {
  end: number;
  /** Records from here on are new since `grownMs`. */
  grownFrom: number;
  grownMs: number;
  ghosts: Ghosts | null;
}

/** By partition and broker. */
export type Growths = Map<string, Growth>;

/** A replica's name in the map. */
export function growthKey(view: PartitionView, broker: number): string {
  return `${rowKey(view)}@${broker}`;
}

function cutOff(
  before: ViewFrame,
  key: string,
  end: number,
  nowMs: number,
): Ghosts | null {
  for (const view of before.partitions)
    for (const log of view.logs) {
      if (growthKey(view, log.broker) !== key) continue;
      const from = Math.max(end, view.firstOffset);
      const at = log.cellsAt + from - view.firstOffset;
      const until = log.cellsAt + cellsPerReplica;
      return { from, cells: before.cells.slice(at, until), sinceMs: nowMs };
    }
  return null;
}

/** Notes what grew and what was truncated between two frames. */
export function noteGrowth(
  growths: Growths,
  before: ViewFrame,
  frame: ViewFrame,
  nowMs: number,
): void {
  for (const view of frame.partitions)
    for (const log of view.logs) {
      const key = growthKey(view, log.broker);
      const end = log.logEndOffset;
      const known = growths.get(key);
      if (known === undefined) {
        growths.set(key, { end, grownFrom: end, grownMs: 0, ghosts: null });
        continue;
      }
      if (end > known.end) {
        known.grownFrom = known.end;
        known.grownMs = nowMs;
      } else if (end < known.end) {
        known.ghosts = cutOff(before, key, end, nowMs);
        known.grownFrom = end;
      }
      known.end = end;
    }
}
