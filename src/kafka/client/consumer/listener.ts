import type { Context } from "../../context.ts";
import { type CommitTask, commitTask, endTask } from "./commit-task.ts";
import { stepCommit } from "./commits.ts";
import { type Consumer, wakeAt } from "./consumer.ts";
import { note } from "./note.ts";
import { partitionOf } from "./partition-state.ts";
import { allConsumed } from "./subscription-state.ts";
import { tell } from "./tell.ts";

/** What the application does in its rebalance callbacks. Kafka: ConsumerRebalanceListener. */
export interface Listener {
  readonly sleepUs: Readonly<Record<ListenerKind, number>>;
  /** `commitSync()` in onPartitionsRevoked. */
  readonly commitsOnRevoke: boolean;
}

export type ListenerKind = "assigned" | "revoked" | "lost";

/** A callback that has not returned. */
export interface ListenerRun {
  readonly kind: ListenerKind;
  readonly sleepUs: number;
  commit: { readonly task: CommitTask; readonly deadlineUs: number } | null;
  /** The sleep ends then, µs; -1 before it begins. */
  untilUs: number;
}

/** A listener that returns at once. */
export const quickListener: Listener = {
  sleepUs: { assigned: 0, revoked: 0, lost: 0 },
  commitsOnRevoke: false,
};

/** By topic, then by number. */
export function sortedNames(names: readonly string[]): string[] {
  return names.toSorted((a, b) => {
    const [x, y] = [partitionOf(a), partitionOf(b)];
    if (x.topic !== y.topic) return x.topic < y.topic ? -1 : 1;
    return x.partition - y.partition;
  });
}

/** Calls the application back; {@link stepListener} says when it has returned. Kafka: ConsumerRebalanceListenerInvoker. */
export function callListener(
  context: Context,
  consumer: Consumer,
  kind: ListenerKind,
  names: readonly string[],
): void {
  const sorted = sortedNames(names);
  note(consumer, { kind, names: sorted });
  tell(context, consumer).partitions(kind, sorted);
  const { listener, config } = consumer;
  if (listener === null) return;
  const commits = kind === "revoked" && listener.commitsOnRevoke;
  if (!commits && listener.sleepUs[kind] === 0) return;
  const now = context.effects.nowUs();
  consumer.running = {
    kind,
    sleepUs: listener.sleepUs[kind],
    commit: commits
      ? {
          task: commitTask(consumer, allConsumed(consumer.subscription), true),
          deadlineUs: now + config.defaultApiTimeoutUs,
        }
      : null,
    untilUs: -1,
  };
}

/** True when no callback runs any more. */
export function stepListener(context: Context, consumer: Consumer): boolean {
  const { running } = consumer;
  if (running === null) return true;
  const now = context.effects.nowUs();
  if (running.commit !== null) {
    const { task, deadlineUs } = running.commit;
    const outcome = stepCommit(context, consumer, task);
    if (outcome === null && now < deadlineUs) {
      wakeAt(consumer, deadlineUs);
      return false;
    }
    if (outcome === null) endTask(consumer, task, "TimeoutException");
    note(consumer, { kind: "commitInCallback", outcome: task.outcome ?? "" });
    running.commit = null;
  }
  if (running.untilUs < 0) running.untilUs = now + running.sleepUs;
  if (now < running.untilUs) {
    wakeAt(consumer, running.untilUs);
    return false;
  }
  consumer.running = null;
  return true;
}
