import { type LogEntry, nextOffset } from "../../kafka/log/log-entry.ts";
import { excuseFor } from "../excuse.ts";
import { violated, type Watch } from "../findings.ts";
import { type GhostPartition, isAbandoned } from "../ghost.ts";
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
  // A leader that an unclean election has passed over may still commit what its own ISR holds.
  if (isAbandoned(ghost, epoch)) return;
  if (heldUpTo(ghost.committed, { epoch, from: baseOffset, to: end }) >= end) return;
  if (excuseFor(ghost, { epoch, offset: baseOffset }) === null)
    violated(
      watch,
      ghost,
      "I3",
      `a consumer was given offset ${end - 1} of ${ghost.topic}-${ghost.index} in epoch ${epoch}, committed is ${ghost.committed.end}`,
    );
}
