import {
  completedFetch,
  offsetAt,
} from "../../src/kafka/client/consumer/completed-fetch.ts";
import {
  fetchBuffer,
  retainBuffered,
} from "../../src/kafka/client/consumer/fetch-buffer.ts";
import { collectFetch } from "../../src/kafka/client/consumer/fetch-collector.ts";
import { fetchPosition } from "../../src/kafka/client/consumer/fetch-position.ts";
import {
  awaitReset,
  type PartitionState,
  seekUnvalidated,
} from "../../src/kafka/client/consumer/partition-state.ts";
import {
  earliest,
  latest,
  resetStrategy,
} from "../../src/kafka/client/consumer/reset-strategy.ts";
import {
  assignFromSubscribed,
  assignFromUser,
  resetInitializing,
  subscriptionState,
  takeReset,
  takeValidation,
  validateForLeader,
} from "../../src/kafka/client/consumer/subscription-state.ts";
import { transactionMarker } from "../../src/kafka/protocol/control-batch.ts";
import { batchOfRecords } from "../../src/kafka/protocol/explicit-batch.ts";
import type { StoredBatch } from "../../src/kafka/protocol/record-batch.ts";
import { errorNamed } from "../../src/terms/errors.ts";
import type { Recording, Report } from "../recording.ts";
import { isObject, playSequences } from "../rows.ts";

import {
  digest,
  isCommittedOnly,
  type LoggedBatch,
  type Machine,
  type Row,
  type Step,
} from "./consumer-fetch-row.ts";

const isRow = (row: unknown): row is Row => isObject(row);

/** Kafka: SubscriptionState, FetchBuffer and FetchCollector. */
export function playConsumerFetch(recording: Recording): Report {
  return playSequences(recording, isRow, playRow);
}

function* playRow(row: Row): Iterable<readonly [unknown, unknown]> {
  const machine: Machine = {
    row,
    subscription: subscriptionState(resetStrategy(row.config.reset) ?? earliest),
    buffer: fetchBuffer(),
    unordered: false,
    now: row.startMs,
    shown: {},
  };
  let recorded: Record<string, unknown> = {};
  for (const step of row.steps) {
    const outcome = perform(machine, step);
    const expected = answerOf(step);
    recorded = merged(recorded, step.state ?? {});
    const state = digest(machine);
    yield [
      { ...expected, state: tidy(recorded, machine.unordered) },
      { ...outcome, state: tidy(state, machine.unordered) },
    ];
  }
}

/** The step's results without its arguments. */
function answerOf(step: Step): Record<string, unknown> {
  const all = step as unknown as Record<string, unknown>;
  const answers = ["got", "error", "errorPartitions", "errorOffsets", "truncation"];
  const isAnswer = (key: string): boolean =>
    answers.includes(key) && !(key === "error" && step.op === "fetched");
  return Object.fromEntries(Object.entries(all).filter(([key]) => isAnswer(key)));
}

function merged(before: Record<string, unknown>, part: object): Record<string, unknown> {
  const { partitions, ...rest } = part as Record<string, unknown>;
  const known = { ...(before["partitions"] as object), ...(partitions as object) };
  const kept = Object.entries(known).filter(([, value]) => value !== null);
  return { ...before, ...rest, partitions: Object.fromEntries(kept) };
}

function tidy(
  state: Record<string, unknown>,
  unordered: boolean,
): Record<string, unknown> {
  const sets = ["toInitialize", "toReset", "toValidate", "buffered"];
  if (unordered) sets.push("fetchable");
  const out = { ...state };
  for (const key of sets) out[key] = [...((state[key] ?? []) as string[])].toSorted();
  return out;
}

/** The recorder's leader of an epoch: brokers 1 and 2 take turns. */
const leaderIn = (epoch: number): { leader: number; leaderEpoch: number } => ({
  leader: 1 + (epoch % 2),
  leaderEpoch: epoch,
});

function perform(machine: Machine, step: Step): Record<string, unknown> {
  const { subscription, buffer } = machine;
  const state = subscription.byName[step.partition];
  switch (step.op) {
    case "assignFromUser":
      if (assignFromUser(subscription, step.partitions)) machine.unordered = false;
      break;
    case "assignFromSubscribed":
      subscription.type = "topics";
      assignFromSubscribed(subscription, step.partitions);
      machine.unordered = true;
      break;
    case "initialize":
      return initialize(machine, step);
    case "resetAnswered": {
      const strategy = step.strategy.includes("latest") ? latest : earliest;
      const position = fetchPosition(step.offset, step.epoch, leaderIn(step.leaderEpoch));
      takeReset(subscription, step.partition, { strategy, position });
      break;
    }
    case "newLeader":
      return { got: validateForLeader(subscription, step.partition, step) };
    case "validationAnswered":
      return validated(machine, step);
    case "fetched":
      fetched(machine, step);
      break;
    case "collect":
      return collected(machine);
    case "advance":
      machine.now += step.ms;
      break;
    default:
      if (state === undefined) return { error: "IllegalStateException" };
      alter(state, step);
  }
  if (step.bufferRetains !== undefined) retainBuffered(buffer, step.bufferRetains);
  return {};
}

