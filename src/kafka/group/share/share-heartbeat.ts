import type { CoordinatorRecord } from "../../coordinator/coordinator-record.ts";
import {
  type CoordinatorFailure,
  failure,
  type Outcome,
  result,
} from "../../coordinator/coordinator-result.ts";
import { errors } from "../../error-codes.ts";
import type { ShareGroupHeartbeatRequest } from "../../protocol/messages.ts";
import type { Asked } from "../asked.ts";
import type { TopicPartitions } from "../assignors/group-spec.ts";
import { groupNumber } from "../group-config.ts";
import { type GroupTurn, groupOf } from "../group-state.ts";
import { samePartitions } from "../modern/partition-epochs.ts";
import { metadataHash } from "../modern/subscriptions.ts";
import { maybeInitialize } from "./initialize-share.ts";
import { shareNumber } from "./share-config.ts";
import {
  newShareMember,
  type ShareGroup,
  type ShareMember,
  shareGroup,
  shareMemberOf,
} from "./share-group.ts";
import {
  shareCurrentRecord,
  shareEpochRecord,
  shareMemberRecord,
} from "./share-group-records.ts";
import { shareHeartbeatBody } from "./share-heartbeat-body.ts";
import { leaveShareGroup } from "./share-leave.ts";
import { scheduleShareSession } from "./share-session-timer.ts";
import { newShareTarget, shareMembersAfter } from "./share-target.ts";

type Heartbeat = Asked<ShareGroupHeartbeatRequest>;

/** Subscription and metadata are compared at least this often, ms. Kafka: GroupMetadataManager.METADATA_REFRESH_INTERVAL_MS. */
const metadataRefreshIntervalMs = 600_000;

const leaveEpoch = -1;

/** Kafka: GroupMetadataManager.shareGroupHeartbeat. */
export function shareGroupHeartbeat(turn: GroupTurn, asked: Heartbeat): Outcome {
  const { body } = asked;
  if (body.memberEpoch === leaveEpoch) return leaveShareGroup(turn, body);
  const known = groupOf(turn, body.groupId);
  if (known === undefined && body.memberEpoch !== 0)
    return failure(errors.GROUP_ID_NOT_FOUND, `Share group ${body.groupId} not found.`);
  if (known !== undefined && known.type !== "share")
    return failure(
      errors.GROUP_ID_NOT_FOUND,
      `Group ${body.groupId} is not a share group.`,
    );
  const group = known ?? shareGroup(body.groupId);
  const before = shareMemberOf(group, body.memberId);
  const refused = memberError(turn, group, before, body);
  if (refused !== undefined) return refused;
  return heartbeat(turn, asked, group, before ?? newShareMember(body.memberId));
}

/** Kafka: GroupMetadataManager.throwIfShareGroupIsFull, throwIfShareGroupMemberEpochIsInvalid. */
function memberError(
  turn: GroupTurn,
  group: ShareGroup,
  member: ShareMember | undefined,
  { memberId, memberEpoch, groupId }: ShareGroupHeartbeatRequest,
): CoordinatorFailure | undefined {
  if (member === undefined) {
    if (memberEpoch !== 0)
      return failure(
        errors.UNKNOWN_MEMBER_ID,
        `Member ${memberId} is not a member of group ${groupId}.`,
      );
    const most = groupNumber(turn, "group.share.max.size");
    return Object.keys(group.members).length >= most
      ? failure(
          errors.GROUP_MAX_SIZE_REACHED,
          `The share group has reached its maximum capacity of ${most} members.`,
        )
      : undefined;
  }
  const isKnown =
    memberEpoch === 0 ||
    memberEpoch === member.memberEpoch ||
    (memberEpoch < member.memberEpoch && memberEpoch === member.previousMemberEpoch);
  return isKnown
    ? undefined
    : failure(
        errors.FENCED_MEMBER_EPOCH,
        `The share group member has a ${memberEpoch > member.memberEpoch ? "greater" : "smaller"} member epoch (${memberEpoch}) than the one known by the group coordinator (${member.memberEpoch}). The member must abandon all its partitions and rejoin.`,
      );
}

