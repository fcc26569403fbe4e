import type { CoordinatorRecord } from "../../coordinator/coordinator-record.ts";
import type { CoordinatorFailure } from "../../coordinator/coordinator-result.ts";
import type { TopicPartitions } from "../assignors/group-spec.ts";
import type { GroupTurn } from "../group-state.ts";
import { assignmentIntervalMs } from "./consumer-config.ts";
import type { ConsumerGroup } from "./consumer-group.ts";
import { type ConsumerMember, isReconciledTo, sameMember } from "./consumer-member.ts";
import { cancelRevocation, scheduleRevocation } from "./consumer-timers.ts";
import { nextAssignment, type Reconciliation } from "./current-assignment.ts";
import { hasMetadataExpired, updateSubscriptionMetadata } from "./group-epoch.ts";
import {
  existingTopicIds,
  isHomogeneous,
  type MemberChange,
  subscribedNames,
  subscriptionsAfter,
} from "./subscriptions.ts";
import { newTarget } from "./target-assignment.ts";

const noChange: MemberChange = { removed: [], put: null };

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
  bump: boolean,
): GroupProgress | CoordinatorFailure {
  const { numbers } = group;
  let groupEpoch = numbers.groupEpoch;
  const records: CoordinatorRecord[] = [];
  // Without a look at the subscriptions Kafka goes by what kind of group it was before this member came.
  let homogeneous: boolean | undefined;
  if (bump || hasMetadataExpired(turn, group)) {
    const subscriptions = subscriptionsAfter(group, change);
    const metadata = updateSubscriptionMetadata(turn, group, subscriptions, bump);
    groupEpoch = metadata.groupEpoch;
    homogeneous = isHomogeneous(subscriptions);
    records.push(...metadata.records);
  }
  if (groupEpoch <= numbers.assignmentEpoch || !isAssignmentDue(turn, group))
    return {
      kind: "progress",
      groupEpoch,
      records,
      targetEpoch: numbers.assignmentEpoch,
      target: undefined,
    };
  homogeneous ??= isHomogeneous(subscriptionsAfter(group, noChange));
  const outcome = newTarget(turn, group, { groupEpoch, homogeneous }, change);
  if (outcome.kind === "failure") return outcome;
  records.push(...outcome.records);
  const target = outcome.target.get(change.put?.memberId ?? "") ?? {};
  return { kind: "progress", groupEpoch, records, targetEpoch: groupEpoch, target };
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
  if (next.classic !== null) return next;
  if (next.state === "UNREVOKED_PARTITIONS")
    scheduleRevocation(turn, group.groupId, next);
  else cancelRevocation(turn, group.groupId, next.memberId);
  return next;
}
