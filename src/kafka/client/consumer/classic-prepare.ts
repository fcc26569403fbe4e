import type { Context } from "../../context.ts";
import type { RebalanceProtocol } from "../assignors/client-assignor.ts";
import { clientAssignors } from "../assignors/client-assignors.ts";
import type { ClassicMembership } from "./classic-membership.ts";
import { commitTask, endTask } from "./commit-task.ts";
import { stepCommit } from "./commits.ts";
import { type Consumer, wakeAt } from "./consumer.ts";
import { callListener, stepListener } from "./listener.ts";
import { partitionOf } from "./partition-state.ts";
import {
  allConsumed,
  assignedNames,
  assignFromSubscribed,
} from "./subscription-state.ts";

/** Eager, unless all assignors can do it cooperatively. Kafka: ConsumerCoordinator's constructor. */
export const rebalanceProtocol = (assignors: readonly string[]): RebalanceProtocol =>
  assignors.every((name) => clientAssignors[name]?.protocols.includes("COOPERATIVE"))
    ? "COOPERATIVE"
    : "EAGER";

/** `done`, or what the poll waits for: `blocked` is the application's own callback. */
export type Progress = "done" | "wait" | "blocked";

/**
 * Before every JoinGroup: commits by `enable.auto.commit`, then takes from the application what it gives up.
 * Kafka: ConsumerCoordinator.onJoinPrepare.
 */
export function prepareJoin(
  context: Context,
  consumer: Consumer,
  membership: ClassicMembership,
): Progress {
  const { config } = consumer;
  const now = context.effects.nowUs();
  membership.prepare ??= {
    deadlineUs: now + config.maxPollIntervalUs,
    commit: null,
    committed: !config.autoCommit,
    called: false,
    kept: null,
  };
  const { prepare } = membership;
  if (!prepare.committed && !commitBefore(context, consumer, membership)) return "wait";
  if (!prepare.called) {
    prepare.called = true;
    takeAway(context, consumer, membership);
  }
  if (!stepListener(context, consumer)) return "blocked";
  if (prepare.kept !== null) assignFromSubscribed(consumer.subscription, prepare.kept);
  membership.isLeader = false;
  consumer.subscription.groupTopics = [];
  membership.prepare = null;
  return "done";
}

/** True when the commit is done, or given up. */
function commitBefore(
  context: Context,
  consumer: Consumer,
  { prepare }: ClassicMembership,
): boolean {
  if (prepare === null) return true;
  const { subscription, config } = consumer;
  if (prepare.commit === null) {
    // Nothing more of what goes is handed out behind the commit.
    if (rebalanceProtocol(config.assignors) === "EAGER")
      for (const state of subscription.order) state.pendingRevocation = true;
    prepare.commit = commitTask(consumer, allConsumed(subscription), false);
  }
  const outcome = stepCommit(context, consumer, prepare.commit);
  if (outcome === null && context.effects.nowUs() < prepare.deadlineUs) {
    wakeAt(consumer, prepare.deadlineUs);
    return false;
  }
  if (outcome === null) endTask(consumer, prepare.commit, "TimeoutException");
  prepare.committed = true;
  return true;
}

function takeAway(
  context: Context,
  consumer: Consumer,
  membership: ClassicMembership,
): void {
  const { subscription, config } = consumer;
  const { prepare } = membership;
  const owned = assignedNames(subscription);
  if (prepare === null) return;
  if (membership.generationId < 0 || membership.memberId === "") {
    if (owned.length === 0) return;
    prepare.kept = [];
    callListener(context, consumer, "lost", owned);
    return;
  }
  const isEager = rebalanceProtocol(config.assignors) === "EAGER";
  const revoked = isEager
    ? owned
    : owned.filter((name) => !subscription.topics.includes(partitionOf(name).topic));
  if (revoked.length === 0) return;
  prepare.kept = owned.filter((name) => !revoked.includes(name));
  callListener(context, consumer, "revoked", revoked);
}
