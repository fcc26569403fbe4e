import {
  type Arrangement,
  type Box,
  boxPadding,
  type Closeness,
  type Head,
  type Row,
} from "./arrangement.ts";
import { cards } from "./cards.ts";

/** What has to be known of a partition to place it. */
export interface Placed {
  readonly topic: string;
  readonly partition: number;
  readonly replicas: readonly number[];
}

/** Structure and size; nothing that changes while records flow. */
export interface ArrangeInput {
  readonly width: number;
  readonly height: number;
  readonly brokers: readonly number[];
  readonly partitions: readonly Placed[];
  /** Wider cells, so that a letter fits. */
  readonly letters: boolean;
}

/** Narrower than this, rows become cards. */
const cardsBelow = 600;
const controlTop = 22;
const headGap = 22;
const bottomPad = 6;
/** Wider stages are read from afar. */
const farReader = 1_100;

/** Pixels from one row to the next, and how much of them is gutter. */
interface Pitch {
  readonly pitch: number;
  readonly gutter: number;
  readonly closeness: Closeness;
}

function pitchOf(input: ArrangeInput, heads: number): Pitch {
  const rows = Math.max(1, input.partitions.length);
  const free = input.height - controlTop - bottomPad - Math.max(0, heads - 1) * headGap;
  const pitch = Math.floor(free / rows);
  const most = input.width >= farReader ? 112 : 86;
  if (pitch >= 72) return { pitch: Math.min(pitch, most), gutter: 18, closeness: "near" };
  if (pitch >= 54) return { pitch, gutter: 14, closeness: "middle" };
  return { pitch: 38, gutter: 12, closeness: "far" };
}

/** Pixels between records, so that about twenty fit and the last row of a hall can read them. */
function stepOf(boxWidth: number, letters: boolean): number {
  const wide = Math.round((boxWidth - 2 * boxPadding) / 19);
  return Math.max(letters ? 13 : 9, Math.min(20, wide));
}

/** Heads and the tops of rows, topic after topic. */
function tops(input: ArrangeInput, pitch: number): { heads: Head[]; tops: number[] } {
  const heads: Head[] = [];
  const found: number[] = [];
  let y = controlTop;
  let topic: string | null = null;
  for (const { topic: name } of input.partitions) {
    if (name !== topic) {
      if (topic !== null) y += headGap;
      topic = name;
      const rows = input.partitions.filter((one) => one.topic === name).length;
      heads.push({ topic: name, y, rows });
    }
    found.push(y);
    y += pitch;
  }
  return { heads, tops: found };
}

function columns(input: ArrangeInput): Arrangement {
  const scale = input.width >= farReader ? 1.2 : 1;
  const left = (input.width >= 780 ? 176 : 164) * scale;
  const right = (input.width >= 780 ? 112 : 98) * scale;
  const columnGap = input.width >= 780 ? 18 : 12;
  const count = Math.max(1, input.brokers.length);
  const free = input.width - left - right - columnGap * (count - 1);
  const w = Math.max(96, Math.min(460, Math.floor(free / count)));
  const placed = input.brokers.map((broker, i) => ({
    broker,
    x: left + i * (w + columnGap),
    w,
  }));
  const names = new Set(input.partitions.map((one) => one.topic));
  const { pitch, gutter, closeness } = pitchOf(input, names.size);
  const { heads, tops: rowTops } = tops(input, pitch);
  const rows: Row[] = input.partitions.map((one, index) => {
    const top = rowTops[index] ?? 0;
    const boxes: Box[] = [];
    for (const [replica, broker] of one.replicas.entries()) {
      const column = placed.find((candidate) => candidate.broker === broker);
      if (column === undefined) continue;
      boxes.push({
        row: index,
        replica,
        broker,
        x: column.x,
        y: top,
        w,
        h: pitch - gutter,
      });
    }
    boxes.sort((a, b) => a.x - b.x);
    const bottom = top + pitch - gutter;
    const { topic, partition } = one;
    return { index, topic, partition, top, bottom, gutter: bottom + gutter / 2, boxes };
  });
  const step = stepOf(w, input.letters);
  return {
    layout: "columns",
    closeness,
    width: Math.max(input.width, left + right + count * (w + columnGap) - columnGap),
    height: (rows.at(-1)?.bottom ?? controlTop) + gutter + bottomPad,
    left,
    right,
    columns: placed,
    rows,
    heads,
    step,
    capacity: Math.max(4, Math.floor((w - 2 * boxPadding) / step)),
    controlLane: 10,
    scale,
  };
}

/** Places everything: columns where there is room, one card a partition where there is not. */
export function arrange(input: ArrangeInput): Arrangement {
  return input.width < cardsBelow ? cards(input) : columns(input);
}
