import type { BatchRecord } from "../../src/kafka/protocol/batch-records.ts";
import { loadCompression } from "../../src/kafka/protocol/compression.ts";
import { transactionMarker } from "../../src/kafka/protocol/control-batch.ts";
import { batchOfRecords } from "../../src/kafka/protocol/explicit-batch.ts";
import {
  type Compression,
  lastSequence,
  type RecordBatch,
  recordsOf,
  withLogAppendTime,
} from "../../src/kafka/protocol/record-batch.ts";
import {
  attributesOf,
  decodeBatches,
  encodeBatch,
} from "../../src/kafka/protocol/record-batch-bytes.ts";
import { recordSize, shapeOf } from "../../src/kafka/protocol/record-size.ts";
import type { Recording, Report } from "../recording.ts";
import { isObject, playRows } from "../rows.ts";
import {
  base64Of,
  bytesOf,
  contentOf,
  type RecordedRecord,
  recordedOf,
} from "./recorded-record.ts";

type Int64 = number | string;

interface Input {
  readonly baseOffset: Int64;
  readonly partitionLeaderEpoch: number;
  readonly timestampType: "CreateTime" | "LogAppendTime";
  readonly logAppendTime?: number;
  readonly deleteHorizonMs?: number;
  readonly producerId: Int64;
  readonly producerEpoch: number;
  readonly baseSequence: number;
  readonly isTransactional: boolean;
  readonly isControl: boolean;
  readonly records: readonly InputRecord[];
}

interface InputRecord extends RecordedRecord {
  readonly timestamp: number;
  readonly offset?: Int64;
  readonly marker?: "ABORT" | "COMMIT";
  readonly coordinatorEpoch: number;
}

interface Row {
  readonly input: Input;
  readonly bytes: string;
}

/** Kafka: MemoryRecordsBuilder, and DefaultRecordBatch for the way back. */
export function playRecordBatch(recording: Recording): Promise<Report> {
  return playRows(recording, isRow, (row) => {
    const { input, ...expected } = row;
    const batch = batchOf(input);
    const producerId = BigInt(input.producerId);
    const baseOffset = BigInt(input.baseOffset);
    const bytes = encodeBatch(
      { ...batch, producerId },
      baseOffset,
      input.partitionLeaderEpoch,
    );
    const lastOffset = baseOffset + BigInt(batch.lastOffsetDelta);
    const got = {
      bytes: base64Of(bytes),
      sizeInBytes: batch.sizeInBytes,
      crc: new DataView(bytes.buffer).getUint32(17),
      attributes: attributesOf(batch),
      baseTimestamp: batch.baseTimestamp,
      lastOffsetDelta: batch.lastOffsetDelta,
      lastOffset: int64(lastOffset),
      lastSequence: lastSequence(batch),
      maxTimestamp: batch.maxTimestamp,
      recordSizes: recordSizes(batch),
    };
    return [
      { ...expected, again: expectedRecords(input, batch) },
      { ...got, again: decodedRecords(row.bytes) },
    ];
  });
}

function int64(value: bigint): Int64 {
  const small = value <= 2n ** 53n && value >= -(2n ** 53n);
  return small ? Number(value) : String(value);
}

function batchOf(input: Input): RecordBatch {
  const { producerId, producerEpoch, baseSequence, isTransactional } = input;
  const built = batchOfRecords(recordsIn(input), {
    isControl: input.isControl,
    producer: {
      producerId: Number(producerId),
      producerEpoch,
      baseSequence,
      isTransactional,
    },
    ...(input.deleteHorizonMs !== undefined && {
      deleteHorizonMs: input.deleteHorizonMs,
    }),
  });
  return input.timestampType === "LogAppendTime"
    ? withLogAppendTime(built, input.logAppendTime ?? -1)
    : built;
}

function recordsIn(input: Input): readonly BatchRecord[] {
  const [first] = input.records;
  if (first?.marker === undefined) {
    return input.records.map((record, i) => recordOf(record, i, input.baseOffset));
  }
  const { producerEpoch } = input;
  const { marker: type, coordinatorEpoch, timestamp } = first;
  const producerId = Number(input.producerId);
  const marker = { type, producerId, producerEpoch, coordinatorEpoch, timestamp };
  return recordsOf(transactionMarker(marker));
}

function recordOf(record: InputRecord, i: number, baseOffset: Int64): BatchRecord {
  const offsetDelta =
    record.offset === undefined ? i : Number(BigInt(record.offset) - BigInt(baseOffset));
  return { offsetDelta, timestamp: record.timestamp, ...contentOf(record) };
}

function recordSizes(batch: RecordBatch): readonly number[] {
  const created: RecordBatch = { ...batch, timestampType: "CreateTime" };
  return recordsOf(created).map((record) =>
    recordSize(
      record.offsetDelta,
      record.timestamp - batch.baseTimestamp,
      shapeOf(record),
    ),
  );
}

/** What a reader gets: under LogAppendTime every record has the batch's time. */
function expectedRecords(input: Input, batch: RecordBatch): unknown {
  return recordsOf(batch).map((record, i) => ({
    offsetDelta: record.offsetDelta,
    timestamp: input.logAppendTime ?? input.records[i]?.timestamp,
    ...recordedOf(record),
  }));
}

/** The recorded bytes read back by our decoder. */
function decodedRecords(bytes: string): unknown {
  return decodeBatches(bytesOf(bytes)).flatMap(({ batch }) =>
    recordsOf(batch).map((record) => ({
      offsetDelta: record.offsetDelta,
      timestamp: record.timestamp,
      ...recordedOf(record),
    })),
  );
}

interface CompressedRow {
  readonly codec: Compression;
  readonly bytes: string;
  readonly crc: number;
  readonly count: number;
  readonly timestampType: string;
  readonly records: readonly (RecordedRecord & {
    readonly offset: Int64;
    readonly timestamp: number;
  })[];
}

/** For decoding only. Kafka: the codecs of org.apache.kafka.common.compress. */
export function playCompressedBatch(recording: Recording): Promise<Report> {
  return playRows(recording, isCompressedRow, async (row) => {
    await loadCompression(row.codec);
    const bytes = bytesOf(row.bytes);
    const [decoded] = decodeBatches(bytes);
    if (decoded === undefined) return [row, undefined];
    const { batch, leaderEpoch } = decoded;
    // Some offsets lie beyond what a number holds exactly, as no offset of a simulated log does.
    const baseOffset = new DataView(bytes.buffer).getBigInt64(0);
    const got = {
      codec: batch.compression,
      bytes: base64Of(encodeBatch(batch, baseOffset, leaderEpoch)),
      crc: new DataView(bytes.buffer).getUint32(17),
      count: batch.recordCount,
      timestampType: batch.timestampType,
      records: recordsOf(batch).map((record) => ({
        offset: int64(baseOffset + BigInt(record.offsetDelta)),
        timestamp: record.timestamp,
        ...recordedOf(record),
      })),
    };
    return [row, got];
  });
}

function isRow(row: unknown): row is Row {
  return isObject(row);
}

function isCompressedRow(row: unknown): row is CompressedRow {
  return isObject(row);
}
