import { apiNamed } from "../../../terms/apis.ts";
import { errorName } from "../../../terms/errors.ts";
import type { Context } from "../../context.ts";
import { errors } from "../../error-codes.ts";
import type {
  ConsumerGroupHeartbeatRequest,
  ConsumerGroupHeartbeatResponse,
} from "../../protocol/messages.ts";
import { backoffUs } from "./backoff.ts";
import { type Consumer, wakeAt } from "./consumer.ts";
import { askCoordinator } from "./consumer-network.ts";
import { exceptionOf, isRetriable } from "./exception-of.ts";
import { ensureCoordinator, loseCoordinator } from "./group-coordinator.ts";
import {
  assignmentText,
  isReconciled,
  type ModernMembership,
  resetSent,
} from "./modern-membership.ts";
import { reconcile } from "./modern-reconcile.ts";
import { purposes } from "./purposes.ts";
import { tell } from "./tell.ts";

const heartbeatVersion = 1;
const leaveEpoch = -1;
const leaveStaticEpoch = -2;

/** The epoch with which a member leaves; a static one only goes for a while. Kafka: ConsumerMembershipManager.leaveGroupEpoch. */
export const epochToLeave = (isStatic: boolean): number =>
  isStatic ? leaveStaticEpoch : leaveEpoch;

const silent: readonly string[] = ["unsubscribed", "fatal", "stale", "fenced"];
const urgent: readonly string[] = ["joining", "acknowledging", "leaving"];

/** The background thread's part. Kafka: ConsumerHeartbeatRequestManager.poll, reconciliation in ConsumerNetworkThread. */
export function tendModern(
  context: Context,
  consumer: Consumer,
  membership: ModernMembership,
): void {
  const isPolling = consumer.call?.kind === "poll" && consumer.running === null;
  const now = context.effects.nowUs();
  if (isPolling) membership.polledUs = now;
  if (consumer.running === null) reconcile(context, consumer, membership, false);
  if (silent.includes(membership.state)) return;
  if (!ensureCoordinator(context, consumer)) return;
  expirePoll(membership, consumer, now);
  const dueUs = urgent.includes(membership.state) ? 0 : membership.nextUs;
  const atUs = Math.max(dueUs, membership.notBeforeUs);
  const pollUntilUs = membership.polledUs + consumer.config.maxPollIntervalUs;
  // Who has missed its poll has been told so; what is in flight is answered or times out by itself.
  if (pollUntilUs > now) wakeAt(consumer, pollUntilUs);
  if (membership.inFlight) return;
  if (atUs > now) {
    wakeAt(consumer, atUs);
    return;
  }
  send(context, consumer, membership);
}

/** Without a poll for too long it leaves by itself. Kafka: transitionToSendingLeaveGroup(true). */
function expirePoll(
  membership: ModernMembership,
  { config }: Consumer,
  now: number,
): void {
  if (membership.state === "leaving") return;
  if (now < membership.polledUs + config.maxPollIntervalUs) return;
  membership.isPollExpired = true;
  membership.state = "leaving";
  membership.leaveEpoch = epochToLeave(config.groupInstanceId !== null);
  membership.epoch = 0;
}

/** Kafka: HeartbeatState.buildRequestData. */
function bodyOf(
  consumer: Consumer,
  membership: ModernMembership,
): ConsumerGroupHeartbeatRequest {
  const { config, subscription } = consumer;
  const { state, sent, current } = membership;
  const isJoining = state === "joining";
  const isLeaving = state === "leaving";
  const isServerPattern = subscription.type === "serverPattern";
  const names = isServerPattern ? [] : [...subscription.topics];
  const topics = names.join("\n");
  const pattern = isServerPattern ? subscription.pattern : "";
  const owned = assignmentText(current);
  const body: ConsumerGroupHeartbeatRequest = {
    groupId: config.groupId,
    memberId: membership.memberId,
    memberEpoch: isLeaving ? membership.leaveEpoch : membership.epoch,
    instanceId: config.groupInstanceId,
    rackId: isJoining && config.clientRack !== "" ? config.clientRack : null,
    rebalanceTimeoutMs:
      isJoining || (sent.topics === null && !isLeaving)
        ? config.maxPollIntervalUs / 1000
        : -1,
    subscribedTopicNames: !isLeaving && sent.topics !== topics ? names : null,
    subscribedTopicRegex: !isLeaving && (sent.pattern ?? "") !== pattern ? pattern : null,
    serverAssignor: isJoining ? config.remoteAssignor : null,
    topicPartitions: !isLeaving && sent.owned !== owned ? current.topics : null,
  };
  if (!isLeaving) Object.assign(sent, { topics, pattern, owned });
  return body;
}

