import { errors } from "../../error-codes.ts";
import type { ShareGroupDescribeResponseGroup } from "../../protocol/messages.ts";
import { timelineMapOrder } from "../../timeline-map-order.ts";
import { type GroupTurn, groupOf, nameOf } from "../group-state.ts";
import { shareGroupState } from "./share-group.ts";

/** No authorizer: nothing is known. Kafka: MetadataResponse.AUTHORIZED_OPERATIONS_OMITTED. */
const authorizedOperations = -2147483648;

/** A group's description with nothing in it. */
export const describedShareError = (
  groupId: string,
  errorCode: number,
  errorMessage: string | null,
): ShareGroupDescribeResponseGroup => ({
  errorCode,
  errorMessage,
  groupId,
  groupState: "",
  groupEpoch: 0,
  assignmentEpoch: 0,
  assignorName: "",
  members: [],
  authorizedOperations,
});

/** Kafka: GroupMetadataManager.shareGroupDescribe. */
export function describeShareGroup(
  turn: GroupTurn,
  groupId: string,
): ShareGroupDescribeResponseGroup {
  const group = groupOf(turn, groupId);
  if (group?.type !== "share")
    return describedShareError(
      groupId,
      errors.GROUP_ID_NOT_FOUND,
      group === undefined
        ? `Group ${groupId} not found.`
        : `Group ${groupId} is not a share group.`,
    );
  return {
    ...describedShareError(groupId, 0, null),
    groupState: shareGroupState(group),
    groupEpoch: group.numbers.groupEpoch,
    assignmentEpoch: group.numbers.assignmentEpoch,
    assignorName: "simple",
    members: timelineMapOrder(Object.keys(group.members).map(nameOf)).flatMap((id) => {
      const member = group.members[`/${id}`];
      if (member === undefined) return [];
      const { memberId, rackId, memberEpoch, clientId, clientHost, topicNames } = member;
      return [
        {
          memberId,
          rackId,
          memberEpoch,
          clientId,
          clientHost,
          subscribedTopicNames: topicNames,
          assignment: {
            topicPartitions: Object.entries(member.assigned).map(
              ([topicId, partitions]) => ({
                topicId,
                topicName: turn.cluster.topicById(topicId)?.name ?? "",
                partitions,
              }),
            ),
          },
        },
      ];
    }),
  };
}
