import {
  effectiveMinIsr,
  type HostedPartition,
  maximalIsr,
} from "../../kafka/replication/partition.ts";
import { excuseFor } from "../excuse.ts";
import { violated, type Watch } from "../findings.ts";
import {
  type GhostPartition,
  type GhostReplica,
  isAbandoned,
  replicaOf,
} from "../ghost.ts";
import { agreement, copyLineage, cut, epochAt } from "../lineage.ts";

const name = ({ topic, index }: GhostPartition): string => `${topic}-${index}`;

/** R9: a replica's high watermark never lies behind its log end, nor before its log start. */
export function checkBounds(
  watch: Watch,
  ghost: GhostPartition,
  broker: number,
  { log }: HostedPartition,
): void {
  if (log.highWatermark <= log.logEndOffset && log.highWatermark >= log.logStartOffset)
    return;
  violated(
    watch,
    ghost,
    "R9",
    `broker ${broker} has high watermark ${log.highWatermark} in ${name(ghost)}, whose log is ${log.logStartOffset} to ${log.logEndOffset}`,
  );
}

/** R10 and R14: every member of the maximal ISR is known to have it, and the committed ISR is large enough. */
function checkCommitRule(
  watch: Watch,
  ghost: GhostPartition,
  broker: number,
  partition: HostedPartition,
): void {
  const { highWatermark } = partition.log;
  const members = maximalIsr(partition);
  for (const { broker: id, logEndOffset } of partition.followers)
    if (logEndOffset < highWatermark && members.includes(id))
      violated(
        watch,
        ghost,
        "R10",
        `leader ${broker} committed ${name(ghost)} up to ${highWatermark} while broker ${id} of its ISR has ${logEndOffset}`,
      );
  if (partition.isr.length < effectiveMinIsr(partition))
    violated(
      watch,
      ghost,
      "R14",
      `leader ${broker} moved the high watermark of ${name(ghost)} with ${partition.isr.length} in sync and min.insync.replicas ${effectiveMinIsr(partition)}`,
    );
}

/** R11: within one epoch a leader's high watermark only rises. */
function checkRise(
  watch: Watch,
  ghost: GhostPartition,
  replica: GhostReplica,
  partition: HostedPartition,
): void {
  const { highWatermark } = partition.log;
  const epoch = partition.leaderEpoch;
  if (replica.ledEpoch === epoch && highWatermark < replica.ledHighWatermark)
    violated(
      watch,
      ghost,
      "R11",
      `leader ${replica.broker} took the high watermark of ${name(ghost)} back from ${replica.ledHighWatermark} to ${highWatermark} in epoch ${epoch}`,
    );
  replica.ledEpoch = epoch;
  replica.ledHighWatermark = highWatermark;
}

/** A leader moved its high watermark: R4, R9 to R12 and R14. */
export function highWatermarkMoved(
  watch: Watch,
  ghost: GhostPartition,
  broker: number,
  partition: HostedPartition,
): void {
  const replica = replicaOf(ghost, broker);
  checkBounds(watch, ghost, broker, partition);
  checkCommitRule(watch, ghost, broker, partition);
  checkRise(watch, ghost, replica, partition);
  const { highWatermark } = partition.log;
  replica.highWatermark = highWatermark;
  if (isAbandoned(ghost, partition.leaderEpoch)) return;
  commit(watch, ghost, replica, highWatermark);
}

/** R4 and R12: what is committed now goes on from what was committed before, whoever leads. */
export function commit(
  watch: Watch,
  ghost: GhostPartition,
  replica: GhostReplica,
  highWatermark: number,
): void {
  const { committed } = ghost;
  const { log } = replica;
  const run = log.runs.at(-1);
  const last = committed.runs.at(-1);
  if (run !== undefined && last?.epoch === run.epoch && last.start === run.start) {
    // The same leader goes on.
    if (highWatermark > committed.end) committed.end = highWatermark;
    return;
  }
  const upTo = Math.min(highWatermark, committed.end);
  const same = agreement(log, committed);
  if (same < upTo) {
    if (excuseFor(ghost, { epoch: epochAt(log, same), offset: same }) === null)
      violated(
        watch,
        ghost,
        "R4",
        `leader ${replica.broker} committed ${name(ghost)} up to ${highWatermark}, but its log differs at offset ${same} from what was committed`,
      );
    return;
  }
  if (highWatermark <= committed.end) return;
  const next = copyLineage(log);
  cut(next, highWatermark);
  ghost.committed = next;
}

/** A follower took over the high watermark: R4 and R9. */
export function followerMoved(
  watch: Watch,
  ghost: GhostPartition,
  broker: number,
  partition: HostedPartition,
): void {
  const replica = replicaOf(ghost, broker);
  checkBounds(watch, ghost, broker, partition);
  const { highWatermark } = partition.log;
  replica.highWatermark = highWatermark;
  if (partition.role === "leader" || isAbandoned(ghost, partition.leaderEpoch)) return;
  const { committed } = ghost;
  const run = replica.log.runs.at(-1);
  const last = committed.runs.at(-1);
  const together = last?.epoch === run?.epoch && last?.start === run?.start;
  if (highWatermark <= committed.end && together) return;
  const same = agreement(replica.log, committed);
  if (same >= Math.min(highWatermark, replica.log.end)) return;
  if (excuseFor(ghost, { epoch: epochAt(replica.log, same), offset: same }) === null)
    violated(
      watch,
      ghost,
      "R4",
      `broker ${broker} believes ${name(ghost)} committed up to ${highWatermark}, but its log differs at offset ${same} from what was committed`,
    );
}

/** R13: where its log ends is told to no client before a leader's high watermark has reached the start of its epoch. */
export function latestOffsetTold(
  watch: Watch,
  ghost: GhostPartition,
  broker: number,
  answer: {
    readonly partition: HostedPartition;
    readonly told: { readonly error: number; readonly offset: number };
  },
): void {
  const { partition, told } = answer;
  if (told.error !== 0 || told.offset >= partition.epochStartOffset) return;
  violated(
    watch,
    ghost,
    "R13",
    `leader ${broker} told a client that ${name(ghost)} ends at ${told.offset}, before its epoch's start ${partition.epochStartOffset}`,
  );
}
