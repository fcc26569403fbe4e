import type { CoordinatorRecord } from "../../coordinator/coordinator-record.ts";
import {
  type CoordinatorFailure,
  failure,
} from "../../coordinator/coordinator-result.ts";
import { errors } from "../../error-codes.ts";
import {
  type ConsumerGroup,
  consumerMemberOf,
  staticMemberOf,
  targetOf,
} from "./consumer-group.ts";
import { type ConsumerMember, leaveStaticEpoch, newMember } from "./consumer-member.ts";
import {
  currentRecord,
  memberRecord,
  memberTombstones,
  targetRecord,
} from "./consumer-records.ts";
import { isSubset } from "./current-assignment.ts";
import type { ListedPartitions } from "./partition-epochs.ts";

/** Who asks, and as what. */
export interface Subscriber {
  readonly memberId: string;
  readonly memberEpoch: number;
  readonly instanceId: string | null;
  readonly owned: readonly ListedPartitions[] | null;
  readonly createIfNotExists: boolean;
  readonly classic: boolean;
}

/** The member as it was, or new, and the id of the member whose place it takes. */
export interface Subscribed {
  readonly kind: "subscribed";
  readonly member: ConsumerMember;
  readonly replaced: string | null;
  readonly records: readonly CoordinatorRecord[];
}

/** Kafka: GroupMetadataManager.getOrMaybeSubscribeDynamicConsumerGroupMember, getOrMaybeSubscribeStaticConsumerGroupMember. */
export function subscribeMember(
  group: ConsumerGroup,
  subscriber: Subscriber,
): Subscribed | CoordinatorFailure {
  return subscriber.instanceId === null
    ? subscribeDynamic(group, subscriber)
    : subscribeStatic(group, subscriber, subscriber.instanceId);
}

const subscribed = (member: ConsumerMember): Subscribed => ({
  kind: "subscribed",
  member,
  replaced: null,
  records: [],
});

function subscribeDynamic(
  group: ConsumerGroup,
  subscriber: Subscriber,
): Subscribed | CoordinatorFailure {
  const { memberId, createIfNotExists, classic } = subscriber;
  const known = consumerMemberOf(group, memberId);
  if (known === undefined && !createIfNotExists) return unknownMember(group, memberId);
  const member = known ?? newMember(memberId);
  return classic
    ? subscribed(member)
    : (epochProblem(member, subscriber) ?? subscribed(member));
}

function subscribeStatic(
  group: ConsumerGroup,
  subscriber: Subscriber,
  instanceId: string,
): Subscribed | CoordinatorFailure {
  const { memberId, createIfNotExists, classic } = subscriber;
  const known = staticMemberOf(group, instanceId);
  if (createIfNotExists) {
    if (known === undefined)
      return subscribed(consumerMemberOf(group, memberId) ?? newMember(memberId));
    // Whoever holds the instance id must have left, unless one of the two speaks the classic protocol.
    if (!classic && known.classic === null && known.memberEpoch !== leaveStaticEpoch)
      return failure(
        errors.UNRELEASED_INSTANCE_ID,
        `Static member ${memberId} with instance id ${instanceId} cannot join the group because the instance id is owned by ${known.memberId} member.`,
      );
    return replaceMember(group, known, memberId);
  }
  if (known === undefined)
    return failure(errors.UNKNOWN_MEMBER_ID, `Instance id ${instanceId} is unknown.`);
  return (
    fencedInstance(known, memberId, instanceId) ??
    (classic ? undefined : epochProblem(known, subscriber)) ??
    subscribed(known)
  );
}

/** The static member under its new id, with what its predecessor had. Kafka: GroupMetadataManager.replaceMember. */
function replaceMember(
  group: ConsumerGroup,
  known: ConsumerMember,
  memberId: string,
): Subscribed {
  const member = { ...known, memberId, memberEpoch: 0, previousMemberEpoch: 0 };
  const { groupId } = group;
  return {
    kind: "subscribed",
    member,
    replaced: known.memberId,
    records: [
      ...memberTombstones(groupId, known.memberId),
      memberRecord(groupId, member),
      targetRecord(groupId, memberId, targetOf(group, known.memberId, null)),
      currentRecord(groupId, member),
    ],
  };
}

export const unknownMember = (
  { groupId }: ConsumerGroup,
  memberId: string,
): CoordinatorFailure =>
  failure(
    errors.UNKNOWN_MEMBER_ID,
    `Member ${memberId} is not a member of group ${groupId}.`,
  );

/** Kafka: GroupMetadataManager.throwIfInstanceIdIsFenced. */
export const fencedInstance = (
  known: ConsumerMember,
  memberId: string,
  instanceId: string,
): CoordinatorFailure | undefined =>
  known.memberId === memberId
    ? undefined
    : failure(
        errors.FENCED_INSTANCE_ID,
        `Static member ${memberId} with instance id ${instanceId} was fenced by member ${known.memberId}.`,
      );

/** Kafka: GroupMetadataManager.throwIfConsumerGroupMemberEpochIsInvalid. */
function epochProblem(
  member: ConsumerMember,
  { memberEpoch, owned }: Subscriber,
): CoordinatorFailure | undefined {
  // Epoch 0 is a member that starts anew, whatever it had.
  if (memberEpoch === member.memberEpoch || memberEpoch === 0) return undefined;
  const isSmaller = memberEpoch < member.memberEpoch;
  // The answer with the raised epoch may have been lost.
  if (
    isSmaller &&
    memberEpoch === member.previousMemberEpoch &&
    isSubset(owned, member.assigned)
  )
    return undefined;
  return failure(
    errors.FENCED_MEMBER_EPOCH,
    `The consumer group member has a ${isSmaller ? "smaller" : "greater"} member epoch (${memberEpoch}) than the one known by the group coordinator (${member.memberEpoch}). The member must abandon all its partitions and rejoin.`,
  );
}
