import type { Focus } from "../../contract/command.ts";
import { cellsPerReplica, type ViewFrame } from "../../contract/frame.ts";
import type { Box, Closeness, Row, Squares } from "../arrange/arrangement.ts";
import type { Hit } from "../hit.ts";
import { addRecord, type RecordMarks } from "../marks/record-marks.ts";
import { appearMs, growthKey, vanishMs } from "../motion/growth.ts";
import type { Moving } from "../motion/moving.ts";
import { rowKey } from "../motion/scroll.ts";
import { rowOf, viewOfRow } from "../row-view.ts";
import type { Setting } from "../setting.ts";
import { type Canvas, setFont } from "./canvas.ts";
import { paintControllers, paintRacks, paintSharedRacks } from "./paint-bands.ts";
import { paintBox, paintColumns, paintGutters } from "./paint-boxes.ts";
import { paintFields, paintOffsets } from "./paint-close.ts";
import {
  type Filled,
  paintLabel,
  paintPositions,
  paintWaterLines,
} from "./paint-lines.ts";
import { paintMembers } from "./paint-members.ts";
import { paintPackets, paintTrails, paintWays } from "./paint-packets.ts";
import { type MarkSize, paintLetters, paintRecords } from "./paint-records.ts";
import { paintSquares, paintSquaresOf } from "./paint-squares.ts";

/** All that one picture is made of. */
export interface Drawn {
  readonly frame: ViewFrame;
  readonly setting: Setting;
  readonly moving: Moving;
  readonly marks: RecordMarks;
  readonly hovered: Hit | null;
  readonly nowMs: number;
}

/** Room above the records for flags and below them for words, where a box has words. */
const rooms: Readonly<
  Record<Closeness, { readonly flags: number; readonly words: number }>
> = {
  near: { flags: 18, words: 22 },
  middle: { flags: 10, words: 17 },
  far: { flags: 6, words: 6 },
};
/** A record is never taller than this, however much room a row has. */
const tallest = 34;

function fill(drawn: Drawn, box: Box): Filled | null {
  const { frame, setting, moving } = drawn;
  const view = viewOfRow(frame, box.row);
  const log = view?.logs[box.replica];
  if (view === undefined || log === undefined) return null;
  const { scale, closeness, zoom } = setting.at;
  const small = box.h < 24;
  const { flags, words } = small ? { flags: 1, words: 1 } : rooms[closeness];
  const highest = tallest * scale * Math.max(1, zoom);
  const height = Math.min(highest, box.h - (flags + words) * scale);
  const spare = Math.max(0, box.h - (flags + words) * scale - height) / 2;
  const top = Math.round(box.y + flags * scale + spare);
  return {
    box,
    view,
    log,
    broker: frame.brokers.find((one) => one.id === box.broker),
    start: moving.starts.get(rowKey(view)) ?? view.firstOffset,
    step: setting.at.step,
    padding: setting.at.padding,
    top,
    bottom: Math.round(top + Math.max(small ? 2 : 10, height)),
    foot: small ? 0 : closeness === "middle" ? 1 : 4,
  };
}

/** Sorts the visible records of one log; those that just came are left to {@link paintNewest}. */
function collect(drawn: Drawn, filled: Filled): number {
  const { box, view, log, start, step, padding } = filled;
  const growth = drawn.moving.growths.get(growthKey(view, log.broker));
  const fresh = growth !== undefined && drawn.nowMs - growth.grownMs < appearMs;
  const until = fresh && !drawn.setting.still ? growth.grownFrom : log.logEndOffset;
  const down = filled.broker?.status === "down";
  const last = Math.min(until, Math.floor(start) + drawn.setting.at.capacity + 1);
  for (
    let offset = Math.max(Math.floor(start), view.firstOffset);
    offset < last;
    offset++
  ) {
    const i = offset - view.firstOffset;
    const cell = i < cellsPerReplica ? (drawn.frame.cells[log.cellsAt + i] ?? 0) : 0;
    if (cell === 0) continue;
    const x = Math.round(box.x + padding + (offset - start) * step);
    if (x < box.x + 3 || x + step > box.x + box.w) continue;
    const past = offset >= log.highWatermark;
    const leader = view.leader === log.broker;
    const standing = { pale: past || down, pastHighWatermark: past, leader };
    addRecord(drawn.marks, cell, { x, y: filled.top }, standing);
  }
  return until;
}

