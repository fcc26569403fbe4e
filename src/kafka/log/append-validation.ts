import { type RecordBatch, recordsOf, timestampAt } from "../protocol/record-batch.ts";
import type { LogConfig } from "./log-config.ts";
import type { ProducerError } from "./producer-append.ts";

/** Why an append was refused; the last two happen at followers only and are no protocol errors. */
export type AppendError =
  | "MESSAGE_TOO_LARGE"
  | "RECORD_LIST_TOO_LARGE"
  | "INVALID_TIMESTAMP"
  | "INVALID_RECORD"
  | ProducerError
  | "OFFSETS_OUT_OF_ORDER"
  | "UNEXPECTED_APPEND_OFFSET";

/** One entry of `record_errors` in a Produce response. */
export interface RecordError {
  readonly batchIndex: number;
  readonly message: string;
}

export interface AppendRefused {
  readonly kind: "refused";
  readonly error: AppendError;
  readonly message: string;
  readonly recordErrors: readonly RecordError[];
}

export function refused(
  error: AppendError,
  message: string,
  recordErrors: readonly RecordError[] = [],
): AppendRefused {
  return { kind: "refused", error, message, recordErrors };
}

/** What a client's batch must hold before offsets are given to it; undefined when it does. Kafka: LogValidator. */
export function validateClientBatch(
  batch: RecordBatch,
  config: LogConfig,
  nowMs: number,
): AppendRefused | undefined {
  return batchFault(batch) ?? keyFault(batch, config) ?? timeFault(batch, config, nowMs);
}

/** Kafka: LogValidator.validateBatch. */
function batchFault(batch: RecordBatch): AppendRefused | undefined {
  if (batch.recordCount <= 0 || batch.recordCount !== batch.lastOffsetDelta + 1) {
    return refused(
      "INVALID_RECORD",
      `Batch size ${batch.lastOffsetDelta + 1} with ${batch.recordCount} records`,
    );
  }
  if (batch.isControl) {
    return refused("INVALID_RECORD", "Clients are not allowed to write control records");
  }
  if (batch.producerId >= 0 && batch.baseSequence < 0) {
    return refused(
      "INVALID_RECORD",
      `Invalid sequence number ${batch.baseSequence} in a batch with producerId ${batch.producerId}`,
    );
  }
  return undefined;
}

/** Kafka: LogValidator.validateKey. Times are looked at first, but a batch with both faults is INVALID_TIMESTAMP. */
function keyFault(batch: RecordBatch, config: LogConfig): AppendRefused | undefined {
  if (!config.compacts) return undefined;
  const errors: RecordError[] = [];
  recordsOf(batch).forEach((record, batchIndex) => {
    if (record.key === null) {
      const message = "Compacted topic cannot accept message without key";
      errors.push({ batchIndex, message });
    }
  });
  return errors.length === 0 ? undefined : keysRefused(errors);
}

function keysRefused(errors: readonly RecordError[]): AppendRefused {
  return refused("INVALID_RECORD", "One or more records have been rejected", errors);
}

/** Kafka: LogValidator.validateTimestamp. */
function timeFault(
  batch: RecordBatch,
  config: LogConfig,
  nowMs: number,
): AppendRefused | undefined {
  const createTime = config.messageTimestampType === "CreateTime";
  if (!createTime) {
    return batch.timestampType === "LogAppendTime"
      ? refused(
          "INVALID_TIMESTAMP",
          "Producer should not set timestamp type to LogAppendTime",
        )
      : undefined;
  }
  const latest = nowMs + config.messageTimestampAfterMaxMs;
  const earliest = nowMs - config.messageTimestampBeforeMaxMs;
  // The batch's maximum decides the usual case without a look at its records.
  if (batch.maxTimestamp <= latest && earliest === Number.NEGATIVE_INFINITY)
    return undefined;
  const errors: RecordError[] = [];
  for (let i = 0; i < batch.recordCount; i++) {
    const timestamp = timestampAt(batch, i);
    if (timestamp === -1 || (timestamp >= earliest && timestamp <= latest)) continue;
    const message = `Timestamp ${timestamp} of message with offset ${i} is out of range [${earliest}, ${latest}]`;
    errors.push({ batchIndex: i, message });
  }
  return errors.length === 0
    ? undefined
    : refused("INVALID_TIMESTAMP", "One or more records have been rejected", errors);
}
