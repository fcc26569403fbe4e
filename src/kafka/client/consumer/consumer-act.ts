import type { ClientAct } from "../../../contract/client-command.ts";
import type { Context } from "../../context.ts";
import type { ConsumerCall } from "./call.ts";
import { changeSubscription } from "./change-subscription.ts";
import type { LeaveChoice } from "./classic-leave.ts";
import { requestRejoin } from "./classic-membership.ts";
import { type Offsets } from "./commit-task.ts";
import { commitAsync, runCommitCallbacks } from "./commits.ts";
import type { Consumer } from "./consumer.ts";
import { currentLeader } from "./consumer-metadata.ts";
import { fetchPosition } from "./fetch-position.ts";
import { awaitReset, partitionName, seekUnvalidated } from "./partition-state.ts";
import { earliest, latest } from "./reset-strategy.ts";
import { allConsumed } from "./subscription-state.ts";
import { tell } from "./tell.ts";

/** Calls a method that takes time, between two polls. What an earlier wish has not begun is given up. */
export function callLater(consumer: Consumer, call: ConsumerCall): void {
  consumer.app.requested = call;
  consumer.app.result = null;
}

/** `close()`, which ends the process. Kafka: KafkaConsumer.close. */
export function closeLater(
  context: Context,
  consumer: Consumer,
  { choice, timeoutUs }: { readonly choice: LeaveChoice; readonly timeoutUs: number },
): void {
  consumer.app.polling = false;
  callLater(consumer, {
    kind: "close",
    choice,
    untilUs: context.effects.nowUs() + timeoutUs,
    phase: "commit",
    task: null,
  });
}

/** Kafka: KafkaConsumer.seek; the exception's class, or empty. */
export function seek(
  context: Context,
  consumer: Consumer,
  name: string,
  offset: number,
): string {
  if (offset < 0) return "IllegalArgumentException";
  const state = consumer.subscription.byName[name];
  if (state === undefined) return "IllegalStateException";
  const leader = currentLeader(consumer.metadata, state.topic, state.partition);
  seekUnvalidated(state, fetchPosition(offset, -1, leader));
  tell(context, consumer).positioned(name, offset, "seek");
  return "";
}

/** Kafka: KafkaConsumer.seekToBeginning, seekToEnd; the exception's class, or empty. */
export function seekToEdge(
  consumer: Consumer,
  names: readonly string[],
  to: "earliest" | "latest",
): string {
  const states = names.map((name) => consumer.subscription.byName[name]);
  for (const state of states) {
    if (state === undefined) return "IllegalStateException";
    awaitReset(state, to === "earliest" ? earliest : latest);
  }
  return "";
}

/** Kafka: KafkaConsumer.pause, resume; the exception's class, or empty. */
export function setPaused(
  consumer: Consumer,
  names: readonly string[],
  paused: boolean,
): string {
  for (const name of names) {
    const state = consumer.subscription.byName[name];
    if (state === undefined) return "IllegalStateException";
    state.paused = paused;
  }
  return "";
}

/** Kafka: KafkaConsumer.commitAsync; the exception's class, or empty. */
export function callCommitAsync(
  context: Context,
  consumer: Consumer,
  offsets: Offsets = allConsumed(consumer.subscription),
): string {
  if (consumer.config.groupId === "") return "InvalidGroupIdException";
  const fenced = runCommitCallbacks(context, consumer);
  if (fenced !== "") return fenced;
  commitAsync(context, consumer, { offsets, isUsers: true });
  return "";
}

/** Kafka: KafkaConsumer.enforceRebalance, which the consumer protocol ignores. */
export function enforceRebalance({ membership }: Consumer): void {
  if (membership?.kind === "classic")
    requestRejoin(membership, "rebalance enforced by user");
}

const because = (exception: string, why: string): string | null =>
  exception === "" ? null : `${exception}: ${why}`;

const notAssigned = "this partition is not assigned to the consumer";

/** What a person has the application call; null, or why it cannot. */
export function actOn(
  context: Context,
  consumer: Consumer,
  act: ClientAct,
): string | null {
  switch (act.kind) {
    case "seek": {
      const name = partitionName(act.topic, act.partition);
      const { to } = act;
      return because(
        to.kind === "offset"
          ? seek(context, consumer, name, to.offset)
          : seekToEdge(consumer, [name], to.kind),
        notAssigned,
      );
    }
    case "pausePartitions":
    case "resumePartitions": {
      const names = act.partitions.map(({ topic, partition }) =>
        partitionName(topic, partition),
      );
      const isPause = act.kind === "pausePartitions";
      return because(setPaused(consumer, names, isPause), notAssigned);
    }
    case "commitOffsets":
      return commit(context, consumer, act.how);
    case "enforceRebalance":
      if (consumer.membership === null) return `${consumer.id} belongs to no group.`;
      enforceRebalance(consumer);
      return null;
    case "changeSubscription":
      return changeSubscription(context, consumer, act.subscription);
    default:
      return `${consumer.id} is a consumer; ${act.kind} is not for it.`;
  }
}

function commit(
  context: Context,
  consumer: Consumer,
  how: "sync" | "async",
): string | null {
  if (how === "async")
    return because(callCommitAsync(context, consumer), "the consumer has no group.id");
  if (consumer.config.groupId === "")
    return because("InvalidGroupIdException", "the consumer has no group.id");
  const untilUs = context.effects.nowUs() + consumer.config.defaultApiTimeoutUs;
  callLater(consumer, { kind: "commitSync", offsets: null, untilUs, task: null });
  return null;
}
