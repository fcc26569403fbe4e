import type { Context } from "../context.ts";
import type {
  Coordinator,
  DeferredEvent,
  OpenBatch,
  TimerRetry,
} from "../coordinator/coordinator.ts";
import { encodeRecord } from "../coordinator/coordinator-record.ts";
import type { CoordinatorResult, Outcome } from "../coordinator/coordinator-result.ts";
import { revert } from "../coordinator/journal.ts";
import { complete, type Responder } from "../coordinator/responder.ts";
import { roleOf } from "../coordinator/role.ts";
import { schedule } from "../coordinator/timer.ts";
import type { Turn } from "../coordinator/turn.ts";
import { errors } from "../error-codes.ts";
import type { BatchRecord } from "../protocol/batch-records.ts";
import { batchOverhead } from "../protocol/record-batch.ts";
import { recordSize, shapeOf } from "../protocol/record-size.ts";
import type { Broker } from "./broker.ts";
import { answerRules, sendAnswers } from "./coordinator-answers.ts";
import { appendRecords, ledPartition } from "./coordinator-append.ts";
import { lingerMs, timeoutMs } from "./coordinator-settings.ts";
import { armTimers, runtimeTimers } from "./coordinator-timers.ts";
import { turnOf } from "./coordinator-turn.ts";

/** Kafka: CoordinatorTimerImpl's default backoff. */
const retryMs = 500;

/** Kafka: CoordinatorOperationExceptionHelper.handleOperationException. */
export function coordinatorError(error: number): number {
  switch (error) {
    case errors.UNKNOWN_TOPIC_OR_PARTITION:
    case errors.NOT_ENOUGH_REPLICAS:
    case errors.REQUEST_TIMED_OUT:
      return errors.COORDINATOR_NOT_AVAILABLE;
    case errors.NOT_LEADER_OR_FOLLOWER:
    case errors.KAFKA_STORAGE_ERROR:
      return errors.NOT_COORDINATOR;
    case errors.MESSAGE_TOO_LARGE:
    case errors.RECORD_LIST_TOO_LARGE:
    case errors.INVALID_FETCH_SIZE:
      return errors.UNKNOWN_SERVER_ERROR;
    default:
      return error;
  }
}

/** Answers with an error, as this request words it. */
function fail(
  turn: Turn<never>,
  responder: Responder,
  error: number,
  message: string | null = null,
): void {
  const { request } = responder.gather;
  const { error: bodyOf, mapError = coordinatorError } = answerRules(request.api);
  const body = bodyOf(request, mapError(error), message, responder.part);
  complete(turn.answers, responder, body);
}

/** Runs an operation with all that it leaves to be done. Kafka: CoordinatorRuntime.scheduleWriteOperation. */
export function runOperation(
  context: Context,
  broker: Broker,
  coordinator: Coordinator,
  run: {
    readonly operation: (turn: Turn<never>) => Outcome;
    readonly responder: Responder | null;
    readonly retry?: TimerRetry | null;
  },
): void {
  const turn = turnOf(context, broker, coordinator);
  const outcome = run.operation(turn);
  const { responder, retry = null } = run;
  if (outcome.kind === "result")
    append(context, broker, coordinator, { turn, outcome, responder, retry });
  else if (run.responder !== null)
    fail(turn, run.responder, outcome.error, outcome.message);
  endTurn(context, broker, coordinator, turn);
}

/** Sends the answers of a turn and arms its timers. */
export function endTurn(
  context: Context,
  broker: Broker,
  coordinator: Coordinator,
  turn: Turn<never>,
): void {
  if (turn.answers.length > 0) sendAnswers(context, broker, turn.answers);
  armTimers(context, coordinator);
}

interface Given {
  readonly turn: Turn<never>;
  readonly outcome: CoordinatorResult;
  readonly responder: Responder | null;
  readonly retry: TimerRetry | null;
}

/** Kafka: CoordinatorContext.append. */
function append(
  context: Context,
  broker: Broker,
  coordinator: Coordinator,
  given: Given,
): void {
  const { turn, outcome, responder } = given;
  const event: DeferredEvent = {
    offset: -1,
    responder,
    response: outcome.response,
    next: outcome.next,
    deadlineMs: turn.nowMs + timeoutMs(broker, coordinator),
    retry: given.retry,
    done: false,
  };
  if (outcome.records.length > 0) {
    addToBatch(context, broker, coordinator, { ...given, event });
    return;
  }
  const { batch, journal } = coordinator;
  if (batch !== null) batch.events.push(event);
  else if (coordinator.lastCommitted < journal.lastWritten)
    defer(coordinator, event, journal.lastWritten);
  else settle(context, broker, coordinator, { turn, event, error: 0 });
}

function defer(coordinator: Coordinator, event: DeferredEvent, offset: number): void {
  event.offset = offset;
  coordinator.deferred.push(event);
  if (coordinator.deferred.length > 1) return;
  schedule(coordinator.timers, runtimeTimers.timeout, event.deadlineMs, {
    kind: runtimeTimers.timeout,
  });
}