function heartbeat(
  turn: GroupTurn,
  asked: Heartbeat,
  group: ShareGroup,
  before: ShareMember,
): Outcome {
  const { body, clientId, clientHost } = asked;
  const { groupId } = group;
  const records: CoordinatorRecord[] = [];
  const member: ShareMember = {
    ...before,
    rackId: body.rackId ?? before.rackId,
    clientId,
    clientHost,
    topicNames: body.subscribedTopicNames ?? before.topicNames,
  };
  const isNew = shareMemberOf(group, member.memberId) === undefined;
  const subscribes = !sameTexts(member.topicNames, before.topicNames);
  if (isNew || subscribes || !sameClient(member, before))
    records.push(shareMemberRecord(groupId, member));
  const names = subscribedNames(shareMembersAfter(group, member));
  const epochs = nextEpoch(turn, group, names, subscribes);
  records.push(...epochs.records);
  const target = nextTarget(turn, group, epochs.groupEpoch, member);
  records.push(...target.records);
  const after = reconciled(member, target, epochs.bumped);
  if (!sameAssignment(after, member)) records.push(shareCurrentRecord(groupId, after));
  scheduleShareSession(turn, groupId, member.memberId);
  const begin = maybeInitialize(turn, group, epochs.groupEpoch, names);
  if (begin !== null) records.push(begin.record);
  tellChanges(turn, group, { isNew, before, after });
  const isTold =
    body.memberEpoch === 0 ||
    body.subscribedTopicNames !== null ||
    !samePartitions(after.assigned, before.assigned);
  const response = shareHeartbeatBody({
    memberId: after.memberId,
    memberEpoch: after.memberEpoch,
    heartbeatIntervalMs: shareNumber(turn, groupId, "heartbeat.interval.ms"),
    assignment: isTold ? { topicPartitions: listed(after.assigned) } : null,
  });
  return { ...result(records, response), next: begin?.next ?? null };
}

const listed = (
  assigned: TopicPartitions,
): { readonly topicId: string; readonly partitions: readonly number[] }[] =>
  Object.entries(assigned).map(([topicId, partitions]) => ({ topicId, partitions }));

const sameTexts = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each) => b.includes(each));

const sameClient = (a: ShareMember, b: ShareMember): boolean =>
  a.rackId === b.rackId && a.clientId === b.clientId && a.clientHost === b.clientHost;

const sameAssignment = (a: ShareMember, b: ShareMember): boolean =>
  a.memberEpoch === b.memberEpoch &&
  a.previousMemberEpoch === b.previousMemberEpoch &&
  samePartitions(a.assigned, b.assigned);

const subscribedNames = (members: readonly ShareMember[]): string[] => [
  ...new Set(members.flatMap(({ topicNames }) => topicNames)),
];

/** The group epoch rises with the subscription, with the topics, and when partitions have got their state. */
function nextEpoch(
  turn: GroupTurn,
  group: ShareGroup,
  names: readonly string[],
  subscribes: boolean,
): {
  readonly groupEpoch: number;
  readonly bumped: boolean;
  readonly records: readonly CoordinatorRecord[];
} {
  const { groupId, numbers } = group;
  const isPending = numbers.assignmentEpoch >= numbers.groupEpoch && isUnassigned(group);
  const mustBump = subscribes || isPending;
  const isExpired =
    turn.nowMs >= group.refreshDeadlineMs || numbers.groupEpoch < group.refreshEpoch;
  if (!mustBump && !isExpired)
    return { groupEpoch: numbers.groupEpoch, bumped: false, records: [] };
  const topics = new Map(names.map((name) => [name, true]));
  const hash = metadataHash(turn, { topics });
  const bumped = mustBump || hash !== numbers.metadataHash;
  const groupEpoch = numbers.groupEpoch + (bumped ? 1 : 0);
  group.refreshDeadlineMs = turn.nowMs + metadataRefreshIntervalMs;
  group.refreshEpoch = groupEpoch;
  const records = bumped ? [shareEpochRecord(groupId, groupEpoch, hash)] : [];
  return { groupEpoch, bumped, records };
}

