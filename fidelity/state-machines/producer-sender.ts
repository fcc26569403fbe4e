import { completeBatch } from "../../src/kafka/client/producer/complete-batch.ts";
import type { ProducerBatch } from "../../src/kafka/client/producer/producer-batch.ts";
import {
  append,
  appendResults,
  type PartitionQueue,
  setLeader,
} from "../../src/kafka/client/producer/record-accumulator.ts";
import { runOnce } from "../../src/kafka/client/producer/run-once.ts";
import { producerIdAnswered } from "../../src/kafka/client/producer/transaction-manager.ts";
import { type ErrorName, errorNamed } from "../../src/terms/errors.ts";
import type { Recording, Report } from "../recording.ts";
import { isObject, playSequences } from "../rows.ts";
import {
  arrange,
  type Bench,
  benchOf,
  metadataArrives,
  type PartitionAnswer,
  port,
  type Request,
  type Row,
  type Step,
} from "./sender-bench.ts";

/** Kafka: Sender, TransactionManager. */
export function playProducerSender(recording: Recording): Report {
  return playSequences(recording, isRow, playRow, { sets: ["/completed"] });
}

function* playRow(row: Row): Iterable<readonly [unknown, unknown]> {
  const bench = benchOf(row);
  let state: unknown;
  for (const step of row.steps) {
    bench.completed = [];
    const arrive = perform(bench, step);
    runOnce(bench.sender, port, bench, bench.nowMs * 1000);
    const late = timedOut(bench);
    if (bench.metadataUpdateWanted) metadataArrives(bench);
    arrive();
    late();
    state = step.state ?? state;
    yield [
      { sent: step.sent, completed: step.completed, state },
      {
        sent: some(sentNow(bench)),
        completed: some(bench.completed),
        state: state === undefined ? undefined : digest(bench),
      },
    ];
  }
}

const some = (list: readonly unknown[]): unknown =>
  list.length === 0 ? undefined : list;

/** Requests that left in this run and are still in flight at its end. */
function sentNow(bench: Bench): unknown[] {
  const isIdempotent = bench.sender.transactions !== null;
  return bench.inFlight
    .filter(({ number }) => number === 0)
    .map((request) => {
      request.number = ++bench.requests;
      const { number, node, batches } = request;
      if (batches === undefined) return { request: number, node, api: "InitProducerId" };
      const sorted = batches.toSorted((a, b) => a.partition - b.partition);
      const told = sorted.map(({ partition, sent }) => {
        const { producerId, producerEpoch, baseSequence } = sent ?? {};
        return {
          partition,
          records: sent?.recordCount,
          sizeInBytes: sent?.sizeInBytes,
          ...(isIdempotent ? { producerId, producerEpoch, baseSequence } : {}),
        };
      });
      return { request: number, node, api: "Produce", batches: told };
    });
}

/** The step itself; what it returns is what arrives at the end of the sender's run. */
function perform(bench: Bench, step: Step): () => void {
  const nothing = (): void => {};
  switch (step.op) {
    case "append":
      for (const number of step.records) appended(bench, step, number);
      return nothing;
    case "metadata":
      bench.told = { leaders: step.leaders, epochs: step.leaderEpochs };
      metadataArrives(bench);
      return nothing;
    case "advance":
      bench.nowMs += step.ms;
      return nothing;
    case "disconnect":
      return losing(
        bench,
        bench.inFlight.filter(({ node }) => node === step.node),
      );
    case "respond":
      return () => respond(bench, step);
    default:
      return nothing;
  }
}

function appended({ sender, topic, nowMs }: Bench, step: Step, number: number): void {
  const record = {
    keyIndex: -1,
    keySize: -1,
    valueSize: step.valueSize,
    valueSeed: number,
    headersSize: 0,
    timestamp: nowMs,
  };
  const { partition } = step;
  const given = { topic, partition, record, nowUs: nowMs * 1000, draw: () => 0 };
  const result = append(sender.accumulator, given);
  if (result <= appendResults.noMemory) throw new Error(`append gave ${result}`);
}

function take(bench: Bench, number: number): Request | undefined {
  const request = bench.inFlight.find((each) => each.number === number);
  bench.inFlight = bench.inFlight.filter((each) => each !== request);
  return request;
}

