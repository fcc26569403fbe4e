import {
  type Acks,
  defaultConsumerSettings,
  defaultProducerSettings,
} from "../contract/client-settings.ts";
import type { NodeSpec, Scenario, TopicSpec } from "../contract/scenario.ts";
import { type Chance, chanceOf, pick, questions, seedTimes } from "./seed-chance.ts";
import { type Faulty, faultKinds, faultOf, type Mode, recovery } from "./seed-faults.ts";

function nodesOf(chance: Chance): {
  readonly brokers: readonly NodeSpec[];
  readonly controllers: readonly NodeSpec[];
} {
  const node = (id: number): NodeSpec => ({ id, rack: null, config: {} });
  const count = pick([1, 2, 3, 3, 3, 4, 5], chance.below(questions.brokers, 0, 7));
  const combined = chance.below(questions.combined, 0, 4) === 0;
  return {
    brokers: Array.from({ length: count }, (_, i) => node(i + 1)),
    controllers: combined ? [] : [node(101)],
  };
}

function configOf(chance: Chance): Record<string, string> {
  const time = (n: number, choices: readonly number[]): string =>
    String(pick(choices, chance.below(questions.timing, n, choices.length)));
  return {
    "broker.session.timeout.ms": time(0, [1500, 3000, 9000]),
    "broker.heartbeat.interval.ms": time(1, [300, 500, 1000]),
    "replica.lag.time.max.ms": time(2, [1500, 3000, 6000]),
    "replica.fetch.wait.max.ms": time(3, [50, 200, 500]),
    "replica.high.watermark.checkpoint.interval.ms": time(4, [500, 2000, 5000]),
    "unclean.leader.election.interval.ms": "5000",
    "leader.imbalance.check.interval.seconds": time(5, [5, 15, 300]),
  };
}

function topicsOf(chance: Chance, brokers: number): TopicSpec[] {
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

function clientsOf(
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
          recordsPerSecond: pick([5, 20, 80], shape(0, 3)),
          acks: pick<Acks>([-1, -1, -1, 1, 0], shape(1, 5)),
          lingerMs: pick([0, 5, 50], shape(2, 3)),
          batchSize: pick([200, 1000, 16384], shape(3, 3)),
          keys:
            shape(4, 2) === 0 ? { kind: "none" as const } : defaultProducerSettings.keys,
          requestTimeoutMs: pick([2000, 5000, 30000], shape(5, 3)),
          deliveryTimeoutMs: pick([10000, 60000], shape(6, 2)),
          maxInFlight: pick([1, 5], shape(7, 2)),
        },
      };
    }),
  );
  const consumers = topics.map((topic, t) => ({
    id: `c${t}`,
    topic: topic.name,
    partitions: null,
    settings: {
      ...defaultConsumerSettings,
      maxWaitMs: pick([100, 500], chance.below(questions.clientShape, 1000 + t, 2)),
    },
  }));
  return { producers, consumers };
}

/** The random small world of a seed with its faults, as a scenario that anybody can open. */
export function seedScenario(seed: number): Scenario {
  const chance = chanceOf(seed);
  const { brokers, controllers } = nodesOf(chance);
  const topics = topicsOf(chance, brokers.length);
  const clients = clientsOf(chance, topics);
  const world: Faulty = {
    chance,
    nodes: [...brokers, ...controllers].map(({ id }) => id),
    brokers: brokers
      .filter((_, i) => i > 0 || controllers.length > 0)
      .map(({ id }) => id),
    topics,
  };
  const faulty = world.brokers.length > 0 ? world : { ...world, brokers: world.nodes };
  const mode = pick<Mode>(
    ["calm", "within", "within", "within", "within", "beyond", "beyond", "beyond"],
    chance.below(questions.mode, 0, 8),
  );
  // A wiped combined controller would take the whole metadata log with it.
  const kinds = faultKinds[mode].filter(
    (kind) => kind !== "wipe" || world.brokers.length > 0,
  );
  const count = mode === "calm" ? 0 : 2 + chance.below(questions.faults, 0, 9);
  const faults = Array.from({ length: count }, (_, n) =>
    faultOf(faulty, pick(kinds, chance.below(questions.faultKind, n, kinds.length)), n),
  ).flat();
  const plan = [
    ...faults.filter(({ atUs }) => atUs < seedTimes.healUs),
    ...recovery(
      faulty,
      clients.producers.map(({ id }) => id),
      faults.some(({ command }) => ["wipe", "alterConfig"].includes(command.kind)),
    ),
  ];
  return {
    format: 1,
    name: `seed ${seed}`,
    about: mode,
    seed,
    cluster: {
      brokers,
      controllers,
      config: configOf(chance),
      features:
        chance.below(questions.elr, 0, 3) === 0
          ? { "eligible.leader.replicas.version": 0 }
          : {},
    },
    network: {
      latencyUs: pick([200, 1500, 8000], chance.below(questions.network, 0, 3)),
      jitterUs: pick([0, 300, 5000], chance.below(questions.network, 1, 3)),
      bandwidth: chance.below(questions.network, 2, 4) === 0 ? 2_000_000 : null,
    },
    topics,
    ...clients,
    plan: plan.toSorted((a, b) => a.atUs - b.atUs),
  };
}
