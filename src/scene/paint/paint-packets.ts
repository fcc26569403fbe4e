import { pointOn, type Route } from "../arrange/route.ts";
import { type Flight, type Trail, trailMs } from "../motion/packets.ts";
import type { Palette } from "../palette.ts";
import type { Canvas } from "./canvas.ts";

const width = 11;
const height = 7;

function trace(context: CanvasRenderingContext2D, way: Route): void {
  for (const [i, point] of way.points.entries())
    if (i === 0) context.moveTo(point.x, point.y);
    else context.lineTo(point.x, point.y);
}

/** Quick packets that get a mark of their own; of more than that only the ways are seen. */
const mostComets = 60;

/** Packets that were too quick to follow, run once more along their way, slowly enough to see where to. */
export function paintTrails(
  canvas: Canvas,
  trails: readonly Trail[],
  palette: Palette,
  nowMs: number,
): void {
  const { context } = canvas;
  context.lineWidth = 2.5;
  context.lineCap = "round";
  for (const trail of trails) {
    context.globalAlpha = Math.max(0, 1 - (nowMs - trail.sinceMs) / trailMs) * 0.3;
    context.strokeStyle = palette.hues[trail.hue] ?? palette.faint;
    context.beginPath();
    trace(context, trail.way);
    context.stroke();
  }
  context.lineCap = "butt";
  context.globalAlpha = 1;
  for (const trail of trails.slice(-mostComets)) {
    const { x, y } = pointOn(trail.way, (nowMs - trail.sinceMs) / trailMs);
    context.fillStyle = palette.hues[trail.hue] ?? palette.faint;
    context.beginPath();
    context.roundRect(x - width / 2, y - height / 2, width, height, 2);
    context.fill();
  }
}

/** Where nothing may move, the way of each packet that carries records is drawn instead. */
export function paintWays(
  canvas: Canvas,
  flying: readonly Flight[],
  palette: Palette,
): void {
  const { context } = canvas;
  context.lineWidth = 1.5;
  context.globalAlpha = 0.6;
  for (const flight of flying) {
    if (flight.records === 0) continue;
    context.strokeStyle = palette.hues[flight.hue] ?? palette.faint;
    context.beginPath();
    trace(context, flight.way);
    context.stroke();
  }
  context.globalAlpha = 1;
}

function paintHeld(canvas: Canvas, flight: Flight, palette: Palette): void {
  const { context } = canvas;
  const { x, y } = pointOn(flight.way, flight.share);
  context.strokeStyle = palette.bad;
  context.lineWidth = 1.4;
  context.beginPath();
  context.roundRect(x - width / 2, y - height / 2, width, height, 2);
  context.moveTo(x - 2.5, y - 2);
  context.lineTo(x + 2.5, y + 2);
  context.moveTo(x + 2.5, y - 2);
  context.lineTo(x - 2.5, y + 2);
  context.stroke();
}

/** Packets: a mark with a record's hue when it carries some, a dot when it only asks or answers. */
export function paintPackets(
  canvas: Canvas,
  flying: readonly Flight[],
  palette: Palette,
): void {
  const { context } = canvas;
  for (const flight of flying) {
    if (flight.held) {
      paintHeld(canvas, flight, palette);
      continue;
    }
    const { x, y } = pointOn(flight.way, flight.share);
    context.beginPath();
    if (flight.records > 0) {
      context.fillStyle = palette.hues[flight.hue] ?? palette.muted;
      context.roundRect(x - width / 2, y - height / 2, width, height, 2);
    } else {
      context.fillStyle = flight.error === 0 ? palette.faint : palette.bad;
      context.arc(x, y, flight.error === 0 ? 1.8 : 3, 0, 2 * Math.PI);
    }
    context.fill();
  }
}
