import {
  type CoordinatorFailure,
  failure,
  type Outcome,
  result,
} from "../../coordinator/coordinator-result.ts";
import { errors } from "../../error-codes.ts";
import type { ConsumerGroupHeartbeatRequest } from "../../protocol/messages.ts";
import { randomId } from "../../random-id.ts";
import type { Asked } from "../asked.ts";
import type { GroupTurn } from "../group-state.ts";
import { advanceGroup, reconcile } from "./advance-group.ts";
import { consumerGroupMaxSize, heartbeatIntervalMs } from "./consumer-config.ts";
import { type ConsumerGroup, consumerMemberOf, targetOf } from "./consumer-group.ts";
import { consumerGroupLeave } from "./consumer-leave.ts";
import {
  type ConsumerMember,
  leaveEpoch,
  leaveStaticEpoch,
  sameMember,
  sameTexts,
} from "./consumer-member.ts";
import { currentRecord, memberRecord } from "./consumer-records.ts";
import { tellConsumerMember, tellStateAfter } from "./consumer-reports.ts";
import { scheduleMemberSession } from "./consumer-timers.ts";
import { getOrMaybeCreateConsumerGroup } from "./find-consumer-group.ts";
import { heartbeatBody } from "./heartbeat-body.ts";
import { listed, sameEpochs } from "./partition-epochs.ts";
import { updateRegex } from "./regular-expressions.ts";
import { type Subscribed, subscribeMember } from "./subscribe-member.ts";
import type { MemberChange } from "./subscriptions.ts";

type Heartbeat = Asked<ConsumerGroupHeartbeatRequest>;

/** A request that is valid by itself (see `heartbeat-validation.ts`). Kafka: GroupMetadataManager.consumerGroupHeartbeat. */
export function consumerGroupHeartbeat(turn: GroupTurn, asked: Heartbeat): Outcome {
  const { body } = asked;
  if (body.memberEpoch === leaveEpoch || body.memberEpoch === leaveStaticEpoch)
    return consumerGroupLeave(turn, body);
  const createIfNotExists = body.memberEpoch === 0;
  const found = getOrMaybeCreateConsumerGroup(turn, body.groupId, createIfNotExists);
  if (found.kind === "failure") return found;
  const { group } = found;
  const full = groupIsFull(turn, group, body.memberId);
  if (full !== undefined) return full;
  const memberId = body.memberId === "" ? randomId(turn.draw) : body.memberId;
  const subscribed = subscribeMember(group, {
    memberId,
    memberEpoch: body.memberEpoch,
    instanceId: body.instanceId,
    owned: body.topicPartitions,
    createIfNotExists,
    classic: false,
  });
  if (subscribed.kind === "failure") return subscribed;
  const outcome = heartbeat(turn, asked, group, subscribed);
  if (outcome.kind === "failure") return outcome;
  scheduleMemberSession(turn, body.groupId, memberId);
  return { ...outcome, records: [...found.records, ...outcome.records] };
}

/** Kafka: GroupMetadataManager.throwIfConsumerGroupIsFull. */
export const groupIsFull = (
  turn: GroupTurn,
  group: ConsumerGroup,
  memberId: string,
): CoordinatorFailure | undefined => {
  const maxSize = consumerGroupMaxSize(turn);
  const isFull = group.numbers.members >= maxSize;
  return isFull && consumerMemberOf(group, memberId) === undefined
    ? failure(
        errors.GROUP_MAX_SIZE_REACHED,
        `The consumer group has reached its maximum capacity of ${maxSize} members.`,
      )
    : undefined;
};

/** The member as the request says that it is now. */
function updatedMember(
  member: ConsumerMember,
  { body, ...from }: Heartbeat,
): ConsumerMember {
  return {
    ...member,
    instanceId: body.instanceId ?? member.instanceId,
    rackId: body.rackId ?? member.rackId,
    rebalanceTimeoutMs:
      body.rebalanceTimeoutMs === -1
        ? member.rebalanceTimeoutMs
        : body.rebalanceTimeoutMs,
    serverAssignor: body.serverAssignor ?? member.serverAssignor,
    topicNames: body.subscribedTopicNames?.toSorted() ?? member.topicNames,
    topicRegex: body.subscribedTopicRegex ?? member.topicRegex,
    clientId: from.clientId,
    clientHost: from.clientHost,
    classic: null,
  };
}

function heartbeat(
  turn: GroupTurn,
  asked: Heartbeat,
  group: ConsumerGroup,
  subscribed: Subscribed,
): Outcome {
  const { body } = asked;
  const before = subscribed.member;
  const after = updatedMember(before, asked);
  const regex = updateRegex(turn, group, before, after);
  if (regex.kind === "failure") return regex;
  const records = [...subscribed.records];
  if (!sameMember(before, after)) records.push(memberRecord(group.groupId, after));
  records.push(...regex.records);
  const namesChanged = !sameTexts(before.topicNames, after.topicNames);
  const change: MemberChange = {
    removed: subscribed.replaced === null ? [] : [subscribed.replaced],
    put: after,
  };
  const joins = joining(group, subscribed, body.memberEpoch);
  const progress = advanceGroup(turn, group, change, {
    must: namesChanged || regex.resolved,
    reason: `member ${after.memberId} ${joins?.what ?? "changed its subscription"}`,
  });
  if (progress.kind === "failure") return progress;
  records.push(...progress.records);
  // Its predecessor is gone before it has the place.
  const replaces = joins?.what === "replaced";
  if (replaces) tellConsumerMember(turn, group.groupId, after, joins);
  const reconciled = reconcile(turn, group, after, {
    targetEpoch: progress.targetEpoch,
    target: progress.target ?? targetOf(group, after.memberId, after.instanceId),
    subscriptionChanged: namesChanged || regex.updated,
    owned: body.topicPartitions,
  });
  if (reconciled !== after) records.push(currentRecord(group.groupId, reconciled));
  if (joins !== null && !replaces)
    tellConsumerMember(turn, group.groupId, reconciled, joins);
  if (records.length > 0)
    tellStateAfter(turn, group, { ...change, put: reconciled }, progress);
  const isFull =
    body.rebalanceTimeoutMs !== -1 &&
    (body.subscribedTopicNames ?? body.subscribedTopicRegex) !== null &&
    body.topicPartitions !== null;
  const tellsAssignment =
    body.memberEpoch === 0 || isFull || !sameEpochs(before.assigned, reconciled.assigned);
  return result(
    records,
    heartbeatBody({
      memberId: reconciled.memberId,
      memberEpoch: reconciled.memberEpoch,
      heartbeatIntervalMs: heartbeatIntervalMs(turn, group.groupId),
      assignment: tellsAssignment
        ? { topicPartitions: listed(reconciled.assigned) }
        : null,
    }),
  );
}

/** Whether the member comes with this heartbeat, and how; null: it goes on. */
export function joining(
  group: ConsumerGroup,
  { member, replaced }: Subscribed,
  memberEpoch: number,
): Parameters<typeof tellConsumerMember>[3] | null {
  if (replaced !== null)
    return { what: "replaced", reason: `it takes the place of ${replaced}` };
  if (consumerMemberOf(group, member.memberId) === undefined)
    return { what: "joined", reason: "" };
  return memberEpoch === 0 ? { what: "rejoined", reason: "" } : null;
}
