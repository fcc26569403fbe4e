import type { Arrangement, Row } from "./arrangement.ts";
import type { Point } from "./route.ts";

/** A place of the cluster, whatever the arrangement: a row and a column with the shares of them that lie before it. */
export interface Anchor {
  /** Row of the overview. */
  readonly row: number;
  readonly rowShare: number;
  readonly broker: number;
  readonly columnShare: number;
}

function nearest<T>(list: readonly T[], distance: (one: T) => number): T | undefined {
  let best: T | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const one of list) {
    const away = distance(one);
    if (away >= least) continue;
    least = away;
    best = one;
  }
  return best;
}

const outside = (value: number, from: number, to: number): number =>
  Math.max(from - value, value - to, 0);

/** What lies at a point of the arrangement, or nearest to it. */
export function anchorAt(
  at: Arrangement,
  point: Point,
  rowOfReplica: (replica: number) => number,
): Anchor | null {
  const column = nearest(at.columns, ({ x, w }) => outside(point.x, x, x + w));
  if (column === undefined) return null;
  const columnShare = Math.max(0, Math.min(1, (point.x - column.x) / column.w));
  const { broker } = column;
  if (at.squares !== null) {
    const { spots, w, h } = at.squares;
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; 2 * i < spots.length; i++) {
      const [x, y] = [spots[2 * i] ?? Number.NaN, spots[2 * i + 1] ?? 0];
      const away = Math.abs(x + w / 2 - point.x) + Math.abs(y + h / 2 - point.y);
      if (away >= least) continue;
      least = away;
      best = i;
    }
    return best < 0
      ? null
      : { row: rowOfReplica(best), rowShare: 0.5, broker, columnShare };
  }
  const row = nearest(at.rows, ({ top, bottom }) => outside(point.y, top, bottom));
  if (row === undefined) return null;
  const rowShare = (point.y - row.top) / (row.bottom - row.top);
  return { row: row.index, rowShare, broker, columnShare };
}

/** Where an anchor is in an arrangement; null where it is not shown. */
export function pointOf(at: Arrangement, anchor: Anchor): Point | null {
  const column = at.columns.find((one) => one.broker === anchor.broker);
  const row = nearest(at.rows, (one: Row) => Math.abs(one.index - anchor.row));
  if (row === undefined) return null;
  return {
    x: column === undefined ? 0 : column.x + column.w * anchor.columnShare,
    y: row.top + (row.bottom - row.top) * anchor.rowShare,
  };
}

/** Where rows begin and end that are in view, with some around them. */
export function rowRange(
  at: Arrangement,
  view: { readonly scrollY: number; readonly height: number },
  around: number,
): { readonly from: number; readonly until: number } {
  const first = at.rows.findIndex((row) => row.bottom >= view.scrollY);
  if (first < 0) return { from: 0, until: 0 };
  const after = at.rows.findIndex((row) => row.top > view.scrollY + view.height);
  const end = after < 0 ? at.rows.length : after;
  return {
    from: Math.max(0, first - around),
    until: Math.min(at.rows.length, end + around),
  };
}

/** The camera's next place; cards are near or far, with nothing in between. */
export function nextZoom(at: Arrangement, factor: number): number {
  const { least, squares, most } = at.range;
  if (at.layout === "cards") return factor < 1 ? least : at.zoom;
  if (at.squares !== null) return factor > 1 ? squares * Math.max(1, factor / 2) : least;
  return Math.max(least, Math.min(most, at.zoom * factor));
}
