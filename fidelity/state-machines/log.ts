import {
  type AppendResult,
  appendAsCoordinator,
  appendAsFollower,
  appendAsLeader,
} from "../../src/kafka/log/append.ts";
import { assignEpoch } from "../../src/kafka/log/epoch-cache.ts";
import { endOffsetForEpoch } from "../../src/kafka/log/epoch-lookup.ts";
import {
  maybeIncrementLogStartOffset,
  resolveHighWatermark,
  updateHighWatermark,
} from "../../src/kafka/log/high-watermark.ts";
import { defaultLogConfig, type LogConfig } from "../../src/kafka/log/log-config.ts";
import { lastOffset, logEntry } from "../../src/kafka/log/log-entry.ts";
import {
  flushTo,
  type PartitionLog,
  partitionLog,
  roll,
} from "../../src/kafka/log/partition-log.ts";
import { read } from "../../src/kafka/log/read.ts";
import { closeLog, openLog } from "../../src/kafka/log/recovery.ts";
import { deleteOldSegments } from "../../src/kafka/log/retention.ts";
import { lastOffsetOf } from "../../src/kafka/log/segment.ts";
import { offsetForTimestamp } from "../../src/kafka/log/time-lookup.ts";
import { truncateFullyAndStartAt, truncateTo } from "../../src/kafka/log/truncation.ts";
import type { BatchRecord } from "../../src/kafka/protocol/batch-records.ts";
import { transactionMarker } from "../../src/kafka/protocol/control-batch.ts";
import { batchOfRecords } from "../../src/kafka/protocol/explicit-batch.ts";
import type { RecordBatch } from "../../src/kafka/protocol/record-batch.ts";
import type { Recording, Report } from "../recording.ts";
import { isObject, playSequences } from "../rows.ts";

interface Row {
  readonly config: Readonly<Record<string, string | number>>;
  readonly startMs: number;
  readonly initial: unknown;
  readonly steps: readonly Step[];
}

interface Batch {
  readonly baseOffset: number;
  readonly leaderEpoch: number;
  readonly pid?: number;
  readonly epoch?: number;
  readonly baseSeq?: number;
  readonly txn?: boolean;
  readonly records: readonly (readonly [timestamp: number, valueBytes: number])[];
  readonly marker?: "ABORT" | "COMMIT";
  readonly coordinatorEpoch: number;
  readonly ts: number;
}

/** One command to the log; which arguments it has depends on `op`. */
interface Step extends Batch {
  readonly op: string;
  readonly batches: readonly Batch[];
  readonly type: "ABORT" | "COMMIT";
  readonly ms: number;
  readonly offset: number;
  readonly startOffset: number;
  readonly logStart?: number;
  readonly maxBytes: number;
  readonly minOneMessage: boolean;
  readonly isolation: "LOG_END" | "HIGH_WATERMARK" | "TXN_COMMITTED";
  readonly logStartCheckpoint: number;
  readonly recoveryPoint: number;
  readonly result?: unknown;
  readonly exception?: string;
  readonly cause?: string;
  readonly state?: unknown;
}

interface Outcome {
  readonly result?: unknown;
  readonly exception?: string;
  readonly cause?: string;
}

/** Kafka: UnifiedLog. */
export function playLog(recording: Recording): Report {
  return playSequences(recording, isRow, playRow);
}

function* playRow(row: Row): Iterable<readonly [unknown, unknown]> {
  let nowMs = row.startMs;
  const log = partitionLog(configOf(row.config), nowMs);
  let state = row.initial;
  for (const step of row.steps) {
    if (step.op === "advance") nowMs += step.ms;
    const outcome = perform(log, step, nowMs);
    // The recording's scheduler flushes at once.
    if (log.flushRequested >= 0) flushTo(log, log.flushRequested);
    state = step.state ?? state;
    const { result, exception, cause } = step;
    yield [
      { result, exception, cause, state },
      { ...outcome, state: digest(log) },
    ];
  }
}

function configOf(config: Row["config"]): LogConfig {
  const number = (name: string, otherwise: number): number =>
    Number(config[name] ?? otherwise);
  const policy = String(config["cleanup.policy"] ?? "delete");
  const base = defaultLogConfig;
  return {
    ...base,
    segmentBytes: number("internal.segment.bytes", base.segmentBytes),
    segmentMs: number("segment.ms", base.segmentMs),
    indexIntervalBytes: number("index.interval.bytes", base.indexIntervalBytes),
    segmentIndexBytes: number("segment.index.bytes", base.segmentIndexBytes),
    retentionMs: number("retention.ms", base.retentionMs),
    retentionBytes: number("retention.bytes", base.retentionBytes),
    maxMessageBytes: number("max.message.bytes", base.maxMessageBytes),
    messageTimestampBeforeMaxMs: number(
      "message.timestamp.before.max.ms",
      base.messageTimestampBeforeMaxMs,
    ),
    messageTimestampAfterMaxMs: number(
      "message.timestamp.after.max.ms",
      base.messageTimestampAfterMaxMs,
    ),
    messageTimestampType:
      config["message.timestamp.type"] === "LogAppendTime"
        ? "LogAppendTime"
        : "CreateTime",
    deletes: policy.includes("delete"),
    compacts: policy.includes("compact"),
  };
}

