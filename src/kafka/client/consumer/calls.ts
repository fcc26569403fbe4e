import type { Context } from "../../context.ts";
import type { ListOffsetsResponse } from "../../protocol/messages.ts";
import { type CallResult, type ConsumerCall, nothingReturned } from "./call.ts";
import { commitTask, endTask } from "./commit-task.ts";
import { runCommitCallbacks, stepCommit } from "./commits.ts";
import { committedTask, stepCommitted } from "./committed-offsets.ts";
import { type Consumer, wakeAt } from "./consumer.ts";
import { requestUpdate } from "./consumer-metadata.ts";
import { type Asked, isAsking } from "./consumer-network.ts";
import { closeSessions } from "./fetcher.ts";
import { stepLeave } from "./leave-call.ts";
import { askListOffsets, byLeader, isRetried } from "./offset-lookups.ts";
import { hasValidPosition, partitionName } from "./partition-state.ts";
import { stepPoll } from "./poll-call.ts";
import { updatePositions } from "./positions.ts";
import { purposes } from "./purposes.ts";
import { allConsumed, unsubscribeAll } from "./subscription-state.ts";

type Call<K extends ConsumerCall["kind"]> = Extract<ConsumerCall, { kind: K }>;

const returned = (
  kind: ConsumerCall["kind"],
  values: Readonly<Record<string, number | null>> = {},
): CallResult => ({ ...nothingReturned, kind, values });

const threw = (kind: ConsumerCall["kind"], exception: string): CallResult => ({
  ...nothingReturned,
  kind,
  thrown: { exception },
});

/** Goes on with the method that was called; null while it has not returned. */
export function stepCall(
  context: Context,
  consumer: Consumer,
  call: ConsumerCall,
): CallResult | null {
  if (context.effects.nowUs() < call.untilUs) wakeAt(consumer, call.untilUs);
  switch (call.kind) {
    case "poll": {
      const polled = stepPoll(context, consumer);
      if (polled !== null) return polled;
      // A rebalance callback lets no poll return, however long it takes.
      const isOver = context.effects.nowUs() >= call.untilUs && consumer.running === null;
      return isOver ? returned("poll") : null;
    }
    case "commitSync":
      return stepCommitSync(context, consumer, call);
    case "position":
      return stepPosition(context, consumer, call);
    case "committed":
      return stepCommittedCall(context, consumer, call);
    case "offsets":
      return stepOffsets(context, consumer, call);
    case "unsubscribe":
      if (!stepUnsubscribe(context, consumer, call)) return null;
      return returned("unsubscribe");
    default:
      return stepClose(context, consumer, call);
  }
}

/** Kafka: KafkaConsumer.commitSync. */
function stepCommitSync(
  context: Context,
  consumer: Consumer,
  call: Call<"commitSync">,
): CallResult | null {
  const { config, subscription } = consumer;
  if (config.groupId === "") return threw("commitSync", "InvalidGroupIdException");
  const fenced = runCommitCallbacks(context, consumer);
  if (fenced !== "") return threw("commitSync", fenced);
  const offsets = call.offsets ?? allConsumed(subscription);
  if (Object.values(offsets).some(({ offset }) => offset < 0))
    return threw("commitSync", "IllegalArgumentException");
  call.task ??= commitTask(consumer, offsets, true);
  const outcome = stepCommit(context, consumer, call.task);
  if (outcome === null) {
    if (context.effects.nowUs() < call.untilUs) return null;
    endTask(consumer, call.task, "TimeoutException");
    return threw("commitSync", "TimeoutException");
  }
  // Commits without a waiter were sent before this one, so their answers are here.
  runCommitCallbacks(context, consumer);
  return outcome === "" ? returned("commitSync") : threw("commitSync", outcome);
}

/** Kafka: KafkaConsumer.position. */
function stepPosition(
  context: Context,
  consumer: Consumer,
  call: Call<"position">,
): CallResult | null {
  const { byName } = consumer.subscription;
  const states = call.names.map((name) => byName[name]);
  if (states.some((state) => state === undefined))
    return threw("position", "IllegalStateException");
  const isReady = states.every((state) => state !== undefined && hasValidPosition(state));
  if (!isReady) {
    const thrown = updatePositions(context, consumer);
    if (thrown !== null) return { ...threw("position", thrown.exception), thrown };
  }
  if (states.every((state) => state !== undefined && hasValidPosition(state)))
    return returned(
      "position",
      Object.fromEntries(
        states.flatMap((state) =>
          state === undefined ? [] : [[state.name, state.position?.offset ?? null]],
        ),
      ),
    );
  return context.effects.nowUs() < call.untilUs
    ? null
    : threw("position", "TimeoutException");
}