function alter(state: PartitionState, step: Step): void {
  if (step.op === "resetFailed") state.retryAt = step.retryAt;
  else if (step.op === "seek")
    seekUnvalidated(state, fetchPosition(step.offset, -1, leaderIn(step.leaderEpoch)));
  else if (step.op === "seekToBeginning") awaitReset(state, earliest);
  else if (step.op === "seekToEnd") awaitReset(state, latest);
  else state.paused = step.op === "pause";
}

function initialize({ subscription }: Machine, step: Step): Record<string, unknown> {
  for (const [name, [offset, epoch]] of Object.entries(step.committed)) {
    const state = subscription.byName[name];
    const leader = leaderIn(step.leaderEpochs[name] ?? 0);
    if (state !== undefined)
      seekUnvalidated(state, fetchPosition(offset, epoch ?? -1, leader));
  }
  const nowhere = resetInitializing(subscription, () => true);
  return nowhere.length === 0
    ? {}
    : { error: "NoOffsetForPartitionException", errorPartitions: nowhere.toSorted() };
}

function validated({ subscription }: Machine, step: Step): Record<string, unknown> {
  const position = subscription.byName[step.partition]?.position ?? null;
  if (position === null) return {};
  const asked = { ...position, offset: step.askedOffset };
  const truncation = takeValidation(subscription, step.partition, asked, step);
  if (truncation === null) return {};
  const { fetchOffset, divergentOffset } = truncation;
  return { truncation: { fetchOffset, divergentOffset } };
}

function fetched({ row, buffer }: Machine, step: Step): void {
  const batches = (row.config.logs[step.partition] ?? []).filter(
    ({ baseOffset }) =>
      step.firstBatch !== undefined &&
      baseOffset >= step.firstBatch &&
      baseOffset <= (step.lastBatch ?? -1),
  );
  buffer.completed.push(
    completedFetch(step.partition, step.offset, {
      errorCode: step.error === undefined ? 0 : errorNamed(step.error as "NONE").code,
      highWatermark: step.highWatermark,
      lastStableOffset: step.lastStableOffset,
      logStartOffset: step.logStartOffset,
      preferredReadReplica: -1,
      abortedTransactions: (step.abortedTransactions ?? []).map(
        ([producerId, firstOffset]) => ({ producerId, firstOffset }),
      ),
      records: batches.map(storedBatch),
    }),
  );
}

function storedBatch(logged: LoggedBatch): StoredBatch {
  const { baseOffset, lastOffset, leaderEpoch, producerId = -1, control } = logged;
  const producer = {
    producerId,
    producerEpoch: 0,
    baseSequence: 0,
    isTransactional: producerId >= 0,
  };
  const empty = { timestamp: 0, key: null, value: new Uint8Array(1), headers: [] };
  const batch =
    control === undefined
      ? batchOfRecords(
          (logged.offsets ?? []).map((offset) => ({
            ...empty,
            offsetDelta: offset - baseOffset,
          })),
          { producer, lastOffsetDelta: lastOffset - baseOffset },
        )
      : transactionMarker({
          type: control,
          producerId,
          producerEpoch: 0,
          coordinatorEpoch: 0,
          timestamp: 0,
        });
  return { immutable: true, baseOffset, leaderEpoch, batch };
}

function collected(machine: Machine): Record<string, unknown> {
  const fetch = collectFetch({
    subscription: machine.subscription,
    buffer: machine.buffer,
    maxPollRecords: machine.row.config.maxPollRecords,
    isReadCommitted: isCommittedOnly(machine),
    preferredUntil: 0,
  });
  if (fetch.thrown !== null) {
    const { exception, offsets } = fetch.thrown;
    return Object.keys(offsets).length === 0
      ? { error: exception }
      : { error: exception, errorOffsets: offsets };
  }
  const records: Record<string, number[]> = {};
  for (const { name, slices } of fetch.delivered)
    for (const { entry, first, count } of slices)
      for (let i = first; i < first + count; i++)
        (records[name] ??= []).push(offsetAt(entry, i));
  const nextOffsets = Object.fromEntries(
    Object.entries(fetch.nextOffsets).map(([name, { offset, leaderEpoch }]) => [
      name,
      [offset, leaderEpoch],
    ]),
  );
  return { got: { records, nextOffsets, positionAdvanced: fetch.positionAdvanced } };
}
