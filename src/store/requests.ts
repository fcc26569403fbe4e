import type { RequestView } from "../contract/request-view.ts";
import { createFrameList, type FrameList } from "./frame-list.ts";

/** Requests as far as they were watched. */
export type Requests = FrameList<RequestView>;

/** Requests are told as they happen, while somebody watches them. */
export const createRequests = (): Requests =>
  createFrameList({ pick: ({ requests }) => requests, most: 2_000, forgets: true });
