import { type Arrangement, type Box, type Row, rowAt } from "./arrangement.ts";

/** A point in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A packet's ends as the frame has them. */
export interface Ends {
  readonly from: number;
  readonly to: number;
  /** -1 when it concerns no partition. */
  readonly row: number;
  readonly response: boolean;
}

/** The way of a packet, as corners, and its length. */
export interface Route {
  readonly points: readonly Point[];
  readonly length: number;
}

/** Requests and responses keep to their own side of the gutter. */
const side = 3;
/** Consumers are counted down from here in a packet's ends. */
const firstConsumer = -1001;

/** Where a consumer's dot stands in its row. */
function consumerDot(at: Arrangement, row: Row, place: number): Point {
  const last = at.columns.at(-1);
  const x = (last === undefined ? at.width - at.right : last.x + last.w) + 18;
  return { x, y: row.top + (at.closeness === "near" ? 14 : 10) + place * 17 * at.scale };
}

function measured(points: readonly Point[]): Route {
  let length = 0;
  for (const [i, point] of points.entries()) {
    const before = points[i - 1] ?? point;
    length += Math.abs(point.x - before.x) + Math.abs(point.y - before.y);
  }
  return { points, length };
}

/** Middle of a controller's column; a controller alone has only its name at the right. */
export function controllerX(at: Arrangement, node: number): number {
  const column = at.controllers?.columns.find((one) => one.node === node);
  return column === undefined || at.controllers === null
    ? at.width - at.right / 2
    : column.x + at.controllers.w / 2;
}

/** Ends of packets between voters of the quorum are in their own columns, though a node may be a broker too. */
function isQuorumTalk(at: Arrangement, ends: Ends): boolean {
  const voter = (node: number): boolean =>
    at.controllers?.columns.some((one) => one.node === node) ?? false;
  return voter(ends.from) && voter(ends.to);
}

function aboveRows(at: Arrangement, ends: Ends): Route | null {
  const lane = at.controlLane + (ends.response ? side : -side);
  const quorum = isQuorumTalk(at, ends);
  const xOf = (node: number): number => {
    if (quorum) return controllerX(at, node);
    const column = at.columns.find((one) => one.broker === node);
    if (column !== undefined) return column.x + column.w / 2;
    return node < 0 ? at.left - 14 : controllerX(at, node);
  };
  if (at.columns.length === 0) return null;
  const [a, b] = [xOf(ends.from), xOf(ends.to)];
  return measured([
    { x: a, y: 0 },
    { x: a, y: lane },
    { x: b, y: lane },
    { x: b, y: 0 },
  ]);
}

function alongGutter(at: Arrangement, row: Row, ends: Ends): Route {
  const lane = row.gutter + (ends.response ? side : -side);
  const end = (node: number): Point => {
    if (node <= firstConsumer) {
      const dot = consumerDot(at, row, 0);
      return { x: dot.x, y: lane };
    }
    if (node < 0) return { x: at.left - 14, y: lane };
    const column = at.columns.find((one) => one.broker === node);
    if (column === undefined) return { x: controllerX(at, node), y: lane };
    return { x: column.x + column.w / 2 + (ends.response ? 7 : -7), y: row.bottom };
  };
  const [a, b] = [end(ends.from), end(ends.to)];
  return measured([a, { x: a.x, y: lane }, { x: b.x, y: lane }, b]);
}

function besideCard(row: Row, ends: Ends): Route | null {
  const boxOf = (node: number): Box | undefined =>
    row.boxes.find((box) => box.broker === node);
  const lane = row.gutter + (ends.response ? side : -side);
  const end = (node: number): Point | null => {
    const box = boxOf(node);
    if (box !== undefined) return { x: box.x + box.w, y: box.y + box.h / 2 };
    return node < 0 ? { x: lane, y: row.top + 4 } : null;
  };
  const [a, b] = [end(ends.from), end(ends.to)];
  if (a === null || b === null) return null;
  return measured([a, { x: lane, y: a.y }, { x: lane, y: b.y }, b]);
}

/** The way between two ends; null where the layout shows none. */
export function route(at: Arrangement, ends: Ends): Route | null {
  const row = rowAt(at, ends.row);
  if (row === undefined) return aboveRows(at, ends);
  return at.layout === "cards" ? besideCard(row, ends) : alongGutter(at, row, ends);
}

/** The point after a share of the way, 0 to 1. */
export function pointOn(way: Route, share: number): Point {
  let left = Math.max(0, Math.min(1, share)) * way.length;
  let before = way.points[0] ?? { x: 0, y: 0 };
  for (const point of way.points) {
    const long = Math.abs(point.x - before.x) + Math.abs(point.y - before.y);
    if (long > 0 && left <= long) {
      const part = left / long;
      return {
        x: before.x + (point.x - before.x) * part,
        y: before.y + (point.y - before.y) * part,
      };
    }
    left -= long;
    before = point;
  }
  return before;
}
