/** One replica's place. */
export interface Box {
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

/** Where a topic's name stands. */
export interface Head {
  readonly topic: string;
  readonly y: number;
  readonly rows: number;
}

/** How much is said about a replica: words and names, words alone, or nothing beside its records. */
export type Closeness = "near" | "middle" | "far";

/** Everything's place in CSS pixels, decided by structure and size alone. */
export interface Arrangement {
  readonly layout: "columns" | "cards";
  readonly closeness: Closeness;
  readonly width: number;
  readonly height: number;
  /** Width of the row labels at the left and of the consumers at the right. */
  readonly left: number;
  readonly right: number;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly heads: readonly Head[];
  /** Pixels from one record to the next. */
  readonly step: number;
  /** Records that fit into a box. */
  readonly capacity: number;
  /** Middle of the lane above the rows, for what concerns no partition. */
  readonly controlLane: number;
  /** Of text, for a projector. */
  readonly scale: number;
}

/** Pixels inside a box before its first record. */
export const boxPadding = 10;
