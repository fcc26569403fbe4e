import { cellBits } from "../../contract/frame.ts";

/** How a record looks, apart from its hue. */
export type Look = "solid" | "pale" | "hollow" | "hollowPale" | "control";

/** Records of one look and hue: x and y in turn. */
export interface MarkGroup {
  readonly look: Look;
  readonly hue: number;
  /** Left and top of each, in turn. */
  readonly at: number[];
}

/** All records of a picture, sorted so that a painter changes its colour as seldom as it can. */
export interface RecordMarks {
  readonly groups: readonly MarkGroup[];
  /** Left and top of records that differ from the leader's. */
  readonly diverged: number[];
  /** The same for those of them that were acknowledged: promised, and going. */
  readonly divergedAcked: number[];
  /** Acknowledged, but past the high watermark: promised, not yet safe. */
  readonly atRisk: number[];
  count: number;
}

const looks: readonly Look[] = ["solid", "pale", "hollow", "hollowPale", "control"];
const hues = 10;

/** Empty, to be filled again each frame. */
export function createRecordMarks(): RecordMarks {
  const groups = looks.flatMap((look) =>
    Array.from({ length: hues }, (_, hue) => ({ look, hue, at: [] })),
  );
  return { groups, diverged: [], divergedAcked: [], atRisk: [], count: 0 };
}

/** Empties without giving memory back. */
export function clearRecordMarks(marks: RecordMarks): void {
  for (const group of marks.groups) group.at.length = 0;
  marks.diverged.length = 0;
  marks.divergedAcked.length = 0;
  marks.atRisk.length = 0;
  marks.count = 0;
}

/** What decides a record's look beside its own bits. */
export interface Standing {
  /** Past the high watermark, or on a broker that is down. */
  readonly pale: boolean;
  readonly pastHighWatermark: boolean;
  readonly leader: boolean;
}

function lookOf(cell: number, pale: boolean): Look {
  if ((cell & cellBits.control) !== 0) return "control";
  if ((cell & cellBits.tombstone) !== 0) return pale ? "hollowPale" : "hollow";
  return pale ? "pale" : "solid";
}

/** Adds one record. */
export function addRecord(
  marks: RecordMarks,
  cell: number,
  place: { readonly x: number; readonly y: number },
  standing: Standing,
): void {
  const look = lookOf(cell, standing.pale);
  const group = marks.groups[looks.indexOf(look) * hues + (cell & cellBits.hue)];
  group?.at.push(place.x, place.y);
  marks.count += 1;
  const acked = (cell & cellBits.acked) !== 0;
  if ((cell & cellBits.diverged) !== 0)
    (acked ? marks.divergedAcked : marks.diverged).push(place.x, place.y);
  else if (acked && standing.leader && standing.pastHighWatermark)
    marks.atRisk.push(place.x, place.y);
}
