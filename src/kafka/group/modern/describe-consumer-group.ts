import { errors } from "../../error-codes.ts";
import type {
  ConsumerGroupDescribeResponseAssignment,
  ConsumerGroupDescribeResponseGroup,
} from "../../protocol/messages.ts";
import type { TopicPartitions } from "../assignors/group-spec.ts";
import { type GroupTurn, groupOf, keyOf } from "../group-state.ts";
import { configuredAssignors } from "./consumer-config.ts";
import { type ConsumerGroup, consumerGroupState } from "./consumer-group.ts";
import type { ConsumerMember } from "./consumer-member.ts";
import { partitionsByTopic } from "./partition-epochs.ts";
import { preferredAssignor } from "./preferred-assignor.ts";

/** No authorizer: nothing is known. Kafka: MetadataResponse.AUTHORIZED_OPERATIONS_OMITTED. */
const authorizedOperations = -2147483648;

/** A group's description with nothing in it. */
export const describedConsumerError = (
  groupId: string,
  errorCode: number,
  errorMessage: string | null,
): ConsumerGroupDescribeResponseGroup => ({
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

/** Kafka: GroupMetadataManager.consumerGroupDescribe. */
export function describeConsumerGroup(
  turn: GroupTurn,
  groupId: string,
): ConsumerGroupDescribeResponseGroup {
  const group = groupOf(turn, groupId);
  if (group?.type !== "consumer")
    return describedConsumerError(
      groupId,
      errors.GROUP_ID_NOT_FOUND,
      group === undefined
        ? `Group ${groupId} not found.`
        : `Group ${groupId} is not a consumer group.`,
    );
  const { numbers } = group;
  const assignor = preferredAssignor(group, { removed: [], put: null });
  return {
    ...describedConsumerError(groupId, 0, null),
    groupState: consumerGroupState(group),
    groupEpoch: numbers.groupEpoch,
    assignmentEpoch: numbers.assignmentEpoch,
    assignorName: assignor ?? configuredAssignors(turn.cluster.config)[0] ?? "",
    members: Object.values(group.members).map((member) => describe(turn, group, member)),
  };
}

/** Kafka: ConsumerGroupMember.asConsumerGroupDescribeMember. */
function describe(
  turn: GroupTurn,
  group: ConsumerGroup,
  member: ConsumerMember,
): ConsumerGroupDescribeResponseGroup["members"][number] {
  return {
    memberId: member.memberId,
    instanceId: member.instanceId,
    rackId: member.rackId,
    memberEpoch: member.memberEpoch,
    clientId: member.clientId,
    clientHost: member.clientHost,
    subscribedTopicNames: member.topicNames,
    subscribedTopicRegex: member.topicRegex === "" ? null : member.topicRegex,
    assignment: named(turn, partitionsByTopic(member.assigned)),
    targetAssignment: named(turn, group.target[keyOf(member.memberId)] ?? {}),
    memberType: member.classic === null ? 1 : 0,
  };
}

/** Topics that are gone are left out. */
function named(
  turn: GroupTurn,
  partitions: TopicPartitions,
): ConsumerGroupDescribeResponseAssignment {
  return {
    topicPartitions: Object.entries(partitions).flatMap(([topicId, those]) => {
      const topicName = turn.cluster.topicById(topicId)?.name;
      return topicName === undefined ? [] : [{ topicId, topicName, partitions: those }];
    }),
  };
}