function send(context: Context, consumer: Consumer, membership: ModernMembership): void {
  const now = context.effects.nowUs();
  const body = bodyOf(consumer, membership);
  if (membership.state === "joining")
    tell(context, consumer).joining(membership.memberId);
  membership.inFlight = askCoordinator(context, consumer, {
    api: apiNamed("ConsumerGroupHeartbeat").key,
    version: heartbeatVersion,
    body,
    purpose: purposes.modernHeartbeat,
    context: body.memberEpoch,
  });
  membership.nextUs = now + membership.intervalUs;
  generated(context, consumer, membership);
}

/** Kafka: AbstractMembershipManager.onHeartbeatRequestGenerated. */
function generated(
  context: Context,
  consumer: Consumer,
  membership: ModernMembership,
): void {
  if (membership.state === "acknowledging")
    membership.state = isReconciled(membership) ? "stable" : "reconciling";
  else if (membership.state === "leaving") {
    const reason = membership.isPollExpired
      ? "consumer poll timeout has expired."
      : "the consumer leaves";
    tell(context, consumer).left(reason);
    membership.state = membership.isPollExpired ? "stale" : "unsubscribed";
    membership.epoch = 0;
    if (membership.isPollExpired) membership.losing = "due";
  }
}

/** The answer; null when the connection was lost. Kafka: AbstractHeartbeatRequestManager.onResponse, onFailure. */
export function modernAnswered(
  context: Context,
  consumer: Consumer,
  sentEpoch: number,
  body: object | null,
): void {
  const { membership } = consumer;
  if (membership?.kind !== "modern") return;
  membership.inFlight = false;
  if (body === null) {
    loseCoordinator(context, consumer);
    failed(context, consumer, membership);
    return;
  }
  const answer = body as ConsumerGroupHeartbeatResponse;
  if (sentEpoch < 0) return;
  if (answer.errorCode !== 0) {
    refused(context, consumer, membership, answer.errorCode);
    return;
  }
  membership.attempts = 0;
  membership.notBeforeUs = 0;
  const intervalUs = answer.heartbeatIntervalMs * 1000;
  if (intervalUs !== membership.intervalUs)
    membership.nextUs = context.effects.nowUs() + intervalUs;
  membership.intervalUs = intervalUs;
  takeAnswer(context, consumer, membership, answer);
}

/** Kafka: AbstractMembershipManager.onHeartbeatSuccess. */
function takeAnswer(
  context: Context,
  consumer: Consumer,
  membership: ModernMembership,
  answer: ConsumerGroupHeartbeatResponse,
): void {
  if (silent.includes(membership.state) || membership.state === "leaving") return;
  if (membership.epoch !== answer.memberEpoch)
    tell(context, consumer).joined(membership.memberId, answer.memberEpoch);
  membership.epoch = answer.memberEpoch;
  if (answer.assignment === null) return;
  const topics = answer.assignment.topicPartitions;
  const { target } = membership;
  const next = { localEpoch: target.localEpoch + 1, topics };
  if (target.localEpoch < 0 || assignmentText(target) !== assignmentText(next))
    membership.target = next;
  if (!isReconciled(membership)) membership.state = "reconciling";
  else if (membership.state === "joining" || membership.state === "reconciling")
    membership.state = "stable";
}

/** Sends again after a while, with everything. */
function failed(
  context: Context,
  consumer: Consumer,
  membership: ModernMembership,
): void {
  resetSent(membership);
  const waitUs = backoffUs(context, consumer.config, membership.attempts++);
  membership.notBeforeUs = context.effects.nowUs() + waitUs;
  membership.nextUs = membership.notBeforeUs;
}

function refused(
  context: Context,
  consumer: Consumer,
  membership: ModernMembership,
  code: number,
): void {
  resetSent(membership);
  if (code === errors.NOT_COORDINATOR || code === errors.COORDINATOR_NOT_AVAILABLE) {
    loseCoordinator(context, consumer);
    membership.nextUs = 0;
  } else if (isRetriable(code)) failed(context, consumer, membership);
  else if (code === errors.FENCED_MEMBER_EPOCH || code === errors.UNKNOWN_MEMBER_ID) {
    membership.state = "fenced";
    membership.epoch = 0;
    membership.losing = "due";
  } else {
    membership.state = "fatal";
    membership.epoch = 0;
    membership.losing = "due";
    membership.failed = exceptionOf(errorName(code));
  }
}
