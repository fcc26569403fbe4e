import {
  type AppendOrigin,
  appendBatch,
  type CompletedTransaction,
  completeTransaction,
  findDuplicate,
  type ProducerAppend,
  type ProducerBatchInfo,
  type ProducerError,
  producerAppend,
  stableOffsetAfter,
  startVerification,
  takeAppend,
} from "../../src/kafka/log/producer-append.ts";
import {
  clearProducers,
  deleteSnapshotsBefore,
  firstSequenceOf,
  firstUnstableOffset,
  forgetReplicated,
  type KeptBatch,
  logStartMoved,
  type ProducerStates,
  producerStates,
  removeExpiredProducers,
  takeSnapshot,
  truncateAndReload,
} from "../../src/kafka/log/producer-state.ts";
import type { Recording, Report } from "../recording.ts";
import { isObject, playSequences } from "../rows.ts";

interface Row {
  readonly producerIdExpirationMs: number;
  readonly startMs: number;
  readonly steps: readonly Step[];
}

interface Batch {
  readonly pid: number;
  readonly epoch: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly baseOffset: number;
  readonly lastOffset: number;
  readonly ts: number;
  readonly txn: boolean;
  readonly marker?: "ABORT" | "COMMIT";
  readonly coordinatorEpoch: number;
  readonly tv?: number;
}

/** One call; which arguments it has depends on `op`. */
interface Step {
  readonly op: string;
  readonly origin: AppendOrigin;
  readonly batches: readonly Batch[];
  readonly offset: number;
  readonly pid: number;
  readonly seq: number;
  readonly epoch: number;
  readonly supportsEpochBump: boolean;
  readonly ms: number;
  readonly expire?: boolean;
  readonly logStart: number;
  readonly logEnd: number;
  readonly now?: number;
  readonly result?: unknown;
  readonly reloadedMapEnd?: number;
  readonly state?: unknown;
}

interface Bench {
  states: ProducerStates;
  /** What the log holds. */
  kept: Batch[];
  nowMs: number;
}

/** Kafka: ProducerStateManager, ProducerAppendInfo, ProducerStateEntry. */
export function playProducerState(recording: Recording): Report {
  return playSequences(recording, isRow, playRow);
}

function* playRow(row: Row): Iterable<readonly [unknown, unknown]> {
  const states = producerStates(0, row.producerIdExpirationMs);
  const bench: Bench = { states, kept: [], nowMs: row.startMs };
  let state: unknown;
  for (const step of row.steps) {
    if (step.op === "advance") bench.nowMs += step.ms;
    const outcome = perform(bench, step);
    state = step.state ?? state;
    const { result, reloadedMapEnd } = step;
    yield [
      { result, reloadedMapEnd, state },
      { ...outcome, state: state === undefined ? undefined : digest(bench.states) },
    ];
  }
}

function perform(bench: Bench, step: Step): object {
  const { states } = bench;
  switch (step.op) {
    case "append":
      return { result: appended(bench, step.batches, step.origin) };
    case "snapshot":
      return { result: takeSnapshot(states) };
    case "truncateAndReload":
      return { reloadedMapEnd: reload(bench, step) };
    case "restart":
      return { reloadedMapEnd: restart(bench, step) };
    default:
      change(bench, step);
      return {};
  }
}

function change(bench: Bench, step: Step): void {
  const { states, nowMs } = bench;
  const { offset, pid: producerId, seq: sequence, epoch, supportsEpochBump } = step;
  switch (step.op) {
    case "verify":
      startVerification(states, {
        producerId,
        sequence,
        epoch,
        supportsEpochBump,
        nowMs,
      });
      break;
    case "highWatermark":
      forgetReplicated(states, offset);
      break;
    case "advance":
      if (step.expire === true) removeExpiredProducers(states, nowMs);
      break;
    case "logStart":
      logStartMoved(states, offset);
      bench.kept = bench.kept.filter(({ lastOffset }) => lastOffset >= offset);
      break;
    case "deleteSnapshotsBefore":
      deleteSnapshotsBefore(states, offset);
      break;
    default:
      clearProducers(states, offset);
      bench.kept = [];
  }
}

