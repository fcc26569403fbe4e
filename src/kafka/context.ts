import type { Effects } from "../sim/effects.ts";
import type { Probe } from "./probe.ts";

/** What a handler acts through: the world, and whoever watches. */
export interface Context {
  readonly effects: Effects;
  readonly probe: Probe;
}

/** Milliseconds since 1970 at the start of every run: 2026-01-01T00:00:00Z. */
export const epochStartMs = 1_767_225_600_000;

/** A node's wall clock, ms since 1970. */
export const wallClockMs = (effects: Pick<Effects, "nowUs">): number =>
  epochStartMs + Math.floor(effects.nowUs() / 1000);
