import { type LogEntry, nextOffset } from "../../kafka/log/log-entry.ts";
import type { PartitionLog } from "../../kafka/log/partition-log.ts";
import { violated, type Watch } from "../findings.ts";
import { agreement, copyLineage, cut, epochAt, extend, lineage } from "../lineage.ts";
import {
  type GhostQuorum,
  type GhostVoter,
  hasLostMajority,
  type SnapshotId,
  voterOf,
  votersOf,
} from "../quorum-ghost.ts";

/** K9: a metadata log begins at a snapshot that is there. */
function checkLogStart(
  watch: Watch,
  voter: GhostVoter,
  { logStartOffset }: PartitionLog,
): void {
  voter.log.start = Math.max(voter.log.start, logStartOffset);
  if (logStartOffset === 0) return;
  if (voter.snapshots.some(({ endOffset }) => endOffset === logStartOffset)) return;
  violated(
    watch,
    null,
    "K9",
    `the metadata log of node ${voter.node} begins at ${logStartOffset}, where it has no snapshot`,
  );
}

/** A node's metadata log has more entries. */
export function quorumAppended(
  watch: Watch,
  node: number,
  log: PartitionLog,
  entries: readonly LogEntry[],
): void {
  const voter = voterOf(watch.state.quorum, node);
  const first = entries[0];
  // What a power loss took is written again.
  if (first !== undefined && first.baseOffset < voter.log.end)
    cut(voter.log, first.baseOffset);
  for (const entry of entries) {
    if (voter.log.runs.length === 0) voter.log.start = entry.baseOffset;
    extend(voter.log, entry.leaderEpoch, entry.baseOffset, nextOffset(entry));
  }
  checkLogStart(watch, voter, log);
}

export function quorumTruncated(watch: Watch, node: number, log: PartitionLog): void {
  const { quorum } = watch.state;
  const voter = voterOf(quorum, node);
  const held = agreement(voter.log, quorum.committed);
  cut(voter.log, log.logEndOffset);
  if (held <= log.logEndOffset || hasLostMajority(quorum)) return;
  if (voter.voter)
    violated(
      watch,
      null,
      "K8",
      `voter ${node} cut its metadata log to ${log.logEndOffset}, and up to ${held} it was committed`,
    );
}

/** K4: a majority of the voters has what the leader calls committed. */
function checkMajority(
  watch: Watch,
  quorum: GhostQuorum,
  leader: GhostVoter,
  highWatermark: number,
): void {
  if (quorum.wiped.length > 0) return;
  const voters = votersOf(quorum);
  const holders = voters.filter(
    ({ log }) => agreement(log, leader.log) >= highWatermark && log.end >= highWatermark,
  );
  if (holders.length * 2 > voters.length) return;
  violated(
    watch,
    null,
    "K4",
    `controller ${leader.node} committed metadata up to ${highWatermark}, and ${holders.length} of ${voters.length} voters have it`,
  );
}

/** K5 and K6: the newest leader's high watermark only rises, and first covers a record of its own epoch. */
function checkLeader(
  watch: Watch,
  quorum: GhostQuorum,
  leader: GhostVoter,
  at: { readonly highWatermark: number; readonly epoch: number },
): void {
  const { highWatermark, epoch } = at;
  if (epochAt(leader.log, highWatermark - 1) !== epoch)
    violated(
      watch,
      null,
      "K6",
      `controller ${leader.node} committed metadata up to ${highWatermark} in quorum epoch ${epoch}, none of which that epoch wrote`,
    );
  if (epoch < quorum.committedEpoch) return;
  quorum.committedEpoch = epoch;
  if (highWatermark < quorum.committed.end && !hasLostMajority(quorum))
    violated(
      watch,
      null,
      "K5",
      `controller ${leader.node} has high watermark ${highWatermark} in quorum epoch ${epoch}, and ${quorum.committed.end} was committed before`,
    );
}

/** A node's high watermark of the metadata log rose: K4 to K7. */
export function quorumCommitted(
  watch: Watch,
  node: number,
  highWatermark: number,
  change: { readonly leader: boolean; readonly epoch: number },
): void {
  const { quorum } = watch.state;
  const voter = voterOf(quorum, node);
  if (hasLostMajority(quorum)) return;
  if (change.leader) {
    checkMajority(watch, quorum, voter, highWatermark);
    checkLeader(watch, quorum, voter, { highWatermark, epoch: change.epoch });
  }
  const { committed } = quorum;
  const same = agreement(voter.log, committed);
  if (same < Math.min(highWatermark, committed.end, voter.log.end)) {
    violated(
      watch,
      null,
      "K7",
      `node ${node} believes metadata committed up to ${highWatermark}, and differs at offset ${same} from what was`,
    );
    return;
  }
  if (!change.leader || highWatermark <= committed.end) return;
  const next = copyLineage(voter.log);
  cut(next, highWatermark);
  next.start = committed.start;
  if (voter.log.start > 0) next.runs = joined(committed.runs, next.runs);
  quorum.committed = next;
}

/** What a log without its beginning has, behind what is known of that. */
function joined(
  known: GhostQuorum["committed"]["runs"],
  runs: GhostQuorum["committed"]["runs"],
): GhostQuorum["committed"]["runs"] {
  const [first] = runs;
  if (first === undefined) return known;
  const before = known.filter(
    ({ epoch, start }) => start < first.start && epoch < first.epoch,
  );
  const same = known.find(({ epoch }) => epoch === first.epoch);
  return same === undefined ? [...before, ...runs] : [...before, same, ...runs.slice(1)];
}

/** K9 and K10, and what a snapshot brings. */
export function snapshotHandled(
  watch: Watch,
  node: number,
  what: "taken" | "received" | "loaded",
  id: SnapshotId,
): void {
  const { quorum } = watch.state;
  const voter = voterOf(quorum, node);
  const { endOffset, epoch } = id;
  const wrote = epochAt(quorum.committed, endOffset - 1);
  if (endOffset > quorum.committed.end || (wrote >= 0 && wrote !== epoch))
    violated(
      watch,
      null,
      "K9",
      `node ${node} has a snapshot of metadata up to ${endOffset} in epoch ${epoch}; committed is ${quorum.committed.end}, written in epoch ${wrote}`,
    );
  if (what === "loaded" && voter.role === "leader")
    violated(watch, null, "K10", `leader ${node} loads a snapshot of metadata`);
  if (what !== "loaded") voter.snapshots.push(id);
  if (what === "received") voter.log = lineage(endOffset);
}

/** K11 and K12: a node applies only what is committed, in its order. */
export function metadataApplied(watch: Watch, node: number, offset: number): void {
  const { quorum } = watch.state;
  const voter = voterOf(quorum, node);
  const { committed } = quorum;
  const same = agreement(voter.log, committed);
  if (
    !hasLostMajority(quorum) &&
    (offset >= committed.end || same <= Math.min(offset, voter.log.end - 1))
  )
    violated(
      watch,
      null,
      "K11",
      `node ${node} applied metadata up to ${offset}; committed is ${committed.end}, and its log agrees up to ${same}`,
    );
  if (offset < voter.applied)
    violated(
      watch,
      null,
      "K12",
      `node ${node} applied metadata up to ${offset} after ${voter.applied}`,
    );
  voter.applied = offset;
}
