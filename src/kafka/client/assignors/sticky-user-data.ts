import { javaHashTable, tableAddFirst, tableKeys } from "../../java-hash-table.ts";
import { ByteReader, MalformedBytes } from "../../protocol/codec/byte-reader.ts";
import { ByteWriter } from "../../protocol/codec/byte-writer.ts";
import { stringHash } from "../../protocol/coordinator-partition.ts";
import type { TopicPartition } from "./group-subscription.ts";
import type { MemberData } from "./sticky-task.ts";

/** What StickyAssignor tells the next leader: what it was assigned, and in which generation. Kafka: STICKY_ASSIGNOR_USER_DATA_V1. */
export function encodeStickyUserData(
  assigned: readonly TopicPartition[],
  generation: number,
): Uint8Array {
  const byTopic = new Map<string, number[]>();
  const order = javaHashTable(stringHash);
  for (const { topic, partition } of assigned) {
    tableAddFirst(order, topic);
    const those = byTopic.get(topic);
    if (those === undefined) byTopic.set(topic, [partition]);
    else those.push(partition);
  }
  const bytes = new ByteWriter();
  bytes.int32(byTopic.size);
  for (const topic of tableKeys(order)) {
    const partitions = byTopic.get(topic) ?? [];
    bytes.string(topic, false);
    bytes.int32(partitions.length);
    for (const partition of partitions) bytes.int32(partition);
  }
  bytes.int32(generation);
  return bytes.done();
}

/** Without a generation it is of version 0; what cannot be read counts as nothing owned. Kafka: StickyAssignor.deserializeTopicPartitionAssignment. */
export function decodeStickyUserData(userData: Uint8Array): MemberData {
  try {
    const bytes = new ByteReader(userData);
    const partitions: TopicPartition[] = [];
    for (let topics = bytes.int32(); topics > 0; topics--) {
      const topic = bytes.string(bytes.int16());
      for (let count = bytes.int32(); count > 0; count--)
        partitions.push({ topic, partition: bytes.int32() });
    }
    return { partitions, generation: bytes.left < 4 ? undefined : bytes.int32() };
  } catch (failure) {
    if (failure instanceof MalformedBytes) return { partitions: [], generation: -1 };
    throw failure;
  }
}