const infoOf = (batch: Batch): ProducerBatchInfo => ({
  producerId: batch.pid,
  producerEpoch: batch.epoch,
  firstSequence: batch.firstSeq,
  lastSequence: batch.lastSeq,
  baseOffset: batch.baseOffset,
  lastOffset: batch.lastOffset,
  timestamp: batch.ts,
  isTransactional: batch.txn || batch.marker !== undefined,
  marker:
    batch.marker === undefined
      ? null
      : { type: batch.marker, coordinatorEpoch: batch.coordinatorEpoch },
  transactionVersion: batch.tv ?? -1,
});

const exceptions: Readonly<Record<ProducerError, string>> = {
  OUT_OF_ORDER_SEQUENCE_NUMBER: "OutOfOrderSequenceException",
  INVALID_PRODUCER_EPOCH: "InvalidProducerEpochException",
  INVALID_TXN_STATE: "InvalidTxnStateException",
  TRANSACTION_COORDINATOR_FENCED: "TransactionCoordinatorFencedException",
  UNKNOWN_TRANSACTION_VERSION: "IllegalArgumentException",
};

function appended(
  bench: Bench,
  batches: readonly Batch[],
  origin: AppendOrigin,
): unknown {
  const { states } = bench;
  const pending: Record<number, ProducerAppend> = {};
  const completed: CompletedTransaction[] = [];
  for (const batch of batches) {
    const info = infoOf(batch);
    const same = origin === "CLIENT" ? findDuplicate(states, info) : undefined;
    if (same !== undefined) return { duplicate: keptRow(same) };
    const append = (pending[batch.pid] ??= producerAppend(states, batch.pid, origin));
    const outcome = appendBatch(states, append, info);
    if (typeof outcome === "string") return { exception: exceptions[outcome] };
    if (outcome !== null) completed.push(outcome);
  }
  for (const append of Object.values(pending)) takeAppend(states, append);
  const told = completed.map((transaction) => {
    const { producerId: pid, firstOffset, lastOffset, isAborted: aborted } = transaction;
    const lastStableOffset = stableOffsetAfter(states, transaction);
    completeTransaction(states, transaction);
    return { pid, firstOffset, lastOffset, aborted, lastStableOffset };
  });
  bench.kept.push(...batches);
  states.mapEndOffset = (batches.at(-1)?.lastOffset ?? -1) + 1;
  return { ok: true, completed: told.length === 0 ? undefined : told };
}

function reload(bench: Bench, { logStart, logEnd }: Step): number {
  const { states } = bench;
  bench.kept = bench.kept.filter(({ baseOffset }) => baseOffset < logEnd);
  truncateAndReload(states, logStart, logEnd, bench.nowMs);
  const from = states.mapEndOffset;
  const again = bench.kept.filter(({ lastOffset }) => lastOffset >= from);
  const before = bench.kept.filter(({ lastOffset }) => lastOffset < from);
  for (const batch of again) appended(bench, [{ ...batch, tv: -1 }], "REPLICATION");
  bench.kept = [...before, ...again];
  states.mapEndOffset = logEnd;
  return from;
}

function restart(bench: Bench, step: Step): number {
  takeSnapshot(bench.states);
  const { snapshots, expirationMs } = bench.states;
  bench.states = { ...producerStates(0, expirationMs), snapshots };
  return reload(bench, step);
}

const keptRow = (batch: KeptBatch): readonly number[] => [
  firstSequenceOf(batch),
  batch.lastSequence,
  batch.lastOffset - batch.offsetDelta,
  batch.lastOffset,
  batch.timestamp,
];

function digest(states: ProducerStates): unknown {
  const unstable = firstUnstableOffset(states);
  const verification = Object.values(states.verification).map((entry) => [
    entry.producerId,
    entry.lowestSequence,
    entry.epoch,
    entry.supportsEpochBump,
  ]);
  return {
    producers: Object.values(states.producers).map((entry) => [
      entry.producerId,
      entry.producerEpoch,
      entry.coordinatorEpoch,
      entry.lastTimestamp,
      entry.currentTxnFirstOffset < 0 ? null : entry.currentTxnFirstOffset,
      entry.batches.map(keptRow),
    ]),
    verification: verification.length === 0 ? undefined : verification,
    firstUnstable: unstable < 0 ? null : unstable,
    firstUndecided: states.ongoing[0]?.firstOffset ?? null,
    mapEnd: states.mapEndOffset,
    snapshots: states.snapshots.map(({ offset }) => offset),
  };
}

function isRow(row: unknown): row is Row {
  return isObject(row);
}
