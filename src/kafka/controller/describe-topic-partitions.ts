import { errorCode } from "../../terms/errors.ts";
import type {
  DescribeTopicPartitionsRequest,
  DescribeTopicPartitionsResponse,
  DescribeTopicPartitionsResponsePartition,
  DescribeTopicPartitionsResponseTopic,
} from "../protocol/messages.ts";
import { describePartition, ZERO_ID } from "./describe-partition.ts";
import {
  type MetadataImage,
  type TopicImage,
  topicByName,
  topicsOf,
} from "./metadata-image.ts";
import { isInternalTopic, topicNameError } from "./topic-name.ts";

/** What anybody may do to a topic without authorization: read, write, create, delete, alter, describe and the configs. */
const ALL_TOPIC_OPERATIONS = 3576;

/** max.request.partition.size.limit */
const MAX_PARTITIONS = 2000;

interface Page {
  readonly topics: DescribeTopicPartitionsResponseTopic[];
  readonly nextCursor: DescribeTopicPartitionsResponse["nextCursor"];
}

/** Topics by name, page by page (KIP-966). Kafka: DescribeTopicPartitionsRequestHandler. */
export function describeTopicPartitions(
  image: MetadataImage,
  request: DescribeTopicPartitionsRequest,
  listener: string,
): DescribeTopicPartitionsResponse {
  const { cursor } = request;
  const everything = request.topics.length === 0;
  const asked = everything
    ? topicsOf(image).map((topic) => topic.name)
    : request.topics.map((topic) => topic.name);
  const names = [...new Set(asked)].toSorted(compareNames).filter((name) => {
    return cursor === null || compareNames(name, cursor.topicName) >= 0;
  });
  const limit = Math.max(Math.min(request.responsePartitionLimit, MAX_PARTITIONS), 1);
  const start = (name: string): number =>
    name === cursor?.topicName ? cursor.partitionIndex : 0;
  const { topics, nextCursor } = page(names, limit, (name, room) => {
    const topic = topicByName(image, name);
    if (topic === undefined)
      return { topic: everything ? null : missing(name), next: -1 };
    return slice(image, topic, listener, { from: start(name), room });
  });
  return { throttleTimeMs: 0, topics, nextCursor };
}

interface Described {
  readonly topic: DescribeTopicPartitionsResponseTopic | null;
  /** The first partition that found no room, or -1. */
  readonly next: number;
}

function page(
  names: readonly string[],
  limit: number,
  describe: (name: string, room: number) => Described,
): Page {
  const topics: DescribeTopicPartitionsResponseTopic[] = [];
  let room = limit;
  for (const name of names) {
    if (room === 0) return { topics, nextCursor: { topicName: name, partitionIndex: 0 } };
    const { topic, next } = describe(name, room);
    if (topic !== null) topics.push(topic);
    if (next >= 0)
      return { topics, nextCursor: { topicName: name, partitionIndex: next } };
    room -= topic?.partitions.length ?? 0;
  }
  return { topics, nextCursor: null };
}

function slice(
  image: MetadataImage,
  topic: TopicImage,
  listener: string,
  { from, room }: { readonly from: number; readonly room: number },
): Described {
  const upTo = Math.min(topic.partitions.length, from + room);
  const partitions = topic.partitions
    .slice(from, upTo)
    .map((partition, at): DescribeTopicPartitionsResponsePartition => {
      return {
        ...describePartition(image, listener, from + at, partition),
        errorCode: errorCode("NONE"),
        eligibleLeaderReplicas: partition.elr,
        lastKnownElr: partition.lastKnownElr,
      };
    });
  return {
    topic: {
      errorCode: errorCode("NONE"),
      name: topic.name,
      topicId: topic.topicId,
      isInternal: isInternalTopic(topic.name),
      partitions,
      topicAuthorizedOperations: ALL_TOPIC_OPERATIONS,
    },
    next: upTo < topic.partitions.length ? upTo : -1,
  };
}

function missing(name: string): DescribeTopicPartitionsResponseTopic {
  return {
    errorCode: errorCode(
      topicNameError(name) === null
        ? "UNKNOWN_TOPIC_OR_PARTITION"
        : "INVALID_TOPIC_EXCEPTION",
    ),
    name,
    topicId: ZERO_ID,
    isInternal: isInternalTopic(name),
    partitions: [],
    topicAuthorizedOperations: ALL_TOPIC_OPERATIONS,
  };
}

/** Java's String.compareTo: by UTF-16 unit. */
function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
