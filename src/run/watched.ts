import type { PromisesView } from "../contract/frame.ts";
import { type Probe, silentProbe } from "../kafka/probe.ts";
import { type OracleState, oracleState } from "../oracle/ghost.ts";
import type { promises } from "../oracle/ledger.ts";
import type { OracleHolder, oracleProbe } from "../oracle/oracle-probe.ts";
import { type HappeningBook, happeningBook, note } from "./happenings.ts";
import type { Listener } from "./watch/rebalance-watch.ts";
import { runningBrokers, type WorldState } from "./world.ts";

/** What the run's watchers keep; plain data beside the world. */
export interface Watched {
  readonly book: HappeningBook;
  readonly oracle: OracleState;
}

export const watched = (): Watched => ({ book: happeningBook(), oracle: oracleState() });

/** The oracle as a run is given it; `oracle.ts` has it. */
export interface Oracle {
  readonly probe: typeof oracleProbe;
  readonly promises: typeof promises;
}

/** The probe of a run: the oracle checks every event, and happenings go into the book. */
export function watchingProbe(
  oracle: Oracle | null,
  data: () => Watched,
  nowUs: () => number,
): Probe {
  const report: Probe["report"] = (one) => note(data().book, one, nowUs());
  if (oracle === null) return { ...silentProbe, report };
  const holder: OracleHolder = {
    get state() {
      return data().oracle;
    },
  };
  return oracle.probe(holder, report);
}

/** Tells a listener, if there is one by then, what coordinators and consumers tell the rest. */
export function overheard(
  probe: Probe,
  listener: () => Listener | null,
  state: () => WorldState,
): Probe {
  const { groups, clients } = probe;
  return {
    ...probe,
    groups: {
      ...groups,
      group: (broker, groupId, event) => {
        groups.group(broker, groupId, event);
        listener()?.group(state(), groupId, { broker, event });
      },
    },
    clients: {
      ...clients,
      consumer: (client, event) => {
        clients.consumer(client, event);
        listener()?.consumer(state(), client, event);
      },
    },
  };
}

/** The count of promises, as the oracle keeps it. */
export function promisesOf(
  oracle: Oracle | null,
  { oracle: known }: Watched,
  state: WorldState,
): PromisesView {
  if (oracle === null) return { acked: 0, readable: 0, lost: 0, checked: false };
  const running = runningBrokers(state);
  return oracle.promises(known, (broker) => running.includes(broker));
}
