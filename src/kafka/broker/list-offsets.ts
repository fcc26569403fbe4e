import type { Context } from "../context.ts";
import { topicByName } from "../controller/metadata-image.ts";
import { errors } from "../error-codes.ts";
import { endOffsetFor } from "../log/epoch-cache.ts";
import { latestTimestamp, offsetForTimestamp } from "../log/time-lookup.ts";
import type { RequestMessage } from "../protocol/envelope.ts";
import type { HostedPartition } from "../replication/partition.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import { type Broker, hostedReplica } from "./broker.ts";
import { notHostedError } from "./offline-dirs.ts";
import { respond } from "./respond.ts";

interface ListOffsetsBody {
  readonly replicaId: number;
  readonly topics: readonly {
    readonly name: string;
    readonly partitions: readonly {
      readonly partitionIndex: number;
      readonly currentLeaderEpoch: number;
      readonly timestamp: number;
    }[];
  }[];
}

interface Found {
  readonly error: number;
  readonly timestamp: number;
  readonly offset: number;
  readonly leaderEpoch: number;
}

const refused = (error: number): Found => ({
  error,
  timestamp: -1,
  offset: -1,
  leaderEpoch: -1,
});

/**
 * The version from which each special timestamp is known: -1 latest, -2 earliest, -3 of the largest timestamp,
 * -4 earliest local, -5 latest tiered, -6 earliest that waits for its upload.
 */
const specialTimestamps: Readonly<Record<number, number>> = {
  [-1]: 1,
  [-2]: 1,
  [-3]: 7,
  [-4]: 8,
  [-5]: 9,
  [-6]: 11,
};

const consumerReplica = -1;
/** Kafka: ListOffsetsRequest.DEBUGGING_REPLICA_ID, which asks any replica for what it has. */
const debuggingReplica = -2;

/** Kafka: ReplicaManager.fetchOffset. */
export function handleListOffsets(
  context: Context,
  broker: Broker,
  reply: ReplyTo,
  request: RequestMessage,
): void {
  const body = request.body as ListOffsetsBody;
  const topics = body.topics.map(({ name, partitions }) => ({
    name,
    partitions: partitions.map((asked) => {
      const { version } = request;
      const question = { name, asked, replicaId: body.replicaId, version };
      const found = isRepeated(body, name, asked.partitionIndex)
        ? refused(errors.INVALID_REQUEST)
        : lookUp(context, broker, question);
      return {
        partitionIndex: asked.partitionIndex,
        errorCode: found.error,
        timestamp: found.timestamp,
        offset: found.offset,
        leaderEpoch: found.leaderEpoch,
      };
    }),
  }));
  respond(context, broker, reply, { throttleTimeMs: 0, topics });
}

/** Kafka: ListOffsetsRequest.duplicatePartitions. */
function isRepeated({ topics }: ListOffsetsBody, name: string, index: number): boolean {
  const same = topics
    .filter((topic) => topic.name === name)
    .flatMap(({ partitions }) => partitions)
    .filter(({ partitionIndex }) => partitionIndex === index);
  return same.length > 1;
}

interface Wanted {
  readonly currentLeaderEpoch: number;
  /** A follower's replica will do. */
  readonly anyReplica?: boolean;
}

/** The leader's replica of a partition after the checks of epochs, or an error. Kafka: Partition.localLogWithEpochOrThrow. */
function ledReplica(
  broker: Broker,
  name: string,
  index: number,
  { currentLeaderEpoch, anyReplica = false }: Wanted,
): HostedPartition | number {
  const topic = topicByName(broker.image, name);
  if (topic?.partitions[index] === undefined) return errors.UNKNOWN_TOPIC_OR_PARTITION;
  const partition = hostedReplica(broker, topic.topicId, index);
  if (partition === undefined) return notHostedError(broker, topic.topicId, index);
  if (currentLeaderEpoch >= 0) {
    if (currentLeaderEpoch < partition.leaderEpoch) return errors.FENCED_LEADER_EPOCH;
    if (currentLeaderEpoch > partition.leaderEpoch) return errors.UNKNOWN_LEADER_EPOCH;
  }
  return partition.role === "leader" || anyReplica
    ? partition
    : errors.NOT_LEADER_OR_FOLLOWER;
}

/** Kafka: Partition.fetchOffsetForTimestamp. */
function lookUp(
  context: Context,
  broker: Broker,
  question: {
    readonly name: string;
    readonly asked: ListOffsetsBody["topics"][number]["partitions"][number];
    readonly replicaId: number;
    readonly version: number;
  },
): Found {
  const { name, asked, replicaId, version } = question;
  const since = asked.timestamp < 0 ? specialTimestamps[asked.timestamp] : 0;
  if (since === undefined || version < since) return refused(errors.UNSUPPORTED_VERSION);
  const partition = ledReplica(broker, name, asked.partitionIndex, {
    currentLeaderEpoch: asked.currentLeaderEpoch,
    anyReplica: replicaId === debuggingReplica,
  });
  if (typeof partition === "number") return refused(partition);
  const { log } = partition;
  const client = replicaId === consumerReplica;
  const fetchable = client ? log.highWatermark : log.logEndOffset;
  // A leader does not know yet what was committed before it, until its own epoch's start is.
  const unsure = client && log.highWatermark < partition.epochStartOffset;
  if (asked.timestamp === latestTimestamp) {
    const found = unsure
      ? refused(errors.OFFSET_NOT_AVAILABLE)
      : {
          error: 0,
          timestamp: -1,
          offset: fetchable,
          leaderEpoch: partition.leaderEpoch,
        };
    if (client) context.probe.latestOffsetTold(broker.id, partition, found);
    return found;
  }
  const found = offsetForTimestamp(log, asked.timestamp);
  // What is asked by time may lie in what is not known yet to be committed; the earliest offset never does.
  const byTime = asked.timestamp >= 0 || asked.timestamp === -3;
  if (found === undefined || (byTime && found.offset >= fetchable))
    return byTime && unsure ? refused(errors.OFFSET_NOT_AVAILABLE) : refused(0);
  return { error: 0, ...found };
}

interface EpochBody {
  readonly topics: readonly {
    readonly topic: string;
    readonly partitions: readonly {
      readonly partition: number;
      readonly currentLeaderEpoch: number;
      readonly leaderEpoch: number;
    }[];
  }[];
}

/** Kafka: KafkaApis.handleOffsetForLeaderEpochRequest, Partition.lastOffsetForLeaderEpoch. */
export function handleOffsetForLeaderEpoch(
  context: Context,
  broker: Broker,
  reply: ReplyTo,
  request: RequestMessage,
): void {
  const body = request.body as EpochBody;
  const topics = body.topics.map(({ topic, partitions }) => ({
    topic,
    partitions: partitions.map((asked) => {
      const { partition: index, currentLeaderEpoch } = asked;
      const partition = ledReplica(broker, topic, index, { currentLeaderEpoch });
      if (typeof partition === "number")
        return { errorCode: partition, partition: index, leaderEpoch: -1, endOffset: -1 };
      const { log } = partition;
      const end = endOffsetFor(log.epochs, asked.leaderEpoch, log.logEndOffset);
      return {
        errorCode: 0,
        partition: index,
        leaderEpoch: end.epoch,
        endOffset: end.endOffset,
      };
    }),
  }));
  respond(context, broker, reply, { throttleTimeMs: 0, topics });
}
