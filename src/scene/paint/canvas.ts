import type { Palette } from "../palette.ts";
import type { Viewport } from "../setting.ts";

/** The drawing context with its size; only this folder holds one. */
export interface Canvas {
  readonly context: CanvasRenderingContext2D;
  readonly element: HTMLCanvasElement;
  width: number;
  height: number;
  ratio: number;
  /** Of text. */
  scale: number;
}

/** Null where the browser gives no 2D context. */
export function openCanvas(element: HTMLCanvasElement): Canvas | null {
  const context = element.getContext("2d");
  return context === null
    ? null
    : { context, element, width: 0, height: 0, ratio: 1, scale: 1 };
}

/** Fits the bitmap to the screen's pixels and clears it. */
export function beginPicture(canvas: Canvas, view: Viewport): void {
  const { context, element } = canvas;
  const [w, h] = [
    Math.max(1, Math.round(view.width * view.ratio)),
    Math.max(1, Math.round(view.height * view.ratio)),
  ];
  if (element.width !== w || element.height !== h) {
    element.width = w;
    element.height = h;
  }
  canvas.width = view.width;
  canvas.height = view.height;
  canvas.ratio = view.ratio;
  context.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
  context.clearRect(0, 0, view.width, view.height);
  context.translate(-view.scrollX, -view.scrollY);
}

/** Text in the page's font at a size. */
export function setFont(
  canvas: Canvas,
  palette: Palette,
  px: number,
  weight = 400,
): void {
  canvas.context.font = `${weight} ${px * canvas.scale}px ${palette.font}`;
}

const widths = new Map<string, number>();

/** Width of a text; figures count as zeros, so that counting up does not measure again. */
export function textWidth(canvas: Canvas, text: string): number {
  const key = `${canvas.context.font}|${text.replace(/\d/g, "0")}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (widths.size > 2_000) widths.clear();
  const width = canvas.context.measureText(text.replace(/\d/g, "0")).width;
  widths.set(key, width);
  return width;
}
