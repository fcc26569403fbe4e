import type { Focus, Watch } from "../../contract/command.ts";
import type { Detail } from "../../contract/detail.ts";
import type { GroupView, RebalanceView } from "../../contract/group-view.ts";
import type { GuaranteesView } from "../../contract/guarantee.ts";
import type { RequestView } from "../../contract/request-view.ts";
import type { OracleState } from "../../oracle/ghost.ts";
import { guarantees } from "../../oracle/guarantees.ts";
import { groupOfClient } from "../frame/client-groups.ts";
import { groupViews } from "../frame/groups.ts";
import { runningBrokers, type WorldState } from "../world.ts";
import { rebalanceDetail } from "./rebalance-detail.ts";
import { rebalanceLog } from "./rebalance-log.ts";
import { noteProcesses } from "./rebalance-note.ts";
import { rebalanceById, rebalanceViews, tellAll } from "./rebalance-views.ts";
import { type Listener, listenerOf, processesSeen } from "./rebalance-watch.ts";
import { requestDetail } from "./request-detail.ts";
import { noteHeld, noteNext, type RequestLog, requestLog } from "./request-log.ts";
import { requestViews } from "./request-views.ts";
import { noteWork, workLog } from "./work-log.ts";

/** Looks on while somebody looks at what it makes. */
export interface Watcher {
  readonly watch: (what: readonly Watch[]) => void;
  /** Before each event up to a time; null while requests are not watched, so that nothing is spent. */
  readonly before: () => ((state: WorldState, limitUs: number) => void) | null;
  /** What is new since it was asked last. */
  readonly requests: (state: WorldState) => readonly RequestView[] | null;
  readonly guarantees: (state: WorldState, oracle: OracleState) => GuaranteesView | null;
  /** Hears of rebalances from the beginning: who looks later wants to know how it came. */
  readonly listener: Listener;
  /** What is new since it was asked last; null while groups are not watched. */
  readonly rebalances: (state: WorldState) => readonly RebalanceView[] | null;
  /** Every group as its coordinator has it. */
  readonly groups: (state: WorldState, focus: Focus | null) => readonly GroupView[];
  readonly detail: (state: WorldState, focus: WatchedFocus) => Detail | null;
}

/** What only a watcher can look at closely. */
export type WatchedFocus = Extract<Focus, { readonly kind: "request" | "rebalance" }>;

class WatcherMachine implements Watcher {
  private what: readonly Watch[] = [];
  private log: RequestLog = requestLog();
  private readonly told = rebalanceLog();
  private readonly work = workLog();
  private readonly groupOf = new Map<string, string>();
  private readonly heard = listenerOf(() => this.told);
  readonly listener: Listener = {
    group: this.heard.group,
    consumer: (state, clientId, event) => {
      this.heard.consumer(state, clientId, event);
      // A client may come back with other settings; then it begins with a position.
      if (event.kind === "positioned") this.groupOf.delete(clientId);
      if (event.kind === "processed")
        noteWork(this.work, this.groupBy(state, clientId), event);
    },
  };
  private readonly note = (state: WorldState, limitUs: number): void =>
    noteNext(this.log, state.sim, limitUs);

  readonly watch = (what: readonly Watch[]): void => {
    if (!what.includes("requests") && this.what.includes("requests"))
      this.log = requestLog();
    if (what.includes("groups") && !this.what.includes("groups")) tellAll(this.told);
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

  readonly rebalances = (state: WorldState): readonly RebalanceView[] | null => {
    if (!this.what.includes("groups")) return null;
    noteProcesses(this.told, processesSeen(state, this.told));
    return rebalanceViews(this.told, state.sim.nowUs);
  };

  /** Looked up once for the many records that a client processes. */
  private groupBy(state: WorldState, clientId: string): string {
    const known = this.groupOf.get(clientId) ?? groupOfClient(state, clientId);
    this.groupOf.set(clientId, known);
    return known;
  }

  readonly groups = (state: WorldState, focus: Focus | null): readonly GroupView[] =>
    groupViews(state, this.work, focus);

  readonly detail = (state: WorldState, focus: WatchedFocus): Detail | null => {
    if (focus.kind === "request") return requestDetail(state, this.log, focus);
    const { nowUs } = state.sim;
    const view = rebalanceById(this.told, focus.id, nowUs);
    return view === null ? null : rebalanceDetail(view, focus, nowUs);
  };
}

/** Watches nothing yet, and hears of rebalances. */
export const createWatcher = (): Watcher => new WatcherMachine();
