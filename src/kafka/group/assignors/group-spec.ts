/** Partitions by topic id. Their order is Java's walk over the map and its sets. */
export type TopicPartitions = Readonly<Record<string, readonly number[]>>;

/** A member as an assignor sees it. Kafka: MemberSubscriptionAndAssignmentImpl. */
export interface MemberSpec {
  readonly memberId: string;
  readonly instanceId: string | null;
  /** Ids of the topics that it subscribes to and that exist. */
  readonly topicIds: readonly string[];
  /** Its target so far. */
  readonly assigned: TopicPartitions;
}

/** What an assignor of the coordinator is asked; members and topics in Java's order. Kafka: GroupSpec, SubscribedTopicDescriber. */
export interface GroupSpec {
  readonly members: readonly MemberSpec[];
  /** All members subscribe to the same topics. Kafka: SubscriptionType.HOMOGENEOUS. */
  readonly homogeneous: boolean;
  /** -1: there is no such topic. */
  readonly partitionsOf: (topicId: string) => number;
  /** Whether the target so far gives the partition to anybody. Kafka: GroupSpec.isPartitionAssigned. */
  readonly isAssigned: (topicId: string, partition: number) => boolean;
}

/** The new target by member, or the message of PartitionAssignorException. */
export type GroupAssignment =
  | { readonly kind: "assigned"; readonly members: ReadonlyMap<string, TopicPartitions> }
  | { readonly kind: "failed"; readonly message: string };

/** Kafka: ConsumerGroupPartitionAssignor. */
export type ServerAssignor = (spec: GroupSpec) => GroupAssignment;

export const failed = (message: string): GroupAssignment => ({ kind: "failed", message });

export const assigned = (
  members: ReadonlyMap<string, TopicPartitions>,
): GroupAssignment => ({ kind: "assigned", members });