/** Kafka: KafkaConsumer.committed. */
function stepCommittedCall(
  context: Context,
  consumer: Consumer,
  call: Call<"committed">,
): CallResult | null {
  const { app, config } = consumer;
  if (config.groupId === "") return threw("committed", "InvalidGroupIdException");
  app.lookup ??= committedTask(consumer, call.names);
  const { lookup } = app;
  if (!stepCommitted(context, consumer, lookup)) {
    if (context.effects.nowUs() < call.untilUs) return null;
    app.lookup = null;
    return threw("committed", "TimeoutException");
  }
  app.lookup = null;
  if (lookup.failed !== "") return threw("committed", lookup.failed);
  const values: Record<string, number | null> = {};
  for (const name of call.names) {
    const offset = lookup.found?.[name]?.offset ?? -1;
    values[name] = offset < 0 ? null : offset;
  }
  return returned("committed", values);
}

/** Kafka: KafkaConsumer.beginningOffsets, endOffsets. */
function stepOffsets(
  context: Context,
  consumer: Consumer,
  call: Call<"offsets">,
): CallResult | null {
  const missing = call.names.filter((name) => !(name in call.found));
  if (missing.length === 0) return returned("offsets", call.found);
  if (context.effects.nowUs() >= call.untilUs)
    return threw("offsets", "TimeoutException");
  if (call.asked) return null;
  const { byName } = consumer.subscription;
  const states = missing.flatMap((name) => byName[name] ?? []);
  const groups = byLeader(context, consumer, states);
  for (const node in groups) {
    call.asked = true;
    askListOffsets(context, consumer, Number(node), {
      states: groups[node] ?? [],
      timestampOf: () => call.timestamp,
      about: { kind: "call" },
    });
  }
  return null;
}

/** The answer to beginningOffsets or endOffsets; null when the connection was lost. */
export function offsetsAnswered(
  consumer: Consumer,
  _asked: Asked,
  body: object | null,
): void {
  const { call } = consumer;
  if (call?.kind !== "offsets") return;
  if (body === null) {
    call.asked = false;
    requestUpdate(consumer.metadata);
    return;
  }
  for (const { name, partitions } of (body as ListOffsetsResponse).topics)
    for (const answer of partitions)
      if (isRetried(answer)) {
        call.asked = false;
        requestUpdate(consumer.metadata);
      } else call.found[partitionName(name, answer.partitionIndex)] = answer.offset;
}

/** Kafka: KafkaConsumer.unsubscribe. */
function stepUnsubscribe(
  context: Context,
  consumer: Consumer,
  call: Call<"unsubscribe">,
): boolean {
  const how = {
    choice: "default",
    reason: "the consumer unsubscribed from all topics",
  } as const;
  const isDone =
    stepLeave(context, consumer, call, how) || context.effects.nowUs() >= call.untilUs;
  if (isDone) unsubscribeAll(consumer.subscription);
  return isDone;
}

/** Kafka: ClassicKafkaConsumer.close, AsyncKafkaConsumer.close. */
function stepClose(
  context: Context,
  consumer: Consumer,
  call: Call<"close">,
): CallResult | null {
  const { config, subscription } = consumer;
  const isLate = context.effects.nowUs() >= call.untilUs;
  if (call.phase === "commit") {
    if (config.autoCommit && !isLate) {
      call.task ??= commitTask(consumer, allConsumed(subscription), false);
      if (stepCommit(context, consumer, call.task) === null) return null;
    }
    if (consumer.commits.inFlight > 0 && !isLate) return null;
    runCommitCallbacks(context, consumer);
    call.phase = "callback";
  }
  const how = { choice: call.choice, reason: "the consumer is being closed" };
  if (call.phase !== "sessions") {
    if (!stepLeave(context, consumer, call, how) && !isLate) return null;
    closeSessions(context, consumer);
    call.phase = "sessions";
  }
  // They are answered behind the fetches that wait at the brokers.
  if (isAsking(consumer, purposes.closeSession) && !isLate) return null;
  consumer.closed = true;
  return returned("close");
}
