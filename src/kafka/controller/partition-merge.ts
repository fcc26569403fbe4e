import { MIGRATING_DIRECTORY } from "./directory-id.ts";
import type { PartitionChangeRecord } from "./metadata-record.ts";
import { mergePartition, type PartitionRegistration } from "./partition-registration.ts";

/**
 * `mergePartition` for every metadata version: records from before directories were assigned (3.7-IV2) name
 * replicas without their directories, which are then unknown. Kafka: PartitionRegistration.merge, DirectoryId.createDirectoriesFrom.
 */
export function mergeOldPartition(
  partition: PartitionRegistration,
  change: PartitionChangeRecord,
): PartitionRegistration {
  const merged = mergePartition(partition, change);
  if (change.replicas === undefined || change.directories !== undefined) return merged;
  return { ...merged, directories: change.replicas.map(() => MIGRATING_DIRECTORY) };
}
