import type { Arrangement, ZoomRange } from "./arrangement.ts";
import { cards } from "./cards.ts";
import { columns, naturalPitch } from "./columns.ts";
import { squares } from "./squares.ts";

/** What has to be known of a partition to place it. */
export interface Placed {
  /** Its row of the overview. */
  readonly row: number;
  readonly topic: string;
  readonly partition: number;
  readonly replicas: readonly number[];
  /** Index of its first replica in the overview. */
  readonly firstReplica: number;
}

/** Structure and size; nothing that changes while records flow. */
export interface ArrangeInput {
  readonly width: number;
  readonly height: number;
  /** Those that are shown; brokers of one rack beside one another where racks are bands. */
  readonly brokers: readonly number[];
  /** By broker, where it has one. */
  readonly racks: Readonly<Record<number, string>>;
  /** Voters of the metadata quorum. */
  readonly controllers: readonly number[];
  /** Those that are shown, ascending by row. */
  readonly partitions: readonly Placed[];
  /** Of the whole overview. */
  readonly replicas: number;
  /** Wider cells, so that a letter fits. */
  readonly letters: boolean;
  /** Null: as near as everything fits. */
  readonly zoom: number | null;
}

/** Narrower than this, rows become cards. */
const cardsBelow = 600;
/** Above so many rows or columns the page opens with the far view. */
const farRows = 100;
const farColumns = 16;
/** Rows less high than this cannot show their records: replicas become squares. */
const squaresBelow = 10;
/** The camera goes no nearer. */
const nearest = 14;

/** What the camera can do with so many rows. */
function zoomRange(input: ArrangeInput): ZoomRange {
  const squaresAt = squaresBelow / naturalPitch(input);
  return { least: squaresAt * 0.8, squares: squaresAt, most: nearest };
}

/** The camera's place when nobody has moved it. */
function zoomByItself(input: ArrangeInput): number {
  const far = input.partitions.length > farRows || input.brokers.length > farColumns;
  return far ? zoomRange(input).least : 1;
}

/** Places everything: columns where there is room, one card a partition where there is not, squares from afar. */
export function arrange(input: ArrangeInput): Arrangement {
  const range = zoomRange(input);
  const wanted = input.zoom ?? zoomByItself(input);
  const zoom = Math.max(range.least, Math.min(range.most, wanted));
  if (zoom < range.squares) return { ...squares(input), zoom, range };
  const found = input.width < cardsBelow ? cards(input) : columns(input, zoom);
  return { ...found, zoom, range };
}
