import {
  availableMemory,
  waitForMemory,
} from "../../src/kafka/client/producer/buffer-pool.ts";
import { chosenSizes } from "../../src/kafka/client/producer/chosen-sizes.ts";
import { drain } from "../../src/kafka/client/producer/drain.ts";
import { expiredOf } from "../../src/kafka/client/producer/expire-batches.ts";
import {
  batchSize,
  type ProducerBatch,
} from "../../src/kafka/client/producer/producer-batch.ts";
import { ready } from "../../src/kafka/client/producer/ready-check.ts";
import {
  append,
  appendResults,
  bufferSize,
  type RecordAccumulator,
  refuseAppend,
  release,
  topicQueues,
} from "../../src/kafka/client/producer/record-accumulator.ts";
import { putBack, reenqueue } from "../../src/kafka/client/producer/reenqueue.ts";
import { splitBatch } from "../../src/kafka/client/producer/split-batch.ts";
import { type ColumnRecord } from "../../src/kafka/protocol/batch-builder.ts";
import type { Recording, Report } from "../recording.ts";
import { isObject, playSequences } from "../rows.ts";
import {
  type Bench,
  benchOf,
  queueNamed,
  type Row,
  type Step,
  setLeaders,
} from "./accumulator-bench.ts";

interface Outcome {
  readonly got?: unknown;
  readonly error?: string;
}

/** Kafka: RecordAccumulator, BufferPool. */
export function playProducerAccumulator(recording: Recording): Report {
  return playSequences(recording, isRow, playRow);
}

function* playRow(row: Row): Iterable<readonly [unknown, unknown]> {
  const bench = benchOf(row);
  let state: unknown;
  for (const step of row.steps) {
    if (step.op === "advance") bench.nowMs += step.ms;
    const outcome = perform(bench, step);
    const woken = wake(bench);
    state = step.state ?? state;
    const { got, error } = step;
    yield [
      { got, error, woken: step.woken, state },
      { ...outcome, woken, state: digest(bench) },
    ];
  }
}

function perform(bench: Bench, step: Step): Outcome {
  const { accumulator } = bench;
  const nowUs = bench.nowMs * 1000;
  switch (step.op) {
    case "append":
      return appended(bench, step);
    case "ready":
      return { got: readyOutcome(accumulator, nowUs) };
    case "drain":
      return { got: drained(bench, step) };
    case "expire":
      return { got: expired(bench, nowUs) };
    case "metadata":
      setLeaders(accumulator, step);
      return {};
    case "mute":
    case "unmute":
      queueNamed(accumulator, step.partition).muted = step.op === "mute";
      return {};
    case "beginFlush":
      accumulator.flushesInProgress++;
      return {};
    case "endFlush":
      accumulator.flushesInProgress--;
      return {};
    case "close":
      accumulator.closed = true;
      return {};
    default:
      return { got: withBatch(bench, step, nowUs) };
  }
}

/** What a test does with a batch that was drained. */
function withBatch(bench: Bench, step: Step, nowUs: number): unknown {
  const { accumulator, batches } = bench;
  const batch = batches[step.batch - 1];
  if (batch === undefined) return undefined;
  const queue = queueNamed(accumulator, `${batch.topic}-${batch.partition}`);
  if (step.op === "reenqueue") {
    reenqueue(accumulator, queue, batch, { nowUs, draw: middle, inOrder: false });
    return { attempts: batch.attempts };
  }
  if (step.op === "split") {
    const parts = splitBatch(accumulator, queue, batch);
    for (const part of parts.toReversed()) putBack(queue, part, false);
    release(accumulator, batch);
    return { batches: parts.length };
  }
  release(accumulator, batch);
  return undefined;
}

/** No jitter. */
const middle = (bound: number): number => Math.floor(bound / 2);

function recordOf(bench: Bench, step: Step): ColumnRecord {
  const bytes = (size: number): Uint8Array | null =>
    size < 0 ? null : new Uint8Array(size);
  const record = {
    key: bytes(step.keySize),
    value: bytes(step.valueSize),
    headers: (step.headers ?? []).map(([key, value]) => ({
      key: "h".repeat(key),
      value: bytes(value),
    })),
  };
  const valueSeed = bench.explicit.push(record) - 1;
  return {
    keyIndex: -2,
    valueSeed,
    timestamp: step.timestamp,
    ...chosenSizes(record),
  };
}

