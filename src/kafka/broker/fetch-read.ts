import { mutated } from "../../base/mutants.ts";
import { topicById } from "../controller/metadata-image.ts";
import { errors } from "../error-codes.ts";
import { type EpochEndOffset, endOffsetFor, latestEpoch } from "../log/epoch-cache.ts";
import type { LogEntry } from "../log/log-entry.ts";
import type { PartitionLog } from "../log/partition-log.ts";
import { read } from "../log/read.ts";
import type { HostedPartition } from "../replication/partition.ts";
import type { DelayedFetch, FetchAsk } from "../replication/purgatory.ts";
import type { Broker } from "./broker.ts";
import { notHostedError } from "./offline-dirs.ts";
import { preferredReadReplica } from "./preferred-replica.ts";

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
  /** The metadata does not know the topic or the partition. */
  readonly unknown: boolean;
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
  unknown:
    error === errors.UNKNOWN_TOPIC_ID || error === errors.UNKNOWN_TOPIC_OR_PARTITION,
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
    : notHostedError(broker, ask.topicId, ask.index);
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
  if (ask.currentLeaderEpoch >= 0 && !(MUTANTS && mutated("fetchEpochUnfenced"))) {
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

/** What a fetch may still give, and the replica that it comes to next. */
export interface ReadBudget {
  partition: HostedPartition | undefined;
  maxBytes: number;
  minOneMessage: boolean;
}

/** Reads one partition of a fetch. Kafka: Partition.fetchRecords, readRecords. */
export function readPartition(
  broker: Broker,
  fetch: DelayedFetch,
  ask: FetchAsk,
  { partition, maxBytes, minOneMessage }: ReadBudget,
): PartitionRead {
  const error = fetchError(broker, fetch, ask, partition);
  if (error !== 0 || partition === undefined) return refusedRead(ask, error);
  const { log } = partition;
  const preferred = preferredReadReplica(broker, fetch, ask, partition);
  if (preferred >= 0)
    return { ...bareRead(ask, partition), preferredReadReplica: preferred };
  if (ask.lastFetchedEpoch >= 0) {
    const diverging = divergingEpoch(log, ask);
    if (diverging === outOfRange) return refusedRead(ask, errors.OFFSET_OUT_OF_RANGE);
    if (diverging !== null)
      return { ...bareRead(ask, partition), divergingEpoch: diverging };
  }
  const endOffset = fetch.replica >= 0 ? log.logEndOffset : log.highWatermark;
  const offset = ask.fetchOffset;
  if (offset === endOffset && offset >= log.logStartOffset)
    return bareRead(ask, partition);
  const found = read(log, { offset, maxBytes, minOneMessage, endOffset });
  if (found.kind === "refused") return refusedRead(ask, errors.OFFSET_OUT_OF_RANGE);
  return partitionRead(ask, log, found.entries, found.bytes);
}

const outOfRange: EpochEndOffset = { epoch: -1, endOffset: -1 };

/** Where the reader's last epoch ends here, if it has read on behind that; null when the logs agree. */
function divergingEpoch(log: PartitionLog, ask: FetchAsk): EpochEndOffset | null {
  const { lastFetchedEpoch, fetchOffset } = ask;
  const newest = lastFetchedEpoch === latestEpoch(log.epochs);
  if (newest && fetchOffset <= log.logEndOffset && fetchOffset >= log.logStartOffset)
    return null;
  const end = endOffsetFor(log.epochs, lastFetchedEpoch, log.logEndOffset);
  if (end.endOffset < 0 || fetchOffset < log.logStartOffset) return outOfRange;
  if (MUTANTS && mutated("truncateByLastEpochOnly"))
    return end.endOffset < fetchOffset ? end : null;
  return end.epoch < lastFetchedEpoch || end.endOffset < fetchOffset ? end : null;
}

const partitionRead = (
  ask: FetchAsk,
  log: PartitionLog,
  entries: readonly LogEntry[],
  bytes: number,
): PartitionRead => ({
  ask,
  error: 0,
  entries,
  bytes,
  highWatermark: log.highWatermark,
  logStartOffset: log.logStartOffset,
  logEndOffset: log.logEndOffset,
  divergingEpoch: null,
  preferredReadReplica: -1,
  unknown: false,
});

const bareRead = (ask: FetchAsk, { log }: HostedPartition): PartitionRead =>
  partitionRead(ask, log, noEntries, 0);
