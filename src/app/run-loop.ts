import type { Pace } from "../bridge/pace.ts";
import type { Budget, EngineApi } from "../contract/engine-api.ts";
import type { ViewFrame } from "../contract/frame.ts";
import type { Chronicle } from "../store/chronicle.ts";
import type { Frames } from "../store/frames.ts";
import type { Failure, RunStore } from "../store/run.ts";

/** Virtual microseconds a chunk of skipping: what is skipped to is met this exactly. */
const skipChunkUs = 40_000;
/** Virtual microseconds after which skipping gives up. */
const skipMostUs = 90_000_000;
/** Wall milliseconds of skipping before the screen is painted again. */
const skipSliceMs = 40;
/** Virtual microseconds in which one step looks for its event. */
const stepUs = 60_000_000;
/** Wall milliseconds after which an open advance means that the engine hangs. */
const silentMs = 15_000;

/** What the run loop works with. */
export interface RunLoopNeeds {
  readonly engine: () => EngineApi;
  readonly frames: Frames;
  readonly chronicle: Chronicle;
  readonly run: RunStore;
  readonly pace: Pace;
  /** Rows that frames carry in full. */
  readonly rows: () => readonly number[];
  readonly now: () => number;
  readonly fail: (failure: Failure) => void;
}

/** Asks the engine for one frame after the other, never for two at once. */
export interface RunLoop {
  readonly tick: (nowMs: number) => void;
  /** The engine's picture is out of date although no time passes. */
  readonly stale: () => void;
  readonly step: () => void;
  /** Runs flat out until the test holds. */
  readonly skip: (until: (frame: ViewFrame) => boolean) => void;
  readonly stopSkipping: () => void;
  /** Takes a frame that came another way, as from opening. */
  readonly receive: (frame: ViewFrame) => void;
  /** Settles when nothing that was asked before is still open. */
  readonly settled: () => Promise<void>;
}

interface Asking {
  busySinceMs: number | null;
  lastMs: number | null;
  stale: boolean;
  steps: number;
  skip: { readonly until: (frame: ViewFrame) => boolean; readonly endUs: number } | null;
  /** Advances posted and answered so far. */
  posted: number;
  answered: number;
  waiting: { readonly after: number; readonly resolve: () => void }[];
}

/** Resolves those whose advance has come, and who wait for no skip and no stale picture. */
function release(asking: Asking, playing: boolean): void {
  if (asking.skip !== null || asking.steps > 0) return;
  const quiet = !playing && !asking.stale && asking.busySinceMs === null;
  const due = asking.waiting.filter((one) => quiet || asking.answered > one.after);
  asking.waiting = asking.waiting.filter((one) => !due.includes(one));
  for (const one of due) one.resolve();
}

function nextBudget(
  asking: Asking,
  needs: RunLoopNeeds,
  elapsedMs: number,
): Budget | null {
  const { playing, speed } = needs.run.getState();
  const { pace } = needs;
  if (asking.skip !== null) return { ...pace.budget(0, 0), virtualUs: skipChunkUs };
  if (asking.steps > 0) {
    asking.steps -= 1;
    return { virtualUs: stepUs, events: 1 };
  }
  if (playing) return pace.budget(elapsedMs, speed);
  return asking.stale ? { virtualUs: 0, events: 0 } : null;
}

function receiveFrame(asking: Asking, needs: RunLoopNeeds, frame: ViewFrame): void {
  const { frames, chronicle, run, now } = needs;
  chronicle.record(frame);
  const told = frames.push(frame, now());
  if (
    asking.skip !== null &&
    (asking.skip.until(frame) || frame.atUs >= asking.skip.endUs)
  ) {
    asking.skip = null;
    run.setState({ skipping: false });
    frames.settle(now());
    chronicle.tell();
  } else if (!run.getState().playing && asking.skip === null) {
    frames.settle(now());
    chronicle.tell();
  } else if (told) chronicle.tell();
  if (frame.health.kind === "failed")
    needs.fail({
      kind: "asserted",
      message: frame.health.message,
      atUs: frame.health.atUs,
      events: frame.health.events,
    });
}

function failed(needs: RunLoopNeeds, kind: Failure["kind"], message: string): void {
  const last = needs.frames.every.getState().current;
  needs.fail({ kind, message, atUs: last?.atUs ?? 0, events: last?.events ?? 0 });
}

async function advance(
  asking: Asking,
  needs: RunLoopNeeds,
  budget: Budget,
): Promise<void> {
  const startMs = needs.now();
  asking.busySinceMs = startMs;
  asking.posted += 1;
  asking.stale = false;
  const engine = needs.engine();
  const before = needs.frames.every.getState().current?.events ?? 0;
  try {
    const frame = await engine.advance({ ...budget, rows: needs.rows() });
    if (engine !== needs.engine()) return;
    needs.pace.learn(frame.events - before, needs.now() - startMs);
    asking.busySinceMs = null;
    asking.answered += 1;
    receiveFrame(asking, needs, frame);
  } catch (error) {
    if (engine !== needs.engine()) return;
    asking.busySinceMs = null;
    failed(needs, "died", error instanceof Error ? error.message : String(error));
  }
  release(asking, needs.run.getState().playing);
}

/** Skipping asks again at once until its slice of the frame is used. */
async function go(asking: Asking, needs: RunLoopNeeds, budget: Budget): Promise<void> {
  const startMs = needs.now();
  await advance(asking, needs, budget);
  while (
    asking.skip !== null &&
    asking.busySinceMs === null &&
    needs.run.getState().status === "open" &&
    needs.now() - startMs < skipSliceMs
  )
    await advance(asking, needs, nextBudget(asking, needs, 0) ?? budget);
}

/** One loop for the life of the page, whatever engine is behind it. */
export function createRunLoop(needs: RunLoopNeeds): RunLoop {
  const asking: Asking = {
    busySinceMs: null,
    lastMs: null,
    stale: false,
    steps: 0,
    skip: null,
    posted: 0,
    answered: 0,
    waiting: [],
  };
  return {
    tick(nowMs) {
      if (needs.run.getState().status !== "open") {
        asking.busySinceMs = null;
        asking.lastMs = nowMs;
        return;
      }
      if (asking.busySinceMs !== null) {
        if (needs.now() - asking.busySinceMs > silentMs)
          failed(needs, "silent", "The engine has not answered for 15 seconds.");
        return;
      }
      const elapsedMs = nowMs - (asking.lastMs ?? nowMs);
      asking.lastMs = nowMs;
      const budget = nextBudget(asking, needs, elapsedMs);
      if (budget !== null) void go(asking, needs, budget);
      else release(asking, false);
    },
    stale() {
      asking.stale = true;
    },
    step() {
      asking.steps += 1;
    },
    skip(until) {
      const nowUs = needs.frames.every.getState().current?.atUs ?? 0;
      asking.skip = { until, endUs: nowUs + skipMostUs };
      needs.run.setState({ skipping: true });
    },
    stopSkipping() {
      asking.skip = null;
      needs.run.setState({ skipping: false });
    },
    receive(frame) {
      receiveFrame(asking, needs, frame);
      needs.frames.settle(needs.now());
      needs.chronicle.tell();
    },
    settled() {
      return new Promise((resolve) => {
        asking.waiting.push({ after: asking.posted, resolve });
      });
    },
  };
}