function appended(bench: Bench, step: Step): Outcome {
  const { accumulator } = bench;
  const record = recordOf(bench, step);
  const result = appendOf(bench, step, record);
  if (result === appendResults.closed) return { error: "KafkaException" };
  if (result === appendResults.beyondMemory) return { error: "IllegalArgumentException" };
  if (result !== appendResults.noMemory) return { got: told(accumulator, result) };
  if (step.maxTimeToBlock === 0) {
    refuseAppend(accumulator);
    return { error: "BufferExhaustedException" };
  }
  const deadlineUs = (bench.nowMs + step.maxTimeToBlock) * 1000;
  const waiter = waitForMemory(
    accumulator.pool,
    bufferSize(accumulator, record),
    deadlineUs,
  );
  const number = ++bench.blockedBefore;
  bench.blocked.push({ number, step, record, waiter });
  return { got: { blocks: number } };
}

function appendOf(
  { accumulator, nowMs }: Bench,
  step: Step,
  record: ColumnRecord,
  buffer = 0,
): number {
  const [topic = "", partition = ""] = step.partition.split("-");
  const given = {
    topic: topicQueues(accumulator, topic),
    partition: Number(partition),
    record,
    nowUs: nowMs * 1000,
    draw: middle,
  };
  return append(accumulator, given, buffer);
}

const told = ({ appendedBytes }: RecordAccumulator, result: number): object => ({
  batchIsFull: (result & appendResults.full) !== 0,
  newBatchCreated: (result & appendResults.newBatch) !== 0,
  appendedBytes,
});

/** Calls whose memory came go on; what they do may give others theirs. */
function wake(bench: Bench): unknown {
  const woken: unknown[] = [];
  for (;;) {
    const next = bench.blocked.find(({ waiter }) => waiter.granted);
    if (next === undefined) return woken.length === 0 ? undefined : woken;
    bench.blocked = bench.blocked.filter((other) => other !== next);
    const result = appendOf(bench, next.step, next.record, next.waiter.size);
    woken.push({ blocked: next.number, got: told(bench.accumulator, result) });
  }
}

function readyOutcome(accumulator: RecordAccumulator, nowUs: number): unknown {
  const { nodes, nextCheckUs, unknownLeader } = ready(accumulator, nowUs);
  return {
    readyNodes: nodes.toSorted((a, b) => a - b),
    nextReadyCheckDelayMs: finite(nextCheckUs / 1000),
    unknownLeaderTopics: unknownLeader.length === 0 ? undefined : unknownLeader,
  };
}

const finite = (ms: number): number | null => (Number.isFinite(ms) ? ms : null);

function drained(bench: Bench, { nodes, maxSize }: Step): unknown {
  const nowUs = bench.nowMs * 1000;
  const byNode = nodes.map((node) => {
    const given = { node, maxSize, nowUs, transactions: null };
    const batches = drain(bench.accumulator, given).map((batch) => ({
      batch: numberOf(bench, batch),
      partition: `${batch.topic}-${batch.partition}`,
      records: batch.builder.recordCount,
      sizeInBytes: batch.sent?.sizeInBytes,
      createdMs: batch.createdUs / 1000,
      attempts: batch.attempts,
    }));
    return [String(node), batches] as const;
  });
  return Object.fromEntries(byNode);
}

function expired(bench: Bench, nowUs: number): unknown {
  const { accumulator } = bench;
  accumulator.nextExpiryUs = Number.POSITIVE_INFINITY;
  const batches = expiredOf(accumulator, nowUs, (queue) => queue.batches);
  for (const batch of batches) release(accumulator, batch);
  return {
    expired: batches.map((batch) => numberOf(bench, batch)),
    nextExpiryTimeMs: finite(accumulator.nextExpiryUs / 1000),
  };
}

function numberOf({ batches }: Bench, batch: ProducerBatch): number {
  const known = batches.indexOf(batch);
  return known < 0 ? batches.push(batch) : known + 1;
}

function digest(bench: Bench): unknown {
  const { pool, topics } = bench.accumulator;
  const queues = topics.flatMap(({ partitions }) => partitions);
  const waiting = queues.filter(({ batches }) => batches.length > 0);
  return {
    freeMemory: availableMemory(pool),
    waiting: pool.waiters.length || undefined,
    queues: Object.fromEntries(
      waiting.map(({ topic, partition, batches }) => [
        `${topic}-${partition}`,
        batches.map((batch) => [
          numberOf(bench, batch),
          batch.builder.recordCount,
          batchSize(batch),
        ]),
      ]),
    ),
  };
}

function isRow(row: unknown): row is Row {
  return isObject(row);
}
