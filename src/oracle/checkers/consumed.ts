import { type LogEntry, nextOffset } from "../../kafka/log/log-entry.ts";
import { excuseFor } from "../excuse.ts";
import { violated, type Watch } from "../findings.ts";
import type { GhostPartition } from "../ghost.ts";
import { heldUpTo } from "../lineage.ts";

/** I3: a consumer is given nothing that was not committed. */
export function consumed(
  watch: Watch,
  ghost: GhostPartition,
  entries: readonly LogEntry[],
): void {
  const last = entries.at(-1);
  if (last === undefined) return;
  const { baseOffset, leaderEpoch: epoch } = last;
  const end = nextOffset(last);
  if (heldUpTo(ghost.committed, { epoch, from: baseOffset, to: end }) >= end) return;
  if (excuseFor(ghost, { epoch, offset: baseOffset }) === null)
    violated(
      watch,
      ghost,
      "I3",
      `a consumer was given offset ${end - 1} of ${ghost.topic}-${ghost.index} in epoch ${epoch}, committed is ${ghost.committed.end}`,
    );
}
