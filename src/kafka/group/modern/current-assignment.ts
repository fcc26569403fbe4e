import { unreachable } from "../../../base/assert.ts";
import type { TopicPartitions } from "../assignors/group-spec.ts";
import { type ConsumerGroup, ownerKey } from "./consumer-group.ts";
import type { ConsumerMember, MemberState } from "./consumer-member.ts";
import {
  epochOf,
  isEmptyEpochs,
  type ListedPartitions,
  noPartitions,
  type PartitionEpochs,
} from "./partition-epochs.ts";

/** What a member is brought towards. */
export interface Reconciliation {
  readonly targetEpoch: number;
  readonly target: TopicPartitions;
  /** Ids of what it subscribes to now; a target outside of it does not count. */
  readonly topicIds: ReadonlySet<string>;
  /** It names no topic, and its regular expression gives none. */
  readonly namesNothing: boolean;
  /** The subscription changed with this very heartbeat. */
  readonly subscriptionChanged: boolean;
  /** What the member says that it owns; null: it did not say. */
  readonly owned: readonly ListedPartitions[] | null;
}

/** The member's next state on its way to the target, or the same member. Kafka: CurrentAssignmentBuilder.build. */
export function nextAssignment(
  group: ConsumerGroup,
  member: ConsumerMember,
  towards: Reconciliation,
): ConsumerMember {
  const { subscriptionChanged, targetEpoch, owned } = towards;
  switch (member.state) {
    case "STABLE":
      if (member.memberEpoch !== targetEpoch)
        return towardsTarget(group, member, towards);
      return subscriptionChanged ? withoutUnsubscribed(member, towards) : member;
    case "UNREVOKED_PARTITIONS":
      if (!ownsAny(owned, member.pendingRevocation))
        return towardsTarget(group, member, towards);
      return subscriptionChanged ? withoutUnsubscribed(member, towards) : member;
    case "UNRELEASED_PARTITIONS":
      return towardsTarget(group, member, towards);
    default:
      return unreachable(member.state);
  }
}

/** A member that does not say what it owns owns everything still. Kafka: CurrentAssignmentBuilder.ownsRevokedPartitions. */
function ownsAny(
  owned: readonly ListedPartitions[] | null,
  those: PartitionEpochs,
): boolean {
  if (owned === null) return true;
  return owned.some(({ topicId, partitions }) =>
    partitions.some((partition) => epochOf(those, topicId, partition) !== undefined),
  );
}

/** Kafka: ConsumerGroupMember.Builder.updateMemberEpoch. */
function updated(
  member: ConsumerMember,
  state: MemberState,
  memberEpoch: number,
  parts: Pick<ConsumerMember, "assigned" | "pendingRevocation">,
): ConsumerMember {
  return {
    ...member,
    state,
    memberEpoch,
    previousMemberEpoch: member.memberEpoch,
    ...parts,
  };
}

/** Takes what is no longer subscribed to, before any new target. Kafka: CurrentAssignmentBuilder.updateCurrentAssignment. */
function withoutUnsubscribed(
  member: ConsumerMember,
  { topicIds, namesNothing, owned }: Reconciliation,
): ConsumerMember {
  const assigned: Record<string, PartitionEpochs[string]> = {};
  const pending: Record<string, PartitionEpochs[string]> = {
    ...member.pendingRevocation,
  };
  // Without any topic Kafka writes the member anew even if it had nothing.
  let removed = namesNothing && isEmptyEpochs(pending);
  for (const [topicId, partitions] of Object.entries(member.assigned)) {
    if (topicIds.has(topicId)) {
      assigned[topicId] = partitions;
      continue;
    }
    removed = true;
    pending[topicId] = { ...pending[topicId], ...partitions };
  }
  if (!removed) return member;
  return !isEmptyEpochs(pending) && ownsAny(owned, pending)
    ? updated(member, "UNREVOKED_PARTITIONS", member.memberEpoch, {
        assigned,
        pendingRevocation: pending,
      })
    : updated(member, member.state, member.memberEpoch, {
        assigned,
        pendingRevocation: member.pendingRevocation,
      });
}

/** What a member keeps, has to give up, gets, and what others still hold. */
interface Parts {
  readonly keep: Record<string, Record<number, number>>;
  readonly revoke: Record<string, Record<number, number>>;
  readonly add: (readonly [topicId: string, partition: number])[];
  unreleased: boolean;
}

/** Kafka: CurrentAssignmentBuilder.computeNextAssignment. */
function towardsTarget(
  group: ConsumerGroup,
  member: ConsumerMember,
  towards: Reconciliation,
): ConsumerMember {
  const parts = split(group, member, towards);
  if (!isEmptyEpochs(parts.revoke) && ownsAny(towards.owned, parts.revoke))
    return updated(member, "UNREVOKED_PARTITIONS", member.memberEpoch, {
      assigned: parts.keep,
      pendingRevocation: parts.revoke,
    });
  for (const [topicId, partition] of parts.add)
    (parts.keep[topicId] ??= {})[partition] = towards.targetEpoch;
  const state = parts.unreleased ? "UNRELEASED_PARTITIONS" : "STABLE";
  return updated(member, state, towards.targetEpoch, {
    assigned: parts.keep,
    pendingRevocation: noPartitions,
  });
}

function split(
  { owners }: ConsumerGroup,
  member: ConsumerMember,
  { target, topicIds }: Reconciliation,
): Parts {
  const parts: Parts = { keep: {}, revoke: {}, add: [], unreleased: false };
  for (const topicId of new Set([
    ...Object.keys(target),
    ...Object.keys(member.assigned),
  ])) {
    const wanted = new Set(topicIds.has(topicId) ? target[topicId] : []);
    for (const [text, epoch] of Object.entries(member.assigned[topicId] ?? {})) {
      const partition = Number(text);
      const side = wanted.has(partition) ? parts.keep : parts.revoke;
      (side[topicId] ??= {})[partition] = epoch;
    }
    for (const partition of wanted) {
      if (epochOf(member.assigned, topicId, partition) !== undefined) continue;
      const isFree = owners[ownerKey(topicId, partition)] === undefined;
      // What the member itself has still to give up is not held by somebody else.
      const isOwn = epochOf(member.pendingRevocation, topicId, partition) !== undefined;
      if (isFree || isOwn) parts.add.push([topicId, partition]);
      else parts.unreleased = true;
    }
  }
  return parts;
}

/** Whether the request is about what the member has. Kafka: GroupMetadataManager.isSubset. */
export function isSubset(
  owned: readonly ListedPartitions[] | null,
  assigned: PartitionEpochs,
): boolean {
  if (owned === null) return false;
  return owned.every(
    ({ topicId, partitions }) =>
      assigned[topicId] !== undefined &&
      partitions.every((each) => epochOf(assigned, topicId, each) !== undefined),
  );
}
