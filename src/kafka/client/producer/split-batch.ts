import {
  type BatchBuilder,
  batchBuilder,
  type ColumnRecord,
  upperBoundOf,
} from "../../protocol/batch-builder.ts";
import { columnStride } from "../../protocol/record-batch.ts";
import { utf8Size } from "../../protocol/utf8.ts";
import { chosenSizes } from "./chosen-sizes.ts";
import {
  batchSize,
  compressionRatio,
  hasSequence,
  type ProducerBatch,
  producerBatch,
  tryAppendTo,
} from "./producer-batch.ts";
import {
  type PartitionQueue,
  type RecordAccumulator,
  topicQueues,
} from "./record-accumulator.ts";

/** The i-th record as it was appended. */
function recordAt(
  { contents, columns, start, baseTimestamp }: BatchBuilder,
  i: number,
): ColumnRecord {
  const at = start + i * columnStride;
  const keyIndex = columns[at + 1] ?? -1;
  const valueSize = columns[at + 2] ?? -1;
  const valueSeed = columns[at + 3] ?? 0;
  const timestamp = baseTimestamp + (columns[at] ?? 0);
  const key = keyIndex < 0 ? undefined : contents.keys[keyIndex];
  const plain = { keyIndex, valueSize, valueSeed, timestamp };
  const chosen = keyIndex === -2 ? contents.explicit[valueSeed] : undefined;
  if (chosen === undefined)
    return { ...plain, keySize: key === undefined ? -1 : utf8Size(key), headersSize: 0 };
  return { ...plain, ...chosenSizes(chosen) };
}

/**
 * A batch that the broker found too large becomes smaller ones, which keep its sequences and its time of creation; the
 * first of them comes first. Kafka: RecordAccumulator.splitAndReenqueue, ProducerBatch.split.
 */
export function splitBatch(
  accumulator: RecordAccumulator,
  queue: PartitionQueue,
  big: ProducerBatch,
): ProducerBatch[] {
  if (big.builder.compression.type !== "none")
    topicQueues(accumulator, queue.topic).estimatedRatio = Math.max(
      1,
      compressionRatio(big),
    );
  const target = big.isSplit
    ? Math.max(big.maxRecordSize, Math.floor(batchSize(big) / 2))
    : accumulator.config.batchSize;
  const parts: ProducerBatch[] = [];
  let sequence = big.baseSequence;
  let part: ProducerBatch | undefined;
  for (let i = 0; i < big.builder.recordCount; i++) {
    const record = recordAt(big.builder, i);
    if (part !== undefined && tryAppendTo(part, record, big.createdUs)) continue;
    part = partFor(accumulator, queue, big, { record, target });
    tryAppendTo(part, record, big.createdUs);
    parts.push(part);
  }
  for (const each of parts) {
    each.closed = true;
    if (!hasSequence(big)) continue;
    each.producerId = big.producerId;
    each.producerEpoch = big.producerEpoch;
    each.baseSequence = sequence;
    sequence += each.builder.recordCount;
  }
  accumulator.incomplete += parts.length;
  return parts;
}

function partFor(
  accumulator: RecordAccumulator,
  queue: PartitionQueue,
  big: ProducerBatch,
  first: { readonly record: ColumnRecord; readonly target: number },
): ProducerBatch {
  const { contents, config } = accumulator;
  const builder = batchBuilder({
    contents,
    writeLimit: Math.max(upperBoundOf(first.record), first.target),
    compression: config.compression,
    estimatedRatio: topicQueues(accumulator, queue.topic).estimatedRatio,
  });
  const { topic, partition } = queue;
  const { createdUs } = big;
  const number = accumulator.nextNumber++;
  return producerBatch({ number, topic, partition, builder, buffer: 0, createdUs });
}
