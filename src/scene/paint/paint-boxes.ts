import type { ViewFrame } from "../../contract/frame.ts";
import type { Arrangement, Box, Row } from "../arrange/arrangement.ts";
import { type BoxState, boxState } from "../marks/box-state.ts";
import type { Palette } from "../palette.ts";
import { viewOfRow } from "../row-view.ts";
import type { Canvas } from "./canvas.ts";

/** Room that a dead broker's tint takes around its column. */
const tintMargin = 8;

/** Columns of brokers that are down or fenced, tinted from top to bottom. */
export function paintColumns(
  canvas: Canvas,
  at: Arrangement,
  frame: ViewFrame,
  palette: Palette,
): void {
  const { context } = canvas;
  for (const column of at.columns) {
    const broker = frame.brokers.find((one) => one.id === column.broker);
    if (broker === undefined || broker.status === "running") continue;
    context.fillStyle = broker.status === "down" ? palette.badBack : palette.soft;
    context.globalAlpha = 0.55;
    context.beginPath();
    const height = Math.max(at.height, canvas.height) - 6;
    const margin = at.layout === "squares" ? 1 : tintMargin;
    context.roundRect(column.x - margin, 0, column.w + 2 * margin, height, 2 + margin);
    context.fill();
    context.globalAlpha = 1;
  }
}

/** Thin lines on which packets travel. */
export function paintGutters(
  canvas: Canvas,
  at: Arrangement,
  rows: readonly Row[],
  palette: Palette,
): void {
  const { context } = canvas;
  const [first, last] = [at.columns[0], at.columns.at(-1)];
  context.strokeStyle = palette.soft;
  context.lineWidth = 1;
  context.beginPath();
  if (first !== undefined && last !== undefined)
    for (const row of rows) {
      context.moveTo(at.left - 14, Math.round(row.gutter) + 0.5);
      context.lineTo(last.x + last.w + 18, Math.round(row.gutter) + 0.5);
    }
  else
    for (const row of rows) {
      const [top, bottom] = [row.boxes[0], row.boxes.at(-1)];
      if (top === undefined || bottom === undefined) continue;
      context.moveTo(row.gutter, row.top + 6);
      context.lineTo(row.gutter, bottom.y + bottom.h / 2);
    }
  context.stroke();
}

interface Dress {
  readonly fill: string;
  readonly stroke: string;
  readonly width: number;
  readonly dash: readonly number[];
}

function dressOf(state: BoxState, palette: Palette): Dress {
  const dresses: Readonly<Record<BoxState, Dress>> = {
    leader: { fill: palette.waterBack, stroke: palette.water, width: 1.5, dash: [] },
    inSync: { fill: palette.panel, stroke: palette.line, width: 1, dash: [] },
    outOfSync: { fill: palette.panel, stroke: palette.warn, width: 1.2, dash: [4, 3] },
    missing: { fill: "transparent", stroke: palette.line, width: 1, dash: [2, 4] },
  };
  return dresses[state];
}

/** A row that has just come into view has its records in the next frame. */
function paintUnknown({ context }: Canvas, box: Box, palette: Palette): void {
  context.beginPath();
  context.roundRect(
    box.x + 0.5,
    box.y + 0.5,
    box.w - 1,
    box.h - 1,
    Math.min(7, box.h / 4),
  );
  context.fillStyle = palette.panel;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = palette.line;
  context.stroke();
}

/** One replica's outline: its standing at a glance. */
export function paintBox(
  canvas: Canvas,
  box: Box,
  frame: ViewFrame,
  look: {
    readonly palette: Palette;
    readonly selected: boolean;
    readonly hovered: boolean;
  },
): void {
  const view = viewOfRow(frame, box.row);
  const log = view?.logs[box.replica];
  if (view === undefined || log === undefined) {
    paintUnknown(canvas, box, look.palette);
    return;
  }
  const { context } = canvas;
  const broker = frame.brokers.find((one) => one.id === box.broker);
  const dress = dressOf(boxState(view, log), look.palette);
  context.globalAlpha = broker?.status === "down" ? 0.7 : 1;
  context.beginPath();
  const corner = Math.min(7, box.h / 4);
  context.roundRect(box.x + 0.5, box.y + 0.5, box.w - 1, box.h - 1, corner);
  context.fillStyle = dress.fill;
  context.fill();
  context.setLineDash([...dress.dash]);
  context.lineWidth = dress.width;
  context.strokeStyle = dress.stroke;
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
  if (!look.selected && !look.hovered) return;
  context.beginPath();
  context.roundRect(box.x - 2.5, box.y - 2.5, box.w + 5, box.h + 5, 9);
  context.lineWidth = look.selected ? 1.5 : 1;
  context.strokeStyle = look.selected ? look.palette.text : look.palette.faint;
  context.stroke();
}
