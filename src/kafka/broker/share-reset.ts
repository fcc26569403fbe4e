import { resetStrategy } from "../client/consumer/reset-strategy.ts";
import { offsetForTimestamp } from "../log/time-lookup.ts";
import type { HostedPartition } from "../replication/partition.ts";

/** Where a share partition begins that nobody has read: `share.auto.offset.reset`. Kafka: SharePartition.startOffsetDuringInitialization. */
export function resetOffset(
  { log }: HostedPartition,
  setting: string | undefined,
  nowMs: number,
): number {
  const strategy = resetStrategy(setting ?? "latest");
  if (strategy?.kind === "earliest") return log.logStartOffset;
  if (strategy?.kind !== "by_duration") return log.highWatermark;
  const found = offsetForTimestamp(log, nowMs - strategy.durationMs);
  return Math.min(found?.offset ?? log.highWatermark, log.highWatermark);
}
