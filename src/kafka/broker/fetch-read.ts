import { topicById } from "../controller/metadata-image.ts";
import { errors } from "../error-codes.ts";
import { endOffsetFor } from "../log/epoch-cache.ts";
import type { LogEntry } from "../log/log-entry.ts";
import { read } from "../log/read.ts";
import type { HostedPartition } from "../replication/partition.ts";
import type { DelayedFetch, FetchAsk } from "../replication/purgatory.ts";
import type { Broker } from "./broker.ts";

/** What one partition of a fetch gave. Kafka: LogReadResult. */
export interface PartitionRead {
  readonly ask: FetchAsk;
  readonly error: number;
  readonly entries: readonly LogEntry[];
  readonly bytes: number;
  readonly highWatermark: number;
  readonly logStartOffset: number;
  /** Log end offset at the time of the read; -1 on an error. */
  readonly logEndOffset: number;
  readonly divergingEpoch: { readonly epoch: number; readonly endOffset: number } | null;
  readonly preferredReadReplica: number;
}

const noEntries: readonly LogEntry[] = [];

const refusedRead = (ask: FetchAsk, error: number): PartitionRead => ({
  ask,
  error,
  entries: noEntries,
  bytes: 0,
  highWatermark: -1,
  logStartOffset: -1,
  logEndOffset: -1,
  divergingEpoch: null,
  preferredReadReplica: -1,
});

/** Requests of this version and later name topics by id. */
const firstVersionByTopicId = 13;
/** Consumers of this version and later may be answered by a follower. */
const firstVersionFromFollower = 11;

/** Whether a consumer of this version may be answered by a follower. */
const mayReadFromFollower = (fetch: DelayedFetch): boolean =>
  fetch.reply.version >= firstVersionFromFollower;

/** The error of a partition that is not here. */
const missingReplica = (broker: Broker, ask: FetchAsk, byId: boolean): number => {
  const topic = topicById(broker.image, ask.topicId);
  if (topic === undefined)
    return byId ? errors.UNKNOWN_TOPIC_ID : errors.UNKNOWN_TOPIC_OR_PARTITION;
  return topic.partitions[ask.index] === undefined
    ? errors.UNKNOWN_TOPIC_OR_PARTITION
    : errors.NOT_LEADER_OR_FOLLOWER;
};

/** Checks in Kafka's order, 0 when the read may go on. Kafka: Partition.localLogWithEpochOrThrow, fetchRecords. */
function fetchError(
  broker: Broker,
  fetch: DelayedFetch,
  ask: FetchAsk,
  partition: HostedPartition | undefined,
): number {
  if (partition === undefined)
    return missingReplica(broker, ask, fetch.reply.version >= firstVersionByTopicId);
  const leaderOnly = fetch.replica >= 0 || !mayReadFromFollower(fetch);
  if (ask.currentLeaderEpoch >= 0) {
    if (ask.currentLeaderEpoch < partition.leaderEpoch) return errors.FENCED_LEADER_EPOCH;
    if (ask.currentLeaderEpoch > partition.leaderEpoch)
      return errors.UNKNOWN_LEADER_EPOCH;
  }
  if (partition.role === "none") return errors.NOT_LEADER_OR_FOLLOWER;
  if (leaderOnly && partition.role !== "leader") return errors.NOT_LEADER_OR_FOLLOWER;
  if (fetch.replica >= 0 && !partition.replicas.includes(fetch.replica))
    return errors.UNKNOWN_LEADER_EPOCH;
  return 0;
}

/** Reads one partition of a fetch. Kafka: Partition.fetchRecords, readRecords. */
export function readPartition(
  broker: Broker,
  fetch: DelayedFetch,
  ask: FetchAsk,
  how: {
    readonly partition: HostedPartition | undefined;
    readonly maxBytes: number;
    readonly minOneMessage: boolean;
  },
): PartitionRead {
  const { partition } = how;
  const error = fetchError(broker, fetch, ask, partition);
  if (error !== 0 || partition === undefined) return refusedRead(ask, error);
  const { log } = partition;
  if (ask.lastFetchedEpoch >= 0) {
    const end = endOffsetFor(log.epochs, ask.lastFetchedEpoch, log.logEndOffset);
    if (end.endOffset < 0 || ask.fetchOffset < log.logStartOffset)
      return refusedRead(ask, errors.OFFSET_OUT_OF_RANGE);
    if (end.epoch < ask.lastFetchedEpoch || end.endOffset < ask.fetchOffset)
      return { ...bareRead(ask, partition), divergingEpoch: end };
  }
  const found = read(log, {
    offset: ask.fetchOffset,
    maxBytes: how.maxBytes,
    minOneMessage: how.minOneMessage,
    endOffset: fetch.replica >= 0 ? log.logEndOffset : log.highWatermark,
  });
  if (found.kind === "refused") return refusedRead(ask, errors.OFFSET_OUT_OF_RANGE);
  return {
    ask,
    error: 0,
    entries: found.entries,
    bytes: found.bytes,
    highWatermark: log.highWatermark,
    logStartOffset: log.logStartOffset,
    logEndOffset: log.logEndOffset,
    divergingEpoch: null,
    preferredReadReplica: -1,
  };
}

const bareRead = (ask: FetchAsk, { log }: HostedPartition): PartitionRead => ({
  ...refusedRead(ask, 0),
  highWatermark: log.highWatermark,
  logStartOffset: log.logStartOffset,
  logEndOffset: log.logEndOffset,
});
