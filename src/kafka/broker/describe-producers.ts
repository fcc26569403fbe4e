import type { Context } from "../context.ts";
import { topicByName } from "../controller/metadata-image.ts";
import { errors } from "../error-codes.ts";
import { lastSequenceOf } from "../log/producer-state.ts";
import type { RequestMessage } from "../protocol/envelope.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import { type Broker, hostedReplica } from "./broker.ts";
import { respond } from "./respond.ts";

interface DescribeProducersBody {
  readonly topics: readonly {
    readonly name: string;
    readonly partitionIndexes: readonly number[];
  }[];
}

/** What the leader of a partition knows of its producers. Kafka: KafkaApis.handleDescribeProducersRequest. */
export function handleDescribeProducers(
  context: Context,
  broker: Broker,
  reply: ReplyTo,
  request: RequestMessage,
): void {
  const { topics } = request.body as DescribeProducersBody;
  respond(context, broker, reply, {
    throttleTimeMs: 0,
    topics: topics.map(({ name, partitionIndexes }) => ({
      name,
      partitions: partitionIndexes.map((index) => producersOf(broker, name, index)),
    })),
  });
}

function producersOf(broker: Broker, name: string, partitionIndex: number): object {
  const topic = topicByName(broker.image, name);
  const known = topic?.partitions[partitionIndex];
  const replica =
    topic === undefined
      ? undefined
      : hostedReplica(broker, topic.topicId, partitionIndex);
  const answer = { partitionIndex, errorMessage: null, activeProducers: [] };
  if (known === undefined)
    return { ...answer, errorCode: errors.UNKNOWN_TOPIC_OR_PARTITION };
  if (replica?.role !== "leader")
    return { ...answer, errorCode: errors.NOT_LEADER_OR_FOLLOWER };
  const activeProducers = Object.values(replica.log.producers.producers).map((entry) => ({
    producerId: entry.producerId,
    producerEpoch: entry.producerEpoch,
    lastSequence: lastSequenceOf(entry),
    lastTimestamp: entry.lastTimestamp,
    coordinatorEpoch: entry.coordinatorEpoch,
    currentTxnStartOffset: entry.currentTxnFirstOffset,
  }));
  return { ...answer, errorCode: 0, activeProducers };
}
