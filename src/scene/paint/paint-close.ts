import type { Detail } from "../../contract/detail.ts";
import { cellsPerReplica, type ViewFrame } from "../../contract/frame.ts";
import type { Palette } from "../palette.ts";
import { type Canvas, setFont, textWidth } from "./canvas.ts";
import type { Filled } from "./paint-lines.ts";

/** Records this wide bear their offset, and this wide the fields of the one that is selected. */
const offsetsFrom = 26;
const fieldsFrom = 110;

/** Offsets on records, where the camera is near enough to read them. */
export function paintOffsets(
  canvas: Canvas,
  filled: Filled,
  drawn: { readonly frame: ViewFrame; readonly palette: Palette },
): void {
  const { box, view, log, start, step, padding, top, bottom } = filled;
  if (step < offsetsFrom) return;
  const { context } = canvas;
  setFont(canvas, drawn.palette, 10.5, 600);
  context.textAlign = "center";
  const last = Math.min(log.logEndOffset, start + (box.w - 2 * padding) / step);
  for (
    let offset = Math.max(Math.ceil(start), view.firstOffset);
    offset < last;
    offset++
  ) {
    const i = offset - view.firstOffset;
    const cell = i < cellsPerReplica ? (drawn.frame.cells[log.cellsAt + i] ?? 0) : 0;
    const text = String(offset);
    if (cell === 0 || textWidth(canvas, text) > step - 4) continue;
    const pale = offset >= log.highWatermark || filled.broker?.status === "down";
    context.fillStyle = pale ? drawn.palette.text : drawn.palette.ink;
    const x = box.x + padding + (offset - start + 0.5) * step - 1;
    context.fillText(text, x, Math.min(top + 15, (top + bottom) / 2 + 4));
  }
  context.textAlign = "left";
}

function shortened(canvas: Canvas, text: string, room: number): string {
  let shown = text;
  while (shown.length > 1 && textWidth(canvas, shown) > room)
    shown = `${shown.slice(0, Math.floor(shown.length * 0.8) - 1)}…`;
  return shown;
}

/** The selected record's own fields, written into it. */
export function paintFields(
  canvas: Canvas,
  filled: Filled,
  detail: Detail,
  palette: Palette,
): void {
  const { box, start, step, padding, top, bottom } = filled;
  if (detail.focus.kind !== "record" || step < fieldsFrom) return;
  const x = box.x + padding + (detail.focus.offset - start) * step;
  if (x < box.x || x + step > box.x + box.w + 4) return;
  const { context } = canvas;
  const [left, wide] = [x + 4, step - 10];
  context.fillStyle = palette.panel;
  context.fillRect(left, top + 22, wide, Math.max(0, bottom - top - 26));
  const fields = detail.sections.flatMap((section) => section.fields);
  setFont(canvas, palette, 10.5);
  let y = top + 36;
  for (const { name, value } of fields) {
    if (y > bottom - 10) return;
    context.fillStyle = palette.faint;
    context.fillText(shortened(canvas, name, wide - 8), left + 5, y);
    context.fillStyle = palette.text;
    context.fillText(shortened(canvas, value, wide - 8), left + 5, y + 13);
    y += 30;
  }
}
