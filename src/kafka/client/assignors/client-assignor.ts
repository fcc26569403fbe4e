import type {
  AssignmentTask,
  MemberPartitions,
  TopicPartition,
} from "./group-subscription.ts";

/** Kafka: ConsumerPartitionAssignor.RebalanceProtocol. */
export type RebalanceProtocol = "EAGER" | "COOPERATIVE";

/** What a consumer's assignor remembers between rebalances: the fields of Kafka's assignor objects. */
export interface AssignorMemory {
  /** Of the last assignment; -1: none yet. */
  readonly generation: number;
  /** The last assignment; null: none yet. */
  readonly partitions: readonly TopicPartition[] | null;
  /** As leader: the newest generation that a member told. */
  readonly maxGeneration: number;
}

/** What a consumer's assignor knows before its first rebalance. */
export const freshMemory: AssignorMemory = {
  generation: -1,
  partitions: null,
  maxGeneration: -1,
};

/** Kafka: ConsumerPartitionAssignor.GroupAssignment, and what the leader's assignor remembers of it. */
export interface ClientAssignment {
  readonly members: readonly MemberPartitions[];
  readonly memory: AssignorMemory;
}

/** Kafka: ConsumerPartitionAssignor. */
export interface ClientAssignor {
  readonly name: string;
  readonly version: number;
  /** In the order of preference. */
  readonly protocols: readonly RebalanceProtocol[];
  readonly assign: (task: AssignmentTask, memory: AssignorMemory) => ClientAssignment;
  /** What goes with the subscription into the next JoinGroup. */
  readonly subscriptionUserData: (memory: AssignorMemory) => Uint8Array | null;
  /** After every SyncGroup. Kafka: ConsumerPartitionAssignor.onAssignment. */
  readonly onAssignment: (
    memory: AssignorMemory,
    partitions: readonly TopicPartition[],
    generation: number,
  ) => AssignorMemory;
}

/** An assignor that neither remembers nor tells anything. */
export function statelessAssignor(
  name: string,
  assign: (task: AssignmentTask) => MemberPartitions[],
): ClientAssignor {
  return {
    name,
    version: 0,
    protocols: ["EAGER"],
    assign: (task, memory) => ({ members: assign(task), memory }),
    subscriptionUserData: () => null,
    onAssignment: (memory) => memory,
  };
}
