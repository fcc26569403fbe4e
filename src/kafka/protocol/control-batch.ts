import type { BatchRecord } from "./batch-records.ts";
import { batchOfRecords } from "./explicit-batch.ts";
import { type RecordBatch, recordsOf } from "./record-batch.ts";

/** By number, as in the key of a control record. Kafka: ControlRecordType. */
export const controlTypes = [
  "ABORT",
  "COMMIT",
  "LEADER_CHANGE",
  "SNAPSHOT_HEADER",
  "SNAPSHOT_FOOTER",
  "KRAFT_VERSION",
  "KRAFT_VOTERS",
] as const;

export type ControlType = (typeof controlTypes)[number];

export interface TransactionMarker {
  readonly type: "ABORT" | "COMMIT";
  readonly producerId: number;
  readonly producerEpoch: number;
  readonly coordinatorEpoch: number;
  readonly timestamp: number;
}

/** One control record: its key is version 0 and the type. */
export function controlRecord(
  type: ControlType,
  value: Uint8Array,
  timestamp: number,
): BatchRecord {
  const key = new Uint8Array([0, 0, 0, controlTypes.indexOf(type)]);
  return { offsetDelta: 0, timestamp, key, value, headers: [] };
}

/** The batch that ends a transaction on one partition. Kafka: MemoryRecords.withEndTransactionMarker. */
export function transactionMarker(marker: TransactionMarker): RecordBatch {
  const value = new Uint8Array(6);
  new DataView(value.buffer).setInt32(2, marker.coordinatorEpoch);
  const record = controlRecord(marker.type, value, marker.timestamp);
  return batchOfRecords([record], {
    isControl: true,
    producer: {
      producerId: marker.producerId,
      producerEpoch: marker.producerEpoch,
      baseSequence: -1,
      isTransactional: true,
    },
  });
}

/** Undefined for data, for a type that nobody knows, and for a marker that compaction emptied. */
export function controlTypeOf(batch: RecordBatch): ControlType | undefined {
  if (!batch.isControl) return undefined;
  const key = recordsOf(batch)[0]?.key;
  return key && key.length >= 4
    ? controlTypes[((key[2] ?? 0) << 8) | (key[3] ?? 0)]
    : undefined;
}

/** The marker in a control batch that ends a transaction. Kafka: EndTransactionMarker.deserialize. */
export function markerOf(batch: RecordBatch): TransactionMarker | undefined {
  const type = controlTypeOf(batch);
  if (type !== "ABORT" && type !== "COMMIT") return undefined;
  const record = recordsOf(batch)[0];
  const value = record?.value;
  if (!record || !value || value.length < 6) return undefined;
  const coordinatorEpoch = new DataView(value.buffer, value.byteOffset).getInt32(2);
  const { producerId, producerEpoch } = batch;
  return {
    type,
    producerId,
    producerEpoch,
    coordinatorEpoch,
    timestamp: record.timestamp,
  };
}