function addToBatch(
  context: Context,
  broker: Broker,
  coordinator: Coordinator,
  given: Given & { readonly event: DeferredEvent },
): void {
  const { turn, outcome, event } = given;
  const { journal } = coordinator;
  const limit = ledPartition(broker, coordinator)?.log.config.maxMessageBytes ?? 0;
  let batch = coordinator.batch ?? openBatch(coordinator);
  let encoded = encodeAll(batch, outcome, turn.nowMs);
  if (batch.records.length > 0 && batch.sizeInBytes + encoded.bytes > limit) {
    flushBatch(context, broker, coordinator);
    batch = openBatch(coordinator);
    encoded = encodeAll(batch, outcome, turn.nowMs);
  }
  const base = journal.lastWritten + batch.records.length;
  const role = roleOf(coordinator.topic);
  if (outcome.replay)
    outcome.records.forEach((record, i) =>
      role.replay({ ...turn, offset: base + i }, record, noProducer),
    );
  batch.records.push(...encoded.records);
  batch.sizeInBytes += encoded.bytes;
  batch.events.push(event);
  const waitMs = lingerMs(broker, coordinator);
  // An adaptive linger lets the batch go as soon as nothing else is waiting.
  if (waitMs <= 0 && !isMoreDue(coordinator, turn.nowMs))
    flushBatch(context, broker, coordinator);
  else if (batch.records.length === encoded.records.length)
    schedule(coordinator.timers, runtimeTimers.flush, turn.nowMs + Math.max(0, waitMs), {
      kind: runtimeTimers.flush,
    });
}

/** The operation itself has left something to be done at once, such as a task beside the coordinator. */
const isMoreDue = ({ timers }: Coordinator, nowMs: number): boolean =>
  timers.toArm.some((key) => (timers.byKey[key]?.deadlineMs ?? nowMs + 1) <= nowMs);

const noProducer = { producerId: -1, producerEpoch: -1 };

function openBatch(coordinator: Coordinator): OpenBatch {
  const batch: OpenBatch = {
    records: [],
    events: [],
    sizeInBytes: batchOverhead,
    kept: coordinator.journal.changes.length,
  };
  coordinator.batch = batch;
  return batch;
}

function encodeAll(
  batch: OpenBatch,
  { records }: CoordinatorResult,
  nowMs: number,
): { readonly records: readonly BatchRecord[]; readonly bytes: number } {
  const first = batch.records.length;
  let bytes = 0;
  const encoded = records.map((record, i) => {
    const one = encodeRecord(record, nowMs, first + i);
    bytes += recordSize(one.offsetDelta, 0, shapeOf(one));
    return one;
  });
  return { records: encoded, bytes };
}

/** Writes the open batch; if that fails, what it changed is taken back. Kafka: CoordinatorContext.flushCurrentBatch. */
export function flushBatch(
  context: Context,
  broker: Broker,
  coordinator: Coordinator,
): void {
  const { batch, journal } = coordinator;
  if (batch === null) return;
  coordinator.batch = null;
  const error = appendRecords(context, broker, coordinator, batch.records);
  if (error === 0) {
    journal.lastWritten += batch.records.length;
    for (const event of batch.events) defer(coordinator, event, journal.lastWritten);
    return;
  }
  revert(journal, batch.kept);
  context.probe.groups.coordinator(
    broker.id,
    { topic: coordinator.topic, partition: coordinator.index },
    { what: "reverted", epoch: coordinator.epoch },
  );
  for (const event of batch.events)
    settleAlone(context, broker, coordinator, { event, error });
}

/** An event is over, in a turn of its own. */
export function settleAlone(
  context: Context,
  broker: Broker,
  coordinator: Coordinator,
  what: { readonly event: DeferredEvent; readonly error: number },
): void {
  const turn = turnOf(context, broker, coordinator);
  settle(context, broker, coordinator, { turn, ...what });
  endTurn(context, broker, coordinator, turn);
}

/** Kafka: CoordinatorTimerImpl.schedule, whose tasks are set anew after an error. */
function tryAgain(
  turn: Turn<never>,
  { timers }: Coordinator,
  { retry }: DeferredEvent,
  error: number,
): void {
  if (retry === null || coordinatorError(error) === errors.NOT_COORDINATOR) return;
  const { key, operation } = retry;
  schedule(timers, key, turn.nowMs + retryMs, operation);
}

/** Answers who waits and goes on. Kafka: CoordinatorWriteEvent.complete. */
function settle(
  context: Context,
  broker: Broker,
  coordinator: Coordinator,
  what: {
    readonly turn: Turn<never>;
    readonly event: DeferredEvent;
    readonly error: number;
  },
): void {
  const { turn, event, error } = what;
  if (event.done) return;
  event.done = true;
  const { next, responder, response } = event;
  if (next !== null) {
    const handler = roleOf(coordinator.topic).continuations[next.kind];
    const outcome = handler?.(turn, next as never, error);
    if (outcome !== undefined && outcome.records.length > 0)
      append(context, broker, coordinator, {
        turn,
        outcome,
        responder: null,
        retry: null,
      });
  }
  if (error !== 0) tryAgain(turn, coordinator, event, error);
  if (responder === null) return;
  if (error !== 0) fail(turn, responder, error);
  else if (response !== null) complete(turn.answers, responder, response);
}
