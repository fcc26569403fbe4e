import {
  type CoordinatorFailure,
  failure,
} from "../../coordinator/coordinator-result.ts";
import { errors } from "../../error-codes.ts";
import type { CommitBy, GroupRules } from "../group-rules.ts";
import { keyOf } from "../group-state.ts";
import {
  type ConsumerGroup,
  consumerGroupState,
  consumerMemberOf,
} from "./consumer-group.ts";
import type { ConsumerMember } from "./consumer-member.ts";
import { consumerGroupTombstones } from "./group-tombstones.ts";
import { epochOf } from "./partition-epochs.ts";
import { unknownMember } from "./subscribe-member.ts";

/** The first OffsetCommit that knows member epochs. */
const firstCommitWithEpoch = 9;

const stale = (received: number, expected: number): CoordinatorFailure =>
  failure(
    errors.STALE_MEMBER_EPOCH,
    `The received member epoch ${received} does not match the expected member epoch ${expected}.`,
  );

/** A classic member's epoch is its generation. Kafka: ConsumerGroup.validateMemberEpoch. */
function epochError(
  received: number,
  { memberEpoch, classic }: ConsumerMember,
): CoordinatorFailure | null {
  if (received === memberEpoch) return null;
  if (classic === null) return stale(received, memberEpoch);
  return failure(
    errors.ILLEGAL_GENERATION,
    `The received generation id ${received} does not match the expected member epoch ${memberEpoch}.`,
  );
}

/** Kafka: ConsumerGroup.validateOffsetCommit; an older epoch is looked at partition by partition. */
function commitError(group: ConsumerGroup, by: CommitBy): CoordinatorFailure | null {
  // An administrator, or a consumer that does without membership.
  if (by.generationOrEpoch < 0 && group.numbers.members === 0) return null;
  const member = consumerMemberOf(group, by.memberId);
  if (member === undefined) return unknownMember(group, by.memberId);
  if (!by.transactional && member.classic === null && by.version < firstCommitWithEpoch)
    return failure(
      errors.UNSUPPORTED_VERSION,
      "OffsetCommit version 9 or above must be used by members using the modern group protocol",
    );
  const isOlder = by.generationOrEpoch >= 0 && by.generationOrEpoch < member.memberEpoch;
  if (isOlder && member.classic === null && !by.transactional) return null;
  return epochError(by.generationOrEpoch, member);
}

/** A member may commit what it has had since then, though its epoch is older (KIP-1251). */
function commitPartitionError(
  group: ConsumerGroup,
  { memberId, generationOrEpoch }: CommitBy,
  { topicId, partition }: { readonly topicId: string; readonly partition: number },
): CoordinatorFailure | null {
  const member = consumerMemberOf(group, memberId);
  if (member === undefined || member.memberEpoch === generationOrEpoch) return null;
  if (generationOrEpoch < 0) return null;
  const since =
    epochOf(member.assigned, topicId, partition) ??
    epochOf(member.pendingRevocation, topicId, partition);
  return since !== undefined && since <= generationOrEpoch
    ? null
    : stale(generationOrEpoch, member.memberEpoch);
}

/** A consumer group's answers. Kafka: ConsumerGroup implements Group. */
export const consumerRules: GroupRules<ConsumerGroup> = {
  stateName: (_, group) => consumerGroupState(group),
  isEmpty: ({ numbers }) => numbers.members === 0,
  protocolType: () => "consumer",
  commitError: (_, group, by) => commitError(group, by),
  commitPartitionError,
  committed: () => {},
  fetchError: (group, memberId, memberEpoch) => {
    if (memberId === null && memberEpoch < 0) return null;
    const member = consumerMemberOf(group, memberId ?? "");
    return member === undefined
      ? unknownMember(group, memberId ?? "")
      : epochError(memberEpoch, member);
  },
  offsetDeleteError: () => null,
  deleteError: ({ numbers }) =>
    numbers.members === 0 ? null : failure(errors.NON_EMPTY_GROUP),
  tombstones: (group) => consumerGroupTombstones(group),
  isSubscribedTo: (group, topic) =>
    Object.values(group.members).some(
      ({ topicNames, topicRegex }) =>
        topicNames.includes(topic) ||
        group.resolved[keyOf(topicRegex)]?.topics.includes(topic) === true,
    ),
  expiryBase:
    () =>
    ({ commitTimestampMs }) =>
      commitTimestampMs,
};
