import type { RebalanceView } from "../contract/group-view.ts";
import { createFrameList, type FrameList } from "./frame-list.ts";

/** Rebalances as far as the engine has told of them. */
export type Rebalances = FrameList<RebalanceView>;

/** The engine keeps the last ones and tells all again to who looks again. */
export const createRebalances = (): Rebalances =>
  createFrameList({
    pick: ({ rebalances }) => rebalances,
    most: 50,
    forgets: false,
  });
