import type { BrokerView, ControllerView, ViewFrame } from "../../contract/frame.ts";
import type { Arrangement, ControllerBand, Row } from "../arrange/arrangement.ts";
import type { Palette } from "../palette.ts";
import { type Canvas, setFont, textWidth } from "./canvas.ts";

/** Racks behind the columns of their brokers. */
export function paintRacks(canvas: Canvas, at: Arrangement, palette: Palette): void {
  const { context } = canvas;
  const height = Math.max(at.height, canvas.height) - 4;
  const margin = at.layout === "squares" ? 1 : 6;
  context.fillStyle = palette.soft;
  context.globalAlpha = 0.5;
  for (const [i, band] of at.racks.entries()) {
    if (i % 2 === 1) continue;
    context.beginPath();
    context.roundRect(band.x - margin, 0, band.w + 2 * margin, height, 8);
    context.fill();
  }
  context.globalAlpha = 1;
}

/** Replicas of one partition that share a rack, joined by a bar: they would go together. */
export function paintSharedRacks(
  canvas: Canvas,
  row: Row,
  racks: ReadonlyMap<number, string>,
  palette: Palette,
): void {
  const { context } = canvas;
  context.fillStyle = palette.warn;
  for (const [i, box] of row.boxes.entries()) {
    const rack = racks.get(box.broker);
    const next = row.boxes[i + 1];
    if (rack === undefined || next === undefined || racks.get(next.broker) !== rack)
      continue;
    const y = box.y + box.h / 2 - 1;
    context.fillRect(box.x + box.w, y, next.x - box.x - box.w, 2);
  }
}

/** Offsets of the metadata log that a controller's bar shows. */
const offsetsShown = 40;
const top = 24;
const foot = 24;

/** One scale for all controllers and brokers, so that lag is seen as length. */
interface Scale {
  readonly first: number;
  readonly last: number;
  readonly bottom: number;
}

function yOf(scale: Scale, offset: number): number {
  const share = (offset - scale.first) / Math.max(1, scale.last - scale.first);
  const inside = Math.max(0, Math.min(1, share));
  return Math.round(top + (scale.bottom - top) * inside);
}

function paintLog(
  canvas: Canvas,
  controller: ControllerView,
  place: { readonly x: number; readonly w: number; readonly scale: Scale },
  palette: Palette,
): void {
  const { context } = canvas;
  const { x, w, scale } = place;
  const leads = controller.role === "leader" && controller.status === "running";
  const end = yOf(scale, controller.logEndOffset);
  context.globalAlpha = controller.status === "running" ? 1 : 0.5;
  context.beginPath();
  context.roundRect(x + 0.5, top + 0.5, w - 1, scale.bottom - top - 1, 7);
  context.fillStyle = leads ? palette.waterBack : palette.panel;
  context.fill();
  context.strokeStyle = leads ? palette.water : palette.line;
  context.lineWidth = leads ? 1.5 : 1;
  context.stroke();
  const high = Math.min(end, yOf(scale, controller.highWatermark));
  context.fillStyle = palette.faint;
  context.globalAlpha *= 0.55;
  context.fillRect(x + 8, top + 6, w - 16, Math.max(0, high - top - 6));
  context.globalAlpha *= 0.4;
  context.fillRect(x + 8, high, w - 16, Math.max(0, end - high));
  context.globalAlpha = 1;
  context.fillStyle = palette.water;
  context.fillRect(x + 4, high - 1, w - 8, 2);
  context.strokeStyle = palette.muted;
  context.setLineDash([2, 2]);
  context.beginPath();
  context.moveTo(x + 4, end + 0.5);
  context.lineTo(x + w - 4, end + 0.5);
  context.stroke();
  context.setLineDash([]);
  if (controller.snapshotEndOffset <= scale.first) return;
  const snapshot = yOf(scale, controller.snapshotEndOffset);
  context.fillStyle = palette.transaction;
  context.fillRect(x + 8, snapshot - 1, w - 16, 1.5);
}

/** Where each broker is in the metadata log, beside the controllers' logs. */
function paintObservers(
  canvas: Canvas,
  band: ControllerBand,
  drawn: { readonly brokers: readonly BrokerView[]; readonly scale: Scale },
  palette: Palette,
): void {
  const { context } = canvas;
  const places = new Map<number, number[]>();
  for (const broker of drawn.brokers) {
    if (broker.status === "down") continue;
    const y = yOf(drawn.scale, broker.metadataOffset + 1);
    places.set(y, [...(places.get(y) ?? []), broker.id]);
  }
  setFont(canvas, palette, 10);
  let free = Number.POSITIVE_INFINITY;
  for (const [y, ids] of [...places].toSorted(([a], [b]) => b - a)) {
    const behind = y < yOf(drawn.scale, drawn.scale.last) - 2;
    context.fillStyle = behind ? palette.warn : palette.faint;
    context.beginPath();
    context.moveTo(band.observersX + 16, y);
    context.lineTo(band.observersX + 10, y - 3.5);
    context.lineTo(band.observersX + 10, y + 3.5);
    context.fill();
    if (y > free - 11) continue;
    const text = ids.length > 2 ? `${ids.length} b` : ids.map((id) => `b${id}`).join(" ");
    context.fillText(text, band.observersX + 8 - textWidth(canvas, text), y + 3.5);
    free = y;
  }
}

/** The quorum's logs, as long as they are, and how far the brokers have come in them. */
export function paintControllers(
  canvas: Canvas,
  at: Arrangement,
  frame: ViewFrame,
  drawn: { readonly palette: Palette; readonly height: number },
): void {
  const band = at.controllers;
  if (band === null) return;
  const { palette } = drawn;
  const last = Math.max(1, ...frame.controllers.map((one) => one.logEndOffset));
  const bottom = Math.max(top + 60, Math.min(drawn.height, at.height) - foot);
  const scale = { first: Math.max(0, last - offsetsShown), last, bottom };
  for (const { node, x } of band.columns) {
    const controller = frame.controllers.find((one) => one.id === node);
    if (controller === undefined) continue;
    paintLog(canvas, controller, { x, w: band.w, scale }, palette);
    setFont(canvas, palette, 10.5);
    canvas.context.fillStyle = palette.muted;
    canvas.context.textAlign = "center";
    const words = `HW ${controller.highWatermark}`;
    canvas.context.fillText(words, x + band.w / 2, bottom + 13);
    canvas.context.textAlign = "left";
  }
  paintObservers(canvas, band, { brokers: frame.brokers, scale }, palette);
}