function respond(bench: Bench, step: Step): void {
  const request = take(bench, step.request);
  if (request === undefined) return;
  if (request.batches === undefined) {
    const error = step.error ?? "NONE";
    idAnswered(bench, error, step.producerId ?? -1);
    return;
  }
  const { partitions } = step;
  for (const batch of request.batches) {
    const answer = partitions?.[batch.partition];
    if (answer === undefined) continue;
    complete(bench, batch, answer);
  }
  for (const [partition, { currentLeader, leaderEpoch }] of Object.entries(
    partitions ?? {},
  )) {
    const queue = bench.topic.partitions[Number(partition)];
    if (currentLeader !== undefined && queue !== undefined)
      newLeader(bench, queue, currentLeader, leaderEpoch ?? -1);
  }
}

function newLeader(
  bench: Bench,
  queue: PartitionQueue,
  leader: number,
  epoch: number,
): void {
  // Of a topic that was forgotten nothing is learned so.
  if (queue.leaderEpoch < 0 || epoch <= queue.leaderEpoch) return;
  setLeader(queue, leader, epoch);
  arrange(bench);
}

function idAnswered({ sender }: Bench, error: ErrorName, producerId: number): void {
  if (sender.transactions === null) return;
  const { retriable } = errorNamed(error);
  producerIdAnswered(sender.transactions, {
    error,
    retriable,
    producerId,
    producerEpoch: 0,
  });
}

/** Requests in flight that come back as disconnected; they are gone at once. */
function losing(bench: Bench, requests: readonly Request[]): () => void {
  bench.inFlight = bench.inFlight.filter((each) => !requests.includes(each));
  return () => {
    for (const { batches } of requests)
      if (batches === undefined) idAnswered(bench, "NETWORK_EXCEPTION", -1);
      else
        for (const batch of batches)
          complete(bench, batch, { error: "NETWORK_EXCEPTION" });
  };
}

/** A request without answer for too long takes all others to its node with it, and the mock client loses one more. */
function timedOut(bench: Bench): () => void {
  const after: (() => void)[] = [];
  for (;;) {
    const [head] = bench.inFlight;
    const since = bench.nowMs - bench.row.config.requestTimeoutMs;
    if (head === undefined || head.sentMs > since) break;
    const { node } = head;
    const others = bench.inFlight.filter((each) => each.node === node);
    after.push(losing(bench, others));
    bench.inFlight.shift();
  }
  return () => {
    for (const each of after) each();
  };
}

function complete(bench: Bench, batch: ProducerBatch, told: PartitionAnswer): void {
  const { error, baseOffset = -1, logStartOffset = -1 } = told;
  completeBatch(bench.sender, port, bench, {
    batch,
    answer: { error, baseOffset, logStartOffset },
    nowUs: bench.nowMs * 1000,
  });
}

function digest({ sender, topic, metadataUpdateWanted }: Bench): unknown {
  const { transactions } = sender;
  const waiting = topic.partitions.filter(({ batches }) => batches.length > 0);
  const queues = Object.fromEntries(
    waiting.map(({ partition, batches }) => [
      partition,
      batches.map((batch) => ({
        records: batch.builder.recordCount,
        baseSequence: batch.baseSequence < 0 ? undefined : batch.baseSequence,
        attempts: batch.attempts || undefined,
      })),
    ]),
  );
  if (transactions === null) return { queues, metadataUpdateWanted };
  return {
    producerId: transactions.producerId,
    producerEpoch: transactions.producerEpoch,
    partitions: Object.fromEntries(
      topic.partitions.map(({ partition, entry, unresolved }) => [
        partition,
        {
          nextSequence: entry?.nextSequence ?? 0,
          firstInFlight: entry?.inFlight[0]?.baseSequence,
          lastAcked:
            (entry?.lastAckedSequence ?? -1) < 0 ? undefined : entry?.lastAckedSequence,
          unresolved: unresolved >= 0 || undefined,
        },
      ]),
    ),
    queues,
    metadataUpdateWanted,
    fatalError: transactions.state === "fatal" || undefined,
  };
}

function isRow(row: unknown): row is Row {
  return isObject(row);
}
