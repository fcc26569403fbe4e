import { replay } from "../controller/controller-state.ts";
import { type LogEntry, lastOffset } from "../log/log-entry.ts";
import { awaitCommit } from "./commit.ts";
import type { Controller } from "./controller-node.ts";
import { recordsOfEntry } from "./metadata-log.ts";

/** Replays the records of an entry that are not in the state yet. */
export function applyEntry(controller: Controller, entry: LogEntry): void {
  if (lastOffset(entry) <= controller.appliedOffset) return;
  controller.bytesSinceSnapshot += entry.batch.sizeInBytes;
  for (const { record, offset, epoch } of recordsOfEntry(entry))
    awaitCommit(controller, offset, replay(controller.state, record, offset, epoch));
}
