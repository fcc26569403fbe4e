import type { Context } from "../../context.ts";
import { committedTask, stepCommitted } from "./committed-offsets.ts";
import type { Consumer } from "./consumer.ts";
import { currentLeader } from "./consumer-metadata.ts";
import { fetchPosition } from "./fetch-position.ts";
import type { Thrown } from "./note.ts";
import { resetPositions, validatePositions } from "./offset-lookups.ts";
import { hasValidPosition, seekUnvalidated } from "./partition-state.ts";
import {
  type CommittableOffset,
  initializingStates,
  resetInitializing,
} from "./subscription-state.ts";
import { tell } from "./tell.ts";

/**
 * Goes on to give every assigned partition a position: validated, committed, or by the reset policy. The exception that
 * this throws, or null. Kafka: KafkaConsumer.updateFetchPositions.
 */
export function updatePositions(context: Context, consumer: Consumer): Thrown | null {
  const { subscription, lookups } = consumer;
  const { thrown } = lookups;
  if (thrown !== null) {
    lookups.thrown = null;
    return thrown;
  }
  validatePositions(context, consumer);
  if (subscription.order.every(hasValidPosition)) return null;
  const waiting = consumer.membership !== null && initializingStates(subscription);
  if (waiting !== false && waiting.length > 0) {
    const names = waiting.map(({ name }) => name);
    const failed = takeCommitted(context, consumer, names);
    if (failed !== null) return failed === "" ? null : { exception: failed };
  }
  const nowhere = resetInitializing(subscription, () => true);
  resetPositions(context, consumer);
  // A committed offset has an epoch, so it is compared with the leader's log before it counts.
  validatePositions(context, consumer);
  return nowhere.length === 0
    ? null
    : { exception: "NoOffsetForPartitionException", names: nowhere };
}

/** Null when the committed offsets are taken; empty while they are looked up; else the exception's class. Kafka: initWithCommittedOffsetsIfNeeded. */
function takeCommitted(
  context: Context,
  consumer: Consumer,
  names: readonly string[],
): string | null {
  const { app } = consumer;
  const known = app.positioning;
  const isSame =
    known !== null &&
    known.names.length === names.length &&
    known.names.every((name, i) => name === names[i]);
  const task = isSame ? known : committedTask(consumer, names);
  app.positioning = task;
  if (!stepCommitted(context, consumer, task)) return "";
  app.positioning = null;
  if (task.failed !== "") return task.failed;
  for (const [name, committed] of Object.entries(task.found ?? {}))
    begin(context, consumer, name, committed);
  return null;
}

/** Kafka: SubscriptionState.refreshCommittedOffsets. */
function begin(
  context: Context,
  consumer: Consumer,
  name: string,
  { offset, leaderEpoch }: CommittableOffset,
): void {
  const state = consumer.subscription.byName[name];
  if (state?.fetchState !== "initializing" || offset < 0) return;
  const leader = currentLeader(consumer.metadata, state.topic, state.partition);
  seekUnvalidated(state, fetchPosition(offset, leaderEpoch, leader));
  tell(context, consumer).positioned(name, offset, "committed");
}
