import type { Focus } from "../../contract/command.ts";
import type { Detail } from "../../contract/detail.ts";
import type { HappeningBook } from "../happenings.ts";
import type { WatchedFocus } from "../watch/watcher.ts";
import type { WorldState } from "../world.ts";
import { clientDetail } from "./client-detail.ts";
import { configsDetail } from "./configs-detail.ts";
import { groupDetail } from "./group-detail.ts";
import { brokerDetail, controllerDetail, linkDetail } from "./node-detail.ts";
import { partitionDetail, replicaDetail } from "./partition-detail.ts";
import { recordDetail } from "./record-detail.ts";

/** What the inspector shows of the thing in focus; null when it is gone. */
export function detailOf(
  state: WorldState,
  book: HappeningBook,
  focus: Exclude<Focus, WatchedFocus>,
): Detail | null {
  switch (focus.kind) {
    case "broker":
      return brokerDetail(state, book, focus);
    case "controller":
      return controllerDetail(state, book, focus);
    case "link":
      return linkDetail(state, book, focus);
    case "client":
      return clientDetail(state, focus);
    case "group":
      return groupDetail(state, book, focus);
    case "partition":
      return partitionDetail(state, book, focus);
    case "configs":
      return configsDetail(state, focus);
    case "replica":
      return replicaDetail(state, book, focus);
    case "record":
      return recordDetail(state, focus);
    default:
      return null;
  }
}
