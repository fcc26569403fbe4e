import { type BatchProducer, noProducer } from "./batch-builder.ts";
import type { BatchRecord } from "./batch-records.ts";
import { batchOverhead, type RecordBatch, recordBatch } from "./record-batch.ts";
import { recordSize, shapeOf } from "./record-size.ts";

export interface ExplicitBatchOptions {
  readonly producer?: BatchProducer;
  readonly isControl?: boolean;
  /** Takes the place of the base timestamp after compaction (KIP-534). */
  readonly deleteHorizonMs?: number;
  /** Where compaction removed records at the end. */
  readonly lastOffsetDelta?: number;
}

/** A batch of explicit records, such as a marker or what a person typed. Kafka: MemoryRecordsBuilder. */
export function batchOfRecords(
  records: readonly BatchRecord[],
  options: ExplicitBatchOptions = {},
): RecordBatch {
  const producer = options.producer ?? noProducer;
  const baseTimestamp = options.deleteHorizonMs ?? records[0]?.timestamp ?? -1;
  let sizeInBytes = batchOverhead;
  let maxTimestamp = -1;
  for (const record of records) {
    const delta = record.timestamp - baseTimestamp;
    sizeInBytes += recordSize(record.offsetDelta, delta, shapeOf(record));
    maxTimestamp = Math.max(maxTimestamp, record.timestamp);
  }
  return recordBatch({
    sizeInBytes,
    recordCount: records.length,
    lastOffsetDelta: options.lastOffsetDelta ?? records.at(-1)?.offsetDelta ?? -1,
    baseTimestamp,
    maxTimestamp,
    timestampType: "CreateTime",
    compression: "none",
    producerId: producer.producerId,
    producerEpoch: producer.producerEpoch,
    baseSequence: producer.baseSequence,
    isTransactional: producer.isTransactional,
    isControl: options.isControl ?? false,
    hasDeleteHorizon: options.deleteHorizonMs !== undefined,
    payload: { kind: "records", records },
  });
}
