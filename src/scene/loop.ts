/** What happens on each frame of the screen. */
export interface LoopSteps {
  /** Asks the engine to go on. */
  readonly tick: (nowMs: number) => void;
  /** Draws; says whether it drew. */
  readonly paint: (nowMs: number) => boolean;
}

/** The one frame loop of the page. */
export interface Loop {
  stop(): void;
  /** Settles after the next frame was painted; at once in a hidden tab, which paints none. */
  painted(): Promise<void>;
}

/** Runs while the tab is visible: a hidden tab stands still. */
export function startLoop(steps: LoopSteps): Loop {
  let handle = 0;
  let waiting: (() => void)[] = [];
  const release = (): void => {
    const now = waiting;
    waiting = [];
    for (const resolve of now) resolve();
  };
  const frame = (nowMs: number): void => {
    handle = requestAnimationFrame(frame);
    steps.tick(nowMs);
    steps.paint(nowMs);
    release();
  };
  const follow = (): void => {
    cancelAnimationFrame(handle);
    if (document.visibilityState === "visible") handle = requestAnimationFrame(frame);
    else release();
  };
  document.addEventListener("visibilitychange", follow);
  follow();
  return {
    stop() {
      cancelAnimationFrame(handle);
      document.removeEventListener("visibilitychange", follow);
    },
    painted() {
      if (document.visibilityState !== "visible") return Promise.resolve();
      return new Promise((resolve) => {
        waiting.push(resolve);
      });
    },
  };
}
