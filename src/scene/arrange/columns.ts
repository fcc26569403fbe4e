import type { ArrangeInput, Placed } from "./arrange.ts";
import type {
  Box,
  Closeness,
  Column,
  ControllerBand,
  Head,
  PlainArrangement,
  Row,
} from "./arrangement.ts";
import { rackBands } from "./racks.ts";

const controlTop = 22;
const headGap = 22;
const bottomPad = 6;
/** Wider stages are read from afar. */
const farReader = 1_100;
/** A controller's column, and the gap to the next. */
const controllerWidth = 64;
const controllerGap = 8;
/** Marks of the brokers beside the controllers' logs. */
const observersWidth = 30;
const boxPadding = 10;
/** Columns of so many brokers stay wide enough for their names. */
const namedUpTo = 8;

/** Pixels from one row to the next, and how much of them is gutter. */
interface Pitch {
  readonly pitch: number;
  readonly gutter: number;
}

function topicCount(partitions: readonly Placed[]): number {
  let count = 0;
  let last: string | null = null;
  for (const { topic } of partitions) {
    if (topic !== last) count += 1;
    last = topic;
  }
  return count;
}

/** Of rows that nobody has moved nearer or further. */
export function naturalPitch(input: ArrangeInput): number {
  const rows = Math.max(1, input.partitions.length);
  const heads = topicCount(input.partitions);
  const free = input.height - controlTop - bottomPad - Math.max(0, heads - 1) * headGap;
  const pitch = Math.floor(free / rows);
  const most = input.width >= farReader ? 112 : 86;
  return pitch >= 54 ? Math.min(pitch, most) : 38;
}

/** A row never fills more than most of the view, however near the camera is. */
function pitchOf(input: ArrangeInput, zoom: number): Pitch {
  const natural = naturalPitch(input);
  const most = Math.max(natural, input.height * 0.82);
  const pitch = Math.round(Math.min(natural * zoom, most));
  if (pitch >= 72) return { pitch, gutter: Math.round(18 * Math.min(2, zoom)) || 18 };
  if (pitch >= 54) return { pitch, gutter: 14 };
  return { pitch, gutter: Math.max(2, Math.min(12, Math.round(pitch * 0.32))) };
}

const closenessOf = (pitch: number): Closeness =>
  pitch >= 72 ? "near" : pitch >= 54 ? "middle" : "far";

/** Pixels between records, so that about twenty fit and the last row of a hall can read them. */
function stepOf(boxWidth: number, letters: boolean): number {
  const wide = Math.round((boxWidth - 2 * boxPadding) / 19);
  return Math.max(letters ? 13 : 9, Math.min(20, wide));
}

/** Heads and the tops of rows, topic after topic. */
function tops(
  partitions: readonly Placed[],
  pitch: number,
): { heads: Head[]; tops: number[] } {
  const heads: Head[] = [];
  const found: number[] = [];
  let y = controlTop;
  let first = 0;
  for (const [i, { topic }] of partitions.entries()) {
    if (i > 0 && topic !== partitions[i - 1]?.topic) {
      y += headGap;
      first = i;
    }
    if (i === first) heads.push({ topic, y, height: 0 });
    const head = heads.at(-1);
    if (head !== undefined)
      heads[heads.length - 1] = { ...head, height: head.height + pitch };
    found.push(y);
    y += pitch;
  }
  return { heads, tops: found };
}

/** Widths of everything from left to right. */
interface Widths {
  readonly scale: number;
  readonly left: number;
  readonly right: number;
  readonly gap: number;
  /** A broker's column, as it is by itself. */
  readonly natural: number;
  readonly band: number;
}

function widthsOf(input: ArrangeInput): Widths {
  const scale = input.width >= farReader ? 1.2 : 1;
  const wide = input.width >= 780;
  const many = input.controllers.length > 1;
  const left = (wide && !many ? 176 : 164) * scale;
  const right = (many ? 92 : wide ? 130 : 104) * scale;
  const gap = wide && !many ? 18 : 12;
  const band = many
    ? input.controllers.length * (controllerWidth + controllerGap) * scale +
      observersWidth +
      8
    : 0;
  const count = Math.max(1, input.brokers.length);
  const free = input.width - left - right - band - gap * (count - 1);
  const natural = Math.max(96, Math.min(460, Math.floor(free / count)));
  return { scale, left, right, gap, natural, band };
}

function controllerBand(
  input: ArrangeInput,
  widths: Widths,
  x: number,
): ControllerBand | null {
  if (widths.band === 0) return null;
  const w = controllerWidth * widths.scale;
  const first = x + observersWidth;
  return {
    w,
    observersX: x + 12,
    columns: input.controllers.map((node, i) => ({
      node,
      x: first + i * (w + controllerGap * widths.scale),
    })),
  };
}

function boxesOf(
  one: Placed,
  placed: ReadonlyMap<number, Column>,
  y: number,
  h: number,
): readonly Box[] {
  const boxes: Box[] = [];
  for (const [replica, broker] of one.replicas.entries()) {
    const column = placed.get(broker);
    if (column === undefined) continue;
    boxes.push({ row: one.row, replica, broker, x: column.x, y, w: column.w, h });
  }
  return boxes.toSorted((a, b) => a.x - b.x);
}

/** Rows are partitions, columns are brokers. */
export function columns(input: ArrangeInput, zoom: number): PlainArrangement {
  const widths = widthsOf(input);
  const { left, right, gap, scale } = widths;
  const narrowest = input.brokers.length > namedUpTo ? 28 : 96;
  const w = Math.max(narrowest, Math.round(widths.natural * zoom));
  const placed = input.brokers.map((broker, i) => ({
    broker,
    x: left + i * (w + gap),
    w,
  }));
  const byBroker = new Map(placed.map((column) => [column.broker, column]));
  const { pitch, gutter } = pitchOf(input, zoom);
  const { heads, tops: rowTops } = tops(input.partitions, pitch);
  const rows: Row[] = input.partitions.map((one, i) => {
    const top = rowTops[i] ?? 0;
    const bottom = top + pitch - gutter;
    return {
      index: one.row,
      topic: one.topic,
      partition: one.partition,
      top,
      bottom,
      gutter: bottom + gutter / 2,
      boxes: boxesOf(one, byBroker, top, pitch - gutter),
    };
  });
  const padding = Math.max(3, Math.min(boxPadding, Math.round(boxPadding * zoom)));
  const step = Math.max(
    3,
    Math.round(stepOf(widths.natural, input.letters) * Math.max(zoom, 0.35)),
  );
  const rowsEnd = left + Math.max(1, placed.length) * (w + gap) - gap + right;
  return {
    layout: "columns",
    closeness: closenessOf(pitch),
    width: Math.max(input.width, rowsEnd + widths.band),
    // Groups may need more room than the rows beside them.
    height: Math.max(
      input.height,
      (rows.at(-1)?.bottom ?? controlTop) + gutter + bottomPad,
    ),
    left,
    right,
    columns: placed,
    rows,
    heads,
    racks: rackBands(input, placed),
    controllers: controllerBand(
      input,
      widths,
      Math.max(rowsEnd, input.width - widths.band),
    ),
    squares: null,
    step,
    padding,
    capacity: Math.max(2, Math.floor((w - 2 * padding) / step)),
    controlLane: 10,
    scale,
  };
}
