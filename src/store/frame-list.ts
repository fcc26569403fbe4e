import { createStore, type StoreApi } from "zustand/vanilla";
import type { ViewFrame } from "../contract/frame.ts";

/** What a list keeps. */
export interface FrameListState<T> {
  /** By id, oldest first. */
  readonly list: readonly T[];
}

/** Remembers things that frames bring by id, and tells of them when asked to. */
export interface FrameList<T> {
  readonly store: StoreApi<FrameListState<T>>;
  record(frame: ViewFrame): void;
  /** Publishes what was recorded since; kept apart so that panels change at their own rate. */
  tell(): void;
  clear(): void;
}

/** What a list takes of a frame. */
export interface FrameListRules<T> {
  /** New or changed ones; null while nobody watches them. */
  readonly pick: (frame: ViewFrame) => readonly T[] | null;
  /** The most that the page keeps; the oldest goes first. */
  readonly most: number;
  /** All are forgotten while nobody watches; else the engine tells all again to who looks again. */
  readonly forgets: boolean;
}

/** One list for the life of the page. */
export function createFrameList<T extends { readonly id: number }>({
  pick,
  most,
  forgets,
}: FrameListRules<T>): FrameList<T> {
  const store = createStore<FrameListState<T>>(() => ({ list: [] }));
  const known = new Map<number, T>();
  let changed = false;
  return {
    store,
    record(frame) {
      const brought = pick(frame);
      if (brought === null) {
        if (!forgets) return;
        changed ||= known.size > 0;
        known.clear();
        return;
      }
      for (const one of brought) known.set(one.id, one);
      changed ||= brought.length > 0;
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
