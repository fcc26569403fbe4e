/** Two moments at which frames came, on the wall and in the run. */
export interface Moments {
  readonly previousUs: number;
  readonly currentUs: number;
  readonly previousMs: number;
  readonly currentMs: number;
}

/** Intervals longer than this are a pause and are not stretched over the screen. */
const longestMs = 120;

/** The virtual time to draw: it walks from the previous frame to the current in the time that lay between them. */
export function shownTime(moments: Moments, nowMs: number): number {
  const between = Math.min(longestMs, moments.currentMs - moments.previousMs);
  if (between <= 0) return moments.currentUs;
  const share = Math.max(0, Math.min(1, (nowMs - moments.currentMs) / between));
  return moments.previousUs + (moments.currentUs - moments.previousUs) * share;
}

/** Virtual microseconds a wall millisecond, as last seen. */
export function rate(moments: Moments): number {
  const between = Math.max(
    1,
    Math.min(longestMs, moments.currentMs - moments.previousMs),
  );
  return (moments.currentUs - moments.previousUs) / between;
}
