import { apiNamed } from "../../../terms/apis.ts";
import { errorName } from "../../../terms/errors.ts";
import type { Context } from "../../context.ts";
import { errors } from "../../error-codes.ts";
import type {
  ShareGroupHeartbeatRequest,
  ShareGroupHeartbeatResponse,
} from "../../protocol/messages.ts";
import { countError } from "../consumer/application.ts";
import { backoffUs } from "../consumer/backoff.ts";
import { wakeAt } from "../consumer/consumer.ts";
import { askCoordinator } from "../consumer/consumer-network.ts";
import { exceptionOf, isRetriable } from "../consumer/exception-of.ts";
import { ensureCoordinator, loseCoordinator } from "../consumer/group-coordinator.ts";
import { tell } from "../consumer/tell.ts";
import { assignedPartitions } from "./share-assignment.ts";
import { type ShareConsumer, sharePurposes } from "./share-consumer.ts";

/** Kafka: ShareMembershipManager's part of MemberState. */
export type ShareMemberState =
  | "joining"
  | "stable"
  | "leaving"
  | "stale"
  | "left"
  | "fatal";

/** A member of a share group. Kafka: ShareMembershipManager. */
export interface ShareMembership {
  readonly memberId: string;
  state: ShareMemberState;
  epoch: number;
  /** By topic id, as the coordinator gave it. */
  assigned: readonly {
    readonly topicId: string;
    readonly partitions: readonly number[];
  }[];
  inFlight: boolean;
  /** `group.share.heartbeat.interval.ms`, as the coordinator says it, µs. */
  intervalUs: number;
  nextUs: number;
  notBeforeUs: number;
  attempts: number;
}

export const shareMembership = (memberId: string): ShareMembership => ({
  memberId,
  state: "joining",
  epoch: 0,
  assigned: [],
  inFlight: false,
  intervalUs: 0,
  nextUs: 0,
  notBeforeUs: 0,
  attempts: 0,
});

const heartbeatVersion = 1;
const leaveEpoch = -1;

/** Joins anew, as one that nobody knows; what it holds stays locked at the brokers. */
export function rejoin(membership: ShareMembership): void {
  membership.state = "joining";
  membership.epoch = 0;
  membership.nextUs = 0;
}

/** The heartbeats of the background thread. Kafka: ShareHeartbeatRequestManager.poll. */
export function tendShareMembership(context: Context, consumer: ShareConsumer): void {
  const { membership, app, config } = consumer;
  const { state } = membership;
  if (state === "left" || state === "fatal" || state === "stale") return;
  if (!ensureCoordinator(context, consumer)) return;
  const now = context.effects.nowUs();
  const pollUntilUs = app.lastPollUs + config.maxPollIntervalUs;
  if (state === "stable" && now >= pollUntilUs) membership.state = "leaving";
  const isUrgent = membership.state !== "stable";
  const atUs = Math.max(isUrgent ? 0 : membership.nextUs, membership.notBeforeUs);
  if (membership.inFlight || atUs > now) {
    wakeAt(consumer, Math.min(Math.max(atUs, now), pollUntilUs));
    return;
  }
  send(context, consumer);
  if (membership.state === "stable")
    wakeAt(consumer, Math.min(membership.nextUs, pollUntilUs));
}

/** Kafka: ShareHeartbeatRequestManager.HeartbeatState.buildRequestData. */
function send(context: Context, consumer: ShareConsumer): void {
  const { membership, config, subscription } = consumer;
  const isJoining = membership.state === "joining";
  const isLeaving = membership.state === "leaving";
  const body: ShareGroupHeartbeatRequest = {
    groupId: config.groupId,
    memberId: membership.memberId,
    memberEpoch: isLeaving ? leaveEpoch : membership.epoch,
    rackId: isJoining && config.clientRack !== "" ? config.clientRack : null,
    subscribedTopicNames: isJoining ? subscription.topics : null,
  };
  if (isJoining) tell(context, consumer).joining(membership.memberId);
  membership.inFlight = askCoordinator(context, consumer, {
    api: apiNamed("ShareGroupHeartbeat").key,
    version: heartbeatVersion,
    body,
    purpose: sharePurposes.heartbeat,
    context: body.memberEpoch,
  });
  membership.nextUs = context.effects.nowUs() + membership.intervalUs;
  if (!isLeaving) return;
  const isStale = consumer.committing !== "close";
  const why = isStale ? "consumer poll timeout has expired." : "the consumer leaves";
  tell(context, consumer).left(why);
  membership.state = isStale ? "stale" : "left";
  membership.epoch = 0;
  membership.assigned = [];
}

/** The answer; null when the connection was lost. Kafka: AbstractHeartbeatRequestManager.onResponse. */
export function shareHeartbeatAnswered(
  context: Context,
  consumer: ShareConsumer,
  sentEpoch: number,
  body: object | null,
): void {
  const { membership } = consumer;
  membership.inFlight = false;
  if (sentEpoch < 0) return;
  if (body === null) {
    loseCoordinator(context, consumer);
    failed(context, consumer);
    return;
  }
  const answer = body as ShareGroupHeartbeatResponse;
  if (answer.errorCode !== 0) {
    refused(context, consumer, answer.errorCode);
    return;
  }
  membership.attempts = 0;
  membership.notBeforeUs = 0;
  membership.intervalUs = answer.heartbeatIntervalMs * 1000;
  membership.nextUs = context.effects.nowUs() + membership.intervalUs;
  if (membership.state !== "joining" && membership.state !== "stable") return;
  if (membership.epoch !== answer.memberEpoch)
    tell(context, consumer).joined(membership.memberId, answer.memberEpoch);
  membership.epoch = answer.memberEpoch;
  membership.state = "stable";
  if (answer.assignment === null) return;
  const before = assignedPartitions(consumer).map(({ name }) => name);
  membership.assigned = answer.assignment.topicPartitions;
  tellAssignment(context, consumer, before);
}

/** Tells what it has and had not, and the other way round. */
function tellAssignment(
  context: Context,
  consumer: ShareConsumer,
  before: readonly string[],
): void {
  const after = assignedPartitions(consumer).map(({ name }) => name);
  const gone = before.filter((name) => !after.includes(name));
  const added = after.filter((name) => !before.includes(name));
  if (gone.length > 0) tell(context, consumer).partitions("revoked", gone);
  if (added.length > 0) tell(context, consumer).partitions("assigned", added);
}

function failed(context: Context, consumer: ShareConsumer): void {
  const { membership, config } = consumer;
  const waitUs = backoffUs(context, config, membership.attempts++);
  membership.notBeforeUs = context.effects.nowUs() + waitUs;
}

function refused(context: Context, consumer: ShareConsumer, code: number): void {
  const { membership } = consumer;
  const exception = exceptionOf(errorName(code));
  if (code === errors.NOT_COORDINATOR || code === errors.COORDINATOR_NOT_AVAILABLE) {
    loseCoordinator(context, consumer);
    failed(context, consumer);
  } else if (isRetriable(code)) failed(context, consumer);
  else if (code === errors.FENCED_MEMBER_EPOCH || code === errors.UNKNOWN_MEMBER_ID) {
    const lost = assignedPartitions(consumer).map(({ name }) => name);
    if (lost.length > 0) tell(context, consumer).partitions("lost", lost);
    membership.assigned = [];
    rejoin(membership);
  } else {
    membership.state = "fatal";
    countError(consumer.app, exception);
    tell(context, consumer).thrown(exception);
  }
}
