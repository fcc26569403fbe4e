import type { Focus } from "../contract/command.ts";
import type { Arrangement } from "./arrange/arrangement.ts";
import type { Palette } from "./palette.ts";

/** What is visible of the picture, in CSS pixels. */
export interface Viewport {
  readonly width: number;
  readonly height: number;
  readonly scrollX: number;
  readonly scrollY: number;
  /** Screen pixels a CSS pixel. */
  readonly ratio: number;
}

/** What stands around the frames: size, colours, choices. */
export interface Setting {
  readonly at: Arrangement;
  readonly view: Viewport;
  readonly palette: Palette;
  readonly focus: Focus | null;
  readonly letters: boolean;
  /** Nothing may move: end states only. */
  readonly still: boolean;
}
