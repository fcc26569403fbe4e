import { errors } from "../error-codes.ts";
import { type ClassicGroup, memberOf, staticMemberId } from "./classic-group.ts";

/** Kafka: JoinGroupRequest.UNKNOWN_MEMBER_ID. */
export const unknownMemberId = "";

/** 0, or why a request of this member is refused: another process has its instance id, or nobody knows it. Kafka: ClassicGroup.validateMember. */
export function validateMember(
  group: ClassicGroup,
  memberId: string,
  instanceId: string | null,
): number {
  if (instanceId !== null) {
    const known = staticMemberId(group, instanceId);
    if (known === undefined) return errors.UNKNOWN_MEMBER_ID;
    if (known !== memberId) return errors.FENCED_INSTANCE_ID;
  }
  return memberOf(group, memberId) === undefined ? errors.UNKNOWN_MEMBER_ID : 0;
}

/** What the answers of Join and Sync say when the group's record could not be written. Kafka: GroupMetadataManager.appendGroupMetadataErrorToResponseError. */
export function metadataError(error: number): number {
  switch (error) {
    case errors.UNKNOWN_TOPIC_OR_PARTITION:
    case errors.NOT_ENOUGH_REPLICAS:
    case errors.REQUEST_TIMED_OUT:
      return errors.COORDINATOR_NOT_AVAILABLE;
    case errors.NOT_LEADER_OR_FOLLOWER:
    case errors.KAFKA_STORAGE_ERROR:
      return errors.NOT_COORDINATOR;
    case errors.MESSAGE_TOO_LARGE:
    case errors.RECORD_LIST_TOO_LARGE:
    case errors.INVALID_FETCH_SIZE:
      return errors.UNKNOWN_SERVER_ERROR;
    default:
      return error;
  }
}
