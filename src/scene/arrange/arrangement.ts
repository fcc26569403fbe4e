/** One replica's place. */
export interface Box {
  /** Row of the overview. */
  readonly row: number;
  /** Index into the partition's `replicas` and `logs`. */
  readonly replica: number;
  readonly broker: number;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** One partition's place. */
export interface Row {
  /** Row of the overview; rows that a filter hides leave holes. */
  readonly index: number;
  readonly topic: string;
  readonly partition: number;
  readonly top: number;
  readonly bottom: number;
  /** Middle of the gutter in which its packets travel. */
  readonly gutter: number;
  /** From left to right, or from top to bottom in a card. */
  readonly boxes: readonly Box[];
}

/** One broker's place; a card layout has none. */
export interface Column {
  readonly broker: number;
  readonly x: number;
  readonly w: number;
}

/** Columns of the brokers of one rack. */
export interface RackBand {
  readonly rack: string;
  readonly x: number;
  readonly w: number;
}

/** The voters of the metadata quorum, where there is more than one. */
export interface ControllerBand {
  readonly columns: readonly { readonly node: number; readonly x: number }[];
  readonly w: number;
  /** Where the brokers' places in the metadata log are marked. */
  readonly observersX: number;
}

/** Where a topic's name stands. */
export interface Head {
  readonly topic: string;
  readonly y: number;
  /** Of all its rows. */
  readonly height: number;
}

/** Replicas as squares, too small for their records. */
export interface Squares {
  /** Left and top of each replica of the overview in turn; NaN where a filter hides it. */
  readonly spots: Float32Array;
  readonly w: number;
  readonly h: number;
}

/** How much is said about a replica: words and names, words alone, or nothing beside its records. */
export type Closeness = "near" | "middle" | "far";

/** Least and most that the camera can do; below `squares` replicas are squares. */
export interface ZoomRange {
  readonly least: number;
  readonly squares: number;
  readonly most: number;
}

/** Everything's place in CSS pixels, decided by structure and size alone. */
export interface Arrangement {
  readonly layout: "columns" | "cards" | "squares";
  readonly closeness: Closeness;
  /** Of the camera; 1 is as it fits by itself. */
  readonly zoom: number;
  readonly range: ZoomRange;
  readonly width: number;
  readonly height: number;
  /** Width of the row labels at the left and of the consumers at the right. */
  readonly left: number;
  readonly right: number;
  readonly columns: readonly Column[];
  /** Ascending; none where replicas are squares. */
  readonly rows: readonly Row[];
  readonly heads: readonly Head[];
  /** Racks that hold more than one broker stand as bands, with all others. */
  readonly racks: readonly RackBand[];
  readonly controllers: ControllerBand | null;
  readonly squares: Squares | null;
  /** Pixels from one record to the next. */
  readonly step: number;
  /** Pixels inside a box before its first record. */
  readonly padding: number;
  /** Records that fit into a box. */
  readonly capacity: number;
  /** Middle of the lane above the rows, for what concerns no partition. */
  readonly controlLane: number;
  /** Of text, for a projector. */
  readonly scale: number;
}

/** An arrangement before it is known how it came about. */
export type PlainArrangement = Omit<Arrangement, "zoom" | "range">;

/** The place of a row of the overview; none where it is hidden or only a square. */
export function rowAt(at: Arrangement, index: number): Row | undefined {
  const guess = at.rows[index];
  if (guess?.index === index) return guess;
  let [low, high] = [0, at.rows.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = at.rows[middle];
    if (row === undefined) return undefined;
    if (row.index === index) return row;
    if (row.index < index) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
