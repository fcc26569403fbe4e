import type {
  BrokerView,
  PartitionView,
  ReplicaView,
  ViewFrame,
} from "../../contract/frame.ts";
import type { Box } from "../arrange/arrangement.ts";
import { boxLabel, boxState } from "../marks/box-state.ts";
import type { Palette } from "../palette.ts";
import { type Canvas, setFont, textWidth } from "./canvas.ts";

/** A box with everything that its lines and labels need. */
export interface Filled {
  readonly box: Box;
  readonly view: PartitionView;
  readonly log: ReplicaView;
  readonly broker: BrokerView | undefined;
  /** Offset at the left edge. */
  readonly start: number;
  readonly step: number;
  /** Pixels before the first record. */
  readonly padding: number;
  /** Top and bottom of the records. */
  readonly top: number;
  readonly bottom: number;
  /** Pixels that lines stand out below the records. */
  readonly foot: number;
}

const labelPadding = 8;

function xOf(filled: Filled, offset: number): number {
  const { box, step } = filled;
  const x = box.x + filled.padding + (offset - filled.start) * step;
  return Math.max(box.x + 4, Math.min(box.x + box.w - 4, x));
}

/** HW: a bar in water. LEO: a dashed line where the log ends. */
export function paintWaterLines(canvas: Canvas, filled: Filled, palette: Palette): void {
  const { context } = canvas;
  const { log, top, bottom } = filled;
  if (!log.exists) return;
  if (log.logEndOffset > filled.start) {
    const end = Math.round(xOf(filled, log.logEndOffset)) + 0.5;
    context.strokeStyle = palette.muted;
    context.lineWidth = 1;
    context.setLineDash([2, 2]);
    context.beginPath();
    context.moveTo(end, top - 3);
    context.lineTo(end, bottom + filled.foot);
    context.stroke();
    context.setLineDash([]);
  }
  if (filled.broker?.status === "down" || log.highWatermark < filled.start) return;
  context.fillStyle = palette.water;
  context.fillRect(
    xOf(filled, log.highWatermark) - 1.5,
    top - 4,
    2,
    bottom - top + 4 + filled.foot,
  );
}

/** A flag of a consumer or a group on a log. */
interface Flag {
  readonly name: string;
  readonly offset: number;
}

function flagsOf(
  frame: ViewFrame,
  view: PartitionView,
): { positions: Flag[]; committed: Flag[] } {
  const isHere = (one: { readonly topic: string; readonly partition: number }): boolean =>
    one.topic === view.topic && one.partition === view.partition;
  const behind = (a: Flag, b: Flag): number => b.offset - a.offset;
  return {
    positions: frame.consumers
      .flatMap(({ id, positions }) => {
        const at = positions.find(isHere);
        return at === undefined ? [] : [{ name: id, offset: at.position }];
      })
      .toSorted(behind),
    committed: frame.groups
      .flatMap(({ id, offsets }) => {
        const at = offsets.find(isHere);
        return at === undefined || at.committed < 0
          ? []
          : [{ name: id, offset: at.committed }];
      })
      .toSorted(behind),
  };
}

/** Lag as a length: from what a group has committed to the high watermark; an arrow where it begins before the window. */
function paintLag(
  canvas: Canvas,
  filled: Filled,
  offset: number,
  palette: Palette,
): void {
  const { context } = canvas;
  const { log, top } = filled;
  const from = xOf(filled, Math.max(offset, filled.start));
  const to = xOf(filled, log.highWatermark);
  context.fillStyle = palette.good;
  context.globalAlpha = 0.5;
  if (to > from) context.fillRect(from, top - 3, to - from, 2);
  context.globalAlpha = 1;
  context.beginPath();
  if (offset < filled.start) {
    context.moveTo(from, top - 5);
    context.lineTo(from - 4, top - 2);
    context.lineTo(from, top + 1);
    context.closePath();
    context.fill();
    return;
  }
  context.moveTo(from - 4, top - 10);
  context.lineTo(from + 4, top - 10);
  context.lineTo(from, top - 4);
  context.closePath();
  context.strokeStyle = palette.good;
  context.lineWidth = 1.2;
  context.stroke();
}

/** Positions of consumers above the leader's records, filled, and committed offsets, hollow; names only where they have room. */
export function paintPositions(
  canvas: Canvas,
  filled: Filled,
  drawn: {
    readonly frame: ViewFrame;
    readonly palette: Palette;
    readonly names: boolean;
  },
): void {
  const { context } = canvas;
  const { frame, palette } = drawn;
  const { box } = filled;
  const { positions, committed } = flagsOf(frame, filled.view);
  for (const { offset } of committed) paintLag(canvas, filled, offset, palette);
  setFont(canvas, palette, 10.5);
  context.fillStyle = palette.good;
  let free = Number.POSITIVE_INFINITY;
  for (const flag of positions) {
    if (flag.offset < filled.start) continue;
    const x = xOf(filled, flag.offset);
    context.beginPath();
    context.moveTo(x - 4, filled.top - 10);
    context.lineTo(x + 4, filled.top - 10);
    context.lineTo(x, filled.top - 4);
    context.closePath();
    context.fill();
    const wide = textWidth(canvas, flag.name);
    const left = x - 7 - wide;
    if (!drawn.names || left < box.x + 6 || x > free) continue;
    context.fillText(flag.name, left, filled.top - 4);
    free = left - 4;
  }
}

/** Words in a box, the longest that fits. */
export function paintLabel(canvas: Canvas, filled: Filled, palette: Palette): void {
  const { context } = canvas;
  const { box, view, log, broker } = filled;
  const label = boxLabel(view, log, broker);
  if (label === null) return;
  const state = boxState(view, log);
  const colour = {
    leader: palette.water,
    inSync: palette.muted,
    outOfSync: palette.warn,
    missing: palette.muted,
  };
  context.fillStyle =
    log.role === "leader" && state !== "leader" ? palette.bad : colour[state];
  setFont(canvas, palette, 10.5);
  const y = box.y + box.h - 6 * canvas.scale;
  const left = textWidth(canvas, label.left);
  context.fillText(label.left, box.x + labelPadding, y);
  const room = box.w - 2 * labelPadding - left - (left > 0 ? 7 : 0);
  const right = label.right.find((text) => textWidth(canvas, text) <= room);
  if (right === undefined) return;
  context.textAlign = "right";
  context.fillText(right, box.x + box.w - labelPadding, y);
  context.textAlign = "left";
}
