import {
  type CoordinatorResult,
  failure,
  type Outcome,
  result,
} from "../../coordinator/coordinator-result.ts";
import { complete } from "../../coordinator/responder.ts";
import { errors } from "../../error-codes.ts";
import type { ConsumerProtocolSubscription } from "../../protocol/messages.ts";
import { randomId } from "../../random-id.ts";
import { joinBody } from "../classic-answers.ts";
import { consumerProtocolType } from "../classic-protocols.ts";
import { unknownMemberId } from "../classic-validate.ts";
import type { GroupTurn } from "../group-state.ts";
import type { JoinAsked } from "../join-asked.ts";
import { advanceGroup, reconcile } from "./advance-group.ts";
import { type ConsumerGroup, staticMemberOf, targetOf } from "./consumer-group.ts";
import { groupIsFull, joining } from "./consumer-heartbeat.ts";
import {
  type ConsumerMember,
  classicProtocol,
  sameMember,
  sameTexts,
} from "./consumer-member.ts";
import { currentRecord, memberRecord } from "./consumer-records.ts";
import { tellConsumerMember, tellStateAfter } from "./consumer-reports.ts";
import {
  cancelClassicJoin,
  scheduleClassicSync,
  scheduleMemberSession,
} from "./consumer-timers.ts";
import { canDowngradeReplacing, downgradeGroup } from "./downgrade.ts";
import { listedById, subscriptionOf } from "./embedded-protocol.ts";
import { hasMetadataExpired, updateSubscriptionMetadata } from "./group-epoch.ts";
import { updateRegex } from "./regular-expressions.ts";
import { type Subscribed, subscribeMember } from "./subscribe-member.ts";
import { type MemberChange, subscriptionsAfter } from "./subscriptions.ts";

/** From this version on a member is given its id before it joins. */
const firstVersionWithKnownId = 4;

/** JoinGroup of a consumer of the classic protocol to a consumer group. Kafka: GroupMetadataManager.classicGroupJoinToConsumerGroup. */
export function joinConsumerGroup(
  turn: GroupTurn,
  group: ConsumerGroup,
  asked: JoinAsked,
): Outcome {
  const { body, version, responder } = asked;
  const isUnknown = isUnknownId(asked);
  const memberId = isUnknown ? randomId(turn.draw) : body.memberId;
  const full = groupIsFull(turn, group, memberId);
  if (full !== undefined) return full;
  if (!supportsProtocols(group, asked))
    return failure(errors.INCONSISTENT_GROUP_PROTOCOL);
  if (isUnknown && body.groupInstanceId === null && version >= firstVersionWithKnownId) {
    const errorCode = errors.MEMBER_ID_REQUIRED;
    complete(turn.answers, responder, joinBody({ memberId, errorCode }));
    return result([], null);
  }
  const subscription = subscriptionOf(body.protocols[0]?.metadata ?? new Uint8Array(0));
  if (subscription === undefined) return failure(errors.UNKNOWN_SERVER_ERROR);
  const subscribed = subscribeMember(group, {
    memberId,
    memberEpoch: -1,
    instanceId: body.groupInstanceId,
    owned: [],
    createIfNotExists: body.groupInstanceId === null || isUnknown,
    classic: true,
  });
  if (subscribed.kind === "failure") return subscribed;
  return join(turn, group, asked, { subscribed, subscription });
}

const isUnknownId = ({ body }: JoinAsked): boolean => body.memberId === unknownMemberId;

/** Kafka: ConsumerGroup.supportsClassicProtocols. */
function supportsProtocols(
  { members, numbers }: ConsumerGroup,
  { body }: JoinAsked,
): boolean {
  if (body.protocolType !== consumerProtocolType || body.protocols.length === 0)
    return false;
  const supporting = (name: string): number =>
    Object.values(members).filter(
      ({ classic }) => classic?.protocols.some((each) => each.name === name) === true,
    ).length;
  return body.protocols.some(({ name }) => supporting(name) === numbers.classicMembers);
}

/** The member, and what it says. */
interface Joining {
  readonly subscribed: Subscribed;
  readonly subscription: ConsumerProtocolSubscription;
}

function joiningMember(
  { body, clientId, clientHost }: JoinAsked,
  { subscribed: { member }, subscription }: Joining,
): ConsumerMember {
  return {
    ...member,
    instanceId: body.groupInstanceId ?? member.instanceId,
    rackId: subscription.rackId ?? member.rackId,
    rebalanceTimeoutMs:
      body.rebalanceTimeoutMs === -1
        ? member.rebalanceTimeoutMs
        : body.rebalanceTimeoutMs,
    topicNames: subscription.topics.toSorted(),
    // Who subscribes by a regular expression resolves it itself.
    topicRegex: "",
    clientId,
    clientHost,
    classic: { sessionTimeoutMs: body.sessionTimeoutMs, protocols: body.protocols },
  };
}

