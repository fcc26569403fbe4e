import type { LoggedCommand } from "../contract/command.ts";
import type { EngineApi, RunFile } from "../contract/engine-api.ts";
import type { Rescue } from "../panels/page-context.ts";
import type { Frames } from "../store/frames.ts";
import type { RunStore } from "../store/run.ts";

/** What rescuing needs. */
export interface RescueNeeds {
  readonly engine: () => EngineApi;
  readonly run: RunStore;
  readonly frames: Frames;
  /** Opens the scenario in a new engine. */
  readonly reopen: (commands: readonly LoggedCommand[]) => void;
}

/** The file from this side of the thread, when there is nobody to ask on the other. */
function ownFile(needs: RescueNeeds): RunFile {
  const { scenario, commands } = needs.run.getState();
  const last = needs.frames.every.getState().current;
  return {
    format: 2,
    engine: "unknown: the worker was gone",
    scenario,
    commands,
    events: last?.events ?? 0,
    atUs: last?.atUs ?? 0,
    traceHash: last?.traceHash ?? "",
  };
}

async function runFile(needs: RescueNeeds): Promise<RunFile> {
  if (needs.run.getState().status !== "open") return ownFile(needs);
  try {
    return await needs.engine().exportRun();
  } catch {
    return ownFile(needs);
  }
}

function save(file: RunFile): void {
  const blob = new Blob([JSON.stringify(file, null, 2)], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  const name = file.scenario.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  link.download = `highwater-${name}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}

/** Saves the run and begins again; works with a dead worker. */
export function createRescue(needs: RescueNeeds): Rescue {
  return {
    async download() {
      save(await runFile(needs));
    },
    restartFromLog() {
      needs.reopen(needs.run.getState().commands);
    },
    restartFresh() {
      needs.reopen([]);
    },
    openScenario(scenario, commands = []) {
      needs.run.setState({ scenario });
      needs.reopen(commands);
    },
  };
}
