import { errors } from "../../error-codes.ts";
import { javaStringSet } from "../../java-hash-set.ts";
import type {
  ConsumerGroupDescribeResponseAssignment,
  ConsumerGroupDescribeResponseGroup,
} from "../../protocol/messages.ts";
import { timelineMapOrder } from "../../timeline-map-order.ts";
import type { TopicPartitions } from "../assignors/group-spec.ts";
import { type GroupTurn, groupOf, keyOf, nameOf } from "../group-state.ts";
import { configuredAssignors } from "./consumer-config.ts";
import {
  type ConsumerGroup,
  consumerGroupState,
  consumerMemberOf,
} from "./consumer-group.ts";
import type { ConsumerMember } from "./consumer-member.ts";
import { type PartitionEpochs, partitionsByTopic } from "./partition-epochs.ts";
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
    members: timelineMapOrder(Object.keys(group.members).map(nameOf)).flatMap((id) => {
      const member = consumerMemberOf(group, id);
      return member === undefined ? [] : describe(turn, group, member);
    }),
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
    // Kafka keeps the names in a hash set.
    subscribedTopicNames: javaStringSet(member.topicNames),
    subscribedTopicRegex: member.topicRegex,
    // What it still has to give up is its own, too.
    assignment: named(turn, partitionsByTopic(held(member))),
    targetAssignment: named(turn, group.target[keyOf(member.memberId)] ?? {}),
    memberType: member.classic === null ? 1 : 0,
  };
}

function held({ assigned, pendingRevocation }: ConsumerMember): PartitionEpochs {
  const all: Record<string, PartitionEpochs[string]> = { ...assigned };
  for (const [topicId, partitions] of Object.entries(pendingRevocation))
    all[topicId] = { ...all[topicId], ...partitions };
  return all;
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
