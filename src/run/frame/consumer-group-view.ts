import type { MemberView } from "../../contract/group-view.ts";
import { epochStartMs } from "../../kafka/context.ts";
import { type MetadataImage, topicById } from "../../kafka/controller/metadata-image.ts";
import type { Coordinator } from "../../kafka/coordinator/coordinator.ts";
import type { TopicPartitions } from "../../kafka/group/assignors/group-spec.ts";
import { keyOf } from "../../kafka/group/group-state.ts";
import type { ConsumerGroup } from "../../kafka/group/modern/consumer-group.ts";
import { sessionKey } from "../../kafka/group/modern/consumer-timers.ts";
import { partitionsByTopic } from "../../kafka/group/modern/partition-epochs.ts";
import { subscribedNames } from "../../kafka/group/modern/subscriptions.ts";

/** Members of a consumer group. Kafka: ConsumerGroupMember. */
export function consumerMembers(
  image: MetadataImage,
  group: ConsumerGroup,
  { timers }: Coordinator,
): MemberView[] {
  return Object.values(group.members).map((member) => {
    const session = timers.byKey[sessionKey(group.groupId, member.memberId)];
    return {
      memberId: member.memberId,
      clientId: member.clientId,
      instanceId: member.instanceId ?? "",
      epoch: member.memberEpoch,
      state: member.state,
      assigned: named(image, partitionsByTopic(member.assigned)),
      revoking: named(image, partitionsByTopic(member.pendingRevocation)),
      target: named(image, group.target[keyOf(member.memberId)] ?? {}),
      subscribed: subscribedNames(group, member),
      sessionUntilUs:
        session === undefined ? -1 : (session.deadlineMs - epochStartMs) * 1000,
    };
  });
}

/** Sorted by topic and number; a topic that is gone is left out. */
export function named(image: MetadataImage, partitions: TopicPartitions): string[] {
  return Object.entries(partitions)
    .flatMap(([topicId, those]) => {
      const topic = topicById(image, topicId)?.name;
      return topic === undefined ? [] : [{ topic, those }];
    })
    .toSorted((a, b) => (a.topic < b.topic ? -1 : 1))
    .flatMap(({ topic, those }) =>
      those.toSorted((a, b) => a - b).map((partition) => `${topic}-${partition}`),
    );
}
