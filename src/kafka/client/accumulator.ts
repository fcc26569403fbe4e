import { batchBuilder, finishBatch, noProducer } from "../protocol/batch-builder.ts";
import type { PartitionQueue, Producer } from "./producer.ts";
import { keyTable } from "./workload.ts";

/** Makes the table of the present keys; names that batches refer to stay where they are. */
export function placeKeys(producer: Producer): void {
  producer.keys = keyTable(producer.settings.keys, producer.view.partitions.length);
  const known = new Map(producer.keyNames.map((name, place) => [name, place]));
  producer.keyPlaces = producer.keys.keys.map((name) => {
    const place = known.get(name) ?? producer.keyNames.push(name) - 1;
    known.set(name, place);
    return place;
  });
}

/** Opens queues for partitions that are new to the producer. */
export function openQueues(producer: Producer): void {
  const { config, view } = producer;
  const count = view.partitions.length;
  if (producer.keys.partitionCount !== count) placeKeys(producer);
  while (producer.queues.length < count)
    producer.queues.push({
      builder: batchBuilder(producer.keyNames, config.batchSize),
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
