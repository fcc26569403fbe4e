import { expect, it } from "vitest";
import { batchOfRecords } from "../protocol/explicit-batch.ts";
import type { RecordBatch } from "../protocol/record-batch.ts";
import { appendAsLeader } from "./append.ts";
import { logOf, nowMs } from "./log-fixture.ts";
import type { PartitionLog } from "./partition-log.ts";
import { closeLog, openLog } from "./recovery.ts";
import { truncateTo } from "./truncation.ts";

function batchFrom(baseSequence: number, count = 2, producerEpoch = 0): RecordBatch {
  const records = Array.from({ length: count }, (_, offsetDelta) => ({
    offsetDelta,
    timestamp: nowMs,
    key: null,
    value: new Uint8Array(3),
    headers: [],
  }));
  const isTransactional = false;
  return batchOfRecords(records, {
    producer: { producerId: 7, producerEpoch, baseSequence, isTransactional },
  });
}

function outcome(log: PartitionLog, batch: RecordBatch): unknown {
  const result = appendAsLeader(log, batch, 0, nowMs);
  if (result.kind === "refused") return result.error;
  return result.isDuplicate === true ? `again ${result.firstOffset}` : result.firstOffset;
}

it("answers a batch that is there already with its old offset, for the last five batches", () => {
  const log = logOf();
  for (let i = 0; i < 6; i++) expect(outcome(log, batchFrom(2 * i))).toBe(2 * i);
  expect(outcome(log, batchFrom(10))).toBe("again 10");
  expect(outcome(log, batchFrom(2))).toBe("again 2");
  expect(outcome(log, batchFrom(0))).toBe("OUT_OF_ORDER_SEQUENCE_NUMBER");
  expect(log.logEndOffset).toBe(12);
});

it("refuses a gap, an older epoch, and a newer one that does not begin at 0", () => {
  const log = logOf();
  expect(outcome(log, batchFrom(5))).toBe(0);
  expect(outcome(log, batchFrom(8))).toBe("OUT_OF_ORDER_SEQUENCE_NUMBER");
  expect(outcome(log, batchFrom(3, 2, 1))).toBe("OUT_OF_ORDER_SEQUENCE_NUMBER");
  expect(outcome(log, batchFrom(0, 2, 1))).toBe(2);
  expect(outcome(log, batchFrom(7))).toBe("INVALID_PRODUCER_EPOCH");
});

it("counts on from 2147483647 with 0", () => {
  const log = logOf();
  expect(outcome(log, batchFrom(2147483646))).toBe(0);
  expect(outcome(log, batchFrom(0))).toBe(2);
});

it("knows its producers again after a start, and forgets what was truncated", () => {
  const log = logOf();
  outcome(log, batchFrom(0));
  outcome(log, batchFrom(2));
  closeLog(log);
  const checkpoints = {
    cleanShutdown: true,
    recoveryPoint: 4,
    logStartOffset: 0,
    highWatermark: 0,
  };
  openLog(log, checkpoints, nowMs);
  expect(outcome(log, batchFrom(2))).toBe("again 2");
  truncateTo(log, 2, nowMs);
  expect(outcome(log, batchFrom(4))).toBe("OUT_OF_ORDER_SEQUENCE_NUMBER");
  expect(outcome(log, batchFrom(2))).toBe(2);
});
