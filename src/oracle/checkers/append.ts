import type { LogEntry } from "../../kafka/log/log-entry.ts";
import type { LeaderWrite } from "../../kafka/probe.ts";
import {
  effectiveMinIsr,
  type HostedPartition,
} from "../../kafka/replication/partition.ts";
import { violated, type Watch } from "../findings.ts";
import { type GhostPartition, type GhostReplica, replicaOf } from "../ghost.ts";
import { agreement, type EpochRun, extend, lineage } from "../lineage.ts";
import { keepWritten, payloadIs, writtenAt } from "../written.ts";

const name = ({ topic, index }: GhostPartition): string => `${topic}-${index}`;

/** R3: in a replica's log the epoch never falls. */
function checkEpochOrder(
  watch: Watch,
  ghost: GhostPartition,
  replica: GhostReplica,
  epoch: number,
): void {
  const last = replica.log.runs.at(-1);
  if (last !== undefined && epoch < last.epoch)
    violated(
      watch,
      ghost,
      "R3",
      `broker ${replica.broker} appended epoch ${epoch} to ${name(ghost)} behind epoch ${last.epoch}`,
    );
}

/** R15: with too few in sync a leader takes nothing for acks=all. */
function checkEnoughInSync(
  watch: Watch,
  ghost: GhostPartition,
  broker: number,
  { partition, write }: { partition: HostedPartition; write: LeaderWrite },
): void {
  if (write.acks !== -1 || partition.isr.length >= effectiveMinIsr(partition)) return;
  violated(
    watch,
    ghost,
    "R15",
    `leader ${broker} appended acks=all to ${name(ghost)} with ${partition.isr.length} in sync and min.insync.replicas ${effectiveMinIsr(partition)}`,
  );
}

/** R1 and R27: only the leader of an epoch appends in it, at its log end, each offset once. */
export function leaderAppended(
  watch: Watch,
  ghost: GhostPartition,
  broker: number,
  wrote: { readonly partition: HostedPartition; readonly write: LeaderWrite },
): void {
  const { partition } = wrote;
  const { baseOffset, batch } = wrote.write;
  const epoch = partition.leaderEpoch;
  const replica = replicaOf(ghost, broker);
  if (ghost.leaders[epoch]?.broker !== broker)
    violated(
      watch,
      ghost,
      "R1",
      `broker ${broker} appended to ${name(ghost)} as leader of epoch ${epoch}, which broker ${ghost.leaders[epoch]?.broker ?? "none"} leads`,
    );
  const end = baseOffset + batch.lastOffsetDelta + 1;
  if (baseOffset !== replica.log.end || end !== partition.log.logEndOffset)
    violated(
      watch,
      ghost,
      "R27",
      `leader ${broker} gave offsets ${baseOffset} to ${end - 1} of ${name(ghost)} while its log ended at ${replica.log.end}`,
    );
  checkEnoughInSync(watch, ghost, broker, wrote);
  checkEpochOrder(watch, ghost, replica, epoch);
  extend(replica.log, epoch, baseOffset, end);
  keepWritten(ghost, { offset: baseOffset, epoch, batch });
}

/** R28: what a follower had before it first took data in an epoch is a prefix of that leader's log. */
function checkPrefix(
  watch: Watch,
  ghost: GhostPartition,
  replica: GhostReplica,
  epoch: number,
): void {
  if (replica.comparedEpoch === epoch) return;
  replica.comparedEpoch = epoch;
  const leader = ghost.leaders[epoch];
  const { log } = replica;
  if (leader === undefined || log.runs.length === 0) return;
  const same = agreement(log, leader.log);
  if (same < log.end)
    violated(
      watch,
      ghost,
      "R28",
      `broker ${replica.broker} follows in epoch ${epoch} of ${name(ghost)} with a log that differs from its leader's at offset ${same} and ends at ${log.end}`,
    );
}

/** R5: who holds a record of an epoch agrees with the leader of that epoch on all before it. */
function checkNewRun(
  watch: Watch,
  ghost: GhostPartition,
  replica: GhostReplica,
  run: EpochRun,
): void {
  const leader = ghost.leaders[run.epoch];
  if (leader === undefined) {
    violated(
      watch,
      ghost,
      "R5",
      `broker ${replica.broker} holds epoch ${run.epoch} of ${name(ghost)}, which nobody led`,
    );
    return;
  }
  const began = leader.log.runs.at(-1)?.start ?? 0;
  const first = replica.log.runs.length === 0;
  if ((first ? run.start < began : run.start !== began) || !agrees(replica, leader.log))
    violated(
      watch,
      ghost,
      "R5",
      `broker ${replica.broker} has epoch ${run.epoch} of ${name(ghost)} from offset ${run.start} on, its leader from ${began}`,
    );
}

const agrees = (replica: GhostReplica, leader: GhostReplica["log"]): boolean =>
  replica.log.runs.length === 0 || agreement(replica.log, leader) >= replica.log.end;

/** The batch that a follower took is the one that the leader wrote there. */
function checkContent(
  watch: Watch,
  ghost: GhostPartition,
  broker: number,
  entry: LogEntry,
): void {
  const written = writtenAt(ghost, entry.baseOffset, entry.leaderEpoch);
  if (written === undefined || payloadIs(entry.batch, written.batch)) return;
  violated(
    watch,
    ghost,
    "R5",
    `broker ${broker} holds another batch at offset ${entry.baseOffset} of ${name(ghost)} than epoch ${entry.leaderEpoch} wrote`,
  );
}

/** A follower took entries over: R3, R5, R28. */
export function followerAppended(
  watch: Watch,
  ghost: GhostPartition,
  broker: number,
  took: { readonly partition: HostedPartition; readonly entries: readonly LogEntry[] },
): void {
  const { partition, entries } = took;
  const replica = replicaOf(ghost, broker);
  const { logEndOffset } = partition.log;
  const first = entries[0];
  // DeleteRecords landed inside a batch: the empty log began again with the batch that holds its start.
  if (first !== undefined && first.baseOffset < replica.log.end)
    replica.log = lineage(first.baseOffset);
  checkPrefix(watch, ghost, replica, partition.leaderEpoch);
  let last: LogEntry | undefined;
  for (const entry of entries) {
    const end = entry.baseOffset + entry.batch.lastOffsetDelta + 1;
    if (end > logEndOffset) break;
    last = entry;
    const run = replica.log.runs.at(-1);
    if (run === undefined || run.epoch !== entry.leaderEpoch) {
      checkEpochOrder(watch, ghost, replica, entry.leaderEpoch);
      checkNewRun(watch, ghost, replica, {
        epoch: entry.leaderEpoch,
        start: entry.baseOffset,
      });
      if (run === undefined) replica.log.start = entry.baseOffset;
    }
    extend(replica.log, entry.leaderEpoch, entry.baseOffset, end);
  }
  if (last !== undefined) checkContent(watch, ghost, broker, last);
  if (replica.log.end !== logEndOffset)
    violated(
      watch,
      ghost,
      "R27",
      `broker ${broker} took ${name(ghost)} up to ${replica.log.end}, its log ends at ${logEndOffset}`,
    );
}
