import type { ConsumerView } from "../../contract/client-view.ts";
import type { BrokerView, PartitionView, ReplicaView } from "../../contract/frame.ts";
import type { Arrangement, Box, Row } from "../arrange/arrangement.ts";
import { consumerDot } from "../arrange/route.ts";
import { grouped } from "../figures.ts";
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

/** Positions of consumers above the leader's records; names only where they have room. */
export function paintPositions(
  canvas: Canvas,
  filled: Filled,
  drawn: {
    readonly consumers: readonly ConsumerView[];
    readonly palette: Palette;
    readonly names: boolean;
  },
): void {
  const { context } = canvas;
  const { consumers, palette } = drawn;
  const { box, view } = filled;
  setFont(canvas, palette, 10.5);
  context.fillStyle = palette.good;
  let free = Number.POSITIVE_INFINITY;
  const flags = consumers
    .flatMap((consumer) => {
      const at = consumer.positions.find(
        (one) => one.topic === view.topic && one.partition === view.partition,
      );
      return at === undefined ? [] : [{ id: consumer.id, offset: at.position }];
    })
    .toSorted((a, b) => b.offset - a.offset);
  for (const flag of flags) {
    if (flag.offset < filled.start) continue;
    const x = xOf(filled, flag.offset);
    context.beginPath();
    context.moveTo(x - 4, filled.top - 10);
    context.lineTo(x + 4, filled.top - 10);
    context.lineTo(x, filled.top - 4);
    context.closePath();
    context.fill();
    const wide = textWidth(canvas, flag.id);
    const left = x - 7 - wide;
    if (!drawn.names || left < box.x + 6 || x > free) continue;
    context.fillText(flag.id, left, filled.top - 4);
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

/** Consumers at the right of a row that they read, with how far behind they are. */
export function paintConsumers(
  canvas: Canvas,
  at: Arrangement,
  row: Row,
  drawn: { readonly consumers: readonly ConsumerView[]; readonly palette: Palette },
): void {
  const { context } = canvas;
  const { palette } = drawn;
  const reading = drawn.consumers.flatMap((consumer) => {
    const position = consumer.positions.find(
      (one) => one.topic === row.topic && one.partition === row.partition,
    );
    return position === undefined ? [] : [{ consumer, lag: position.lag }];
  });
  const room =
    at.closeness === "far"
      ? 1
      : Math.max(1, Math.floor((row.bottom - row.top) / (17 * at.scale)));
  setFont(canvas, palette, 11);
  for (const [place, { consumer, lag }] of reading.slice(0, room).entries()) {
    const dot = consumerDot(at, row, place);
    context.fillStyle = consumer.lastError === "" ? palette.good : palette.warn;
    context.beginPath();
    context.arc(dot.x, dot.y, 4, 0, 2 * Math.PI);
    context.fill();
    const more = reading.length - room;
    const shorten = place === room - 1 && more > 0;
    const name = shorten ? `${reading.length - place} readers` : consumer.id;
    context.fillStyle = palette.muted;
    fitText(canvas, name, { x: dot.x + 8, y: dot.y + 4, room: at.right - 31 });
    if (shorten || reading.length > 1 || at.closeness === "far") continue;
    context.fillStyle = palette.faint;
    const behind = lag < 0 ? "lag unknown" : `lag ${grouped(lag)}`;
    context.fillText(behind, dot.x + 8, dot.y + 4 + 15 * at.scale);
  }
}

function fitText(
  canvas: Canvas,
  text: string,
  place: { readonly x: number; readonly y: number; readonly room: number },
): void {
  let shown = text;
  while (shown.length > 1 && textWidth(canvas, shown) > place.room)
    shown = `${shown.slice(0, -2)}…`;
  canvas.context.fillText(shown, place.x, place.y);
}
