import { type Context, wallClockMs } from "../context.ts";
import { brokerOf, isActiveBroker } from "../controller/metadata-image.ts";
import { mayExpand, recordFetch } from "../replication/in-sync-replicas.ts";
import type { HostedPartition } from "../replication/partition.ts";
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
    readonly found: PartitionRead;
  },
): void {
  const { partition, fetch, ask, found } = fetched;
  if (found.error !== 0 || found.divergingEpoch !== null) return;
  const follower = partition.followers.find((state) => state.broker === fetch.replica);
  if (follower === undefined) return;
  const nowMs = wallClockMs(context.effects);
  const before = follower.logEndOffset;
  const startBefore = follower.logStartOffset;
  recordFetch(
    follower,
    {
      fetchOffset: ask.fetchOffset,
      logStartOffset: ask.logStartOffset,
      leaderEnd: found.logEndOffset,
      brokerEpoch: fetch.replicaEpoch,
    },
    nowMs,
  );
  const list = throttledList(broker, partition.topic);
  if (found.bytes > 0 && list !== "" && isThrottled(list, partition.index, broker.id))
    recordBytes(broker.throttles.leader, found.bytes, nowMs);
  const registered = brokerOf(broker.image, fetch.replica);
  if (
    mayExpand(partition, follower, {
      active: isActiveBroker(broker.image, fetch.replica),
      brokerEpoch: registered?.epoch ?? -1,
    })
  )
    proposeExpand(context, broker, partition, fetch.replica);
  if (
    before !== follower.logEndOffset &&
    advanceHighWatermark(context, broker, partition)
  )
    touch(broker, partition);
  if (startBefore !== follower.logStartOffset && partition.deletes.length > 0)
    touch(broker, partition);
}
