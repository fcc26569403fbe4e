import type { Context } from "../../context.ts";
import type { Polled } from "./classic-poll.ts";
import { autoCommit, runCommitCallbacks } from "./commits.ts";
import { type Consumer, wakeAt } from "./consumer.ts";
import { callListener, stepListener } from "./listener.ts";
import { joinGroup, type ModernMembership } from "./modern-membership.ts";
import { reconcile } from "./modern-reconcile.ts";
import { followPattern } from "./subscribe.ts";
import {
  assignedNames,
  assignFromSubscribed,
  isAutoAssigned,
} from "./subscription-state.ts";

/** A poll that waits for records looks so often whether the background has something for it, µs. Kafka: retry.backoff.ms bounds the wait. */
const lookUs = 100_000;

/** Whether callbacks, exceptions or a new subscription wait for the application's thread. Kafka: BackgroundEventHandler. */
function hasForApplication(consumer: Consumer, membership: ModernMembership): boolean {
  const { commits, coordinator, metadata, app, subscription } = consumer;
  return (
    membership.failed !== "" ||
    membership.losing !== "no" ||
    membership.state === "reconciling" ||
    membership.reconciliation !== null ||
    membership.subscriptionChanged ||
    commits.completed.length > 0 ||
    commits.fenced ||
    coordinator.fatal !== "" ||
    (subscription.type === "pattern" && app.patternVersion !== metadata.version)
  );
}

/** The application thread's part of a poll. Kafka: AsyncKafkaConsumer.poll, AbstractMembershipManager.onConsumerPoll. */
export function pollModern(
  context: Context,
  consumer: Consumer,
  membership: ModernMembership,
): Polled {
  const { coordinator, subscription } = consumer;
  const now = context.effects.nowUs();
  membership.polledUs = now;
  if (now < membership.nextLookUs && consumer.running === null) {
    if (hasForApplication(consumer, membership)) wakeAt(consumer, membership.nextLookUs);
    autoCommit(context, consumer);
    return "done";
  }
  membership.nextLookUs = now + lookUs;
  followPattern(consumer);
  const fenced = runCommitCallbacks(context, consumer);
  if (fenced !== "") return { exception: fenced };
  if (coordinator.fatal !== "") {
    const exception = coordinator.fatal;
    coordinator.fatal = "";
    return { exception };
  }
  if (membership.failed !== "") {
    const exception = membership.failed;
    membership.failed = "";
    return { exception };
  }
  if (!isAutoAssigned(subscription)) {
    autoCommit(context, consumer);
    return "done";
  }
  if (membership.losing !== "no" && !lose(context, consumer, membership))
    return "blocked";
  if (membership.subscriptionChanged && membership.state === "unsubscribed")
    joinGroup(membership);
  membership.subscriptionChanged = false;
  if (reconcile(context, consumer, membership, true)) return "blocked";
  autoCommit(context, consumer);
  return "done";
}

/** A fenced, stale or failed member has lost what it had; true when the callback has returned. Kafka: transitionToFenced, transitionToStale. */
function lose(
  context: Context,
  consumer: Consumer,
  membership: ModernMembership,
): boolean {
  if (membership.losing === "due") {
    // A reconciliation that was interrupted ends first.
    if (!stepListener(context, consumer)) return false;
    const owned = assignedNames(consumer.subscription);
    if (owned.length > 0) callListener(context, consumer, "lost", owned);
    membership.losing = "called";
    membership.reconciliation = null;
  }
  if (!stepListener(context, consumer)) return false;
  membership.losing = "no";
  assignFromSubscribed(consumer.subscription, []);
  if (membership.state === "fenced" || membership.state === "stale")
    joinGroup(membership);
  return true;
}
