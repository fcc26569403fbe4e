import type { PromisesView } from "../contract/frame.ts";
import type { Probe } from "../kafka/probe.ts";
import { type OracleState, oracleState } from "../oracle/ghost.ts";
import { promises } from "../oracle/ledger.ts";
import { type OracleHolder, oracleProbe } from "../oracle/oracle-probe.ts";
import { type HappeningBook, happeningBook, note } from "./happenings.ts";
import { runningBrokers, type WorldState } from "./world.ts";

/** What the run's watchers keep; plain data beside the world. */
export interface Watched {
  readonly book: HappeningBook;
  readonly oracle: OracleState;
}

export const watched = (): Watched => ({ book: happeningBook(), oracle: oracleState() });

/** The probe of a run: the oracle checks every event, and happenings go into the book. */
export function watchingProbe(data: () => Watched, nowUs: () => number): Probe {
  const holder: OracleHolder = {
    get state() {
      return data().oracle;
    },
  };
  return oracleProbe(holder, (report) => note(data().book, report, nowUs()));
}

/** The count of promises, as the oracle keeps it. */
export function promisesOf({ oracle }: Watched, state: WorldState): PromisesView {
  const running = runningBrokers(state);
  return promises(oracle, (broker) => running.includes(broker));
}
