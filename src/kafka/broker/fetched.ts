import { reopen, sessionAnswered } from "../client/fetch-session.ts";
import { ask, channelTo } from "../client/network-client.ts";
import { type Context, wallClockMs } from "../context.ts";
import { errors } from "../error-codes.ts";
import { appendAsFollower } from "../log/append.ts";
import {
  maybeIncrementLogStartOffset,
  updateHighWatermark,
} from "../log/high-watermark.ts";
import type { LogEntry } from "../log/log-entry.ts";
import { truncateFullyAndStartAt } from "../log/truncation.ts";
import { apiKeys } from "../protocol/envelope.ts";
import { divergentEnd } from "../replication/divergence.ts";
import type { HostedPartition } from "../replication/partition.ts";
import {
  type Broker,
  brokerTimers,
  type Fetcher,
  type FollowedPartition,
  peerOf,
  purposes,
} from "./broker.ts";
import { takesBytes } from "./disk-space.ts";
import { pump } from "./fetcher.ts";
import { recordThrottled } from "./follower-throttle.ts";
import { failDir } from "./offline-dirs.ts";
import { fetchedWaitUs } from "./slow-disk.ts";
import { touch } from "./touch.ts";
import { truncate } from "./truncate.ts";

interface FetchAnswer {
  readonly errorCode: number;
  readonly sessionId: number;
  readonly responses: readonly {
    readonly topicId: string;
    readonly partitions: readonly PartitionAnswer[];
  }[];
}

interface PartitionAnswer {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly highWatermark: number;
  readonly logStartOffset: number;
  readonly divergingEpoch: { readonly epoch: number; readonly endOffset: number };
  readonly records: readonly LogEntry[];
}

/** A leader's answer that waits until a slow disk has taken what it brought. */
export interface WrittenFetch {
  readonly leader: number;
  readonly body: object | null;
}

/** A leader's answer to a fetcher, as soon as the disk has taken it; null when the connection was lost. */
export function fetchAnswered(
  context: Context,
  broker: Broker,
  leader: number,
  body: object | null,
): void {
  const responses = (body as FetchAnswer | null)?.responses ?? [];
  const waitUs = fetchedWaitUs(context, broker, responses);
  if (waitUs === 0) fetchWritten(context, broker, leader, body);
  else context.effects.after(waitUs, brokerTimers.fetchWritten, { leader, body });
}

/** A leader's answer to a fetcher; null when the connection was lost. Kafka: AbstractFetcherThread.processFetchRequest. */
export function fetchWritten(
  context: Context,
  broker: Broker,
  leader: number,
  body: object | null,
): void {
  const fetcher = broker.fetchers.find((candidate) => candidate.leader === leader);
  if (fetcher === undefined) return;
  fetcher.busy = false;
  const answer = body as FetchAnswer | null;
  if (answer === null) reopen(fetcher.session);
  const taken = answer !== null && sessionAnswered(fetcher.session, answer);
  // A session that is refused is asked for anew at once; after any other failure the thread sleeps, and then delays
  // each partition as well: the wait is doubled.
  if (!taken && (answer === null || !sessionErrors.includes(answer.errorCode))) {
    for (const item of fetcher.followed)
      if (item.inSession && item.askedEpoch === item.partition.leaderEpoch)
        delay(context, broker, item, 2);
  } else if (taken) takeAll(context, broker, fetcher, answer);
  pump(context, broker, fetcher);
}

function takeAll(
  context: Context,
  broker: Broker,
  fetcher: Fetcher,
  { responses }: FetchAnswer,
): void {
  for (const topic of responses)
    for (const partition of topic.partitions) {
      const followed = followedOf(fetcher, topic.topicId, partition.partitionIndex);
      if (followed !== undefined) takePartition(context, broker, followed, partition);
    }
}

const sessionErrors: readonly number[] = [
  errors.FETCH_SESSION_ID_NOT_FOUND,
  errors.INVALID_FETCH_SESSION_EPOCH,
];

/** What was asked for, unless it is followed in another epoch by now. */
function followedOf(
  fetcher: Fetcher,
  topicId: string,
  index: number,
): FollowedPartition | undefined {
  for (const item of fetcher.followed) {
    const { partition } = item;
    if (partition.index === index && partition.topicId === topicId)
      return item.inSession && item.askedEpoch === partition.leaderEpoch
        ? item
        : undefined;
  }
  return undefined;
}

/** Kafka: AbstractFetcherThread.delayPartitions with `replica.fetch.backoff.ms`. */
function delay(
  context: Context,
  broker: Broker,
  followed: FollowedPartition,
  times = 1,
): void {
  followed.delayedUntilUs =
    context.effects.nowUs() + times * broker.config.replicaFetchBackoffMs * 1000;
}

function takePartition(
  context: Context,
  broker: Broker,
  followed: FollowedPartition,
  answer: PartitionAnswer,
): void {
  switch (answer.errorCode) {
    case 0:
      if (answer.divergingEpoch.epoch >= 0 || answer.divergingEpoch.endOffset >= 0)
        truncateOnDivergence(context, broker, followed.partition, answer.divergingEpoch);
      else takeRecords(context, broker, followed, answer);
      break;
    case errors.OFFSET_OUT_OF_RANGE:
      askLeaderOffset(context, broker, followed, -1);
      break;
    case errors.FENCED_LEADER_EPOCH:
      followed.failed = true;
      break;
    default:
      delay(context, broker, followed);
  }
}

