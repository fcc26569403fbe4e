import { currentLeader, topicNameOf } from "../consumer/consumer-metadata.ts";
import { partitionName } from "../consumer/partition-state.ts";
import type { ShareConsumer } from "./share-consumer.ts";

/** A partition that the member may read, and where. */
export interface AssignedPartition {
  readonly name: string;
  readonly topicId: string;
  readonly index: number;
  /** -1 while it is not known. */
  readonly leader: number;
}

/** Partitions of topics that the metadata knows. Kafka: ShareMembershipManager.currentAssignment. */
export const assignedPartitions = ({
  membership,
  metadata,
}: Pick<ShareConsumer, "membership" | "metadata">): AssignedPartition[] =>
  membership.assigned.flatMap(({ topicId, partitions }) => {
    const topic = topicNameOf(metadata, topicId);
    if (topic === undefined) return [];
    return partitions.map((index) => ({
      name: partitionName(topic, index),
      topicId,
      index,
      leader: currentLeader(metadata, topic, index).leader,
    }));
  });
