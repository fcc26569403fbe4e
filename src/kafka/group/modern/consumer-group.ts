import type { TopicPartitions } from "../assignors/group-spec.ts";
import { keyOf, nameOf } from "../group-state.ts";
import { type ConsumerMember, isReconciledTo } from "./consumer-member.ts";

/** Kafka: ConsumerGroup.ConsumerGroupState. */
export type ConsumerGroupState = "Empty" | "Assigning" | "Reconciling" | "Stable";

/** What a regular expression gave. Kafka: ResolvedRegularExpression. */
export interface ResolvedRegex {
  /** Sorted. */
  readonly topics: readonly string[];
  /** Of the metadata that it was matched with. */
  readonly version: number;
  readonly timestampMs: number;
}

/** A type alias, so that the journal may change its fields. */
// oxlint-disable-next-line typescript/consistent-type-definitions
export type GroupNumbers = {
  groupEpoch: number;
  /** The epoch for which the target was computed. */
  assignmentEpoch: number;
  /** When; 0: not yet. */
  assignmentTimestampMs: number;
  /** Over the topics that are subscribed to; 0: none. */
  metadataHash: number;
  members: number;
  /** How many members speak the classic protocol. */
  classicMembers: number;
};

/** A group of the consumer protocol (KIP-848). What records tell is changed by way of the journal. Kafka: ConsumerGroup. */
export interface ConsumerGroup {
  readonly type: "consumer";
  readonly groupId: string;
  readonly numbers: GroupNumbers;
  /** By key of the member id. */
  readonly members: Record<string, ConsumerMember>;
  /** Member ids by key of the instance id. */
  readonly staticMembers: Record<string, string>;
  /** The target assignment, by key of the member id. */
  readonly target: Record<string, TopicPartitions>;
  /** Who holds a partition, or still has to give it up: key of the member id by `topicId:partition`. */
  readonly owners: Record<string, string>;
  /** How many members subscribe to a regular expression, by its key. */
  readonly regexMembers: Record<string, number>;
  /** By key of the regular expression. */
  readonly resolved: Record<string, ResolvedRegex>;
  /** When the subscription is compared with the metadata at the latest; not written, and so not taken back. */
  refreshDeadlineMs: number;
  /** The group epoch of that moment: a lower one means that it was taken back. */
  refreshEpoch: number;
  /** Version of the metadata in which a topic last was created. */
  newTopicsVersion: number;
}

/** A new group counts from epoch 1. */
export const consumerGroup = (groupId: string): ConsumerGroup => ({
  type: "consumer",
  groupId,
  numbers: {
    groupEpoch: 1,
    assignmentEpoch: 1,
    assignmentTimestampMs: 0,
    metadataHash: 0,
    members: 0,
    classicMembers: 0,
  },
  members: {},
  staticMembers: {},
  target: {},
  owners: {},
  regexMembers: {},
  resolved: {},
  refreshDeadlineMs: 0,
  refreshEpoch: 0,
  newTopicsVersion: -1,
});

export const consumerMemberOf = (
  group: ConsumerGroup,
  memberId: string,
): ConsumerMember | undefined => group.members[keyOf(memberId)];

/** Kafka: ConsumerGroup.staticMember. */
export function staticMemberOf(
  group: ConsumerGroup,
  instanceId: string | null,
): ConsumerMember | undefined {
  if (instanceId === null) return undefined;
  const memberId = group.staticMembers[keyOf(instanceId)];
  return memberId === undefined ? undefined : consumerMemberOf(group, memberId);
}

/** A static member that came back under another id has its predecessor's target. Kafka: ConsumerGroup.targetAssignment. */
export function targetOf(
  group: ConsumerGroup,
  memberId: string,
  instanceId: string | null,
): TopicPartitions {
  const holder = instanceId === null ? memberId : group.staticMembers[keyOf(instanceId)];
  return (holder === undefined ? undefined : group.target[keyOf(holder)]) ?? {};
}

export const ownerKey = (topicId: string, partition: number): string =>
  `${topicId}:${partition}`;

/** Kafka: ConsumerGroup.maybeUpdateGroupState. */
export function consumerGroupState({
  numbers,
  members,
}: ConsumerGroup): ConsumerGroupState {
  if (numbers.members === 0) return "Empty";
  if (numbers.groupEpoch > numbers.assignmentEpoch) return "Assigning";
  return Object.values(members).every((member) =>
    isReconciledTo(member, numbers.assignmentEpoch),
  )
    ? "Stable"
    : "Reconciling";
}

/** Regular expressions that somebody subscribes to. */
export const subscribedRegexes = (group: ConsumerGroup): string[] =>
  Object.keys(group.regexMembers).map(nameOf);