/** Records that just came grow into their place. */
function paintNewest(canvas: Canvas, drawn: Drawn, filled: Filled, from: number): void {
  const { box, view, log, start, step, padding, top, bottom } = filled;
  const growth = drawn.moving.growths.get(growthKey(view, log.broker));
  if (growth === undefined || from >= log.logEndOffset) return;
  drawn.moving.restless = true;
  const share = Math.min(1, (drawn.nowMs - growth.grownMs) / appearMs);
  const { context } = canvas;
  const { hues, muted } = drawn.setting.palette;
  for (let offset = from; offset < log.logEndOffset; offset++) {
    const cell = drawn.frame.cells[log.cellsAt + offset - view.firstOffset] ?? 0;
    const x = Math.round(box.x + padding + (offset - start) * step);
    if (cell === 0 || x < box.x + 3 || x + step > box.x + box.w) continue;
    const h = (bottom - top) * (0.35 + 0.65 * share);
    context.globalAlpha = (offset >= log.highWatermark ? 0.42 : 1) * (0.4 + 0.6 * share);
    context.fillStyle = hues[cell & 15] ?? muted;
    context.fillRect(x, (top + bottom - h) / 2, step - 2, h);
  }
  context.globalAlpha = 1;
}

/** Truncated records stay for a moment, struck out in red. */
function paintGhosts(canvas: Canvas, drawn: Drawn, filled: Filled): void {
  const { box, view, log, start, step, padding, top, bottom } = filled;
  const ghosts = drawn.moving.growths.get(growthKey(view, log.broker))?.ghosts;
  if (ghosts === undefined || ghosts === null) return;
  const age = drawn.nowMs - ghosts.sinceMs;
  if (age > vanishMs) return;
  drawn.moving.restless = true;
  const { context } = canvas;
  context.globalAlpha = 1 - age / vanishMs;
  context.strokeStyle = drawn.setting.palette.bad;
  context.lineWidth = 1.4;
  context.beginPath();
  for (const [i, cell] of ghosts.cells.entries()) {
    const x = box.x + padding + (ghosts.from + i - start) * step;
    if (cell === 0 || x < box.x + 3 || x + step > box.x + box.w) continue;
    context.rect(x, top, step - 2, bottom - top);
    context.moveTo(x, bottom);
    context.lineTo(x + step - 2, top);
  }
  context.stroke();
  context.globalAlpha = 1;
}

function selects(focus: Focus | null, drawn: Drawn, box: Box): boolean {
  const view = viewOfRow(drawn.frame, box.row);
  if (focus === null || view === undefined) return false;
  if (focus.kind !== "replica" && focus.kind !== "record") return false;
  return (
    focus.topic === view.topic &&
    focus.partition === view.partition &&
    focus.broker === box.broker
  );
}

function paintSelectedRecord(canvas: Canvas, drawn: Drawn, filled: Filled): void {
  const { focus, palette } = drawn.setting;
  if (focus?.kind !== "record" || !selects(focus, drawn, filled.box)) return;
  const { box, start, step, padding, top, bottom } = filled;
  const x = box.x + padding + (focus.offset - start) * step;
  if (x < box.x + 3 || x + step > box.x + box.w) return;
  const { context } = canvas;
  context.strokeStyle = palette.text;
  context.lineWidth = 1.6;
  context.strokeRect(x - 1.5, top - 2, step + 1, bottom - top + 4);
}

function paintInside(canvas: Canvas, drawn: Drawn, filled: Filled): void {
  const { setting, frame } = drawn;
  paintGhosts(canvas, drawn, filled);
  paintWaterLines(canvas, filled, setting.palette);
  paintSelectedRecord(canvas, drawn, filled);
  if (setting.at.closeness === "far") return;
  if (filled.view.leader === filled.log.broker)
    paintPositions(canvas, filled, {
      frame,
      palette: setting.palette,
      names: setting.at.closeness === "near",
    });
  paintLabel(canvas, filled, setting.palette);
}

function visibleBoxes(drawn: Drawn, rows: readonly Row[]): Filled[] {
  const { scrollX, width } = drawn.setting.view;
  const found: Filled[] = [];
  for (const row of rows) {
    for (const box of row.boxes) {
      if (box.x > scrollX + width || box.x + box.w < scrollX) continue;
      const filled = fill(drawn, box);
      if (filled !== null) found.push(filled);
    }
  }
  return found;
}

