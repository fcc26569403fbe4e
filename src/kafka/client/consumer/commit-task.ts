import type { Context } from "../../context.ts";
import { backoffUs } from "./backoff.ts";
import type { Consumer } from "./consumer.ts";
import type { CommittableOffset } from "./subscription-state.ts";

export type Offsets = Readonly<Record<string, CommittableOffset>>;

/** A commit that somebody waits for; it is tried again until it is done or its owner gives up. */
export interface CommitTask {
  readonly id: number;
  readonly offsets: Offsets;
  /** The application's own; else by `enable.auto.commit`. */
  readonly isUsers: boolean;
  sent: boolean;
  attempts: number;
  notBeforeUs: number;
  /** Null while it goes on; then the exception's class, empty when it went well. */
  outcome: string | null;
}

/** A commit that nobody waits for. */
export interface AsyncCommit {
  readonly offsets: Offsets;
  /** The application's own, with a callback; else by `enable.auto.commit`. */
  readonly isUsers: boolean;
}

/** Offsets that are committed. Kafka: ConsumerCoordinator, CommitRequestManager. */
export interface Commits {
  /** Next commit by `enable.auto.commit`, µs. Kafka: nextAutoCommitTimer. */
  nextAutoUs: number;
  /** Commits without a waiter that are not answered. */
  inFlight: number;
  /** Those of them that wait for the coordinator to be found. */
  waiting: AsyncCommit[];
  /** Answered commits whose callback runs in the next poll or commit. */
  completed: { readonly commit: AsyncCommit; readonly error: string }[];
  /** A commit found this instance fenced: every later call throws it. */
  fenced: boolean;
  tasks: CommitTask[];
  nextTask: number;
  /** The offsets that are known to be committed, by partition. */
  known: Record<string, number>;
}

export const newCommits = (): Commits => ({
  nextAutoUs: 0,
  inFlight: 0,
  waiting: [],
  completed: [],
  fenced: false,
  tasks: [],
  nextTask: 1,
  known: {},
});

/** Begins a commit that its owner will wait for. */
export function commitTask(
  consumer: Consumer,
  offsets: Offsets,
  isUsers: boolean,
): CommitTask {
  const { commits } = consumer;
  const nothing = Object.keys(offsets).length === 0;
  const task: CommitTask = {
    id: commits.nextTask++,
    offsets,
    isUsers,
    sent: false,
    attempts: 0,
    notBeforeUs: 0,
    outcome: nothing ? "" : null,
  };
  if (!nothing) commits.tasks.push(task);
  return task;
}

/** A commit is over, or nobody waits for it any more. */
export function endTask(consumer: Consumer, task: CommitTask, outcome: string): void {
  task.outcome = outcome;
  consumer.commits.tasks = consumer.commits.tasks.filter((each) => each !== task);
}

/** A commit failed in a way that is worth another try. */
export function retryTask(context: Context, consumer: Consumer, task: CommitTask): void {
  task.sent = false;
  task.notBeforeUs =
    context.effects.nowUs() + backoffUs(context, consumer.config, task.attempts++);
}
