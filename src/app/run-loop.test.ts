import { describe, expect, it } from "vitest";
import { createPace } from "../bridge/pace.ts";
import type { Budget, EngineApi } from "../contract/engine-api.ts";
import type { ViewFrame } from "../contract/frame.ts";
import { frameFixture } from "../scene/frame-fixture.ts";
import { createChronicle } from "../store/chronicle.ts";
import { createFrames } from "../store/frames.ts";
import { createRunStore, type Failure } from "../store/run.ts";
import { createRunLoop } from "./run-loop.ts";

function setUp() {
  const asked: Budget[] = [];
  const answers: ((frame: ViewFrame) => void)[] = [];
  const failures: Failure[] = [];
  const engine: EngineApi = {
    open: () => Promise.reject(new Error("not asked")),
    submit: () => Promise.reject(new Error("not asked")),
    exportRun: () => Promise.reject(new Error("not asked")),
    experiment: () => Promise.reject(new Error("not asked")),
    advance: (budget) => {
      asked.push(budget);
      return new Promise((resolve) => {
        answers.push(resolve);
      });
    },
  };
  const run = createRunStore({
    format: 2,
    name: "test",
    about: "",
    seed: 1,
    cluster: { brokers: [], controllers: [], config: {}, features: {} },
    network: { latencyUs: 0, jitterUs: 0, bandwidth: null },
    topics: [],
    producers: [],
    consumers: [],
    plan: [],
  });
  run.setState({ status: "open", speed: 1 });
  let nowMs = 0;
  const loop = createRunLoop({
    engine: () => engine,
    frames: createFrames(),
    chronicle: createChronicle(),
    run,
    pace: createPace(),
    rows: () => [],
    now: () => nowMs,
    fail: (failure) => failures.push(failure),
  });
  const tick = (ms: number): void => {
    nowMs += ms;
    loop.tick(nowMs);
  };
  const answer = async (frame = frameFixture()): Promise<void> => {
    answers.shift()?.(frame);
    for (let i = 0; i < 6; i++) await Promise.resolve();
  };
  return { asked, answer, failures, run, loop, tick };
}

describe("run loop", () => {
  it("never has two advances open", async () => {
    const { asked, answer, tick } = setUp();
    tick(16);
    tick(16);
    tick(16);
    expect(asked).toHaveLength(1);
    await answer();
    tick(16);
    expect(asked).toHaveLength(2);
  });

  it("asks nothing while paused, but draws the present when it is out of date", async () => {
    const { asked, answer, run, loop, tick } = setUp();
    run.setState({ playing: false });
    tick(16);
    expect(asked).toHaveLength(0);
    loop.stale();
    tick(16);
    expect(asked).toEqual([{ virtualUs: 0, events: 0, rows: [] }]);
    await answer();
    tick(16);
    expect(asked).toHaveLength(1);
  });

  it("steps exactly one event", () => {
    const { asked, run, loop, tick } = setUp();
    run.setState({ playing: false });
    loop.step();
    tick(16);
    expect(asked[0]?.events).toBe(1);
  });

  it("skips until the test holds, then goes on as before", async () => {
    const { asked, answer, run, loop, tick } = setUp();
    loop.skip((frame) => frame.atUs >= 5);
    expect(run.getState().skipping).toBe(true);
    tick(16);
    await answer(frameFixture({ atUs: 1 }));
    expect(asked).toHaveLength(2);
    await answer(frameFixture({ atUs: 6 }));
    expect(run.getState().skipping).toBe(false);
    expect(asked).toHaveLength(2);
  });

  it("reports an engine that found its own fault, and one that hangs", async () => {
    const { answer, failures, tick } = setUp();
    tick(16);
    const health = {
      kind: "failed",
      message: "no",
      seed: 1,
      events: 2,
      atUs: 3,
    } as const;
    await answer(frameFixture({ health }));
    expect(failures[0]).toMatchObject({ kind: "asserted", message: "no" });
    tick(16);
    tick(20_000);
    expect(failures[1]).toMatchObject({ kind: "silent" });
  });

  it("settles once a frame has come that was asked for afterwards", async () => {
    const { answer, loop, tick } = setUp();
    let settled = false;
    tick(16);
    void loop.settled().then(() => {
      settled = true;
    });
    await answer();
    expect(settled).toBe(false);
    tick(16);
    await answer();
    expect(settled).toBe(true);
  });
});
