import type { Context } from "../../context.ts";
import { commitTask, endTask } from "./commit-task.ts";
import { stepCommit } from "./commits.ts";
import { type Consumer, wakeAt } from "./consumer.ts";
import { requestUpdate, topicNameOf } from "./consumer-metadata.ts";
import { callListener, sortedNames, stepListener } from "./listener.ts";
import {
  assignmentText,
  type IdPartitions,
  isReconciled,
  type ModernMembership,
  type Reconciliation,
} from "./modern-membership.ts";
import { partitionName } from "./partition-state.ts";
import {
  allConsumed,
  assignedNames,
  assignFromSubscribed,
} from "./subscription-state.ts";

/**
 * Goes on from what is owned to the target: commit, give up, take, acknowledge. With a listener that is done where the
 * application polls. True while a callback runs. Kafka: AbstractMembershipManager.maybeReconcile, revokeAndAssign.
 */
export function reconcile(
  context: Context,
  consumer: Consumer,
  membership: ModernMembership,
  isInPoll: boolean,
): boolean {
  if (membership.reconciliation === null && membership.state === "reconciling")
    begin(context, consumer, membership, isInPoll);
  const { reconciliation } = membership;
  if (reconciliation === null) return false;
  if (reconciliation.phase === "commit" && !committed(context, consumer, reconciliation))
    return false;
  if (membership.state !== "reconciling" && consumer.running === null) {
    membership.reconciliation = null;
    return false;
  }
  const mayCall = isInPoll || consumer.listener === null;
  if (!mayCall) return false;
  return callBack(context, consumer, membership, reconciliation);
}

/** True while a callback runs. */
function callBack(
  context: Context,
  consumer: Consumer,
  membership: ModernMembership,
  reconciliation: Reconciliation,
): boolean {
  const { assigned, added, revoked } = reconciliation;
  if (reconciliation.phase === "revoke") {
    reconciliation.phase = "assign";
    if (revoked.length > 0) callListener(context, consumer, "revoked", revoked);
  }
  if (!stepListener(context, consumer)) return true;
  if (membership.state !== "reconciling") {
    membership.reconciliation = null;
    return false;
  }
  if (reconciliation.phase === "assign") {
    reconciliation.phase = "end";
    assignFromSubscribed(consumer.subscription, assigned);
    for (const name of added) {
      const state = consumer.subscription.byName[name];
      if (state !== undefined) state.pendingOnAssignedCallback = true;
    }
    callListener(context, consumer, "assigned", added);
  }
  if (!stepListener(context, consumer)) return true;
  for (const state of consumer.subscription.order)
    state.pendingOnAssignedCallback = false;
  membership.reconciliation = null;
  if (membership.state !== "reconciling") return false;
  membership.current = reconciliation.resolved;
  membership.state = "acknowledging";
  return false;
}

/** Kafka: findResolvableAssignmentAndTriggerMetadataUpdate. */
function resolvable(consumer: Consumer, topics: readonly IdPartitions[]): IdPartitions[] {
  const known = topics.filter(
    ({ topicId }) => topicNameOf(consumer.metadata, topicId) !== undefined,
  );
  if (known.length < topics.length) requestUpdate(consumer.metadata);
  return known;
}

function begin(
  context: Context,
  consumer: Consumer,
  membership: ModernMembership,
  isInPoll: boolean,
): void {
  const { config, subscription, metadata } = consumer;
  if (isReconciled(membership)) {
    membership.state = "stable";
    return;
  }
  const { target, current } = membership;
  const resolved = {
    localEpoch: target.localEpoch,
    topics: resolvable(consumer, target.topics),
  };
  if (
    current.localEpoch >= 0 &&
    assignmentText(resolved) === assignmentText(current) &&
    resolved.localEpoch !== current.localEpoch
  ) {
    membership.current = resolved;
    membership.state = "acknowledging";
    return;
  }
  if (assignmentText(resolved) === assignmentText(current) && current.localEpoch >= 0)
    return;
  // Offsets are committed for what polls have returned, so only between two polls.
  if (config.autoCommit && !isInPoll) return;
  const assigned = sortedNames(
    resolved.topics.flatMap(({ topicId, partitions }) =>
      partitions.map((partition) =>
        partitionName(topicNameOf(metadata, topicId) ?? "", partition),
      ),
    ),
  );
  const owned = assignedNames(subscription);
  const [had, has] = [new Set(owned), new Set(assigned)];
  const revoked = owned.filter((name) => !has.has(name));
  for (const name of revoked) {
    const state = subscription.byName[name];
    if (state !== undefined) state.pendingRevocation = true;
  }
  membership.reconciliation = {
    resolved,
    assigned,
    added: assigned.filter((name) => !had.has(name)),
    revoked,
    deadlineUs: context.effects.nowUs() + config.maxPollIntervalUs,
    commit: config.autoCommit
      ? commitTask(consumer, allConsumed(subscription), false)
      : null,
    phase: "commit",
  };
}

/** True when what was consumed is committed, or cannot be. Kafka: maybeAutoCommitSyncBeforeRebalance. */
function committed(
  context: Context,
  consumer: Consumer,
  reconciliation: Reconciliation,
): boolean {
  const { commit, deadlineUs } = reconciliation;
  if (commit !== null && stepCommit(context, consumer, commit) === null) {
    if (context.effects.nowUs() < deadlineUs) {
      wakeAt(consumer, deadlineUs);
      return false;
    }
    endTask(consumer, commit, "TimeoutException");
  }
  reconciliation.phase = "revoke";
  return true;
}
