import type { HostedPartition } from "../../kafka/replication/partition.ts";
import { violated, type Watch } from "../findings.ts";
import { type GhostPartition, replicaOf } from "../ghost.ts";

/** R29 and R30: a log start only rises, and never above the high watermark. */
export function logStartMoved(
  watch: Watch,
  ghost: GhostPartition,
  broker: number,
  { log }: HostedPartition,
): void {
  const replica = replicaOf(ghost, broker);
  const where = `${ghost.topic}-${ghost.index}`;
  if (log.logStartOffset < replica.logStartOffset)
    violated(
      watch,
      ghost,
      "R29",
      `broker ${broker} took the log start of ${where} back from ${replica.logStartOffset} to ${log.logStartOffset}`,
    );
  if (log.logStartOffset > log.highWatermark)
    violated(
      watch,
      ghost,
      "R30",
      `broker ${broker} deleted ${where} up to ${log.logStartOffset}, above its high watermark ${log.highWatermark}`,
    );
  replica.logStartOffset = log.logStartOffset;
}
