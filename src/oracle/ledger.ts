import type { Acknowledgement } from "../kafka/probe.ts";
import type { HostedPartition } from "../kafka/replication/partition.ts";
import type { Watch } from "./findings.ts";
import {
  allGhosts,
  type GhostPartition,
  ghostOf,
  type OracleState,
  type PromiseRange,
} from "./ghost.ts";
import { heldUpTo, type Lineage } from "./lineage.ts";
import { type LostPiece, tellLosses } from "./loss.ts";
import { payloadIs } from "./written.ts";

/** The most batches with acks=0 that are waited for. */
const unplacedLimit = 1000;

/** Adds acknowledged offsets in their order; those that adjoin a range of the same epoch and acks make it longer. */
function remember(ghost: GhostPartition, range: PromiseRange): void {
  const { promises: ranges } = ghost;
  ghost.acked += range.to - range.from;
  let at = ranges.length;
  while (at > 0 && (ranges[at - 1]?.from ?? 0) > range.from) at--;
  for (let i = at - 1; i >= 0 && i >= at - 8; i--) {
    const known = ranges[i];
    if (known === undefined || known.to !== range.from) continue;
    const whole = known.kept === known.to;
    if (known.epoch !== range.epoch || known.acks !== range.acks || !whole) continue;
    known.to = range.to;
    known.kept = range.to;
    return;
  }
  if (at === ranges.length) ranges.push(range);
  else ranges.splice(at, 0, range);
}

/** A producer took an acknowledgement. */
export function promised(watch: Watch, client: string, ack: Acknowledgement): void {
  const { state } = watch;
  const { topicId, partition, baseOffset, batch } = ack;
  const ghost = ghostOf(state, { topic: ack.topic, topicId, index: partition });
  if (baseOffset < 0) {
    state.unplaced.push({ client, topicId, partition, batch, lost: false });
    ghost.acked += batch.recordCount;
    if (state.unplaced.length > unplacedLimit) state.unplaced.shift();
    return;
  }
  const written = ghost.written.findLast(
    (each) => each.offset === baseOffset && payloadIs(each.batch, batch),
  );
  const epoch =
    written?.epoch ?? ghost.leaders[ghost.newestEpoch]?.log.runs.at(-1)?.epoch ?? -1;
  const to = baseOffset + batch.lastOffsetDelta + 1;
  const range = { from: baseOffset, to, epoch, acks: ack.acks, kept: to };
  remember(ghost, range);
  // A late answer: of a leader that another one followed, or whose disk is gone.
  const held = ghost.replicas[ghost.leaders[epoch]?.broker ?? -1]?.log;
  if (epoch !== ghost.newestEpoch || held === undefined || heldUpTo(held, range) < to)
    settle(watch, ghost, "");
}

/** A leader wrote a batch: if it was sent with acks=0 its promise has a place now. */
export function placed(
  state: OracleState,
  ghost: GhostPartition,
  partition: HostedPartition,
  baseOffset: number,
): void {
  const batch = ghost.written.at(-1)?.batch;
  if (batch === undefined) return;
  const index = state.unplaced.findIndex(
    (each) =>
      each.topicId === ghost.topicId &&
      each.partition === ghost.index &&
      payloadIs(each.batch, batch),
  );
  const found = state.unplaced[index];
  if (found === undefined) return;
  state.unplaced.splice(index, 1);
  if (found.lost) ghost.lost -= batch.recordCount;
  const to = baseOffset + batch.lastOffsetDelta + 1;
  ghost.acked -= to - baseOffset;
  remember(ghost, {
    from: baseOffset,
    to,
    epoch: partition.leaderEpoch,
    acks: 0,
    kept: to,
  });
  // What the client sent to this partition before it, and never arrived, is gone.
  for (const each of state.unplaced.slice(0, index)) {
    const same = each.client === found.client && each.topicId === found.topicId;
    if (!same || each.partition !== found.partition || each.lost) continue;
    each.lost = true;
    ghost.lost += each.batch.recordCount;
  }
}

/**
 * The logs that can still bring a record back without an unclean election: the present leader's, and those of the
 * in-sync and eligible replicas, running or not. Without any of them every disk counts. Who stayed in the ELR when a
 * reassignment took its replica away is never elected, and brings nothing back (KIP-966).
 */
function survivors(ghost: GhostPartition): Lineage[] {
  const { registration, replicas } = ghost;
  const leader = registration === null ? -1 : registration.leader;
  const eligible = registration?.elr.filter((id) => registration.replicas.includes(id));
  const ids = [...(registration?.isr ?? []), ...(eligible ?? []), leader];
  const logs = [...new Set(ids)].flatMap((id) => replicas[id]?.log ?? []);
  return logs.length > 0 ? logs : Object.values(replicas).map(({ log }) => log);
}

/**
 * Counts what is lost: a promised record is lost when neither the present leader nor any in-sync or eligible replica
 * has it on its disk, so that only an unclean election could bring it back, and comes back into the count of kept
 * ones if one does. `how` tells of a loss when it came about.
 */
export function settle(
  watch: Watch,
  ghost: GhostPartition,
  how: string,
  because: readonly string[] = [],
): void {
  if (ghost.promises.length === 0) return;
  const logs = survivors(ghost);
  const lost: LostPiece[] = [];
  for (const range of ghost.promises) {
    let kept = range.from;
    for (const log of logs) kept = Math.max(kept, heldUpTo(log, range));
    if (kept === range.kept) continue;
    const before = range.kept;
    ghost.lost += before - kept;
    range.kept = kept;
    if (kept < before) lost.push(...piecesOf(ghost, range, before));
  }
  if (lost.length > 0) tellLosses(watch, ghost, lost, { how, because });
}

/** What was committed or promised by acks=all, and what only the leader had promised. */
function piecesOf(ghost: GhostPartition, range: PromiseRange, to: number): LostPiece[] {
  const { kept, epoch, acks } = range;
  const committedTo =
    acks === -1
      ? to
      : Math.max(kept, heldUpTo(ghost.committed, { epoch, from: kept, to }));
  return [
    { from: kept, to: committedTo, epoch, acks, owed: true },
    { from: committedTo, to, epoch, acks, owed: false },
  ].filter((piece) => piece.from < piece.to);
}

/** The promises of a run, in records. */
export interface Promises {
  readonly acked: number;
  readonly readable: number;
  readonly lost: number;
  readonly checked: true;
}

/** Counts promises; `runs` says which brokers' processes run. */
export function promises(
  state: OracleState,
  runs: (broker: number) => boolean,
): Promises {
  let acked = 0;
  let readable = 0;
  let lost = 0;
  for (const ghost of allGhosts(state)) {
    acked += ghost.acked;
    lost += ghost.lost;
    readable += readableOf(ghost, runs);
  }
  return { acked, readable, lost, checked: true };
}

/** Below the high watermark of a leader that runs and that the controller means. */
function readableOf(ghost: GhostPartition, runs: (broker: number) => boolean): number {
  const { registration } = ghost;
  if (registration === null || registration.leader < 0) return 0;
  if (ghost.newestEpoch !== registration.leaderEpoch || !runs(registration.leader))
    return 0;
  const leader = ghost.replicas[registration.leader];
  if (leader === undefined) return 0;
  let count = 0;
  for (const { from, kept } of ghost.promises)
    count += Math.max(
      0,
      Math.min(kept, leader.highWatermark) - Math.max(from, leader.logStartOffset),
    );
  return count;
}