/** Partitions that are initialized and subscribed to are not those that are assigned. Kafka: GroupMetadataManager.initializedAssignmentPending. */
function isUnassigned(group: ShareGroup): boolean {
  const names = subscribedNames(Object.values(group.members));
  const assigned: Record<string, Set<number>> = {};
  for (const target of Object.values(group.target))
    for (const [topicId, partitions] of Object.entries(target)) {
      const those = (assigned[topicId] ??= new Set());
      for (const partition of partitions) those.add(partition);
    }
  return Object.entries(group.topics.now.initialized).some(
    ([topicId, { name, partitions }]) => {
      const those = assigned[topicId];
      return (
        names.includes(name) &&
        (those?.size !== partitions.length ||
          !partitions.every((each) => those.has(each)))
      );
    },
  );
}

interface Target {
  readonly epoch: number;
  readonly assigned: TopicPartitions;
  readonly records: readonly CoordinatorRecord[];
}

/** A target at most once in `group.share.assignment.interval.ms`; the first at once. Kafka: GroupMetadataManager.maybeUpdateTargetAssignment. */
function nextTarget(
  turn: GroupTurn,
  group: ShareGroup,
  groupEpoch: number,
  member: ShareMember,
): Target {
  const { groupId, numbers } = group;
  const { assignmentEpoch, assignmentTimestampMs } = numbers;
  const intervalMs = shareNumber(turn, groupId, "assignment.interval.ms");
  const isDue =
    assignmentTimestampMs === 0 || turn.nowMs >= assignmentTimestampMs + intervalMs;
  if (groupEpoch <= assignmentEpoch || !isDue) {
    const assigned = group.target[`/${member.memberId}`] ?? {};
    return { epoch: assignmentEpoch, assigned, records: [] };
  }
  const { records, target } = newShareTarget(turn, group, groupEpoch, member);
  turn.tell(groupId, {
    kind: "target",
    epoch: groupEpoch,
    assignor: "simple",
    members: [...target].map(([memberId, assigned]) => ({
      memberId,
      assigned: named(turn, assigned),
    })),
  });
  return { epoch: groupEpoch, assigned: target.get(member.memberId) ?? {}, records };
}

/** Nothing has to be given up first: several members may read one partition. Kafka: ShareGroupAssignmentBuilder. */
function reconciled(
  member: ShareMember,
  { epoch, assigned }: Target,
  subscribes: boolean,
): ShareMember {
  if (member.memberEpoch === epoch && !subscribes) return member;
  return member.memberEpoch === epoch
    ? { ...member, assigned }
    : {
        ...member,
        memberEpoch: epoch,
        previousMemberEpoch: member.memberEpoch,
        assigned,
      };
}

/** Partitions with the names of their topics. */
const named = (
  turn: GroupTurn,
  assigned: TopicPartitions,
): { readonly topic: string; readonly partitions: readonly number[] }[] =>
  Object.entries(assigned).map(([topicId, partitions]) => ({
    topic: turn.cluster.topicById(topicId)?.name ?? topicId,
    partitions,
  }));

function tellChanges(
  turn: GroupTurn,
  { groupId }: ShareGroup,
  {
    isNew,
    before,
    after,
  }: {
    readonly isNew: boolean;
    readonly before: ShareMember;
    readonly after: ShareMember;
  },
): void {
  const { memberId, clientId, memberEpoch: epoch } = after;
  const reason = "joined the share group";
  if (isNew)
    turn.tell(groupId, {
      kind: "member",
      memberId,
      clientId,
      what: "joined",
      reason,
      epoch,
    });
  if (epoch === before.memberEpoch && samePartitions(after.assigned, before.assigned))
    return;
  turn.tell(groupId, {
    kind: "assignment",
    memberId,
    generation: epoch,
    assigned: named(turn, after.assigned),
    revoking: [],
  });
}
