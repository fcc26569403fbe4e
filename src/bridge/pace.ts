import type { Budget } from "../contract/engine-api.ts";

/** Wall milliseconds that one frame may stand for; more is a tab that slept, and is forgotten. */
const longestFrameMs = 100;
/** Wall milliseconds that one advance should take at most, so that a command is met within a frame. */
const sliceMs = 8;
const fewestEvents = 64;
const mostEvents = 500_000;

/** Speeds that the page offers, in virtual seconds a second. */
export const speeds = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 50, 100,
] as const;

/** Turns wall time into budgets; keeps the fraction of a microsecond and learns how fast the engine is. */
export interface Pace {
  budget(elapsedMs: number, speed: number): Budget;
  /** Tells how long an advance took, so that the next is cut to fit a frame. */
  learn(events: number, tookMs: number): void;
}

/** Begins with a careful guess of 1,000 events a slice. */
export function createPace(): Pace {
  let carryUs = 0;
  let events = 1_000;
  return {
    budget(elapsedMs, speed) {
      const exactUs = Math.min(elapsedMs, longestFrameMs) * 1_000 * speed + carryUs;
      const virtualUs = Math.floor(exactUs);
      carryUs = exactUs - virtualUs;
      return { virtualUs, events };
    },
    learn(processed, tookMs) {
      if (tookMs > sliceMs) events = Math.max(fewestEvents, Math.floor(events / 2));
      else if (processed >= events) events = Math.min(mostEvents, events * 2);
    },
  };
}
