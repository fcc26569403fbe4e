import { createStore, type StoreApi } from "zustand/vanilla";
import type { EngineApi } from "../contract/engine-api.ts";
import type { ExperimentSpec, ExperimentView } from "../contract/experiment.ts";

/** An experiment of the page, as far as it has come. */
export interface ExperimentsState {
  /** What came of it so far; stays when it is cancelled, until another one begins. */
  readonly view: ExperimentView | null;
  readonly running: boolean;
  /** Why nothing came, where the engine did not answer. */
  readonly problem: string;
}

/** Runs beside the one that is shown, at most one experiment at a time. */
export interface Experiments {
  readonly store: StoreApi<ExperimentsState>;
  readonly begin: (spec: ExperimentSpec) => Promise<void>;
  readonly cancel: () => void;
  /** The engine is another one: what ran in the old one is gone. */
  readonly forget: () => void;
}

/** Wall milliseconds that one piece should take, so that the run that is shown goes on in between. */
const pieceMs = 10;
const firstEvents = 500;
const mostEvents = 200_000;

/** How many events fit into the next piece, after one that took so long. */
export function nextEvents(events: number, tookMs: number): number {
  const fitting = (events * pieceMs) / Math.max(1, tookMs);
  const careful = Math.min(2 * events, Math.max(events / 4, fitting));
  return Math.max(50, Math.min(mostEvents, Math.round(careful)));
}

const isOver = ({ done, total, problem }: ExperimentView): boolean =>
  done >= total || problem !== "";

/** Asks for one piece after the other until the experiment is over. */
export function createExperiments(
  engine: () => Pick<EngineApi, "experiment">,
  now: () => number,
): Experiments {
  const store = createStore<ExperimentsState>(() => ({
    view: null,
    running: false,
    problem: "",
  }));
  /** Counts experiments, so that an answer to an old one is known as such. */
  let present = 0;
  const isPresent = (mine: number): boolean => mine === present;

  const goOn = async (mine: number, events: number): Promise<void> => {
    const startMs = now();
    const view = await engine().experiment({ kind: "go", events });
    if (!isPresent(mine)) return;
    const running = view !== null && !isOver(view);
    store.setState({ view, running });
    if (running) await goOn(mine, nextEvents(events, now() - startMs));
  };

  return {
    store,
    async begin(spec) {
      present += 1;
      const mine = present;
      store.setState({ view: null, running: true, problem: "" });
      try {
        await engine().experiment({ kind: "begin", spec });
        if (isPresent(mine)) await goOn(mine, firstEvents);
      } catch (error) {
        if (!isPresent(mine)) return;
        const problem = error instanceof Error ? error.message : String(error);
        store.setState({ running: false, problem });
      }
    },
    cancel() {
      present += 1;
      store.setState({ running: false });
      engine()
        .experiment({ kind: "cancel" })
        .catch(() => undefined);
    },
    forget() {
      present += 1;
      store.setState({ view: null, running: false, problem: "" });
    },
  };
}
