import type { OverviewView } from "../../contract/overview.ts";
import type { Squares } from "../arrange/arrangement.ts";
import { type SquareLook, squareLook } from "../marks/square-look.ts";
import type { Palette } from "../palette.ts";
import type { Viewport } from "../setting.ts";
import type { Canvas } from "./canvas.ts";

/** The bitmap that squares are written into, pixel by pixel: tens of thousands in a few milliseconds. */
interface Bitmap {
  readonly image: ImageData;
  readonly pixels: Uint32Array;
}

const bitmaps = new WeakMap<HTMLCanvasElement, Bitmap>();

function bitmapOf({ context, element }: Canvas): Bitmap {
  const known = bitmaps.get(element);
  if (known?.image.width === element.width && known.image.height === element.height) {
    known.pixels.fill(0);
    return known;
  }
  const image = context.createImageData(element.width, element.height);
  const bitmap = { image, pixels: new Uint32Array(image.data.buffer) };
  bitmaps.set(element, bitmap);
  return bitmap;
}

function channels(hex: string): readonly [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** A colour of the tokens, mixed with the background; in the byte order of image data. */
function pixelOf(colour: string, background: string, share: number): number {
  const [over, under] = [channels(colour), channels(background)];
  const mix = (i: 0 | 1 | 2): number =>
    Math.round(over[i] * share + under[i] * (1 - share));
  return ((255 << 24) | (mix(2) << 16) | (mix(1) << 8) | mix(0)) >>> 0;
}

type Tones = Readonly<Record<SquareLook["tone"], number>>;

function tonesOf(palette: Palette): Tones {
  const pixel = (colour: string, share = 1): number =>
    pixelOf(colour, palette.background, share);
  return {
    leader: pixel(palette.water),
    inSync: pixel(palette.water, 0.34),
    outOfSync: pixel(palette.warn),
    eligible: pixel(palette.good),
    offline: pixel(palette.bad),
    moving: pixel(palette.transaction),
  };
}

/** A filled rectangle of whole pixels, cut off at the edges of the bitmap. */
interface Patch {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

function fillPatch({ image, pixels }: Bitmap, patch: Patch, colour: number): void {
  const left = Math.max(0, patch.x);
  const right = Math.min(image.width, patch.x + patch.w);
  const bottom = Math.min(image.height, patch.y + patch.h);
  if (right <= left) return;
  for (let y = Math.max(0, patch.y); y < bottom; y++)
    pixels.fill(colour, y * image.width + left, y * image.width + right);
}

function paintSquare(bitmap: Bitmap, at: Patch, look: SquareLook, tones: Tones): void {
  const colour = tones[look.tone];
  const half = at.h >> 1;
  if (look.shape === "lower")
    fillPatch(bitmap, { ...at, y: at.y + half, h: at.h - half }, colour);
  else if (look.shape === "upper") fillPatch(bitmap, { ...at, h: half + 1 }, colour);
  else fillPatch(bitmap, at, colour);
  if (look.shape !== "hollow" && look.shape !== "dotted") return;
  const edge = at.w > 8 && at.h > 8 ? 2 : 1;
  const inside = {
    x: at.x + edge,
    y: at.y + edge,
    w: at.w - 2 * edge,
    h: at.h - 2 * edge,
  };
  fillPatch(bitmap, inside, 0);
  if (look.shape === "dotted" && inside.w > 2 && inside.h > 2)
    fillPatch(
      bitmap,
      { x: inside.x + 1, y: inside.y + 1, w: inside.w - 2, h: inside.h - 2 },
      colour,
    );
}

const looks = new Map<number, SquareLook>();

function lookOf(replica: number, partition: number): SquareLook {
  const key = (replica << 8) | partition;
  const known = looks.get(key);
  if (known !== undefined) return known;
  const look = squareLook(replica, partition);
  looks.set(key, look);
  return look;
}

/** Every replica of the far view; first of all, for it replaces what is on the canvas. */
export function paintSquares(
  canvas: Canvas,
  drawn: {
    readonly overview: OverviewView;
    readonly squares: Squares;
    readonly view: Viewport;
    readonly palette: Palette;
  },
): void {
  const { overview, squares, view, palette } = drawn;
  const { spots } = squares;
  const { ratio } = view;
  const bitmap = bitmapOf(canvas);
  const tones = tonesOf(palette);
  const w = Math.max(1, Math.round(squares.w * ratio));
  const h = Math.max(1, Math.round(squares.h * ratio));
  const last = overview.topicOf.length;
  for (let row = 0; row < last; row++) {
    const partition = overview.partitions[row] ?? 0;
    const until = overview.firstReplica[row + 1] ?? 0;
    for (let i = overview.firstReplica[row] ?? 0; i < until; i++) {
      const x = spots[2 * i] ?? Number.NaN;
      if (Number.isNaN(x)) continue;
      const y = Math.round(((spots[2 * i + 1] ?? 0) - view.scrollY) * ratio);
      if (y + h < 0 || y > bitmap.image.height) continue;
      const place = { x: Math.round((x - view.scrollX) * ratio), y, w, h };
      paintSquare(bitmap, place, lookOf(overview.replicas[i] ?? 0, partition), tones);
    }
  }
  canvas.context.putImageData(bitmap.image, 0, 0);
}

/** A frame around every replica of one partition. */
export function paintSquaresOf(
  canvas: Canvas,
  overview: OverviewView,
  squares: Squares,
  mark: { readonly row: number; readonly colour: string },
): void {
  const { context } = canvas;
  const until = overview.firstReplica[mark.row + 1] ?? 0;
  context.strokeStyle = mark.colour;
  context.lineWidth = 1.5;
  context.beginPath();
  for (let i = overview.firstReplica[mark.row] ?? 0; i < until; i++) {
    const [x, y] = [squares.spots[2 * i] ?? Number.NaN, squares.spots[2 * i + 1] ?? 0];
    if (!Number.isNaN(x)) context.rect(x - 1.5, y - 1.5, squares.w + 3, squares.h + 3);
  }
  context.stroke();
}
