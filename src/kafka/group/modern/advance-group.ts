import type { CoordinatorRecord } from "../../coordinator/coordinator-record.ts";
import type { CoordinatorFailure } from "../../coordinator/coordinator-result.ts";
import type { TopicPartitions } from "../assignors/group-spec.ts";
import type { GroupTurn } from "../group-state.ts";
import { assignmentIntervalMs } from "./consumer-config.ts";
import type { ConsumerGroup } from "./consumer-group.ts";
import { type ConsumerMember, isReconciledTo, sameMember } from "./consumer-member.ts";
import { tellAssignment, tellRebalance, tellTarget } from "./consumer-reports.ts";
import { cancelRevocation, scheduleRevocation } from "./consumer-timers.ts";
import { nextAssignment, type Reconciliation } from "./current-assignment.ts";
import { hasMetadataExpired, updateSubscriptionMetadata } from "./group-epoch.ts";
import {
  existingTopicIds,
  isHomogeneous,
  type MemberChange,
  noChange,
  subscribedNames,
  subscriptionsAfter,
} from "./subscriptions.ts";
import { newTarget } from "./target-assignment.ts";

/** Group epoch and target after a change of members. */
export interface GroupProgress {
  readonly kind: "progress";
  readonly groupEpoch: number;
  readonly records: readonly CoordinatorRecord[];
  readonly targetEpoch: number;
  /** Undefined: the one that the group has. */
  readonly target: TopicPartitions | undefined;
}

/** Raises the group epoch where it must, and computes a target when one is due. */
export function advanceGroup(
  turn: GroupTurn,
  group: ConsumerGroup,
  change: MemberChange,
  bump: { readonly must: boolean; readonly reason: string },
): GroupProgress | CoordinatorFailure {
  const { groupId, numbers } = group;
  const looked = lookAtSubscriptions(turn, group, change, bump.must);
  const { groupEpoch, homogeneous } = looked;
  const isDue = groupEpoch > numbers.assignmentEpoch && isAssignmentDue(turn, group);
  const outcome = isDue
    ? newTarget(turn, group, { groupEpoch, homogeneous }, change)
    : null;
  if (outcome?.kind === "failure") return outcome;
  if (groupEpoch > numbers.groupEpoch) {
    const reason = bump.must ? bump.reason : "the metadata of its topics changed";
    tellRebalance(turn, groupId, groupEpoch, reason);
  }
  if (outcome === null)
    return {
      kind: "progress",
      groupEpoch,
      records: looked.records,
      targetEpoch: numbers.assignmentEpoch,
      target: undefined,
    };
  tellTarget(turn, groupId, groupEpoch, outcome);
  return {
    kind: "progress",
    groupEpoch,
    records: [...looked.records, ...outcome.records],
    targetEpoch: groupEpoch,
    target: outcome.target.get(change.put?.memberId ?? "") ?? {},
  };
}

/** What the group epoch is now, and whether all members subscribe to the same. */
interface Looked {
  readonly groupEpoch: number;
  readonly homogeneous: boolean;
  readonly records: readonly CoordinatorRecord[];
}

function lookAtSubscriptions(
  turn: GroupTurn,
  group: ConsumerGroup,
  change: MemberChange,
  mustBump: boolean,
): Looked {
  const { groupEpoch } = group.numbers;
  if (mustBump || hasMetadataExpired(turn, group)) {
    const subscriptions = subscriptionsAfter(group, change);
    const homogeneous = isHomogeneous(subscriptions);
    return {
      ...updateSubscriptionMetadata(turn, group, subscriptions, mustBump),
      homogeneous,
    };
  }
  if (groupEpoch <= group.numbers.assignmentEpoch)
    return { groupEpoch, homogeneous: true, records: [] };
  // Without a look at the subscriptions Kafka goes by what kind of group it was before this member came.
  const homogeneous = isHomogeneous(subscriptionsAfter(group, noChange));
  return { groupEpoch, homogeneous, records: [] };
}

/** A target at most once in `group.consumer.assignment.interval.ms`; the first at once. */
function isAssignmentDue(turn: GroupTurn, { groupId, numbers }: ConsumerGroup): boolean {
  const { assignmentTimestampMs } = numbers;
  if (assignmentTimestampMs === 0) return true;
  return turn.nowMs >= assignmentTimestampMs + assignmentIntervalMs(turn, groupId);
}

/** One step of the member towards its target, with its timer. Kafka: GroupMetadataManager.maybeReconcile. */
export function reconcile(
  turn: GroupTurn,
  group: ConsumerGroup,
  member: ConsumerMember,
  towards: Omit<Reconciliation, "topicIds" | "namesNothing">,
): ConsumerMember {
  if (!towards.subscriptionChanged && isReconciledTo(member, towards.targetEpoch))
    return member;
  const names = subscribedNames(group, member);
  const next = nextAssignment(group, member, {
    ...towards,
    namesNothing: names.length === 0,
    topicIds: new Set(existingTopicIds(turn, names)),
  });
  if (sameMember(next, member)) return member;
  tellAssignment(turn, group.groupId, next);
  if (next.classic !== null) return next;
  if (next.state === "UNREVOKED_PARTITIONS")
    scheduleRevocation(turn, group.groupId, next);
  else cancelRevocation(turn, group.groupId, next.memberId);
  return next;
}
