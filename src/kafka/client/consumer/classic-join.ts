import { apiNamed } from "../../../terms/apis.ts";
import { errorName } from "../../../terms/errors.ts";
import type { Context } from "../../context.ts";
import { errors } from "../../error-codes.ts";
import { encodeVersioned } from "../../protocol/codec/record-frame.ts";
import type {
  JoinGroupRequest,
  JoinGroupResponse,
  SyncGroupRequest,
  SyncGroupResponse,
} from "../../protocol/messages.ts";
import { clientAssignors } from "../assignors/client-assignors.ts";
import {
  assignorMemory,
  type ClassicMembership,
  enableHeartbeat,
  isUnchanged,
  requestRejoin,
  resetAndRejoin,
  type SentGeneration,
  sentGeneration,
} from "./classic-membership.ts";
import type { Consumer } from "./consumer.ts";
import { requestUpdate } from "./consumer-metadata.ts";
import { type Asked, askCoordinator } from "./consumer-network.ts";
import { exceptionOf, isRetriable } from "./exception-of.ts";
import { loseCoordinator } from "./group-coordinator.ts";
import { groupTopicsOf, leaderAssignment } from "./leader-assignment.ts";
import { byTopic } from "./offset-lookups.ts";
import { partitionOf } from "./partition-state.ts";
import { purposes } from "./purposes.ts";
import { assignedNames } from "./subscription-state.ts";
import { tell } from "./tell.ts";

const joinVersion = 9;
const syncVersion = 5;
const subscriptionVersion = 3;
/** The client waits longer than the coordinator. Kafka: JOIN_GROUP_TIMEOUT_LAPSE. */
const joinLapseUs = 5_000_000;
const protocolType = "consumer";

/** What this member tells the leader, by assignor. Kafka: ConsumerCoordinator.metadata. */
function protocolsOf(
  consumer: Consumer,
  membership: ClassicMembership,
): JoinGroupRequest["protocols"] {
  const { config, subscription } = consumer;
  const owned = byTopic(assignedNames(subscription).map(partitionOf));
  return config.assignors.map((name) => ({
    name,
    metadata: encodeVersioned("ConsumerProtocolSubscription", subscriptionVersion, {
      topics: [...subscription.topics],
      userData:
        clientAssignors[name]?.subscriptionUserData(assignorMemory(membership, name)) ??
        null,
      ownedPartitions: owned.map(([topic, parts]) => ({
        topic,
        partitions: parts.map(({ partition }) => partition),
      })),
      generationId: membership.generationId,
      rackId: config.clientRack === "" ? null : config.clientRack,
    }),
  }));
}

/** Kafka: AbstractCoordinator.sendJoinGroupRequest. */
export function sendJoin(
  context: Context,
  consumer: Consumer,
  membership: ClassicMembership,
): void {
  const { config, subscription } = consumer;
  membership.state = "preparing";
  membership.joining = true;
  membership.outcome = null;
  membership.joinedTopics = [...subscription.topics];
  const body: JoinGroupRequest = {
    groupId: config.groupId,
    sessionTimeoutMs: config.sessionTimeoutUs / 1000,
    rebalanceTimeoutMs: config.maxPollIntervalUs / 1000,
    memberId: membership.memberId,
    groupInstanceId: config.groupInstanceId,
    protocolType,
    protocols: protocolsOf(consumer, membership),
    reason: membership.rejoinReason,
  };
  tell(context, consumer).joining(membership.memberId);
  const isSent = askCoordinator(context, consumer, {
    api: apiNamed("JoinGroup").key,
    version: joinVersion,
    body,
    purpose: purposes.join,
    context: sentGeneration(membership),
    timeoutUs: Math.max(config.requestTimeoutUs, config.maxPollIntervalUs + joinLapseUs),
  });
  if (!isSent) fail(membership, "COORDINATOR_NOT_AVAILABLE");
}

function fail(
  membership: ClassicMembership,
  name: Parameters<typeof exceptionOf>[0],
): void {
  membership.outcome = {
    kind: "failed",
    exception: exceptionOf(name),
    isRetriable: isRetriable(errors[name]),
  };
}

const failedConnection = {
  kind: "failed",
  exception: "DisconnectException",
  isRetriable: true,
} as const;

/** The answer to a JoinGroup; null when the connection was lost. Kafka: JoinGroupResponseHandler. */
export function joinAnswered(
  context: Context,
  consumer: Consumer,
  asked: Pick<Asked, "about">,
  body: object | null,
): void {
  const membership = consumer.membership;
  if (membership?.kind !== "classic" || !membership.joining) return;
  if (body === null) {
    loseCoordinator(context, consumer);
    membership.outcome = failedConnection;
    return;
  }
  const answer = body as JoinGroupResponse;
  const { errorCode } = answer;
  if (errorCode !== 0) {
    joinRefused(context, consumer, membership, {
      sent: asked.about as SentGeneration,
      answer,
    });
    return;
  }
  if (membership.state !== "preparing") {
    membership.outcome = {
      kind: "failed",
      exception: "UnjoinedGroupException",
      isRetriable: true,
    };
    return;
  }
  membership.state = "completing";
  membership.generationId = answer.generationId;
  membership.memberId = answer.memberId;
  membership.protocolName = answer.protocolName ?? "";
  enableHeartbeat(context, consumer, membership);
  tell(context, consumer).joined(answer.memberId, answer.generationId);
  if (answer.leader === answer.memberId) lead(context, consumer, membership, answer);
  else sendSync(context, consumer, membership, []);
}

