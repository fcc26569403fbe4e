import type { HostedPartition } from "../../kafka/replication/partition.ts";
import { excuseFor } from "../excuse.ts";
import { violated, type Watch } from "../findings.ts";
import { type GhostPartition, isAbandoned, replicaOf } from "../ghost.ts";
import { agreement, cut, epochAt, lineage } from "../lineage.ts";

/** R18: no in-sync or eligible replica cuts what was committed. */
export function truncated(
  watch: Watch,
  ghost: GhostPartition,
  broker: number,
  partition: HostedPartition,
): void {
  const replica = replicaOf(ghost, broker);
  const { committed, registration } = ghost;
  const { logEndOffset } = partition.log;
  const held = agreement(replica.log, committed);
  if (logEndOffset > replica.log.end || partition.log.logStartOffset === logEndOffset)
    replica.log = lineage(logEndOffset);
  else cut(replica.log, logEndOffset);
  replica.highWatermark = Math.min(replica.highWatermark, partition.log.highWatermark);
  if (held <= logEndOffset || logEndOffset >= committed.end) return;
  const member =
    registration?.isr.includes(broker) === true ||
    registration?.elr.includes(broker) === true;
  const lost = { epoch: epochAt(committed, logEndOffset), offset: logEndOffset };
  if (!member || isAbandoned(ghost, partition.leaderEpoch)) return;
  if (excuseFor(ghost, lost) === null)
    violated(
      watch,
      ghost,
      "R18",
      `broker ${broker}, in sync in ${ghost.topic}-${ghost.index}, truncated to ${logEndOffset} what was committed up to ${committed.end}`,
    );
}
