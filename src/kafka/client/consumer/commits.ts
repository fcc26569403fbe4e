import type { Context } from "../../context.ts";
import { commitIdentity, sendCommit } from "./commit-request.ts";
import {
  type AsyncCommit,
  type CommitTask,
  endTask,
  type Offsets,
} from "./commit-task.ts";
import { type Consumer, wakeAt } from "./consumer.ts";
import { ensureCoordinator } from "./group-coordinator.ts";
import { note } from "./note.ts";
import { allConsumed } from "./subscription-state.ts";

/** Goes on with a commit; its outcome, or null while it is under way. Kafka: ConsumerCoordinator.commitOffsetsSync. */
export function stepCommit(
  context: Context,
  consumer: Consumer,
  task: CommitTask,
): string | null {
  if (task.outcome !== null) return task.outcome;
  if (task.sent) return null;
  const now = context.effects.nowUs();
  if (now < task.notBeforeUs) {
    wakeAt(consumer, task.notBeforeUs);
    return null;
  }
  const identity = commitIdentity(consumer);
  if (identity.kind === "refused") {
    endTask(consumer, task, identity.exception);
    return task.outcome;
  }
  if (!ensureCoordinator(context, consumer)) return null;
  const how = { kind: "task", id: task.id, isUsers: task.isUsers } as const;
  task.sent = sendCommit(context, consumer, { offsets: task.offsets, how, identity });
  return null;
}

/** Sends a commit that nobody waits for. Kafka: ConsumerCoordinator.commitOffsetsAsync. */
export function commitAsync(
  context: Context,
  consumer: Consumer,
  commit: AsyncCommit,
): void {
  const { commits } = consumer;
  if (Object.keys(commit.offsets).length === 0) {
    commits.completed.push({ commit, error: "" });
    return;
  }
  commits.inFlight++;
  const identity = commitIdentity(consumer);
  if (identity.kind === "refused") {
    commits.inFlight--;
    commits.completed.push({ commit, error: identity.exception });
    return;
  }
  const { offsets } = commit;
  const how = { kind: "async", commit } as const;
  if (
    !ensureCoordinator(context, consumer) ||
    !sendCommit(context, consumer, { offsets, how, identity })
  )
    commits.waiting.push(commit);
}

/** Sends what waited for the coordinator. */
export function tendCommits(context: Context, consumer: Consumer): void {
  const { commits } = consumer;
  for (const task of commits.tasks) stepCommit(context, consumer, task);
  if (commits.waiting.length === 0 || !ensureCoordinator(context, consumer)) return;
  const { waiting } = commits;
  commits.waiting = [];
  commits.inFlight -= waiting.length;
  for (const commit of waiting) commitAsync(context, consumer, commit);
}

/** What `enable.auto.commit` commits when its time has come, in a poll. Kafka: maybeAutoCommitOffsetsAsync. */
export function autoCommit(context: Context, consumer: Consumer): void {
  const { config, commits, subscription } = consumer;
  if (!config.autoCommit) return;
  const now = context.effects.nowUs();
  if (now >= commits.nextAutoUs) {
    commits.nextAutoUs = now + config.autoCommitIntervalUs;
    commitAsync(context, consumer, {
      offsets: allConsumed(subscription),
      isUsers: false,
    });
  }
  wakeAt(consumer, commits.nextAutoUs);
}

/** Runs the callbacks of commits that were answered; the exception that this throws, or empty. Kafka: invokeCompletedOffsetCommitCallbacks. */
export function runCommitCallbacks(context: Context, consumer: Consumer): string {
  const { commits, config } = consumer;
  if (commits.fenced) return "FencedInstanceIdException";
  const { completed } = commits;
  if (completed.length === 0) return "";
  commits.completed = [];
  for (const { commit, error } of completed) {
    if (commit.isUsers) note(consumer, callbackNote(commit.offsets, error));
    else if (error === "RetriableCommitFailedException")
      commits.nextAutoUs = context.effects.nowUs() + config.retryBackoffUs;
  }
  return "";
}

const callbackNote = (
  offsets: Offsets,
  error: string,
): { kind: "commitCallback"; offsets: Record<string, number>; error: string } => ({
  kind: "commitCallback",
  offsets: Object.fromEntries(
    Object.entries(offsets).map(([name, { offset }]) => [name, offset]),
  ),
  error,
});
