import type { MarkGroup, RecordMarks } from "../marks/record-marks.ts";
import type { Palette } from "../palette.ts";
import type { Canvas } from "./canvas.ts";

/** Beyond this many marks corners are square: a rounded path costs twice. */
const roundedUpTo = 900;
const paleAlpha = 0.42;

/** A record's size on the screen. */
export interface MarkSize {
  readonly w: number;
  readonly h: number;
}

function fillMarks(
  context: CanvasRenderingContext2D,
  at: readonly number[],
  size: MarkSize,
): void {
  for (let i = 0; i + 1 < at.length; i += 2)
    context.fillRect(at[i] ?? 0, at[i + 1] ?? 0, size.w, size.h);
}

function roundMarks(
  context: CanvasRenderingContext2D,
  at: readonly number[],
  size: MarkSize,
): void {
  context.beginPath();
  for (let i = 0; i + 1 < at.length; i += 2)
    context.roundRect(at[i] ?? 0, at[i + 1] ?? 0, size.w, size.h, 2);
  context.fill();
}

function hollowMarks(
  context: CanvasRenderingContext2D,
  at: readonly number[],
  size: MarkSize,
): void {
  context.lineWidth = 1.3;
  context.beginPath();
  for (let i = 0; i + 1 < at.length; i += 2) {
    const [x, y] = [at[i] ?? 0, at[i + 1] ?? 0];
    context.roundRect(x + 0.7, y + 0.7, size.w - 1.4, size.h - 1.4, 1.6);
    context.moveTo(x + 2, y + size.h * 0.3);
    context.lineTo(x + size.w - 2, y + size.h * 0.7);
    context.moveTo(x + size.w - 2, y + size.h * 0.3);
    context.lineTo(x + 2, y + size.h * 0.7);
  }
  context.stroke();
}

/** A control record is a wedge: it carries no value of a client. */
function wedges(
  context: CanvasRenderingContext2D,
  at: readonly number[],
  size: MarkSize,
): void {
  context.beginPath();
  for (let i = 0; i + 1 < at.length; i += 2) {
    const [x, y] = [at[i] ?? 0, at[i + 1] ?? 0];
    context.moveTo(x, y);
    context.lineTo(x + size.w, y);
    context.lineTo(x + size.w / 2, y + size.h);
    context.closePath();
  }
  context.fill();
}

function paintGroup(
  canvas: Canvas,
  group: MarkGroup,
  size: MarkSize,
  palette: Palette,
): void {
  const { context } = canvas;
  const colour = palette.hues[group.hue] ?? palette.muted;
  context.fillStyle = group.look === "control" ? palette.transaction : colour;
  context.strokeStyle = colour;
  context.globalAlpha =
    group.look === "pale" || group.look === "hollowPale" ? paleAlpha : 1;
  if (group.look === "control") wedges(context, group.at, size);
  else if (group.look === "hollow" || group.look === "hollowPale")
    hollowMarks(context, group.at, size);
  else if (group.at.length / 2 > roundedUpTo / 8) fillMarks(context, group.at, size);
  else roundMarks(context, group.at, size);
  context.globalAlpha = 1;
}

function paintDiverged(
  canvas: Canvas,
  marks: RecordMarks,
  size: MarkSize,
  palette: Palette,
): void {
  const { context } = canvas;
  context.strokeStyle = palette.bad;
  context.lineWidth = 1.6;
  context.beginPath();
  for (const list of [marks.diverged, marks.divergedAcked])
    for (let i = 0; i + 1 < list.length; i += 2) {
      const [x, y] = [list[i] ?? 0, list[i + 1] ?? 0];
      context.rect(x - 0.5, y - 0.5, size.w + 1, size.h + 1);
      context.moveTo(x, y + size.h);
      context.lineTo(x + size.w, y);
    }
  for (let i = 0; i + 1 < marks.divergedAcked.length; i += 2) {
    const [x, y] = [marks.divergedAcked[i] ?? 0, marks.divergedAcked[i + 1] ?? 0];
    context.moveTo(x, y);
    context.lineTo(x + size.w, y + size.h);
  }
  context.stroke();
}

/** All records, colour after colour. */
export function paintRecords(
  canvas: Canvas,
  marks: RecordMarks,
  size: MarkSize,
  palette: Palette,
): void {
  const { context } = canvas;
  for (const group of marks.groups)
    if (group.at.length > 0) paintGroup(canvas, group, size, palette);
  if (marks.diverged.length + marks.divergedAcked.length > 0)
    paintDiverged(canvas, marks, size, palette);
  if (marks.atRisk.length === 0) return;
  context.fillStyle = palette.warn;
  context.beginPath();
  for (let i = 0; i + 1 < marks.atRisk.length; i += 2)
    context.rect(
      marks.atRisk[i] ?? 0,
      (marks.atRisk[i + 1] ?? 0) + size.h + 2,
      size.w,
      2,
    );
  context.fill();
}

/** A letter in every record, for whom hues are not enough. */
export function paintLetters(
  canvas: Canvas,
  marks: RecordMarks,
  size: MarkSize,
  palette: Palette,
): void {
  const { context } = canvas;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const group of marks.groups) {
    if (group.hue === 9 || group.hue === 0 || group.look === "control") continue;
    const hollow = group.look !== "solid";
    context.fillStyle = hollow ? palette.text : palette.ink;
    const letter = String.fromCharCode(96 + group.hue);
    for (let i = 0; i + 1 < group.at.length; i += 2)
      context.fillText(
        letter,
        (group.at[i] ?? 0) + size.w / 2,
        (group.at[i + 1] ?? 0) + size.h / 2,
      );
  }
  context.textAlign = "start";
  context.textBaseline = "alphabetic";
}
