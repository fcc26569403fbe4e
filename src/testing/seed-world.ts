import {
  defaultConsumerSettings,
  defaultProducerSettings,
  withConfig,
} from "../contract/client-settings.ts";
import type { NodeSpec, Scenario, TopicSpec } from "../contract/scenario.ts";
import { logDirs } from "./machine-faults.ts";
import { type Chance, pick, questions } from "./seed-chance.ts";

/** Sizes of quorums. Nobody should run an even one; it shows what a majority of it is. */
const quorums = [1, 1, 1, 1, 2, 3, 3, 3, 3, 4, 5, 5] as const;

/** The nodes of a seed's world: no controllers where the first brokers are it as well. */
export function nodesOfWorld(
  chance: Chance,
): Pick<Scenario["cluster"], "brokers" | "controllers" | "combined"> {
  const racks = chance.below(questions.racks, 0, 4);
  const node = (id: number): NodeSpec => ({
    id,
    rack: racks === 0 ? null : `rack${id % racks}`,
    config: {},
  });
  const count = pick([1, 2, 3, 3, 3, 4, 5, 6, 7], chance.below(questions.brokers, 0, 9));
  const brokers = Array.from({ length: count }, (_, i) => node(i + 1));
  const voters = pick(quorums, chance.below(questions.controllers, 0, quorums.length));
  return chance.below(questions.combined, 0, 4) === 0
    ? { brokers, controllers: [], combined: Math.min(voters, count) }
    : { brokers, controllers: Array.from({ length: voters }, (_, i) => node(101 + i)) };
}

/** In some worlds the metadata is written down often and its log kept short: who lags behind is given a snapshot. */
const snapshotConfig = (chance: Chance): Record<string, string> =>
  chance.below(questions.snapshots, 0, 3) === 0
    ? {
        "metadata.log.max.record.bytes.between.snapshots": String(
          500 + chance.below(questions.snapshots, 1, 4000),
        ),
        "metadata.max.retention.bytes": "1000",
      }
    : {};

export function configOf(chance: Chance): Record<string, string> {
  const time = (n: number, choices: readonly number[]): string =>
    String(pick(choices, chance.below(questions.timing, n, choices.length)));
  const jbod = chance.below(questions.timing, 6, 3) === 0;
  return {
    "log.dirs": logDirs.slice(0, jbod ? 2 : 1).join(","),
    "broker.session.timeout.ms": time(0, [1500, 3000, 9000]),
    "broker.heartbeat.interval.ms": time(1, [300, 500, 1000]),
    "replica.lag.time.max.ms": time(2, [1500, 3000, 6000]),
    "replica.fetch.wait.max.ms": time(3, [50, 200, 500]),
    "replica.high.watermark.checkpoint.interval.ms": time(4, [500, 2000, 5000]),
    "unclean.leader.election.interval.ms": "5000",
    "leader.imbalance.check.interval.seconds": time(5, [5, 15, 300]),
    ...snapshotConfig(chance),
  };
}

export function topicsOf(chance: Chance, brokers: number): TopicSpec[] {
  const count = 1 + chance.below(questions.topics, 0, 3);
  return Array.from({ length: count }, (_, i) => {
    const shape = (n: number, bound: number): number =>
      chance.below(questions.topicShape, i * 16 + n, bound);
    const replicationFactor = 1 + Math.max(shape(0, brokers), shape(1, brokers));
    const config: Record<string, string> = {
      "min.insync.replicas": String(1 + shape(2, replicationFactor)),
    };
    if (shape(3, 8) === 0) config["unclean.leader.election.enable"] = "true";
    if (shape(4, 3) === 0) config["flush.messages"] = String(1 + shape(5, 20));
    return {
      name: `t${i}`,
      partitions: 1 + shape(6, 3),
      replicationFactor,
      assignment: null,
      config,
    };
  });
}

export function clientsOf(
  chance: Chance,
  topics: readonly TopicSpec[],
): Pick<Scenario, "producers" | "consumers"> {
  const producers = topics.flatMap((topic, t) =>
    Array.from({ length: 1 + chance.below(questions.clients, t, 2) }, (_, i) => {
      const shape = (n: number, bound: number): number =>
        chance.below(questions.clientShape, (t * 4 + i) * 16 + n, bound);
      return {
        id: `p${t}-${i}`,
        topic: topic.name,
        settings: {
          ...defaultProducerSettings,
          recordsPerSecond: pick([5, 20, 60], shape(0, 3)),
          keys:
            shape(4, 2) === 0 ? { kind: "none" as const } : defaultProducerSettings.keys,
          config: {
            acks: pick(["all", "all", "all", "1", "0"], shape(1, 5)),
            "linger.ms": pick(["0", "5", "50"], shape(2, 3)),
            "batch.size": pick(["200", "1000", "16384"], shape(3, 3)),
            "request.timeout.ms": pick(["2000", "5000", "30000"], shape(5, 3)),
            "delivery.timeout.ms": pick(["10000", "60000"], shape(6, 2)),
            "max.in.flight.requests.per.connection": pick(["1", "5"], shape(7, 2)),
          },
        },
      };
    }),
  );
  const consumers = topics.map((topic, t) => ({
    id: `c${t}`,
    api: "consumer" as const,
    subscription: { kind: "assign" as const, topic: topic.name, partitions: null },
    settings: withConfig(defaultConsumerSettings, {
      "fetch.max.wait.ms": pick(
        ["100", "500"],
        chance.below(questions.clientShape, 1000 + t, 2),
      ),
    }),
  }));
  return { producers, consumers };
}
