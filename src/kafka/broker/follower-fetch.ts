import { type Context, wallClockMs } from "../context.ts";
import { brokerOf, isActiveBroker } from "../controller/metadata-image.ts";
import { mayExpand, recordFetch } from "../replication/in-sync-replicas.ts";
import type { FollowerState, HostedPartition } from "../replication/partition.ts";
import type { DelayedFetch, FetchAsk } from "../replication/purgatory.ts";
import { isQuotaExceeded, isThrottled, recordBytes } from "../replication/throttle.ts";
import { proposeExpand } from "./alter-partition.ts";
import type { Broker } from "./broker.ts";
import type { PartitionRead } from "./fetch-read.ts";
import { advanceHighWatermark } from "./high-watermark.ts";
import { touch } from "./touch.ts";

const throttledList = (broker: Broker, topic: string): string =>
  broker.leaderThrottled[topic] ?? "";

/**
 * Whether this fetch must get nothing now: a follower outside the in-sync replicas of a throttled partition while
 * the leader's quota is used up. Kafka: ReplicaManager.shouldLeaderThrottle.
 */
export function isThrottledFollower(
  context: Context,
  broker: Broker,
  fetch: DelayedFetch,
  partition: HostedPartition,
): boolean {
  if (fetch.replica < 0 || broker.throttles.leader.bytesPerSecond < 0) return false;
  if (partition.isr.includes(fetch.replica)) return false;
  const list = throttledList(broker, partition.topic);
  return (
    list !== "" &&
    isThrottled(list, partition.index, broker.id) &&
    isQuotaExceeded(broker.throttles.leader, wallClockMs(context.effects))
  );
}

/** What goes out of throttled replicas counts, also to followers in sync. Kafka: KafkaApis.sizeOfThrottledPartitions. */
export function recordSent(
  context: Context,
  broker: Broker,
  reads: readonly PartitionRead[],
): void {
  for (const { ask, bytes } of reads) {
    const list = bytes > 0 ? throttledList(broker, ask.topic) : "";
    if (list !== "" && isThrottled(list, ask.index, broker.id))
      recordBytes(broker.throttles.leader, bytes, wallClockMs(context.effects));
  }
}

/**
 * A follower's fetch tells how far it has come: its state, the in-sync replicas and the high watermark may follow.
 * Kafka: Partition.updateFollowerFetchState.
 */
export function recordFollowerFetch(
  context: Context,
  broker: Broker,
  fetched: {
    readonly partition: HostedPartition;
    readonly fetch: DelayedFetch;
    readonly ask: FetchAsk;
  },
): void {
  const { partition, fetch, ask } = fetched;
  const follower = followerOf(partition, fetch.replica);
  if (follower === undefined) return;
  const before = follower.logEndOffset;
  const startBefore = follower.logStartOffset;
  recordFetch(follower, ask, partition.log.logEndOffset, wallClockMs(context.effects));
  follower.brokerEpoch = fetch.replicaEpoch;
  if (!partition.isr.includes(fetch.replica))
    expand(context, broker, partition, follower);
  if (
    before !== follower.logEndOffset &&
    advanceHighWatermark(context, broker, partition)
  )
    touch(broker, partition);
  if (startBefore !== follower.logStartOffset && partition.deletes.length > 0)
    touch(broker, partition);
}

function followerOf(
  { followers }: HostedPartition,
  replica: number,
): FollowerState | undefined {
  for (const follower of followers) if (follower.broker === replica) return follower;
  return undefined;
}

function expand(
  context: Context,
  broker: Broker,
  partition: HostedPartition,
  follower: FollowerState,
): void {
  const registered = brokerOf(broker.image, follower.broker);
  const eligibility = {
    active: isActiveBroker(broker.image, follower.broker),
    brokerEpoch: registered?.epoch ?? -1,
  };
  if (mayExpand(partition, follower, eligibility))
    proposeExpand(context, broker, partition, follower.broker);
}
