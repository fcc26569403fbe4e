import type { ShareGroupHeartbeatRequest } from "../../protocol/messages.ts";

const leaveEpoch = -1;

/** What is wrong with a request by itself. Kafka: GroupCoordinatorService.throwIfShareGroupHeartbeatRequestIsInvalid. */
export function invalidShareHeartbeat({
  groupId,
  memberId,
  memberEpoch,
  rackId,
  subscribedTopicNames: names,
}: ShareGroupHeartbeatRequest): string | undefined {
  if (memberId.trim() === "") return "MemberId can't be empty.";
  if (groupId.trim() === "") return "GroupId can't be empty.";
  if (rackId !== null && rackId.trim() === "") return "RackId can't be empty.";
  if (memberEpoch < leaveEpoch) return "MemberEpoch is invalid.";
  return memberEpoch === 0 && (names === null || names.length === 0)
    ? "SubscribedTopicNames must be set in first request."
    : undefined;
}