/** False where the disk cannot take it: then the log dir has failed. */
function takesRecords(
  context: Context,
  broker: Broker,
  { dir }: HostedPartition,
  records: readonly LogEntry[],
): boolean {
  if (dir === null || (!dir.broken && dir.capacityBytes === null)) return true;
  const bytes = records.reduce((sum, { batch }) => sum + batch.sizeInBytes, 0);
  if (takesBytes(broker.disk, dir, bytes)) return true;
  failDir(context, broker, dir);
  return false;
}

/** Kafka: ReplicaFetcherThread.processPartitionData. */
function takeRecords(
  context: Context,
  broker: Broker,
  followed: FollowedPartition,
  answer: PartitionAnswer,
): void {
  const { partition, askedEpoch } = followed;
  const { log } = partition;
  if (followed.askedOffset !== log.logEndOffset) return;
  if (answer.records.length > 0) {
    if (!takesRecords(context, broker, partition, answer.records)) return;
    const nowMs = wallClockMs(context.effects);
    const first = answer.records[0];
    const result = appendAsFollower(log, answer.records, askedEpoch, nowMs);
    if (result.kind === "refused") {
      // DeleteRecords landed inside a batch: an empty log may begin with the batch that holds its start.
      const restart =
        first !== undefined &&
        log.logEndOffset === log.logStartOffset &&
        first.baseOffset < log.logEndOffset;
      if (!restart) {
        delay(context, broker, followed);
        return;
      }
      const start = log.logStartOffset;
      truncateFullyAndStartAt(log, first.baseOffset, nowMs);
      appendAsFollower(log, answer.records, askedEpoch, nowMs);
      maybeIncrementLogStartOffset(log, start);
    }
    context.probe.followerAppended(broker.id, partition, answer.records);
    recordThrottled(context, broker, partition, answer.records);
    if (partition.fetches.length > 0) touch(broker, partition);
  }
  if (answer.records.length > 0 || followed.lag < 0)
    followed.lag = Math.max(0, answer.highWatermark - log.logEndOffset);
  const before = log.highWatermark;
  const startBefore = log.logStartOffset;
  updateHighWatermark(log, answer.highWatermark);
  maybeIncrementLogStartOffset(log, answer.logStartOffset);
  if (log.highWatermark !== before || log.logStartOffset !== startBefore) {
    context.probe.offsetsMoved(broker.id, partition);
    if (partition.fetches.length > 0) touch(broker, partition);
  }
}

/** The logs differ: cut to where they agree and fetch again. Kafka: AbstractFetcherThread.truncateOnFetchResponse. */
function truncateOnDivergence(
  context: Context,
  broker: Broker,
  partition: HostedPartition,
  diverging: { readonly epoch: number; readonly endOffset: number },
): void {
  truncate(context, broker, partition, divergentEnd(partition.log, diverging));
}

/** What went with a question for the leader's log end or start. */
export interface LeaderOffsetContext {
  readonly followed: FollowedPartition;
  readonly leaderEpoch: number;
  readonly timestamp: number;
  readonly leader: number;
}

const leaderOffsetVersion = 9;

/** The fetch offset is outside of the leader's log: asks where that ends. Kafka: AbstractFetcherThread.fetchOffsetAndTruncate. */
function askLeaderOffset(
  context: Context,
  broker: Broker,
  followed: FollowedPartition,
  timestamp: number,
): void {
  const { partition } = followed;
  const leaderEpoch = followed.askedEpoch;
  const peer = peerOf(broker, partition.leader);
  if (peer === undefined) return;
  followed.delayedUntilUs = Number.MAX_SAFE_INTEGER;
  const about: LeaderOffsetContext = {
    followed,
    leaderEpoch,
    timestamp,
    leader: partition.leader,
  };
  const channel = channelTo(broker.client, 10_000 + peer.nodeId, peer.process);
  ask(context.effects, broker.client, channel, {
    api: apiKeys.ListOffsets,
    version: leaderOffsetVersion,
    body: {
      replicaId: broker.id,
      isolationLevel: 0,
      topics: [
        {
          name: partition.topic,
          partitions: [
            {
              partitionIndex: partition.index,
              currentLeaderEpoch: leaderEpoch,
              timestamp,
            },
          ],
        },
      ],
      timeoutMs: 30000,
    },
    purpose: purposes.leaderOffset,
    context: about,
    timeoutUs: broker.config.replicaSocketTimeoutMs * 1000,
    bytes: 0,
    answered: true,
  });
}

/** The leader told its log end, or its start. */
export function leaderOffsetAnswered(
  context: Context,
  broker: Broker,
  about: LeaderOffsetContext,
  body: object | null,
): void {
  const { followed } = about;
  const { partition } = followed;
  const answer = (
    body as {
      topics: { partitions: { errorCode: number; offset: number }[] }[];
    } | null
  )?.topics[0]?.partitions[0];
  const fetcher = broker.fetchers.find(({ leader }) => leader === about.leader);
  const stale = partition.leaderEpoch !== about.leaderEpoch;
  if (stale || fetcher === undefined || !fetcher.followed.includes(followed)) return;
  followed.delayedUntilUs = 0;
  if (answer === undefined || answer.errorCode !== 0) delay(context, broker, followed);
  else if (about.timestamp === -1 && answer.offset < partition.log.logEndOffset)
    truncate(context, broker, partition, answer.offset);
  else if (about.timestamp === -1) {
    askLeaderOffset(context, broker, followed, -2);
    return;
  } else if (answer.offset > partition.log.logEndOffset) {
    const before = partition.log.logEndOffset;
    truncateFullyAndStartAt(partition.log, answer.offset, wallClockMs(context.effects));
    context.probe.truncated(broker.id, partition, before);
  }
  pump(context, broker, fetcher);
}
