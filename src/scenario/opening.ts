import {
  defaultConsumerSettings,
  defaultProducerSettings,
  withConfig,
} from "../contract/client-settings.ts";
import type { ConsumerSpec, Scenario } from "../contract/scenario.ts";

const node = (id: number, rack: string | null) => ({ id, rack, config: {} });

const member = (id: string, group: string, topic: string): ConsumerSpec => ({
  id,
  api: "consumer",
  subscription: { kind: "topics", topics: [topic] },
  settings: withConfig(defaultConsumerSettings, { "group.id": group }),
});

/**
 * What the page opens with: three brokers in three racks under one controller, a topic that is read and written with
 * acks=all and one with acks=1. Broker 1 leads orders-0, so that killing it can be seen. The times are Kafka's
 * defaults, written out because they decide what a person waits for. The network is slow enough that the eye can follow
 * a packet at a tenth of real time.
 */
export const openingScenario: Scenario = {
  format: 2,
  name: "A small shop",
  about:
    "Checkouts go to orders with acks=all, changes of profiles to customers with acks=1.",
  seed: 1,
  cluster: {
    brokers: [node(1, "a"), node(2, "b"), node(3, "c")],
    controllers: [node(101, null)],
    config: {
      "broker.session.timeout.ms": "9000",
      "broker.heartbeat.interval.ms": "2000",
      "replica.lag.time.max.ms": "30000",
    },
    features: {},
  },
  network: { latencyUs: 15_000, jitterUs: 5000, bandwidth: null },
  topics: [
    {
      name: "orders",
      partitions: 3,
      replicationFactor: 3,
      assignment: [
        [1, 2, 3],
        [2, 3, 1],
        [3, 1, 2],
      ],
      config: { "min.insync.replicas": "2" },
    },
    {
      name: "customers",
      partitions: 2,
      replicationFactor: 3,
      assignment: [
        [2, 3, 1],
        [3, 1, 2],
      ],
      config: {},
    },
  ],
  producers: [
    {
      id: "checkout",
      topic: "orders",
      settings: {
        ...defaultProducerSettings,
        recordsPerSecond: 20,
        keys: { kind: "uniform", keys: 8 },
      },
    },
    {
      id: "profile-updates",
      topic: "customers",
      settings: {
        ...defaultProducerSettings,
        recordsPerSecond: 8,
        keys: { kind: "zipf", keys: 16, exponentPercent: 110 },
        tombstonePercent: 5,
        config: { acks: "1" },
      },
    },
  ],
  consumers: [
    member("billing-1", "billing", "orders"),
    member("billing-2", "billing", "orders"),
    member("search-index-1", "search-index", "customers"),
  ],
  plan: [],
};
