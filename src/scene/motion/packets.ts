import { packetStride, type ViewFrame } from "../../contract/frame.ts";
import type { Arrangement } from "../arrange/arrangement.ts";
import { type Route, route } from "../arrange/route.ts";

/** Packets drawn at most; beyond that nobody can follow one. */
const mostPackets = 400;
/** A flight shorter than this on the wall is shown once more and slower, as a trail. */
const shortestFlightMs = 90;
/** Milliseconds that a trail takes; a record grows into its place in about the same time. */
export const trailMs = 260;

/** One packet as it is drawn. */
export interface Flight {
  readonly id: number;
  readonly way: Route;
  /** 0 at the sender, 1 at the receiver. */
  readonly share: number;
  readonly api: number;
  readonly response: boolean;
  readonly records: number;
  readonly hue: number;
  readonly error: number;
  readonly from: number;
  readonly to: number;
  readonly row: number;
  /** A cut or a stall holds it. */
  readonly held: boolean;
}

/** The way of a packet that was too quick to be seen. */
export interface Trail {
  readonly way: Route;
  readonly hue: number;
  readonly sinceMs: number;
}

/** Trails that still fade, and the newest packet known. */
export interface PacketMotion {
  trails: Trail[];
  newest: number;
}

/** Reads packet `i` of a frame. */
function flightAt(
  frame: ViewFrame,
  i: number,
  at: Arrangement,
  shownUs: number,
): Flight | null {
  const base = i * packetStride;
  const field = (n: number): number => frame.packets[base + n] ?? 0;
  const ends = { from: field(1), to: field(2), row: field(7), response: field(6) === 1 };
  const [sentUs, arriveUs] = [field(3), field(4)];
  const held = arriveUs < 0;
  if (!held && arriveUs < shownUs) return null;
  if (sentUs > shownUs) return null;
  const way = route(at, ends);
  if (way === null) return null;
  const share = held ? 0.45 : (shownUs - sentUs) / Math.max(1, arriveUs - sentUs);
  return {
    ...ends,
    id: field(0),
    way,
    share,
    held,
    api: field(5),
    records: field(8),
    hue: field(9),
    error: field(10),
  };
}

/** Where every packet is at a virtual time. */
export function flights(
  frame: ViewFrame,
  at: Arrangement,
  shownUs: number,
): readonly Flight[] {
  const found: Flight[] = [];
  const count = Math.floor(frame.packets.length / packetStride);
  for (let i = Math.max(0, count - mostPackets); i < count; i++) {
    const flight = flightAt(frame, i, at, shownUs);
    if (flight !== null) found.push(flight);
  }
  return found;
}

/** Remembers the ways of new packets that carried records and were too quick to follow. */
export function noteTrails(
  motion: PacketMotion,
  frame: ViewFrame,
  at: Arrangement,
  clock: { readonly nowMs: number; readonly usPerMs: number },
): void {
  const shortestUs = shortestFlightMs * clock.usPerMs;
  const count = Math.floor(frame.packets.length / packetStride);
  let newest = motion.newest;
  for (let i = Math.max(0, count - mostPackets); i < count; i++) {
    const base = i * packetStride;
    const field = (n: number): number => frame.packets[base + n] ?? 0;
    if (field(0) <= motion.newest) continue;
    newest = Math.max(newest, field(0));
    const lasts = field(4) - field(3);
    if (field(8) === 0 || field(4) < 0 || lasts >= shortestUs) continue;
    const ends = {
      from: field(1),
      to: field(2),
      row: field(7),
      response: field(6) === 1,
    };
    const way = route(at, ends);
    if (way !== null) motion.trails.push({ way, hue: field(9), sinceMs: clock.nowMs });
  }
  motion.newest = newest;
  motion.trails = motion.trails.slice(-mostPackets);
}

/** Trails that are not gone yet. */
export function liveTrails(trails: readonly Trail[], nowMs: number): Trail[] {
  return trails.filter((trail) => nowMs - trail.sinceMs < trailMs);
}
