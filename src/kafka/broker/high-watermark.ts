import { mutated } from "../../base/mutants.ts";
import { type Context, wallClockMs } from "../context.ts";
import { isActiveBroker } from "../controller/metadata-image.ts";
import { maybeIncrementHighWatermark } from "../log/high-watermark.ts";
import { committableOffset } from "../replication/in-sync-replicas.ts";
import { type HostedPartition, isUnderMinIsr } from "../replication/partition.ts";
import type { Broker } from "./broker.ts";

/**
 * Moves the leader's high watermark as far as the in-sync replicas allow; never while the committed set is smaller
 * than the effective `min.insync.replicas`. Kafka: Partition.maybeIncrementLeaderHW.
 */
export function advanceHighWatermark(
  context: Context,
  broker: Broker,
  partition: HostedPartition,
): boolean {
  if (partition.role !== "leader") return false;
  if (isUnderMinIsr(partition) && !(MUTANTS && mutated("highWatermarkUnderMinIsr")))
    return false;
  const { log } = partition;
  if (log.highWatermark === log.logEndOffset) return false;
  const offset = committableOffset(
    partition,
    wallClockMs(context.effects),
    broker.config.replicaLagTimeMaxMs,
    (id) => isActiveBroker(broker.image, id),
  );
  const before = log.highWatermark;
  if (!maybeIncrementHighWatermark(log, offset)) return false;
  context.probe.highWatermark(broker.id, partition, before);
  return true;
}
