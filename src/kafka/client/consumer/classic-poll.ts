import type { Context } from "../../context.ts";
import { completeJoin } from "./classic-complete.ts";
import { joinAnswered, leadWhenReady, sendJoin } from "./classic-join.ts";
import {
  type ClassicMembership,
  requestRejoin,
  resetAndRejoin,
} from "./classic-membership.ts";
import { type Progress, prepareJoin } from "./classic-prepare.ts";
import { autoCommit, runCommitCallbacks } from "./commits.ts";
import { type Consumer, wakeAt } from "./consumer.ts";
import { ensureCoordinator } from "./group-coordinator.ts";
import { metadataSnapshot } from "./leader-assignment.ts";
import { isAutoAssigned } from "./subscription-state.ts";

/** How far a poll of the coordinator came, or the exception that it throws. */
export type Polled = Progress | { readonly exception: string };

/** Kafka: ConsumerCoordinator.poll. */
export function pollClassic(
  context: Context,
  consumer: Consumer,
  membership: ClassicMembership,
): Polled {
  const { subscription, coordinator } = consumer;
  const fenced = runCommitCallbacks(context, consumer);
  if (fenced !== "") return { exception: fenced };
  if (coordinator.fatal !== "") {
    const exception = coordinator.fatal;
    coordinator.fatal = "";
    return { exception };
  }
  if (isAutoAssigned(subscription)) {
    const { heartbeat } = membership;
    if (heartbeat.failed !== "") {
      const exception = heartbeat.failed;
      heartbeat.failed = "";
      return { exception };
    }
    heartbeat.polledUs = context.effects.nowUs();
    takeSnapshot(consumer, membership);
    if (membership.stashed !== null) {
      const { about, body } = membership.stashed;
      membership.stashed = null;
      joinAnswered(context, consumer, { about }, body);
    }
    if (!ensureCoordinator(context, consumer)) return "wait";
    if (consumer.metadata.version === 0) return "wait";
    const polled = joinIfNeeded(context, consumer, membership);
    if (polled !== "done") return polled;
  }
  autoCommit(context, consumer);
  return "done";
}

/** Kafka: ConsumerCoordinator.maybeUpdateSubscriptionMetadata. */
function takeSnapshot(consumer: Consumer, membership: ClassicMembership): void {
  const { version } = consumer.metadata;
  if (version === membership.metadataSnapshot.version) return;
  membership.metadataSnapshot = { version, text: metadataSnapshot(consumer) };
}

/** Kafka: ConsumerCoordinator.rejoinNeededOrPending. */
function isRejoinNeeded(
  { subscription }: Consumer,
  membership: ClassicMembership,
): boolean {
  const { assignmentSnapshot, joinedTopics } = membership;
  const isOutdated =
    assignmentSnapshot !== null &&
    membership.metadataSnapshot.text !== assignmentSnapshot;
  if (isOutdated && !membership.rejoinNeeded)
    requestRejoin(membership, "cached metadata has changed");
  const isChanged =
    joinedTopics !== null && !isSameList(joinedTopics, subscription.topics);
  if (isChanged && !membership.rejoinNeeded)
    requestRejoin(membership, "subscription has changed");
  return membership.rejoinNeeded || membership.joining;
}

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i]);

/** Joins, and joins again, until the member is in a stable generation. Kafka: AbstractCoordinator.joinGroupIfNeeded. */
function joinIfNeeded(
  context: Context,
  consumer: Consumer,
  membership: ClassicMembership,
): Polled {
  while (isRejoinNeeded(consumer, membership)) {
    if (!ensureCoordinator(context, consumer)) return "wait";
    if (membership.needsPrepare) {
      const prepared = prepareJoin(context, consumer, membership);
      if (prepared !== "done") return prepared;
      membership.needsPrepare = false;
    }
    if (!membership.joining) {
      if (context.effects.nowUs() < membership.notBeforeUs) {
        wakeAt(consumer, membership.notBeforeUs);
        return "wait";
      }
      sendJoin(context, consumer, membership);
    }
    leadWhenReady(context, consumer, membership);
    const { outcome } = membership;
    if (outcome === null) return "wait";
    const ended =
      outcome.kind === "assignment"
        ? joined(context, consumer, membership, outcome.bytes)
        : joinFailed(context, consumer, membership, outcome);
    if (ended !== "done") return ended;
  }
  return "done";
}

function joined(
  context: Context,
  consumer: Consumer,
  membership: ClassicMembership,
  bytes: Uint8Array,
): Polled {
  if (membership.complete === null && membership.state !== "stable") {
    resetAndRejoin(membership, {
      reason:
        "rebalance failed since the generation/state was modified by heartbeat thread",
      forgetsMemberId: true,
    });
    membership.joining = false;
    membership.outcome = null;
    return "done";
  }
  const completed = completeJoin(context, consumer, membership, bytes);
  if (completed !== "done") return completed;
  membership.joining = false;
  membership.outcome = null;
  membership.needsPrepare = true;
  return "done";
}

const rejoinsAtOnce: readonly string[] = [
  "UnknownMemberIdException",
  "IllegalGenerationException",
  "RebalanceInProgressException",
  "MemberIdRequiredException",
];

function joinFailed(
  context: Context,
  consumer: Consumer,
  membership: ClassicMembership,
  failure: { readonly exception: string; readonly isRetriable: boolean },
): Polled {
  const { exception } = failure;
  membership.joining = false;
  membership.outcome = null;
  membership.leading = null;
  if (exception !== "MemberIdRequiredException")
    requestRejoin(membership, `rebalance failed due to ${exception}`);
  if (rejoinsAtOnce.includes(exception)) return "done";
  if (!failure.isRetriable) return { exception };
  membership.notBeforeUs = context.effects.nowUs() + consumer.config.retryBackoffUs;
  return "done";
}