function joinRefused(
  context: Context,
  consumer: Consumer,
  membership: ClassicMembership,
  { sent, answer }: { readonly sent: SentGeneration; readonly answer: JoinGroupResponse },
): void {
  const { errorCode } = answer;
  if (errorCode === errors.UNKNOWN_MEMBER_ID && isUnchanged(membership, sent))
    resetAndRejoin(membership, {
      reason: "encountered UNKNOWN_MEMBER_ID from JOIN_GROUP response",
      forgetsMemberId: true,
    });
  else if (
    errorCode === errors.COORDINATOR_NOT_AVAILABLE ||
    errorCode === errors.NOT_COORDINATOR
  )
    loseCoordinator(context, consumer);
  else if (errorCode === errors.MEMBER_ID_REQUIRED) {
    membership.memberId = answer.memberId;
    membership.generationId = -1;
    requestRejoin(
      membership,
      `need to re-join with the given member-id: ${answer.memberId}`,
    );
  }
  fail(membership, errorName(errorCode));
}

/** The leader first needs the metadata of all the group's topics. Kafka: ConsumerCoordinator.updateGroupSubscription. */
function lead(
  context: Context,
  consumer: Consumer,
  membership: ClassicMembership,
  answer: JoinGroupResponse,
): void {
  const { subscription, metadata } = consumer;
  subscription.groupTopics = groupTopicsOf(answer.members);
  membership.isLeader = true;
  const isNew = subscription.groupTopics.some((topic) => !(topic in metadata.topics));
  if (isNew) requestUpdate(metadata);
  membership.leading = { body: answer, version: metadata.version };
  leadWhenReady(context, consumer, membership);
}

/** Assigns as soon as the metadata is fresh. Kafka: ConsumerCoordinator.onLeaderElected. */
export function leadWhenReady(
  context: Context,
  consumer: Consumer,
  membership: ClassicMembership,
): void {
  const { leading } = membership;
  const { metadata } = consumer;
  if (leading === null || membership.state !== "completing") return;
  if (metadata.needed && metadata.version === leading.version) return;
  membership.leading = null;
  const answer = leading.body as JoinGroupResponse;
  sendSync(context, consumer, membership, leaderAssignment(consumer, membership, answer));
}

function sendSync(
  context: Context,
  consumer: Consumer,
  membership: ClassicMembership,
  assignments: SyncGroupRequest["assignments"],
): void {
  const { config } = consumer;
  const body: SyncGroupRequest = {
    groupId: config.groupId,
    generationId: membership.generationId,
    memberId: membership.memberId,
    groupInstanceId: config.groupInstanceId,
    protocolType,
    protocolName: membership.protocolName,
    assignments,
  };
  const isSent = askCoordinator(context, consumer, {
    api: apiNamed("SyncGroup").key,
    version: syncVersion,
    body,
    purpose: purposes.sync,
    context: sentGeneration(membership),
  });
  if (!isSent) fail(membership, "COORDINATOR_NOT_AVAILABLE");
}

/** The answer to a SyncGroup; null when the connection was lost. Kafka: SyncGroupResponseHandler. */
export function syncAnswered(
  context: Context,
  consumer: Consumer,
  asked: Asked,
  body: object | null,
): void {
  const membership = consumer.membership;
  if (membership?.kind !== "classic" || !membership.joining) return;
  if (body === null) {
    loseCoordinator(context, consumer);
    membership.outcome = failedConnection;
    return;
  }
  const { errorCode, assignment } = body as SyncGroupResponse;
  if (errorCode === 0 && membership.state === "completing") {
    membership.state = "stable";
    membership.rejoinNeeded = false;
    membership.rejoinReason = "";
    membership.outcome = { kind: "assignment", bytes: assignment };
    return;
  }
  const name = errorCode === 0 ? "ILLEGAL_GENERATION" : errorName(errorCode);
  if (
    errorCode === errors.COORDINATOR_NOT_AVAILABLE ||
    errorCode === errors.NOT_COORDINATOR
  )
    loseCoordinator(context, consumer);
  if (
    (errorCode === errors.UNKNOWN_MEMBER_ID || errorCode === errors.ILLEGAL_GENERATION) &&
    isUnchanged(membership, asked.about as SentGeneration)
  )
    resetAndRejoin(membership, {
      reason: `encountered ${name} from SYNC_GROUP response`,
      forgetsMemberId: errorCode !== errors.ILLEGAL_GENERATION,
    });
  fail(membership, name);
}
