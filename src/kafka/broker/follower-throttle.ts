import { type Context, wallClockMs } from "../context.ts";
import type { LogEntry } from "../log/log-entry.ts";
import type { HostedPartition } from "../replication/partition.ts";
import { isQuotaExceeded, isThrottled, recordBytes } from "../replication/throttle.ts";
import type { Broker, FollowedPartition } from "./broker.ts";

/** Whether `follower.replication.throttled.replicas` of the topic names this replica. */
function isNamed(broker: Broker, { topic, index }: HostedPartition): boolean {
  const list = broker.followerThrottled[topic];
  return list !== undefined && isThrottled(list, index, broker.id);
}

/**
 * Whether a partition is left out of the next fetch: it lags, its replica is throttled, and the quota is used up.
 * Kafka: RemoteLeaderEndPoint.shouldFollowerThrottle.
 */
export function mustWait(
  context: Context,
  broker: Broker,
  { partition, lag }: FollowedPartition,
): boolean {
  const quota = broker.throttles.follower;
  if (quota.bytesPerSecond < 0 || lag === 0) return false;
  return (
    isNamed(broker, partition) && isQuotaExceeded(quota, wallClockMs(context.effects))
  );
}

/** What a throttled replica has taken counts, whether it lags or not. Kafka: ReplicaFetcherThread.processPartitionData. */
export function recordThrottled(
  context: Context,
  broker: Broker,
  partition: HostedPartition,
  records: readonly LogEntry[],
): void {
  if (!isNamed(broker, partition)) return;
  let bytes = 0;
  for (const { batch } of records) bytes += batch.sizeInBytes;
  recordBytes(broker.throttles.follower, bytes, wallClockMs(context.effects));
}
