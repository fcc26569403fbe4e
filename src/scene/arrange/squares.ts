import type { ArrangeInput } from "./arrange.ts";
import type { Column, PlainArrangement, Squares } from "./arrangement.ts";
import { rackBands } from "./racks.ts";

const side = 16;
const top = 22;
/** Room for the words that explain the squares. */
const bottomPad = 40;
const widest = 60;
/** A square is never larger than this, nor smaller. */
const largest = 22;
const smallest = 3;
/** A row of its own for each partition needs this much. */
const leastPitch = 5;

function columnsOf(input: ArrangeInput): readonly Column[] {
  const count = Math.max(1, input.brokers.length);
  const gap = count > 24 ? 2 : 8;
  const free = input.width - 2 * side - gap * (count - 1);
  const w = Math.max(smallest, Math.min(widest, Math.floor(free / count)));
  const used = count * (w + gap) - gap;
  const left = Math.max(side, Math.floor((input.width - used) / 2));
  return input.brokers.map((broker, i) => ({ broker, x: left + i * (w + gap), w }));
}

/** A row for each partition, as near as in the other views, where all of them fit under one another. */
function inRows(input: ArrangeInput, columns: readonly Column[], pitch: number): Squares {
  const spots = new Float32Array(input.replicas * 2).fill(Number.NaN);
  const byBroker = new Map(columns.map((column) => [column.broker, column]));
  for (const [i, { firstReplica, replicas }] of input.partitions.entries())
    for (const [replica, broker] of replicas.entries()) {
      const column = byBroker.get(broker);
      if (column === undefined) continue;
      spots[2 * (firstReplica + replica)] = column.x;
      spots[2 * (firstReplica + replica) + 1] = top + i * pitch;
    }
  return { spots, w: (columns[0]?.w ?? widest) - 1, h: pitch - 1 };
}

/** The largest square with which the fullest broker's replicas fit into its column. */
function squareSize(most: number, w: number, height: number): number {
  for (let size = Math.min(largest, w); size > smallest; size--) {
    const perLine = Math.floor(w / size);
    if (Math.ceil(most / perLine) * size <= height) return size;
  }
  return smallest;
}

/** Each broker's replicas packed into its column, in the order of their partitions. */
function packed(input: ArrangeInput, columns: readonly Column[]): Squares {
  const counts = new Map<number, number>();
  for (const { replicas } of input.partitions)
    for (const broker of replicas) counts.set(broker, (counts.get(broker) ?? 0) + 1);
  const w = columns[0]?.w ?? smallest;
  const free = input.height - top - bottomPad;
  const size = squareSize(Math.max(1, ...counts.values()), w, free);
  const perLine = Math.max(1, Math.floor(w / size));
  const spots = new Float32Array(input.replicas * 2).fill(Number.NaN);
  const byBroker = new Map(columns.map((column) => [column.broker, column]));
  const next = new Map<number, number>();
  for (const { firstReplica, replicas } of input.partitions)
    for (const [replica, broker] of replicas.entries()) {
      const column = byBroker.get(broker);
      if (column === undefined) continue;
      const place = next.get(broker) ?? 0;
      next.set(broker, place + 1);
      spots[2 * (firstReplica + replica)] = column.x + (place % perLine) * size;
      spots[2 * (firstReplica + replica) + 1] = top + Math.floor(place / perLine) * size;
    }
  return { spots, w: size - 1, h: size - 1 };
}

function heightOf({ spots, h }: Squares): number {
  let lowest = top;
  for (let i = 1; i < spots.length; i += 2) {
    const y = spots[i] ?? Number.NaN;
    if (y > lowest) lowest = y;
  }
  return lowest + h + bottomPad;
}

/** The far view: thousands of replicas as squares in the columns of their brokers. */
export function squares(input: ArrangeInput): PlainArrangement {
  const columns = columnsOf(input);
  const rows = Math.max(1, input.partitions.length);
  const pitch = Math.min(12, Math.floor((input.height - top - bottomPad) / rows));
  const found =
    pitch >= leastPitch ? inRows(input, columns, pitch) : packed(input, columns);
  return {
    layout: "squares",
    closeness: "far",
    width: Math.max(input.width, (columns.at(-1)?.x ?? 0) + (columns[0]?.w ?? 0) + 8),
    height: heightOf(found),
    left: columns[0]?.x ?? side,
    right: side,
    columns,
    rows: [],
    heads: [],
    racks: rackBands(input, columns),
    controllers: null,
    squares: found,
    step: 3,
    padding: 2,
    capacity: 0,
    controlLane: 10,
    scale: 1,
  };
}
