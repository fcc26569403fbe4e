import { type CoordinatorFailure, failure } from "../coordinator/coordinator-result.ts";
import { errors } from "../error-codes.ts";
import { type ClassicGroup, memberOf } from "./classic-group.ts";
import { consumerProtocolType, isSubscribedTo } from "./classic-protocols.ts";
import { heardOf } from "./classic-timers.ts";
import { validateMember } from "./classic-validate.ts";
import { groupTombstone } from "./group-records.ts";
import type { CommitBy, ExpiryBase, GroupRules } from "./group-rules.ts";

const dead = ({ groupId }: ClassicGroup): CoordinatorFailure =>
  failure(errors.GROUP_ID_NOT_FOUND, `Group ${groupId} is in dead state.`);

/** Kafka: ClassicGroup.validateOffsetCommit. */
function commitError(group: ClassicGroup, by: CommitBy): number {
  const { generationOrEpoch, memberId, instanceId, transactional } = by;
  if (group.state === "Dead") return errors.COORDINATOR_NOT_AVAILABLE;
  // An administrator, or a consumer that does without membership.
  if (generationOrEpoch < 0 && group.state === "Empty") return 0;
  if (generationOrEpoch >= 0 || memberId !== "" || instanceId !== null) {
    const error = validateMember(group, memberId, instanceId);
    if (error !== 0) return error;
    if (generationOrEpoch !== group.generation) return errors.ILLEGAL_GENERATION;
  } else if (!transactional && group.state !== "Empty") return errors.UNKNOWN_MEMBER_ID;
  return !transactional && group.state === "CompletingRebalance"
    ? errors.REBALANCE_IN_PROGRESS
    : 0;
}

/** Kafka: ClassicGroup.offsetExpirationCondition. */
function expiryBase(group: ClassicGroup): ExpiryBase {
  const since = group.stateTimestampMs;
  if (group.protocolType === null) return ({ commitTimestampMs }) => commitTimestampMs;
  if (group.state === "Empty")
    return ({ commitTimestampMs }) => (since < 0 ? commitTimestampMs : since);
  const knows =
    group.protocolType === consumerProtocolType &&
    group.subscribedTopics !== null &&
    group.state === "Stable";
  return knows ? ({ commitTimestampMs }) => commitTimestampMs : null;
}

/** A classic group's answers. Kafka: ClassicGroup implements Group. */
export const classicRules: GroupRules<ClassicGroup> = {
  stateName: (_, { state }) => state,
  isEmpty: ({ state }) => state === "Empty",
  protocolType: ({ protocolType }) => protocolType ?? "",
  commitError: (_, group, by) => {
    const error = commitError(group, by);
    return error === 0 ? null : failure(error);
  },
  commitPartitionError: () => null,
  committed: (turn, group, { memberId }) => {
    if (group.state !== "Stable" && group.state !== "PreparingRebalance") return;
    const member = memberOf(group, memberId);
    if (member !== undefined) heardOf(turn, group, member);
  },
  fetchError: (group) => (group.state === "Dead" ? dead(group) : null),
  offsetDeleteError: (group) => {
    if (group.state === "Dead") return dead(group);
    return group.state !== "Empty" && group.protocolType !== consumerProtocolType
      ? failure(errors.NON_EMPTY_GROUP)
      : null;
  },
  deleteError: (group) => {
    if (group.state === "Dead") return dead(group);
    return group.state === "Empty" ? null : failure(errors.NON_EMPTY_GROUP);
  },
  tombstones: ({ groupId }) => [groupTombstone(groupId)],
  isSubscribedTo,
  expiryBase,
};
