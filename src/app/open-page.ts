import { connectEngine, type EngineClient } from "../bridge/client.ts";
import { createPace } from "../bridge/pace.ts";
import type { Command, LoggedCommand } from "../contract/command.ts";
import type { Scenario } from "../contract/scenario.ts";
import type { Page } from "../panels/page-context.ts";
import { type Loop, startLoop } from "../scene/loop.ts";
import { createPicture } from "../scene/picture.ts";
import { type Chronicle, createChronicle } from "../store/chronicle.ts";
import { createCommands } from "../store/commands.ts";
import { createExperiments } from "../store/experiments.ts";
import { createFrames, type Frames } from "../store/frames.ts";
import { createPreferences } from "../store/preferences.ts";
import { createRebalances } from "../store/rebalances.ts";
import { createRequests } from "../store/requests.ts";
import { createRunStore, type Failure, type RunStore } from "../store/run.ts";
import { createViewStore, type ViewStore } from "../store/view.ts";
import { createDrive } from "./drive.ts";
import { createRescue } from "./rescue.ts";
import { createRunLoop, type RunLoop } from "./run-loop.ts";
import { readStored } from "./stored.ts";

/** The page with its loops. */
export interface OpenedPage {
  readonly page: Page;
  readonly runLoop: RunLoop;
  readonly frameLoop: Loop;
}

function doneTo(commands: readonly LoggedCommand[]): Record<number, Command["kind"]> {
  const done: Record<number, Command["kind"]> = {};
  for (const { command } of commands)
    if ("node" in command) done[command.node] = command.kind;
  return done;
}

interface Parts {
  readonly frames: Frames;
  readonly chronicle: Chronicle;
  readonly run: RunStore;
  readonly view: ViewStore;
}

/** The engine that is there now, and how to have another. */
interface EngineHolder {
  readonly engine: () => EngineClient;
  readonly open: (runLoop: RunLoop, log: readonly LoggedCommand[]) => Promise<void>;
  readonly renew: () => void;
  readonly fail: (failure: Failure) => void;
}

/** The engine knows the opening scenario itself; null saves the reading of it. */
function holdEngine(parts: Parts, opening: Scenario): EngineHolder {
  const { frames, run } = parts;
  let engine = connectEngine();
  const fail = (failure: Failure): void => {
    const { status } = run.getState();
    if (status === "open" || status === "opening")
      run.setState({ status: "failed", failure, skipping: false });
  };
  const died = (message: string): void => {
    const last = frames.every.getState().current;
    fail({ kind: "died", message, atUs: last?.atUs ?? 0, events: last?.events ?? 0 });
  };
  return {
    engine: () => engine,
    fail,
    renew() {
      engine.close();
      engine = connectEngine();
    },
    async open(runLoop, log) {
      const mine = engine;
      void mine.death.then((reason) => {
        if (mine === engine) died(reason);
      });
      try {
        const { scenario } = run.getState();
        const result = await mine.open(scenario === opening ? null : scenario, log);
        if (mine !== engine) return;
        if (result.kind === "refused") {
          run.setState({ status: "refused", problems: result.problems });
          return;
        }
        run.setState({ status: "open", failure: null });
        runLoop.receive(result.frame);
      } catch (error) {
        if (mine === engine) died(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

/** Everything as it is before a run is open. */
function clear(parts: Parts, log: readonly LoggedCommand[]): void {
  parts.frames.clear();
  parts.chronicle.clear();
  parts.view.setState({
    focus: null,
    form: null,
    refusal: null,
    unfolded: 0,
    zoom: null,
    filter: null,
    rows: [],
    textRows: [],
    sought: null,
  });
  parts.run.setState({
    status: "opening",
    failure: null,
    problems: [],
    commands: log,
    doneTo: doneTo(log),
    playing: true,
    skipping: false,
  });
}

/** Ties stores, engine and picture together and opens the first scenario. */
export function openPage(opening: Scenario, others: readonly Scenario[]): OpenedPage {
  const now = (): number => performance.now();
  const frames = createFrames();
  const chronicle = createChronicle();
  const run = createRunStore(opening);
  const view = createViewStore();
  const picture = createPicture();
  const parts = { frames, chronicle, run, view };
  const { engine, fail, renew, open } = holdEngine(parts, opening);
  const pace = createPace();
  const rows = (): readonly number[] => {
    const { rows: seen, textRows } = view.getState();
    return textRows.length === 0 ? seen : [...textRows, ...seen];
  };
  const runLoop = createRunLoop({
    engine,
    frames,
    chronicle,
    run,
    pace,
    rows,
    now,
    fail,
  });
  const commands = createCommands({
    engine,
    run,
    view,
    events: () => frames.every.getState().current?.events ?? 0,
    stale: runLoop.stale,
  });
  const reopen = (log: readonly LoggedCommand[]): void => {
    runLoop.stopSkipping();
    renew();
    clear(parts, log);
    void open(runLoop, log);
  };
  frames.every.subscribe((state) => picture.show(state));
  view.subscribe((state, before) => {
    if (state.rows !== before.rows || state.textRows !== before.textRows) runLoop.stale();
  });
  const frameLoop = startLoop({
    tick: runLoop.tick,
    paint: (nowMs) => picture.paint(nowMs),
  });
  void open(runLoop, []);
  const page: Page = {
    ...parts,
    preferences: createPreferences(readStored()),
    commands,
    drive: createDrive({ run, loop: runLoop, frames, chronicle, now }),
    rescue: createRescue({ engine, run, frames, reopen }),
    requests: createRequests(),
    rebalances: createRebalances(),
    experiments: createExperiments(engine, now),
    picture,
    scenarios: [opening, ...others],
  };
  return { page, runLoop, frameLoop };
}
