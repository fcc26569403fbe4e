import { createStore, type StoreApi } from "zustand/vanilla";
import type { ViewFrame } from "../contract/frame.ts";
import type { RequestView } from "../contract/request-view.ts";

/** The most that the page keeps; the oldest goes first. */
const most = 2_000;

/** Requests as far as they were watched. */
export interface RequestsState {
  /** By id, oldest first. */
  readonly list: readonly RequestView[];
}

/** Remembers the requests that frames bring, and tells of them when asked to. */
export interface Requests {
  readonly store: StoreApi<RequestsState>;
  record(frame: ViewFrame): void;
  /** Publishes what was recorded since; kept apart so that the list changes at its own rate. */
  tell(): void;
  clear(): void;
}

/** One list for the life of the page. */
export function createRequests(): Requests {
  const store = createStore<RequestsState>(() => ({ list: [] }));
  const known = new Map<number, RequestView>();
  let changed = false;
  return {
    store,
    record({ requests }) {
      if (requests === null) {
        changed ||= known.size > 0;
        known.clear();
        return;
      }
      for (const one of requests) known.set(one.id, one);
      changed ||= requests.length > 0;
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
