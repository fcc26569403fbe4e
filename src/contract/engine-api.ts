import type { Command, LoggedCommand, Receipt } from "./command.ts";
import type { ExperimentRequest, ExperimentView } from "./experiment.ts";
import type { ViewFrame } from "./frame.ts";
import type { Scenario } from "./scenario.ts";

/** How far the engine may go before it answers. Whichever comes first ends the advance. */
export interface Budget {
  /** Virtual microseconds to go on; 0 with `events` 0 only draws the present. */
  readonly virtualUs: number;
  /** Events to process at most. */
  readonly events: number;
  /** Rows of the overview that are looked at and come in full; where all partitions are few they all do. */
  readonly rows?: readonly number[];
}

/** A run as a file: opened again it gives the same events. */
export interface RunFile {
  readonly format: 2;
  readonly engine: string;
  readonly scenario: Scenario;
  readonly commands: readonly LoggedCommand[];
  readonly events: number;
  readonly atUs: number;
  readonly traceHash: string;
}

/** One problem of a scenario or run file, with its place. */
export interface Problem {
  /** JSON pointer, such as `/topics/0/replicationFactor`. */
  readonly path: string;
  /** What was found and what is allowed. */
  readonly message: string;
}

/** Opened, or every problem found. */
export type OpenResult =
  | { readonly kind: "opened"; readonly frame: ViewFrame }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] };

/**
 * The engine as the page sees it: two verbs, `submit` and `advance`, and opening a run. Only structured-clone data
 * crosses, so the same interface stands over a Worker, a MessagePort or a socket. At most one advance is open.
 */
export interface EngineApi {
  /**
   * Starts a run; commands that are given are replayed to where they ended. A scenario of null is the one that the
   * page opens with.
   */
  open(scenario: unknown, commands: readonly LoggedCommand[]): Promise<OpenResult>;
  submit(command: Command): Promise<Receipt>;
  advance(budget: Budget): Promise<ViewFrame>;
  exportRun(): Promise<RunFile>;
  /** Runs beside the one that is shown; null when there is none. At most one is open. */
  experiment(request: ExperimentRequest): Promise<ExperimentView | null>;
}
