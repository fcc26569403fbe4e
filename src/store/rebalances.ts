import { createStore, type StoreApi } from "zustand/vanilla";
import type { ViewFrame } from "../contract/frame.ts";
import type { RebalanceView } from "../contract/group-view.ts";

/** The most that the page keeps; the oldest goes first. */
const most = 50;

/** Rebalances as far as the engine has told of them. */
export interface RebalancesState {
  /** By id, oldest first. */
  readonly list: readonly RebalanceView[];
}

/** Remembers the rebalances that frames bring, and tells of them when asked to. */
export interface Rebalances {
  readonly store: StoreApi<RebalancesState>;
  record(frame: ViewFrame): void;
  /** Publishes what was recorded since; kept apart so that panels change at their own rate. */
  tell(): void;
  clear(): void;
}

/** One list for the life of the page. The engine tells all again to who looks again. */
export function createRebalances(): Rebalances {
  const store = createStore<RebalancesState>(() => ({ list: [] }));
  const known = new Map<number, RebalanceView>();
  let changed = false;
  return {
    store,
    record({ rebalances }) {
      if (rebalances === null || rebalances.length === 0) return;
      for (const one of rebalances) known.set(one.id, one);
      changed = true;
      for (const id of known.keys()) {
        if (known.size <= most) break;
        known.delete(id);
      }
    },
    tell() {
      if (!changed) return;
      changed = false;
      store.setState({ list: [...known.values()].toSorted((a, b) => a.id - b.id) });
    },
    clear() {
      known.clear();
      changed = false;
      store.setState({ list: [] });
    },
  };
}