function join(
  turn: GroupTurn,
  group: ConsumerGroup,
  asked: JoinAsked,
  comes: Joining,
): Outcome {
  const { subscribed, subscription } = comes;
  const before = subscribed.member;
  const after = joiningMember(asked, comes);
  const records = [...subscribed.records];
  if (!sameMember(before, after)) records.push(memberRecord(group.groupId, after));
  const regex = updateRegex(turn, group, before, after);
  if (regex.kind === "failure") return regex;
  records.push(...regex.records);
  const bump = !sameTexts(before.topicNames, after.topicNames) || regex.updated;
  const owned = listedById(turn.cluster, subscription.ownedPartitions);
  const replaced = staticMemberOf(group, asked.body.groupInstanceId);
  if (replaced !== undefined && canDowngradeReplacing(turn, group, replaced)) {
    const reason = `it takes the place of ${replaced.memberId}`;
    tellConsumerMember(turn, group.groupId, after, { what: "replaced", reason });
    const downgraded = joinDowngrading(turn, group, { replaced, after, bump, owned });
    records.push(...downgraded.records);
    return { ...joined(downgraded.member), records, replay: false };
  }
  const change: MemberChange = {
    removed: subscribed.replaced === null ? [] : [subscribed.replaced],
    put: after,
  };
  const joins = joining(group, subscribed, isUnknownId(asked) ? 0 : -1);
  const reason = `classic member ${after.memberId} ${joins?.what ?? "changed its subscription"}`;
  const progress = advanceGroup(turn, group, change, { must: bump, reason });
  if (progress.kind === "failure") return progress;
  records.push(...progress.records);
  // Its predecessor is gone before it has the place.
  const replaces = joins?.what === "replaced";
  if (replaces) tellConsumerMember(turn, group.groupId, after, joins);
  const next = reconcile(turn, group, after, {
    targetEpoch: progress.targetEpoch,
    target: progress.target ?? targetOf(group, after.memberId, after.instanceId),
    subscriptionChanged: bump,
    owned,
  });
  if (next !== after) records.push(currentRecord(group.groupId, next));
  if (joins !== null && !replaces) tellConsumerMember(turn, group.groupId, next, joins);
  if (records.length > 0) tellStateAfter(turn, group, { ...change, put: next }, progress);
  cancelClassicJoin(turn, group.groupId, next.memberId);
  scheduleMemberSession(turn, group.groupId, next.memberId, asked.body.sessionTimeoutMs);
  scheduleClassicSync(turn, group.groupId, next);
  return { ...joined(next), records };
}

/** A classic consumer comes in the place of the last member of the consumer protocol. */
function joinDowngrading(
  turn: GroupTurn,
  group: ConsumerGroup,
  { replaced, after, bump, owned }: Downgrading,
): { readonly member: ConsumerMember; readonly records: CoordinatorResult["records"] } {
  const change: MemberChange = { removed: [replaced.memberId], put: after };
  const records: CoordinatorResult["records"][number][] = [];
  if (bump || hasMetadataExpired(turn, group)) {
    const subscriptions = subscriptionsAfter(group, change);
    records.push(...updateSubscriptionMetadata(turn, group, subscriptions, bump).records);
  }
  // With another subscription there is a rebalance anyway.
  const member = bump
    ? after
    : reconcile(turn, group, after, {
        targetEpoch: group.numbers.assignmentEpoch,
        target: targetOf(group, after.memberId, after.instanceId),
        subscriptionChanged: false,
        owned,
      });
  if (member !== after) records.push(currentRecord(group.groupId, member));
  const leaving = [replaced];
  records.push(
    ...downgradeGroup(turn, group, { leaving, joining: member, rebalance: bump }),
  );
  return { member, records };
}

interface Downgrading {
  readonly replaced: ConsumerMember;
  readonly after: ConsumerMember;
  readonly bump: boolean;
  readonly owned: ReturnType<typeof listedById>;
}

/** No leader: nobody but the coordinator assigns. */
const joined = (member: ConsumerMember): CoordinatorResult =>
  result(
    [],
    joinBody({
      memberId: member.memberId,
      generationId: member.memberEpoch,
      protocolType: consumerProtocolType,
      protocolName: classicProtocol(member).name,
    }),
  );
