import { present } from "../../../base/assert.ts";
import { decodeVersioned, encodeVersioned } from "../../protocol/codec/record-frame.ts";
import type {
  JoinGroupResponse,
  JoinGroupResponseMember,
  SyncGroupRequest,
} from "../../protocol/messages.ts";
import { assignmentTask } from "../assignors/assignment-task.ts";
import { clientAssignors } from "../assignors/client-assignors.ts";
import type {
  AssignableTopic,
  MemberSubscription,
} from "../assignors/group-subscription.ts";
import { assignorMemory, type ClassicMembership } from "./classic-membership.ts";
import type { Consumer } from "./consumer.ts";
import type { ConsumerMetadata } from "./consumer-metadata.ts";
import { byTopic } from "./offset-lookups.ts";

const assignmentVersion = 3;

function subscriptionOf({
  memberId,
  groupInstanceId,
  metadata,
}: JoinGroupResponseMember): MemberSubscription {
  const { message } = decodeVersioned("ConsumerProtocolSubscription", metadata);
  return {
    memberId,
    groupInstanceId,
    rackId: message.rackId,
    topics: message.topics,
    ownedPartitions: message.ownedPartitions.flatMap(({ topic, partitions }) =>
      partitions.map((partition) => ({ topic, partition })),
    ),
    generationId: message.generationId,
    userData: message.userData,
  };
}

/** Topics that any member subscribes to. */
export function groupTopicsOf(members: readonly JoinGroupResponseMember[]): string[] {
  const topics = members.flatMap((member) => [...subscriptionOf(member).topics]);
  return [...new Set(topics)].toSorted();
}

function assignableTopic(metadata: ConsumerMetadata, name: string): AssignableTopic {
  const partitions = metadata.topics[name]?.partitions ?? [];
  const hasRacks = Object.values(metadata.racks).some((rack) => rack !== "");
  const racks = partitions.map(({ replicas }) =>
    replicas.flatMap((node) => metadata.racks[node] || []),
  );
  return hasRacks
    ? { name, partitions: partitions.length, racks }
    : { name, partitions: partitions.length };
}

/** The topics of the subscription with what an assignment depends on. Kafka: ConsumerCoordinator.MetadataSnapshot. */
export function metadataSnapshot({ subscription, metadata, config }: Consumer): string {
  const topics = [...new Set([...subscription.topics, ...subscription.groupTopics])];
  const parts = topics.toSorted().map((name) => {
    const { partitions, racks } = assignableTopic(metadata, name);
    return [name, partitions, config.clientRack === "" ? null : (racks ?? null)];
  });
  return JSON.stringify(parts);
}

/** What every member of the group gets, worked out by the leader. Kafka: ConsumerCoordinator.onLeaderElected. */
export function leaderAssignment(
  consumer: Consumer,
  membership: ClassicMembership,
  { members, protocolName, skipAssignment }: JoinGroupResponse,
): SyncGroupRequest["assignments"] {
  membership.assignmentSnapshot = metadataSnapshot(consumer);
  membership.metadataSnapshot = {
    version: consumer.metadata.version,
    text: membership.assignmentSnapshot,
  };
  if (skipAssignment) return [];
  const name = protocolName ?? "";
  const assignor = present(clientAssignors[name], `the assignor ${name}`);
  const subscriptions = members.map(subscriptionOf);
  const topics = groupTopicsOf(members).map((topic) =>
    assignableTopic(consumer.metadata, topic),
  );
  const task = assignmentTask(topics, subscriptions);
  const given = assignor.assign(task, assignorMemory(membership, name));
  membership.memories[name] = given.memory;
  return given.members.map(({ memberId, partitions }) => ({
    memberId,
    assignment: encodeVersioned("ConsumerProtocolAssignment", assignmentVersion, {
      assignedPartitions: byTopic(partitions).map(([topic, parts]) => ({
        topic,
        partitions: parts.map(({ partition }) => partition),
      })),
      userData: null,
    }),
  }));
}
