import { cellsPerReplica, type ViewFrame } from "../contract/frame.ts";
import type { Arrangement } from "./arrange/arrangement.ts";
import type { Point } from "./arrange/route.ts";
import { type Hit, hitAt } from "./hit.ts";
import { clearRecordMarks, createRecordMarks } from "./marks/record-marks.ts";
import { noteGrowth } from "./motion/growth.ts";
import type { Moving } from "./motion/moving.ts";
import { flights, liveTrails, noteTrails } from "./motion/packets.ts";
import { easeStart, rowKey, targetStart } from "./motion/scroll.ts";
import { type Moments, rate, shownTime } from "./motion/shown-time.ts";
import { beginPicture, type Canvas, openCanvas } from "./paint/canvas.ts";
import { paintPicture } from "./paint/paint-picture.ts";
import { viewOfRow } from "./row-view.ts";
import type { Setting } from "./setting.ts";

/** Two frames and when they came. */
export interface FramePair {
  readonly previous: ViewFrame | null;
  readonly current: ViewFrame | null;
  readonly previousMs: number;
  readonly currentMs: number;
}

/** The moving part of the stage. */
export interface Picture {
  /** Null lets go of the canvas. */
  attach(element: HTMLCanvasElement | null): void;
  set(setting: Setting): void;
  /** As it is arranged now; null before it is. */
  arrangement(): Arrangement | null;
  show(frames: FramePair): void;
  hover(point: Point | null): Hit | null;
  /** False when nothing has changed since the last time. */
  paint(nowMs: number): boolean;
}

function moments(frames: FramePair): Moments {
  return {
    previousUs: frames.previous?.atUs ?? 0,
    currentUs: frames.current?.atUs ?? 0,
    previousMs: frames.previousMs,
    currentMs: frames.currentMs,
  };
}

function moveRows(
  moving: Moving,
  frame: ViewFrame,
  setting: Setting,
  elapsedMs: number,
): void {
  const { capacity } = setting.at;
  for (const view of frame.partitions) {
    const target = targetStart(view, Math.min(capacity, cellsPerReplica));
    const move = { elapsedMs, capacity, still: setting.still };
    if (easeStart(moving.starts, rowKey(view), target, move) !== target)
      moving.restless = true;
  }
}

function hitIn(
  frame: ViewFrame,
  setting: Setting,
  moving: Moving,
  point: Point,
): Hit | null {
  return hitAt(setting.at, frame, point, {
    flying: moving.flying,
    startOf: (row) => {
      const view = viewOfRow(frame, row);
      return view === undefined ? 0 : (moving.starts.get(rowKey(view)) ?? 0);
    },
  });
}

/** One picture for the life of the page. */
export function createPicture(): Picture {
  let canvas: Canvas | null = null;
  let setting: Setting | null = null;
  let frames: FramePair = { previous: null, current: null, previousMs: 0, currentMs: 0 };
  let hovered: Hit | null = null;
  let dirty = true;
  let paintedMs = 0;
  const marks = createRecordMarks();
  const moving: Moving = {
    starts: new Map(),
    growths: new Map(),
    packets: { trails: [], newest: 0 },
    flying: [],
    restless: false,
  };
  return {
    attach(element) {
      canvas = element === null ? null : openCanvas(element);
      dirty = true;
    },
    set(next) {
      setting = next;
      dirty = true;
    },
    arrangement: () => setting?.at ?? null,
    show(next) {
      const { previous, current } = next;
      if (current === null) {
        for (const map of [moving.starts, moving.growths]) map.clear();
        moving.packets.newest = 0;
      } else if (current !== frames.current && previous !== null) {
        noteGrowth(moving.growths, previous, current, next.currentMs);
        if (setting !== null && !setting.still) {
          const clock = { nowMs: next.currentMs, usPerMs: rate(moments(next)) };
          noteTrails(moving.packets, current, setting.at, clock);
        }
      }
      frames = next;
      dirty = true;
    },
    hover(point) {
      const before = hovered;
      const frame = frames.current;
      hovered = null;
      if (point !== null && frame !== null && setting !== null)
        hovered = hitIn(frame, setting, moving, point);
      dirty ||= before !== hovered;
      return hovered;
    },
    paint(nowMs) {
      const frame = frames.current;
      if (canvas === null || setting === null || frame === null) return false;
      if (!dirty && !moving.restless) return false;
      dirty = false;
      moving.restless = false;
      moveRows(moving, frame, setting, Math.min(100, nowMs - paintedMs));
      paintedMs = nowMs;
      const shownUs = setting.still ? frame.atUs : shownTime(moments(frames), nowMs);
      if (shownUs < frame.atUs) moving.restless = true;
      moving.packets.trails = liveTrails(moving.packets.trails, nowMs);
      moving.flying = flights(frame, setting.at, shownUs);
      beginPicture(canvas, setting.view);
      clearRecordMarks(marks);
      paintPicture(canvas, { frame, setting, moving, marks, hovered, nowMs });
      return true;
    },
  };
}
