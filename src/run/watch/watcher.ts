import type { Focus, Watch } from "../../contract/command.ts";
import type { Detail } from "../../contract/detail.ts";
import type { GuaranteesView } from "../../contract/guarantee.ts";
import type { RequestView } from "../../contract/request-view.ts";
import type { OracleState } from "../../oracle/ghost.ts";
import { guarantees } from "../../oracle/guarantees.ts";
import { runningBrokers, type WorldState } from "../world.ts";
import { requestDetail } from "./request-detail.ts";
import { noteHeld, noteNext, type RequestLog, requestLog } from "./request-log.ts";
import { requestViews } from "./request-views.ts";

/** Looks on while somebody looks at what it makes. */
export interface Watcher {
  readonly watch: (what: readonly Watch[]) => void;
  /** Before each event up to a time; null while requests are not watched, so that nothing is spent. */
  readonly before: () => ((state: WorldState, limitUs: number) => void) | null;
  /** What is new since it was asked last. */
  readonly requests: (state: WorldState) => readonly RequestView[] | null;
  readonly guarantees: (state: WorldState, oracle: OracleState) => GuaranteesView | null;
  readonly detail: (
    state: WorldState,
    focus: Extract<Focus, { kind: "request" }>,
  ) => Detail | null;
}

class WatcherMachine implements Watcher {
  private what: readonly Watch[] = [];
  private log: RequestLog = requestLog();
  private readonly note = (state: WorldState, limitUs: number): void =>
    noteNext(this.log, state.sim, limitUs);

  readonly watch = (what: readonly Watch[]): void => {
    if (!what.includes("requests") && this.what.includes("requests"))
      this.log = requestLog();
    this.what = what;
  };

  readonly before = (): ((state: WorldState, limitUs: number) => void) | null =>
    this.what.includes("requests") ? this.note : null;

  readonly requests = (state: WorldState): readonly RequestView[] | null => {
    if (!this.what.includes("requests")) return null;
    noteHeld(this.log, state.sim);
    return requestViews(state, this.log);
  };

  readonly guarantees = (
    state: WorldState,
    oracle: OracleState,
  ): GuaranteesView | null => {
    if (!this.what.includes("guarantees")) return null;
    const running = runningBrokers(state);
    return guarantees(oracle, (broker) => running.includes(broker));
  };

  readonly detail = (
    state: WorldState,
    focus: Extract<Focus, { kind: "request" }>,
  ): Detail | null => requestDetail(state, this.log, focus);
}

/** Watches nothing yet. */
export const createWatcher = (): Watcher => new WatcherMachine();
