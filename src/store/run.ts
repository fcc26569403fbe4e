import { createStore, type StoreApi } from "zustand/vanilla";
import type { Command, LoggedCommand } from "../contract/command.ts";
import type { Problem } from "../contract/engine-api.ts";
import type { Scenario } from "../contract/scenario.ts";

/** Why there is no engine any more. */
export interface Failure {
  readonly message: string;
  /** `died` is a worker that is gone, `asserted` an engine that found its own fault. */
  readonly kind: "died" | "asserted" | "silent";
  /** Of the last frame that came. */
  readonly atUs: number;
  readonly events: number;
}

/** The run as a whole. */
export interface RunState {
  readonly scenario: Scenario;
  readonly status: "opening" | "open" | "refused" | "failed";
  readonly problems: readonly Problem[];
  readonly failure: Failure | null;
  readonly playing: boolean;
  /** Running flat out until something happens. */
  readonly skipping: boolean;
  /** Virtual seconds a second. */
  readonly speed: number;
  /** Kept on this side of the thread too, so that a dead worker takes nothing with it. */
  readonly commands: readonly LoggedCommand[];
  /** The last thing that was done to a node, by node: `kill`, `stop`, `powerLoss` … */
  readonly doneTo: Readonly<Record<number, Command["kind"]>>;
}

/** One run store for the life of the page. */
export type RunStore = StoreApi<RunState>;

/** Packets that take 20 ms stay on screen for 200. */
const startSpeed = 0.1;

/** A run that is about to be opened. */
export function createRunStore(scenario: Scenario): RunStore {
  return createStore<RunState>(() => ({
    scenario,
    status: "opening",
    problems: [],
    failure: null,
    playing: true,
    skipping: false,
    speed: startSpeed,
    commands: [],
    doneTo: {},
  }));
}
