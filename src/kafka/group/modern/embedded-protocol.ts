import type { ClusterView } from "../../coordinator/turn.ts";
import { MalformedBytes } from "../../protocol/codec/byte-reader.ts";
import { decodeVersioned, encodeVersioned } from "../../protocol/codec/record-frame.ts";
import type { ConsumerProtocolSubscription } from "../../protocol/messages.ts";
import type { TopicPartitions } from "../assignors/group-spec.ts";
import type { ListedPartitions, PartitionEpochs } from "./partition-epochs.ts";

/** What a consumer of the classic protocol says when it joins; undefined: it cannot be read. Kafka: ConsumerProtocol.deserializeConsumerProtocolSubscription. */
export function subscriptionOf(
  metadata: Uint8Array,
): (ConsumerProtocolSubscription & { readonly version: number }) | undefined {
  try {
    const { version, message } = decodeVersioned(
      "ConsumerProtocolSubscription",
      metadata,
    );
    return { ...message, version };
  } catch (error) {
    if (error instanceof MalformedBytes) return undefined;
    throw error;
  }
}

/** The partitions of an assignment by topic id, all of one epoch; undefined: it cannot be read. Kafka: toTopicPartitionMap. */
export function assignedOf(
  cluster: ClusterView,
  assignment: Uint8Array,
  epoch: number,
): PartitionEpochs | undefined {
  if (assignment.length === 0) return {};
  try {
    const { message } = decodeVersioned("ConsumerProtocolAssignment", assignment);
    return Object.fromEntries(
      listedById(cluster, message.assignedPartitions).map(({ topicId, partitions }) => [
        topicId,
        Object.fromEntries(partitions.map((partition) => [partition, epoch])),
      ]),
    );
  } catch (error) {
    if (error instanceof MalformedBytes) return undefined;
    throw error;
  }
}

/** Topics by id; one that does not exist is left out. Kafka: GroupMetadataManager.toTopicPartitions. */
export const listedById = (
  cluster: ClusterView,
  topics: readonly { readonly topic: string; readonly partitions: readonly number[] }[],
): ListedPartitions[] =>
  topics.flatMap(({ topic, partitions }) => {
    const topicId = cluster.topicByName(topic)?.topicId;
    return topicId === undefined ? [] : [{ topicId, partitions }];
  });

/** An assignment in the bytes of the classic protocol. Kafka: ConsumerProtocol.serializeAssignment. */
export function assignmentBytes(
  cluster: ClusterView,
  partitions: TopicPartitions,
  version: number,
): Uint8Array {
  const assignedPartitions = Object.entries(partitions).flatMap(([topicId, those]) => {
    const topic = cluster.topicById(topicId)?.name;
    return topic === undefined ? [] : [{ topic, partitions: those }];
  });
  const message = { assignedPartitions, userData: null };
  return encodeVersioned("ConsumerProtocolAssignment", version, message);
}
