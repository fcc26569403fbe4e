import { offsetAt } from "./completed-fetch.ts";
import type { Consumer } from "./consumer.ts";
import type { Delivered } from "./fetch-collector.ts";
import type { Note } from "./note.ts";

/** Offsets as [first, last], in the order of delivery. */
export function addRanges(
  ranges: Record<string, [number, number][]>,
  delivered: readonly Delivered[],
): void {
  for (const { name, slices } of delivered) {
    const list = (ranges[name] ??= []);
    for (const { entry, first, count } of slices)
      for (let i = first; i < first + count; i++) addOffset(list, offsetAt(entry, i));
  }
}

function addOffset(list: [number, number][], offset: number): void {
  const last = list[list.length - 1];
  if (last !== undefined && last[1] === offset - 1) last[1] = offset;
  else list.push([offset, offset]);
}

/** Writes down what a poll returned; records between two other happenings are one note. */
export function noteRecords({ notes }: Consumer, delivered: readonly Delivered[]): void {
  if (notes === null) return;
  const last = notes[notes.length - 1];
  if (last?.kind === "records") {
    addRanges(last.ranges, delivered);
    return;
  }
  const ranges: Extract<Note, { kind: "records" }>["ranges"] = {};
  addRanges(ranges, delivered);
  notes.push({ kind: "records", ranges });
}
