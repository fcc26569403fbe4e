import type { Happening } from "../../contract/happening.ts";
import type { Sample } from "../../store/chronicle.ts";

/** A mark in a lane. */
export interface TimelineMark {
  readonly id: number;
  readonly atUs: number;
  readonly label: string;
  readonly weight: Happening["weight"];
}

const leaderChange = /leader (\S+) → (\S+?)(?:,|$)/;
const isrChange = /ISR (.+?) → ([\d, ]*\d|∅|none)/;

/** Marks closer than this many pixels are one, with a count. */
const nearPx = 7;

/** Changes of partitions whose text has `before → after` of one kind. */
function changeMarks(
  happenings: readonly Happening[],
  change: RegExp,
): readonly TimelineMark[] {
  return happenings.flatMap((one) => {
    const found = one.kind === "partitionChanged" ? change.exec(one.text) : null;
    return found === null
      ? []
      : [
          {
            id: one.id,
            atUs: one.atUs,
            label: `${found[1]} → ${found[2]}`,
            weight: one.weight,
          },
        ];
  });
}

/** Changes of leaders, as `1 → 2`. */
export function leaderMarks(happenings: readonly Happening[]): readonly TimelineMark[] {
  return changeMarks(happenings, leaderChange);
}

/** Changes of in-sync replica sets, as `1,2,3 → 2,3`. */
export function isrMarks(happenings: readonly Happening[]): readonly TimelineMark[] {
  return changeMarks(happenings, isrChange);
}

/** What a person did, and what was lost. */
export function eventMarks(
  happenings: readonly Happening[],
  pick: (one: Happening) => boolean,
): readonly TimelineMark[] {
  return happenings
    .filter(pick)
    .map((one) => ({ id: one.id, atUs: one.atUs, label: one.text, weight: one.weight }));
}

/** A mark at its place, standing for one or more. */
export interface PlacedMark {
  readonly mark: TimelineMark;
  readonly x: number;
  readonly count: number;
  /** Empty where the label has no room. */
  readonly label: string;
  /** Side of the mark on which the label stands. */
  readonly side: "left" | "right";
}

/** Pixels from a mark to its label, and of one letter. */
const labelGapPx = 9;
const letterPx = 5.8;

/** Joins what is too close to tell apart and keeps labels from running into each other. */
export function placeMarks(
  marks: readonly TimelineMark[],
  x: (atUs: number) => number,
  range: { readonly from: number; readonly to: number },
): readonly PlacedMark[] {
  const joined: { mark: TimelineMark; x: number; count: number }[] = [];
  for (const mark of marks) {
    const at = x(mark.atUs);
    const last = joined.at(-1);
    if (last !== undefined && at - last.x < nearPx) {
      last.count += 1;
      last.mark = mark;
    } else joined.push({ mark, x: at, count: 1 });
  }
  let free = range.from;
  return joined.map((one, i) => {
    const text = one.count > 1 ? `${one.mark.label} ×${one.count}` : one.mark.label;
    const width = labelGapPx + text.length * letterPx;
    const next = (joined[i + 1]?.x ?? range.to) - labelGapPx;
    const left = one.x - width >= free;
    const right = !left && one.x + width <= next;
    free = one.x + (right ? width : labelGapPx);
    return { ...one, label: left || right ? text : "", side: left ? "left" : "right" };
  });
}

/** Points of a line through samples, as a rate or as it is. */
export function linePoints(
  samples: readonly Sample[],
  value: (sample: Sample, before: Sample) => number,
  place: {
    readonly x: (atUs: number) => number;
    readonly top: number;
    readonly height: number;
  },
): string {
  const values = samples.map((sample, i) => value(sample, samples[i - 1] ?? sample));
  const most = Math.max(1, ...values);
  return samples
    .map((sample, i) => {
      const share = (values[i] ?? 0) / most;
      return `${place.x(sample.atUs).toFixed(1)},${(place.top + place.height * (1 - share)).toFixed(1)}`;
    })
    .join(" ");
}
