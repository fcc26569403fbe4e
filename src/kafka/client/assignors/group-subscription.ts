/** A partition by its topic's name. Kafka: TopicPartition. */
export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

/** What one member told the leader when it joined. Kafka: ConsumerPartitionAssignor.Subscription. */
export interface MemberSubscription {
  readonly memberId: string;
  readonly groupInstanceId?: string | null | undefined;
  /** Null or empty: the member has no `client.rack`. */
  readonly rackId?: string | null | undefined;
  readonly topics: readonly string[];
  readonly ownedPartitions: readonly TopicPartition[];
  /** -1: the subscription holds none. */
  readonly generationId: number;
  readonly userData: Uint8Array | null;
}

/** A topic in the leader's metadata. Kafka: Cluster.partitionsForTopic. */
export interface AssignableTopic {
  readonly name: string;
  readonly partitions: number;
  /** The racks of each partition's replicas; a replica without a rack adds none. Absent: no broker has a rack. */
  readonly racks?: readonly (readonly string[])[] | undefined;
}

/** What one member gets. */
export interface MemberPartitions {
  readonly memberId: string;
  readonly partitions: readonly TopicPartition[];
}

/** What an assignor is asked: members in the order of Java's HashMap, topics that somebody subscribes to and that have partitions. */
export interface AssignmentTask {
  readonly members: readonly MemberSubscription[];
  readonly topics: readonly AssignableTopic[];
}
