import { type MetadataImage, type TopicImage, topicsOf } from "./metadata-image.ts";
import { NO_LEADER, type PartitionRegistration } from "./partition-registration.ts";

/** A partition with where it belongs. */
export interface PartitionPlace {
  readonly topic: TopicImage;
  readonly index: number;
  readonly partition: PartitionRegistration;
}

/**
 * The partitions that a test holds for: topics by creation, then by partition id. Kafka's order of
 * topics is that of a hash table over random ids.
 */
export function partitionsWhere(
  image: MetadataImage,
  test: (partition: PartitionRegistration) => boolean,
): PartitionPlace[] {
  const places: PartitionPlace[] = [];
  for (const topic of topicsOf(image)) {
    topic.partitions.forEach((partition, index) => {
      if (test(partition)) places.push({ topic, index, partition });
    });
  }
  return places;
}

export function partitionsWithBrokerInIsr(
  image: MetadataImage,
  brokerId: number,
): PartitionPlace[] {
  return partitionsWhere(image, (partition) => partition.isr.includes(brokerId));
}

export function partitionsWithBrokerInElr(
  image: MetadataImage,
  brokerId: number,
): PartitionPlace[] {
  return partitionsWhere(image, (partition) => partition.elr.includes(brokerId));
}

export function partitionsWithNoLeader(image: MetadataImage): PartitionPlace[] {
  return partitionsWhere(image, (partition) => partition.leader === NO_LEADER);
}

/** Does the broker lead any partition? Kafka: BrokersToIsrs.hasLeaderships. */
export function hasLeaderships(image: MetadataImage, brokerId: number): boolean {
  return topicsOf(image).some((topic) =>
    topic.partitions.some((partition) => partition.leader === brokerId),
  );
}