/** Thousands of replicas; the one that is looked at or pointed at with its partition's others. */
function paintFar(canvas: Canvas, drawn: Drawn, squares: Squares): void {
  const { setting, frame, hovered } = drawn;
  const { palette, at, view, focus } = setting;
  const { overview } = frame;
  paintSquares(canvas, { overview, squares, view, palette });
  canvas.context.globalCompositeOperation = "destination-over";
  paintColumns(canvas, at, frame, palette);
  paintRacks(canvas, at, palette);
  canvas.context.globalCompositeOperation = "source-over";
  if (hovered?.kind === "square")
    paintSquaresOf(canvas, overview, squares, {
      row: hovered.row,
      colour: palette.muted,
    });
  if (focus === null || !("partition" in focus)) return;
  const row = rowOf(frame, focus.topic, focus.partition);
  if (row >= 0) paintSquaresOf(canvas, overview, squares, { row, colour: palette.text });
}

/** Names of brokers before their bars, where there are no columns. */
function paintBarNames(canvas: Canvas, drawn: Drawn, boxes: readonly Filled[]): void {
  const { palette, at } = drawn.setting;
  if (at.layout !== "cards") return;
  setFont(canvas, palette, 12);
  canvas.context.textAlign = "right";
  for (const { box, broker } of boxes) {
    canvas.context.fillStyle = broker?.status === "running" ? palette.muted : palette.bad;
    canvas.context.fillText(`b${box.broker}`, box.x - 9, box.y + box.h / 2 + 4);
  }
  canvas.context.textAlign = "left";
}

function racksOf(frame: ViewFrame): ReadonlyMap<number, string> {
  const racks = new Map<number, string>();
  for (const { id, rack } of frame.brokers) if (rack !== null) racks.set(id, rack);
  return racks;
}

function paintInsides(canvas: Canvas, drawn: Drawn, boxes: readonly Filled[]): void {
  const { setting, frame } = drawn;
  const { palette } = setting;
  const newest = boxes.map((filled) => collect(drawn, filled));
  const first = boxes[0];
  const size: MarkSize = {
    w: Math.max(1, setting.at.step - (setting.at.step > 5 ? 2 : 1)),
    h: first === undefined ? 18 : first.bottom - first.top,
  };
  paintRecords(canvas, drawn.marks, size, palette);
  if (setting.letters) {
    setFont(canvas, palette, 10, 600);
    paintLetters(canvas, drawn.marks, size, palette);
  }
  for (const [i, filled] of boxes.entries()) {
    paintNewest(canvas, drawn, filled, newest[i] ?? 0);
    paintOffsets(canvas, filled, { frame, palette });
    paintInside(canvas, drawn, filled);
    if (frame.detail !== null && selects(setting.focus, drawn, filled.box))
      paintFields(canvas, filled, frame.detail, palette);
  }
}

function isVisible(drawn: Drawn, row: Row): boolean {
  const { scrollY, height } = drawn.setting.view;
  return row.bottom >= scrollY - 20 && row.top <= scrollY + height;
}

function paintMoving(canvas: Canvas, drawn: Drawn): void {
  const { setting, moving } = drawn;
  const { palette } = setting;
  if (setting.still) {
    paintWays(canvas, moving.flying, palette);
    return;
  }
  paintTrails(canvas, moving.packets.trails, palette, drawn.nowMs);
  if (moving.packets.trails.length > 0) moving.restless = true;
  paintPackets(canvas, moving.flying, palette);
}

/** Rows with their records. */
function paintRows(canvas: Canvas, drawn: Drawn): void {
  const { setting, frame, hovered } = drawn;
  const { at, palette } = setting;
  const rows = at.rows.filter((row) => isVisible(drawn, row));
  paintRacks(canvas, at, palette);
  paintColumns(canvas, at, frame, palette);
  paintGutters(canvas, at, rows, palette);
  const boxes = visibleBoxes(drawn, rows);
  const under = hovered !== null && "box" in hovered ? hovered.box : null;
  const racks = racksOf(frame);
  if (at.racks.length > 0)
    for (const row of rows) paintSharedRacks(canvas, row, racks, palette);
  for (const { box } of boxes)
    paintBox(canvas, box, frame, {
      palette,
      selected: selects(setting.focus, drawn, box),
      hovered: under === box,
    });
  paintInsides(canvas, drawn, boxes);
  paintBarNames(canvas, drawn, boxes);
  if (at.layout !== "columns") return;
  paintMembers(canvas, frame, { at, palette, focus: setting.focus });
  paintControllers(canvas, at, frame, { palette, height: setting.view.height });
}

/** Paints from the back to the front. */
export function paintPicture(canvas: Canvas, drawn: Drawn): void {
  canvas.scale = drawn.setting.at.scale;
  if (drawn.setting.at.squares === null) paintRows(canvas, drawn);
  else paintFar(canvas, drawn, drawn.setting.at.squares);
  paintMoving(canvas, drawn);
}