function perform(log: PartitionLog, step: Step, nowMs: number): Outcome {
  switch (step.op) {
    case "appendLeader":
      return appended(appendAsLeader(log, batchOf(step), step.leaderEpoch, nowMs));
    case "appendMarker": {
      const marker = batchOf({ ...step, marker: step.type });
      return appended(appendAsCoordinator(log, marker, step.leaderEpoch, nowMs));
    }
    case "appendFollower": {
      const entries = step.batches.map((each) =>
        logEntry(each.baseOffset, each.leaderEpoch, batchOf(each)),
      );
      return appended(appendAsFollower(log, entries, step.leaderEpoch, nowMs));
    }
    case "incrementLogStart": {
      const moved = maybeIncrementLogStartOffset(log, step.offset);
      if (moved === "OFFSET_OUT_OF_RANGE")
        return { exception: "OffsetOutOfRangeException" };
      return { result: moved === "moved" };
    }
    case "read":
      return readOutcome(log, step);
    default:
      return { result: change(log, step, nowMs) };
  }
}

function change(log: PartitionLog, step: Step, nowMs: number): unknown {
  switch (step.op) {
    case "highWatermark":
      return updateHighWatermark(log, step.offset);
    case "roll":
      return roll(log, nowMs).baseOffset;
    case "truncateTo":
      return truncateTo(log, step.offset, nowMs);
    case "truncateFullyAndStartAt":
      return truncateFullyAndStartAt(log, step.offset, nowMs, step.logStart);
    case "deleteOldSegments":
      return deleteOldSegments(log, nowMs);
    case "assignEpoch":
      return assignEpoch(log.epochs, step.epoch ?? -1, step.startOffset);
    case "offsetForTimestamp":
      return timedOffset(log, step.ts);
    case "endOffsetForEpoch": {
      const end = endOffsetForEpoch(log, step.epoch ?? -1);
      return end === undefined ? null : [end.epoch, end.endOffset];
    }
    case "restart":
      return restart(log, step, nowMs);
    default:
      return undefined;
  }
}

function restart(log: PartitionLog, step: Step, nowMs: number): undefined {
  closeLog(log);
  const checkpoints = {
    cleanShutdown: true,
    recoveryPoint: step.recoveryPoint,
    logStartOffset: step.logStartCheckpoint,
    highWatermark: 0,
  };
  openLog(log, checkpoints, nowMs);
  return undefined;
}

function timedOffset(log: PartitionLog, timestamp: number): unknown {
  const found = offsetForTimestamp(log, timestamp);
  if (found === undefined) return null;
  return [
    found.timestamp,
    found.offset,
    found.leaderEpoch < 0 ? null : found.leaderEpoch,
  ];
}

function readOutcome(log: PartitionLog, step: Step): Outcome {
  const { offset, maxBytes, minOneMessage, isolation } = step;
  if (offset < log.logStartOffset) return { exception: "OffsetOutOfRangeException" };
  const endOffset =
    isolation === "LOG_END" ? log.logEndOffset : resolveHighWatermark(log);
  const got = read(log, { offset, maxBytes, minOneMessage, endOffset });
  if (got.kind === "refused") return { exception: "OffsetOutOfRangeException" };
  // A read that finds no batch up to the log end ends before the transaction index is asked.
  const beyondData =
    got.bytes === 0 && offset < endOffset && got.offset === log.logEndOffset;
  return {
    result: {
      at: [got.offset, got.segmentBaseOffset, got.position],
      bytes: got.bytes,
      batches: got.entries.map((entry) => [entry.baseOffset, lastOffset(entry)]),
      firstEntryIncomplete: got.firstEntryIncomplete || undefined,
      aborted: isolation === "TXN_COMMITTED" && !beyondData ? [] : undefined,
    },
  };
}

const exceptions: Readonly<Record<string, Outcome>> = {
  MESSAGE_TOO_LARGE: { exception: "RecordTooLargeException" },
  RECORD_LIST_TOO_LARGE: { exception: "RecordBatchTooLargeException" },
  INVALID_TIMESTAMP: {
    exception: "RecordValidationException",
    cause: "InvalidTimestampException",
  },
  INVALID_RECORD: {
    exception: "RecordValidationException",
    cause: "InvalidRecordException",
  },
  OFFSETS_OUT_OF_ORDER: { exception: "OffsetsOutOfOrderException" },
  UNEXPECTED_APPEND_OFFSET: { exception: "UnexpectedAppendOffsetException" },
};

function appended(outcome: AppendResult): Outcome {
  if (outcome.kind === "refused")
    return exceptions[outcome.error] ?? { exception: outcome.error };
  const { kind: _, ...result } = outcome;
  return { result };
}

function batchOf(batch: Batch): RecordBatch {
  const producer = { producerId: batch.pid ?? -1, producerEpoch: batch.epoch ?? -1 };
  if (batch.marker !== undefined) {
    const { coordinatorEpoch, ts: timestamp } = batch;
    return transactionMarker({
      type: batch.marker,
      ...producer,
      coordinatorEpoch,
      timestamp,
    });
  }
  const records = batch.records.map(
    ([timestamp, size], offsetDelta): BatchRecord => ({
      offsetDelta,
      timestamp,
      key: null,
      value: new Uint8Array(size),
      headers: [],
    }),
  );
  return batchOfRecords(records, {
    producer: {
      ...producer,
      baseSequence: batch.baseSeq ?? -1,
      isTransactional: batch.txn ?? false,
    },
  });
}

/** What the recording shows of a log. */
function digest(log: PartitionLog): unknown {
  return {
    logStart: log.logStartOffset,
    leo: log.logEndOffset,
    hw: log.highWatermark,
    lso: log.highWatermark,
    recoveryPoint: log.recoveryPoint,
    size: log.sizeInBytes,
    segments: log.segments.map((each) => [
      each.baseOffset,
      each.sizeInBytes,
      lastOffsetOf(each),
      each.maxTimestamp,
    ]),
    epochs: log.epochs.entries.map((entry) => [entry.epoch, entry.startOffset]),
    snapshots: [],
  };
}

function isRow(row: unknown): row is Row {
  return isObject(row);
}
