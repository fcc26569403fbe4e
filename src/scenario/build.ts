import {
  type ClientConfig,
  type ConsumerSettings,
  defaultConsumerSettings,
  defaultProducerSettings,
  type ProducerSettings,
} from "../contract/client-settings.ts";
import type { Command } from "../contract/command.ts";
import type {
  ConsumerSpec,
  NetworkSpec,
  NodeSpec,
  Scenario,
  TopicSpec,
} from "../contract/scenario.ts";
import { defaultCluster, defaultNetwork } from "./cluster-reader.ts";

/** A scenario in the making. Every step gives a new one, so that a test can go on from a shared beginning in two ways. */
export interface ScenarioBuilder {
  readonly about: (name: string, about: string) => ScenarioBuilder;
  readonly seed: (seed: number) => ScenarioBuilder;
  /** Brokers 1 to `count`; racks by position, else none. */
  readonly brokers: (count: number, racks?: readonly string[]) => ScenarioBuilder;
  /** No isolated controller: broker 1 is the controller too. */
  readonly combined: () => ScenarioBuilder;
  /** Adds static configuration of every node. */
  readonly config: (config: Readonly<Record<string, string>>) => ScenarioBuilder;
  readonly features: (levels: Readonly<Record<string, number>>) => ScenarioBuilder;
  readonly network: (network: Partial<NetworkSpec>) => ScenarioBuilder;
  /** One partition with one replica unless said otherwise; an assignment decides both counts. */
  readonly topic: (
    name: string,
    topic?: Partial<Omit<TopicSpec, "name">>,
  ) => ScenarioBuilder;
  readonly producer: (
    id: string,
    topic: string,
    config?: ClientConfig,
    settings?: Partial<ProducerSettings>,
  ) => ScenarioBuilder;
  /** Reads every partition, without a group. */
  readonly consumer: (
    id: string,
    topic: string,
    config?: ClientConfig,
    settings?: Partial<ConsumerSettings>,
  ) => ScenarioBuilder;
  /** A member of a group, subscribed to topics by name. */
  readonly member: (
    id: string,
    of: { readonly group: string; readonly topics: readonly string[] },
    config?: ClientConfig,
    settings?: Partial<ConsumerSettings>,
  ) => ScenarioBuilder;
  /** Plans a command, in seconds of virtual time. */
  readonly at: (seconds: number, command: Command) => ScenarioBuilder;
  readonly build: () => Scenario;
}

/** Three brokers and one isolated controller, nothing else. */
const empty: Scenario = {
  format: 2,
  name: "Untitled",
  about: "",
  seed: 1,
  cluster: defaultCluster,
  network: defaultNetwork,
  topics: [],
  producers: [],
  consumers: [],
  plan: [],
};

/** Starts a scenario: `scenario().brokers(3).topic("orders", { partitions: 3, replicationFactor: 3 }).build()`. */
export function scenario(): ScenarioBuilder {
  return builderOf(empty);
}

function builderOf(made: Scenario): ScenarioBuilder {
  const { cluster } = made;
  const next = (change: Partial<Scenario>): ScenarioBuilder =>
    builderOf({ ...made, ...change });
  const inCluster = (change: Partial<Scenario["cluster"]>): ScenarioBuilder =>
    next({ cluster: { ...cluster, ...change } });
  return {
    about: (name, about) => next({ name, about }),
    seed: (seed) => next({ seed }),
    brokers: (count, racks = []) => inCluster({ brokers: brokersOf(count, racks) }),
    combined: () => inCluster({ controllers: [] }),
    config: (config) => inCluster({ config: { ...cluster.config, ...config } }),
    features: (levels) => inCluster({ features: { ...cluster.features, ...levels } }),
    network: (network) => next({ network: { ...made.network, ...network } }),
    topic: (name, topic = {}) => next({ topics: [...made.topics, topicOf(name, topic)] }),
    producer: (id, topic, config = {}, settings = {}) =>
      next({
        producers: [
          ...made.producers,
          { id, topic, settings: settingsOf(defaultProducerSettings, settings, config) },
        ],
      }),
    consumer: (id, topic, config = {}, settings = {}) =>
      next({
        consumers: [
          ...made.consumers,
          {
            id,
            api: "consumer",
            subscription: { kind: "assign", topic, partitions: null },
            settings: settingsOf(defaultConsumerSettings, settings, config),
          },
        ],
      }),
    member: (id, { group, topics }, config = {}, settings = {}) => {
      const all = { ...config, "group.id": group };
      const consumer: ConsumerSpec = {
        id,
        api: "consumer",
        subscription: { kind: "topics", topics },
        settings: settingsOf(defaultConsumerSettings, settings, all),
      };
      return next({ consumers: [...made.consumers, consumer] });
    },
    at: (seconds, command) =>
      next({
        plan: [...made.plan, { atUs: Math.round(seconds * 1_000_000), command }],
      }),
    build: () => made,
  };
}

function brokersOf(count: number, racks: readonly string[]): NodeSpec[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index + 1,
    rack: racks[index] ?? null,
    config: {},
  }));
}

function topicOf(name: string, topic: Partial<Omit<TopicSpec, "name">>): TopicSpec {
  const { assignment = null } = topic;
  return {
    name,
    partitions: assignment?.length ?? 1,
    replicationFactor: assignment?.[0]?.length ?? 1,
    assignment,
    config: {},
    ...topic,
  };
}

/** Defaults, changed by what is given. */
const settingsOf = <T extends { readonly config: ClientConfig }>(
  standard: T,
  change: Partial<T>,
  config: ClientConfig,
): T => ({
  ...standard,
  ...change,
  config: { ...standard.config, ...change.config, ...config },
});
