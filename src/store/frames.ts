import { createStore, type StoreApi } from "zustand/vanilla";
import type { ViewFrame } from "../contract/frame.ts";

/** Panels are told at most this often: a changed text node costs 45 µs. */
const calmMs = 100;

/** The last two frames, when they came, and the one that panels show. */
export interface FramesState {
  readonly previous: ViewFrame | null;
  readonly current: ViewFrame | null;
  /** Wall milliseconds at which `current` came, and the one before. */
  readonly currentMs: number;
  readonly previousMs: number;
}

/** Frames for the scene at full rate and for the panels at ten a second. */
export interface Frames {
  readonly every: StoreApi<FramesState>;
  readonly calm: StoreApi<{ readonly frame: ViewFrame | null }>;
  /** True when the panels were told too. */
  push(frame: ViewFrame, nowMs: number): boolean;
  /** Tells the panels now, as after the last frame before a pause. */
  settle(nowMs: number): void;
  clear(): void;
}

const nothing: FramesState = {
  previous: null,
  current: null,
  currentMs: 0,
  previousMs: 0,
};

/** One pair of stores for the life of the page. */
export function createFrames(): Frames {
  const every = createStore<FramesState>(() => nothing);
  const calm = createStore<{ readonly frame: ViewFrame | null }>(() => ({ frame: null }));
  let toldMs = Number.NEGATIVE_INFINITY;
  const settle = (nowMs: number): void => {
    const { current } = every.getState();
    toldMs = nowMs;
    if (calm.getState().frame !== current) calm.setState({ frame: current });
  };
  return {
    every,
    calm,
    settle,
    push(frame, nowMs) {
      const { current, currentMs } = every.getState();
      every.setState({
        previous: current ?? frame,
        current: frame,
        currentMs: nowMs,
        previousMs: current === null ? nowMs : currentMs,
      });
      const due = nowMs - toldMs >= calmMs;
      if (due) settle(nowMs);
      return due;
    },
    clear() {
      toldMs = Number.NEGATIVE_INFINITY;
      every.setState(nothing);
      calm.setState({ frame: null });
    },
  };
}
