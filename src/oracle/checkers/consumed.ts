import { type LogEntry, nextOffset } from "../../kafka/log/log-entry.ts";
import { excuseFor } from "../excuse.ts";
import { violated, type Watch } from "../findings.ts";
import { type GhostPartition, isAbandoned } from "../ghost.ts";
import { consumerGhost } from "../group-ghost.ts";
import { heldUpTo } from "../lineage.ts";
import { payloadIs, writtenAt } from "../written.ts";

/**
 * C6: a committed record never changes for a later reader; and I3, with C1: a consumer is given nothing that was not committed.
 */
export function consumed(
  watch: Watch,
  ghost: GhostPartition,
  entries: readonly LogEntry[],
): void {
  const last = entries.at(-1);
  if (last === undefined) return;
  const { baseOffset, leaderEpoch: epoch, batch } = last;
  const written = writtenAt(ghost, baseOffset, epoch);
  if (written !== undefined && !payloadIs(batch, written.batch))
    violated(
      watch,
      ghost,
      "C6",
      `a consumer was given another batch at offset ${baseOffset} of ${ghost.topic}-${ghost.index} than epoch ${epoch} wrote`,
    );
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

/**
 * C12: who goes on reading in a newer epoch has read what its leader's log holds before: else it must be told of the
 * truncation (KIP-320) or be reset.
 */
export function checkTruncationSeen(
  watch: Watch,
  ghost: GhostPartition,
  client: string,
  entries: readonly LogEntry[],
): void {
  const first = entries[0];
  const last = entries.at(-1);
  if (first === undefined || last === undefined) return;
  const { reads } = consumerGhost(watch.state.groups, client);
  const name = `${ghost.topicId}-${ghost.index}`;
  const before = reads[name];
  const next = nextOffset(last);
  if (before === undefined) {
    reads[name] = { next, epoch: last.leaderEpoch };
    return;
  }
  const { next: at, epoch } = before;
  before.next = next;
  before.epoch = last.leaderEpoch;
  // The same leader goes on, or it was positioned anew in between.
  if (first.leaderEpoch === epoch || first.baseOffset > at) return;
  const leader = ghost.leaders[first.leaderEpoch];
  if (leader === undefined || first.baseOffset < at) return;
  if (heldUpTo(leader.log, { epoch, from: at - 1, to: at }) >= at) return;
  violated(
    watch,
    ghost,
    "C12",
    `consumer ${client} read ${ghost.topic}-${ghost.index} up to ${at} in epoch ${epoch}, and goes on in epoch ${first.leaderEpoch}, whose leader never had that, without having been told`,
  );
}
