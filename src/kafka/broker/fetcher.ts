import { appended } from "../../base/appended.ts";
import { isFullFetch, sessionEnd } from "../client/fetch-session.ts";
import { ask, channelTo } from "../client/network-client.ts";
import type { Context } from "../context.ts";
import { latestEpoch } from "../log/epoch-cache.ts";
import { apiKeys } from "../protocol/envelope.ts";
import type { HostedPartition } from "../replication/partition.ts";
import {
  type Broker,
  brokerTimers,
  type Fetcher,
  type FollowedPartition,
  peerOf,
  purposes,
} from "./broker.ts";

import { mustWait } from "./follower-throttle.ts";

const fetchVersion = 17;

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
    fetcher = {
      leader: partition.leader,
      followed: [],
      forgotten: [],
      session: sessionEnd(),
      busy: false,
      wakeUs: 0,
    };
    broker.fetchers.push(fetcher);
  }
  fetcher.followed.push({
    partition,
    delayedUntilUs: 0,
    failed: false,
    inSession: false,
    askedOffset: -1,
    askedEpoch: -1,
    askedLastEpoch: -1,
    askedLogStart: -1,
    lag: -1,
  });
  pump(context, broker, fetcher);
}

/** Stops to follow. Kafka: AbstractFetcherManager.removeFetcherForPartitions. */
export function unfollow(broker: Broker, partition: HostedPartition): void {
  for (const fetcher of broker.fetchers) {
    const item = fetcher.followed.find((candidate) => candidate.partition === partition);
    if (item === undefined) continue;
    leaveSession(fetcher, item);
    fetcher.followed = fetcher.followed.filter((candidate) => candidate !== item);
  }
}

function leaveSession(fetcher: Fetcher, item: FollowedPartition): void {
  if (!item.inSession) return;
  item.inSession = false;
  fetcher.forgotten.push(item.partition);
}

/** Sends the next fetch of a fetcher, or sleeps until a partition's wait is over. Kafka: AbstractFetcherThread.doWork. */
export function pump(context: Context, broker: Broker, fetcher: Fetcher): void {
  if (fetcher.busy || broker.state === "shuttingDown") return;
  const now = context.effects.nowUs();
  let wakeUs = Number.POSITIVE_INFINITY;
  let ready = false;
  for (const item of fetcher.followed)
    if (item.failed) continue;
    else if (item.delayedUntilUs > now) wakeUs = Math.min(wakeUs, item.delayedUntilUs);
    else if (mustWait(context, broker, item))
      wakeUs = Math.min(wakeUs, now + broker.config.replicaFetchBackoffMs * 1000);
    else ready = true;
  if (ready) send(context, broker, fetcher);
  else if (wakeUs !== Number.POSITIVE_INFINITY && fetcher.wakeUs !== wakeUs) {
    fetcher.wakeUs = wakeUs;
    context.effects.after(wakeUs - now, brokerTimers.fetcher, fetcher.leader);
  }
}

function send(context: Context, broker: Broker, fetcher: Fetcher): void {
  const peer = peerOf(broker, fetcher.leader);
  if (peer === undefined) return;
  fetcher.busy = true;
  const { config } = broker;
  const { session } = fetcher;
  // What changes the session comes first: it says what there is to forget.
  const topics = changedTopics(context, broker, fetcher);
  const forgottenTopicsData = forgottenTopics(fetcher);
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
        sessionId: session.id,
        sessionEpoch: session.epoch,
        topics,
        forgottenTopicsData,
        rackId: "",
      },
      purpose: purposes.replicaFetch,
      context: fetcher.leader,
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

interface TopicAsked {
  readonly topicId: string;
  readonly topic: string;
  partitions: object[];
}

const noTopics: TopicAsked[] = [];

/** What the session does not know yet, or everything to open one. Kafka: FetchSessionHandler.Builder.build. */
function changedTopics(
  context: Context,
  broker: Broker,
  fetcher: Fetcher,
): readonly TopicAsked[] {
  const { config } = broker;
  const nowUs = context.effects.nowUs();
  const full = isFullFetch(fetcher.session);
  let topics: TopicAsked[] = noTopics;
  let last: TopicAsked | null = null;
  for (const item of fetcher.followed) {
    if (full) item.inSession = false;
    if (item.failed || item.delayedUntilUs > nowUs || mustWait(context, broker, item)) {
      leaveSession(fetcher, item);
      continue;
    }
    if (!takeAsked(item)) continue;
    const { partition } = item;
    const asked = {
      partition: partition.index,
      currentLeaderEpoch: item.askedEpoch,
      fetchOffset: item.askedOffset,
      lastFetchedEpoch: item.askedLastEpoch,
      logStartOffset: item.askedLogStart,
      partitionMaxBytes: config.replicaFetchMaxBytes,
    };
    if (last !== null && last.topicId === partition.topicId)
      last.partitions = appended(last.partitions, asked);
    else {
      const { topicId, topic } = partition;
      last = { topicId, topic, partitions: [asked] };
      topics = appended(topics, last);
    }
  }
  if (full) fetcher.forgotten = [];
  return topics;
}

/** Brings what is asked for a partition up to date; false when that changes nothing. */
function takeAsked(item: FollowedPartition): boolean {
  const { log, leaderEpoch } = item.partition;
  const lastEpoch = latestEpoch(log.epochs);
  if (
    item.inSession &&
    item.askedOffset === log.logEndOffset &&
    item.askedEpoch === leaderEpoch &&
    item.askedLastEpoch === lastEpoch &&
    item.askedLogStart === log.logStartOffset
  )
    return false;
  item.inSession = true;
  item.askedOffset = log.logEndOffset;
  item.askedEpoch = leaderEpoch;
  item.askedLastEpoch = lastEpoch;
  item.askedLogStart = log.logStartOffset;
  return true;
}

interface TopicForgotten {
  readonly topicId: string;
  readonly topic: string;
  readonly partitions: number[];
}

const nothingForgotten: readonly TopicForgotten[] = [];

/** Partitions that leave the session; what is followed again has only changed. */
function forgottenTopics(fetcher: Fetcher): readonly TopicForgotten[] {
  if (fetcher.forgotten.length === 0) return nothingForgotten;
  const topics: TopicForgotten[] = [];
  for (const { topicId, topic, index } of fetcher.forgotten) {
    const again = fetcher.followed.some(
      ({ partition, inSession }) =>
        inSession && partition.topicId === topicId && partition.index === index,
    );
    if (!again) topics.push({ topicId, topic, partitions: [index] });
  }
  fetcher.forgotten = [];
  return topics;
}
