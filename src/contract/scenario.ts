import type { ConsumerSettings, ProducerSettings } from "./client-settings.ts";
import type { Command } from "./command.ts";

/** A broker or controller at the start of a run. */
export interface NodeSpec {
  /** Kafka's `node.id`, unique in the cluster. */
  readonly id: number;
  /** `broker.rack`; null when none is set. */
  readonly rack: string | null;
  /** Overrides of static configuration for this node alone, by Kafka's config name. */
  readonly config: Readonly<Record<string, string>>;
}

/** What the network between all processes is like until a command changes a link. */
export interface NetworkSpec {
  /** One-way latency in virtual microseconds. */
  readonly latencyUs: number;
  /** Added to each message's latency, drawn uniformly from 0 to this many microseconds. */
  readonly jitterUs: number;
  /** Bytes a second that one direction of one connection carries; null is unlimited. */
  readonly bandwidth: number | null;
}

/** What the brokers' machines can do. */
export interface MachineSpec {
  /** Speed of a request thread in percent of an ordinary one: 10 is ten times slower. */
  readonly cpuPercent: number;
  /** Memory for what was written or read lately; null: everything is in memory. */
  readonly pageCacheBytes: number | null;
  /** What the disk reads of what is not in memory, bytes a second. */
  readonly diskReadBytesPerSecond: number;
}

/** Fast enough to be no limit, as long as nobody asks. */
export const defaultMachine: MachineSpec = {
  cpuPercent: 100,
  pageCacheBytes: null,
  diskReadBytesPerSecond: 200_000_000,
};

/** The brokers, the controllers and what they were started with. */
export interface ClusterSpec {
  readonly brokers: readonly NodeSpec[];
  /** The isolated controllers, voters of one quorum; empty when the first brokers are controllers too (combined). */
  readonly controllers: readonly NodeSpec[];
  /** Without isolated controllers: how many of the brokers, from the first on, are controllers too. 1 when left out. */
  readonly combined?: number;
  /** Every broker's machine; an ordinary one when it is left out. */
  readonly machine?: MachineSpec;
  /** Static configuration of every node, by Kafka's config name; what is absent has Kafka's default. */
  readonly config: Readonly<Record<string, string>>;
  /** Feature levels that differ from a fresh 4.3 cluster, such as `eligible.leader.replicas.version`. */
  readonly features: Readonly<Record<string, number>>;
}

/** A topic that exists when the run opens; it is created by a real CreateTopics request. */
export interface TopicSpec {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  /** Broker ids by partition; null lets the controller place the replicas. */
  readonly assignment: readonly (readonly number[])[] | null;
  readonly config: Readonly<Record<string, string>>;
}

/** A producer that starts with the run or by a command. */
export interface ProducerSpec {
  /** `client.id`, unique among the run's clients. */
  readonly id: string;
  readonly topic: string;
  readonly settings: ProducerSettings;
}

/** What a consumer reads. */
export type Subscription =
  /** Kafka: `subscribe(topics)`; the group shares them out. */
  | { readonly kind: "topics"; readonly topics: readonly string[] }
  /** Kafka: `subscribe(Pattern)`: the client itself looks which topics match. */
  | { readonly kind: "pattern"; readonly pattern: string }
  /** Kafka: `subscribe(SubscriptionPattern)`: the coordinator does, with `group.protocol=consumer`. */
  | { readonly kind: "serverPattern"; readonly pattern: string }
  /** Kafka: `assign(partitions)`; null is all of the topic. Nobody else is asked. */
  | {
      readonly kind: "assign";
      readonly topic: string;
      readonly partitions: readonly number[] | null;
    };

/** A consumer that starts with the run or by a command; its `group.id` is in its config. */
export interface ConsumerSpec {
  /** `client.id`, unique among the run's clients. */
  readonly id: string;
  /** `share`: a KafkaShareConsumer, which subscribes to topics by name. */
  readonly api: "consumer" | "share";
  readonly subscription: Subscription;
  readonly settings: ConsumerSettings;
}

/** A command at a time of the run. */
export interface PlannedCommand {
  /** Virtual microseconds since the run began. */
  readonly atUs: number;
  readonly command: Command;
}

/**
 * The start of a run as data. `seed + scenario + command log` decides every event that follows.
 * `scenario/parse` reads it from JSON and reports every problem with its path.
 */
export interface Scenario {
  readonly format: 2;
  readonly name: string;
  readonly about: string;
  /** 0 to 2^32 - 1. */
  readonly seed: number;
  readonly cluster: ClusterSpec;
  readonly network: NetworkSpec;
  readonly topics: readonly TopicSpec[];
  readonly producers: readonly ProducerSpec[];
  readonly consumers: readonly ConsumerSpec[];
  readonly plan: readonly PlannedCommand[];
}
