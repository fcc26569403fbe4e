import { errorCode } from "../../terms/errors.ts";
import type {
  MetadataRequest,
  MetadataRequestTopic,
  MetadataResponse,
  MetadataResponseBroker,
  MetadataResponseTopic,
} from "../protocol/messages.ts";
import {
  addressOf,
  type DescribeContext,
  describePartition,
  NO_OPERATIONS,
  ZERO_ID,
} from "./describe-partition.ts";
import {
  type BrokerRegistration,
  brokersOf,
  type MetadataImage,
  type TopicImage,
  topicById,
  topicByName,
  topicsOf,
} from "./metadata-image.ts";
import { isInternalTopic, topicNameError } from "./topic-name.ts";

/** Kafka: KafkaApis.handleTopicMetadataRequest, without the creation of topics that are missing. */
export function describeMetadata(
  image: MetadataImage,
  request: MetadataRequest,
  context: DescribeContext,
): MetadataResponse {
  const { listener, clusterId } = context;
  const asked = request.topics;
  const topics =
    asked === null
      ? topicsOf(image).map((topic) => existing(image, topic, listener))
      : asked.map((one) => describeTopic(image, one, listener));
  return {
    throttleTimeMs: 0,
    brokers: aliveBrokers(image, listener).map((broker) => node(broker, listener)),
    clusterId,
    controllerId: controllerOf(image, context),
    topics,
    clusterAuthorizedOperations: NO_OPERATIONS,
    errorCode: errorCode("NONE"),
  };
}

/** Unfenced brokers that have the listener, by id. Fenced ones are hidden from clients. Kafka: getAliveBrokerNodes. */
function aliveBrokers(image: MetadataImage, listener: string): BrokerRegistration[] {
  return brokersOf(image).filter(
    (broker) => !broker.fenced && addressOf(broker, listener) !== undefined,
  );
}

/** In KRaft clients are never told the real controller: any alive broker forwards. Kafka: getRandomAliveBroker. */
export function controllerOf(image: MetadataImage, context: DescribeContext): number {
  const alive = brokersOf(image)
    .filter((broker) => !broker.fenced)
    .map((broker) => broker.brokerId);
  return alive.length === 0 ? -1 : context.pickController(alive);
}

/** Names that the request asks for and the cluster lacks: what automatic creation is about. */
export function missingTopics(image: MetadataImage, request: MetadataRequest): string[] {
  return (request.topics ?? [])
    .map(({ name }) => name)
    .filter((name) => name !== null)
    .filter(
      (name) => topicByName(image, name) === undefined && topicNameError(name) === null,
    );
}

function node(broker: BrokerRegistration, listener: string): MetadataResponseBroker {
  const { host = "", port = -1 } = addressOf(broker, listener) ?? {};
  return { nodeId: broker.brokerId, host, port, rack: broker.rack };
}

function describeTopic(
  image: MetadataImage,
  { name, topicId }: MetadataRequestTopic,
  listener: string,
): MetadataResponseTopic {
  if (topicId !== ZERO_ID) {
    const topic = topicById(image, topicId);
    return topic === undefined
      ? absent(null, topicId, errorCode("UNKNOWN_TOPIC_ID"))
      : existing(image, topic, listener);
  }
  const topic = name === null ? undefined : topicByName(image, name);
  if (topic !== undefined) return existing(image, topic, listener);
  const invalid = name === null || topicNameError(name) !== null;
  return absent(
    name,
    ZERO_ID,
    errorCode(invalid ? "INVALID_TOPIC_EXCEPTION" : "UNKNOWN_TOPIC_OR_PARTITION"),
  );
}

/** What was described of an image as it stands: clients that start together ask for the same. */
interface Described {
  readonly version: number;
  readonly listener: string;
  readonly topics: Record<string, MetadataResponseTopic>;
}

/** Not state: what it gives is what would be worked out again. */
const described = new WeakMap<MetadataImage, Described>();

function existing(
  image: MetadataImage,
  topic: TopicImage,
  listener: string,
): MetadataResponseTopic {
  const { highestOffset: version } = image;
  let known = described.get(image);
  if (known?.version !== version || known.listener !== listener) {
    known = { version, listener, topics: {} };
    described.set(image, known);
  }
  return (known.topics[topic.topicId] ??= describe(image, topic, listener));
}

function describe(
  image: MetadataImage,
  topic: TopicImage,
  listener: string,
): MetadataResponseTopic {
  return {
    errorCode: errorCode("NONE"),
    name: topic.name,
    topicId: topic.topicId,
    isInternal: isInternalTopic(topic.name),
    partitions: topic.partitions.map((partition, index) =>
      describePartition(image, listener, index, partition),
    ),
    topicAuthorizedOperations: NO_OPERATIONS,
  };
}

function absent(
  name: string | null,
  topicId: string,
  code: number,
): MetadataResponseTopic {
  return {
    errorCode: code,
    name,
    topicId,
    isInternal: name !== null && isInternalTopic(name),
    partitions: [],
    topicAuthorizedOperations: NO_OPERATIONS,
  };
}
