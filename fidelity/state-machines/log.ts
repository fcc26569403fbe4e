import {
  type AppendResult,
  appendAsFollower,
  appendMarker,
  appendVerified,
} from "../../src/kafka/log/append.ts";
import { assignEpoch } from "../../src/kafka/log/epoch-cache.ts";
import { endOffsetForEpoch } from "../../src/kafka/log/epoch-lookup.ts";
import {
  maybeIncrementLogStartOffset,
  resolveHighWatermark,
  updateHighWatermark,
} from "../../src/kafka/log/high-watermark.ts";
import { lastOffset, logEntry } from "../../src/kafka/log/log-entry.ts";
import { isOpen, lastStableOffset } from "../../src/kafka/log/log-producers.ts";
import {
  flushTo,
  type PartitionLog,
  partitionLog,
  roll,
} from "../../src/kafka/log/partition-log.ts";
import { startVerification } from "../../src/kafka/log/producer-append.ts";
import { removeExpiredProducers } from "../../src/kafka/log/producer-state.ts";
import { read } from "../../src/kafka/log/read.ts";
import { closeLog, openLog } from "../../src/kafka/log/recovery.ts";
import { deleteOldSegments } from "../../src/kafka/log/retention.ts";
import { offsetForTimestamp } from "../../src/kafka/log/time-lookup.ts";
import { truncateFullyAndStartAt, truncateTo } from "../../src/kafka/log/truncation.ts";
import type { BatchRecord } from "../../src/kafka/protocol/batch-records.ts";
import { transactionMarker } from "../../src/kafka/protocol/control-batch.ts";
import { batchOfRecords } from "../../src/kafka/protocol/explicit-batch.ts";
import type { RecordBatch } from "../../src/kafka/protocol/record-batch.ts";
import type { Recording, Report } from "../recording.ts";
import { isObject, playSequences } from "../rows.ts";
import { configOf, digest } from "./log-bench.ts";

/** `producer.id.expiration.check.interval.ms`. */
const expiryCheckMs = 600_000;

interface Row {
  readonly transactionVerification: boolean;
  readonly producerIdExpirationMs: number;
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
  readonly guard?: boolean;
  readonly seq: number;
  readonly supportsEpochBump: boolean;
  readonly tv?: number;
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
  log.producers.verifies = row.transactionVerification;
  log.producers.expirationMs = row.producerIdExpirationMs;
  const guards: Record<number, number> = {};
  let expiresMs = nowMs + expiryCheckMs;
  let state = row.initial;
  for (const step of row.steps) {
    if (step.op === "advance") nowMs += step.ms;
    for (; expiresMs <= nowMs; expiresMs += expiryCheckMs)
      removeExpiredProducers(log.producers, expiresMs);
    const outcome = perform(log, step, nowMs, guards);
    if (step.op === "restart") expiresMs = nowMs + expiryCheckMs;
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

function perform(
  log: PartitionLog,
  step: Step,
  nowMs: number,
  guards: Record<number, number>,
): Outcome {
  switch (step.op) {
    case "appendLeader": {
      const guard = step.guard === true ? (guards[step.pid ?? -1] ?? 0) : 0;
      const write = { batch: batchOf(step), guard };
      return appended(appendVerified(log, write, step.leaderEpoch, nowMs));
    }
    case "appendMarker": {
      const batch = batchOf({ ...step, marker: step.type });
      const write = { batch, transactionVersion: step.tv ?? -1 };
      return appended(appendMarker(log, write, step.leaderEpoch, nowMs));
    }
    case "verify":
      return verified(log, step, nowMs, guards);
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

/** Kafka: UnifiedLog.maybeStartTransactionVerification. */
function verified(
  { producers }: PartitionLog,
  step: Step,
  nowMs: number,
  guards: Record<number, number>,
): Outcome {
  const { pid: producerId = -1, seq: sequence, epoch = -1, supportsEpochBump } = step;
  const known = producers.producers[producerId];
  if (isOpen(producers, producerId, epoch)) return { result: "none" };
  if (epoch < (known?.producerEpoch ?? -1))
    return { exception: "InvalidProducerEpochException" };
  const write = { producerId, sequence, epoch, supportsEpochBump, nowMs };
  guards[producerId] = startVerification(producers, write);
  return { result: "guard" };
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
    isolation === "LOG_END"
      ? log.logEndOffset
      : isolation === "HIGH_WATERMARK"
        ? resolveHighWatermark(log)
        : Math.min(resolveHighWatermark(log), lastStableOffset(log));
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
  OUT_OF_ORDER_SEQUENCE_NUMBER: { exception: "OutOfOrderSequenceException" },
  INVALID_PRODUCER_EPOCH: { exception: "InvalidProducerEpochException" },
  INVALID_TXN_STATE: { exception: "InvalidTxnStateException" },
  TRANSACTION_COORDINATOR_FENCED: { exception: "TransactionCoordinatorFencedException" },
  UNKNOWN_TRANSACTION_VERSION: { exception: "IllegalArgumentException" },
};

function appended(outcome: AppendResult): Outcome {
  if (outcome.kind === "refused")
    return exceptions[outcome.error] ?? { exception: outcome.error };
  const { kind: _, isDuplicate: __, ...result } = outcome;
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

function isRow(row: unknown): row is Row {
  return isObject(row);
}
