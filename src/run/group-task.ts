import type { PartitionName } from "../contract/client-command.ts";
import type { GroupCommand } from "../contract/group-command.ts";

/** What is asked of one leader about some partitions. */
export interface LeaderQuestion {
  readonly node: number;
  /** A time, or -1 latest and -2 earliest. Kafka: ListOffsetsRequest. */
  readonly timestamp: number;
  readonly partitions: readonly PartitionName[];
}

/**
 * Something that an operator's tool does by several requests, each of which needs the answer before: plain data, part of
 * a snapshot while it is under way. Kafka: ConsumerGroupCommand and the KafkaAdminClient below it.
 */
export interface GroupTask {
  readonly command: Exclude<GroupCommand, { readonly kind: "alterQuota" }>;
  step: "find" | "list" | "describe" | "fetch" | "offsets" | "last";
  /** How often the coordinator had to be looked for. */
  tries: number;
  /** Broker that leads the group's partition of `__consumer_offsets`; -1 before it is known. */
  coordinator: number;
  /** As ListGroups has it: `Classic`, `Consumer`, `Share`. */
  groupType: string;
  wanted: PartitionName[];
  /** By `topic-partition`. */
  committed: Record<string, number>;
  earliest: Record<string, number>;
  latest: Record<string, number>;
  /** Of the time that was asked for; -1 where no record is that young. */
  timed: Record<string, number>;
  /** To be asked still, the present one first. */
  questions: LeaderQuestion[];
}

/** A task before its first request. */
export const groupTask = (command: GroupTask["command"]): GroupTask => ({
  command,
  step: "find",
  tries: 0,
  coordinator: -1,
  groupType: "",
  wanted: [],
  committed: {},
  earliest: {},
  latest: {},
  timed: {},
  questions: [],
});

/** `orders-0`. */
export const nameOf = ({ topic, partition }: PartitionName): string =>
  `${topic}-${partition}`;
