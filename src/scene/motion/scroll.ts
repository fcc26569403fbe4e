import type { PartitionView } from "../../contract/frame.ts";

/** Milliseconds in which a row comes most of the way to where it belongs. */
const easeMs = 110;

/** Offset at a box's left edge: a whole number unless the row is moving. */
export type Starts = Map<string, number>;

/** A partition's name in the maps of motion. */
export function rowKey(view: PartitionView): string {
  return `${view.topic}-${view.partition}`;
}

/** Share of a box that the leader's records keep when another log is longer, as after a cut. */
const leadersShare = 0.6;

/** Where a row belongs: its newest records, with room for two more. */
export function targetStart(view: PartitionView, capacity: number): number {
  let end = view.firstOffset;
  let leaderEnd = Number.POSITIVE_INFINITY;
  for (const log of view.logs) {
    if (log.exists) end = Math.max(end, log.logEndOffset);
    if (log.broker === view.leader) leaderEnd = log.logEndOffset;
  }
  const newest = end - capacity + 2;
  const leaders = leaderEnd - Math.floor(capacity * leadersShare);
  return Math.max(view.firstOffset, 0, Math.min(newest, leaders));
}

/** Moves a row towards its target and says where it is; jumps when it is far away or nothing may move. */
export function easeStart(
  starts: Starts,
  key: string,
  target: number,
  move: {
    readonly elapsedMs: number;
    readonly capacity: number;
    readonly still: boolean;
  },
): number {
  const now = starts.get(key);
  const far = now === undefined || Math.abs(target - now) > move.capacity;
  const share = 1 - 2 ** (-move.elapsedMs / easeMs);
  let next = far || move.still ? target : now + (target - now) * share;
  if (Math.abs(target - next) < 0.01) next = target;
  starts.set(key, next);
  return next;
}
