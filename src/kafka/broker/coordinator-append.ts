import { type Context, wallClockMs } from "../context.ts";
import type { Coordinator } from "../coordinator/coordinator.ts";
import { errors } from "../error-codes.ts";
import { appendAsCoordinator } from "../log/append.ts";
import type { BatchRecord } from "../protocol/batch-records.ts";
import { batchOfRecords } from "../protocol/explicit-batch.ts";
import { effectiveMinIsr, type HostedPartition } from "../replication/partition.ts";
import { type Broker, hostedReplica } from "./broker.ts";
import { takesBytes } from "./disk-space.ts";
import { advanceHighWatermark } from "./high-watermark.ts";
import { failDir, notHostedError } from "./offline-dirs.ts";
import { touch } from "./touch.ts";

/** The partition of a coordinator as long as this broker leads it. */
export function ledPartition(
  broker: Broker,
  { topicId, index }: Coordinator,
): HostedPartition | undefined {
  const partition = hostedReplica(broker, topicId, index);
  return partition?.role === "leader" ? partition : undefined;
}

/**
 * Writes a batch to the coordinator's partition, as acks=all; 0 or the error of the append.
 * Kafka: CoordinatorPartitionWriter.append, ReplicaManager.appendRecordsToLeader.
 */
export function appendRecords(
  context: Context,
  broker: Broker,
  coordinator: Coordinator,
  records: readonly BatchRecord[],
): number {
  const partition = ledPartition(broker, coordinator);
  if (partition === undefined)
    return notHostedError(broker, coordinator.topicId, coordinator.index);
  if (partition.isr.length < effectiveMinIsr(partition))
    return errors.NOT_ENOUGH_REPLICAS;
  const { log, dir } = partition;
  const batch = batchOfRecords(records);
  if (dir !== null && !takesBytes(broker.disk, dir, batch.sizeInBytes)) {
    failDir(context, broker, dir);
    return errors.KAFKA_STORAGE_ERROR;
  }
  const nowMs = wallClockMs(context.effects);
  const appended = appendAsCoordinator(log, batch, partition.leaderEpoch, nowMs);
  if (appended.kind === "refused")
    return errors[appended.error as "MESSAGE_TOO_LARGE"] ?? errors.UNKNOWN_SERVER_ERROR;
  context.probe.leaderAppended(broker.id, partition, {
    baseOffset: appended.firstOffset,
    batch,
    acks: -1,
  });
  touch(broker, partition);
  advanceHighWatermark(context, broker, partition);
  return 0;
}
