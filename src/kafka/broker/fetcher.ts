import { ask, channelTo } from "../client/network-client.ts";
import type { Context } from "../context.ts";
import { latestEpoch } from "../log/epoch-cache.ts";
import { apiKeys } from "../protocol/envelope.ts";
import type { HostedPartition } from "../replication/partition.ts";
import { type Broker, brokerTimers, type Fetcher, peerOf, purposes } from "./broker.ts";

const fetchVersion = 17;

/** What a fetcher asked for one partition. */
export interface FetchedPartition {
  readonly partition: HostedPartition;
  readonly leaderEpoch: number;
  readonly fetchOffset: number;
}

/** What went with a fetch to a leader. */
export interface FetchContext {
  readonly leader: number;
  readonly asked: readonly FetchedPartition[];
}

/** Begins to follow a partition's leader. Kafka: AbstractFetcherManager.addFetcherForPartitions. */
export function follow(
  context: Context,
  broker: Broker,
  partition: HostedPartition,
): void {
  unfollow(broker, partition);
  if (partition.leader < 0 || partition.leader === broker.id) return;
  let fetcher = broker.fetchers.find(({ leader }) => leader === partition.leader);
  if (fetcher === undefined) {
    fetcher = { leader: partition.leader, followed: [], busy: false, wakeUs: 0 };
    broker.fetchers.push(fetcher);
  }
  fetcher.followed.push({ partition, delayedUntilUs: 0, failed: false });
  pump(context, broker, fetcher);
}

/** Stops to follow. Kafka: AbstractFetcherManager.removeFetcherForPartitions. */
export function unfollow(broker: Broker, partition: HostedPartition): void {
  for (const fetcher of broker.fetchers)
    fetcher.followed = fetcher.followed.filter((item) => item.partition !== partition);
}

/** Sends the next fetch of a fetcher, or sleeps until a partition's wait is over. Kafka: AbstractFetcherThread.doWork. */
export function pump(context: Context, broker: Broker, fetcher: Fetcher): void {
  if (fetcher.busy || broker.state === "shuttingDown") return;
  const now = context.effects.nowUs();
  let wakeUs = Number.POSITIVE_INFINITY;
  const asked: FetchedPartition[] = [];
  for (const item of fetcher.followed) {
    if (item.failed) continue;
    if (item.delayedUntilUs > now) wakeUs = Math.min(wakeUs, item.delayedUntilUs);
    else
      asked.push({
        partition: item.partition,
        leaderEpoch: item.partition.leaderEpoch,
        fetchOffset: item.partition.log.logEndOffset,
      });
  }
  if (asked.length > 0) send(context, broker, fetcher, asked);
  else if (wakeUs !== Number.POSITIVE_INFINITY && fetcher.wakeUs !== wakeUs) {
    fetcher.wakeUs = wakeUs;
    context.effects.after(wakeUs - now, brokerTimers.fetcher, fetcher.leader);
  }
}

function send(
  context: Context,
  broker: Broker,
  fetcher: Fetcher,
  asked: readonly FetchedPartition[],
): void {
  const peer = peerOf(broker, fetcher.leader);
  if (peer === undefined) return;
  fetcher.busy = true;
  const { config } = broker;
  const about: FetchContext = { leader: fetcher.leader, asked };
  ask(
    context.effects,
    broker.client,
    channelTo(broker.client, peer.nodeId, peer.process),
    {
      api: apiKeys.Fetch,
      version: fetchVersion,
      body: {
        replicaState: { replicaId: broker.id, replicaEpoch: broker.brokerEpoch },
        maxWaitMs: config.replicaFetchWaitMaxMs,
        minBytes: config.replicaFetchMinBytes,
        maxBytes: config.replicaFetchResponseMaxBytes,
        isolationLevel: 0,
        sessionId: 0,
        sessionEpoch: -1,
        topics: topicsOf(asked, config.replicaFetchMaxBytes),
        forgottenTopicsData: [],
        rackId: "",
      },
      purpose: purposes.replicaFetch,
      context: about,
      // `replica.socket.timeout.ms` bounds only the connecting; an answer may take `request.timeout.ms`
      // (BrokerBlockingSender hands that one to its NetworkClient).
      timeoutUs: config.requestTimeoutMs * 1000,
      connectTimeoutUs:
        (config.replicaSocketTimeoutMs + config.replicaFetchWaitMaxMs) * 1000,
      bytes: 0,
      answered: true,
    },
  );
}

function topicsOf(asked: readonly FetchedPartition[], maxBytes: number): object[] {
  const topics: { topicId: string; topic: string; partitions: object[] }[] = [];
  for (const { partition, leaderEpoch, fetchOffset } of asked) {
    let topic = topics.at(-1);
    if (topic === undefined || topic.topicId !== partition.topicId) {
      topic = { topicId: partition.topicId, topic: partition.topic, partitions: [] };
      topics.push(topic);
    }
    topic.partitions.push({
      partition: partition.index,
      currentLeaderEpoch: leaderEpoch,
      fetchOffset,
      lastFetchedEpoch: latestEpoch(partition.log.epochs),
      logStartOffset: partition.log.logStartOffset,
      partitionMaxBytes: maxBytes,
    });
  }
  return topics;
}
