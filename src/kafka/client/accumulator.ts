import { batchBuilder, finishBatch, noProducer } from "../protocol/batch-builder.ts";
import type { PartitionQueue, Producer } from "./producer.ts";
import { keyTable } from "./workload.ts";

/** Opens queues for partitions that are new to the producer. */
export function openQueues(producer: Producer): void {
  const { settings, view } = producer;
  const count = view.partitions.length;
  if (producer.keys.partitionCount !== count)
    producer.keys = keyTable(settings.keys, count);
  for (const key of producer.keys.keys)
    if (!producer.keyNames.includes(key)) producer.keyNames.push(key);
  while (producer.queues.length < count)
    producer.queues.push({
      builder: batchBuilder(producer.keyNames, settings.batchSize),
      openedUs: 0,
      queue: [],
    });
}

/** Closes the open batch of a partition. */
export function closeBatch(queue: PartitionQueue, partition: number): void {
  if (queue.builder.recordCount === 0) return;
  queue.queue.push({
    batch: finishBatch(queue.builder, noProducer),
    partition,
    createdUs: queue.openedUs,
    attempts: 0,
    notBeforeUs: 0,
  });
}
