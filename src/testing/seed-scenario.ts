import {
  type Acks,
  defaultConsumerSettings,
  defaultProducerSettings,
} from "../contract/client-settings.ts";
import type { Command } from "../contract/command.ts";
import type {
  NodeSpec,
  PlannedCommand,
  Scenario,
  TopicSpec,
} from "../contract/scenario.ts";
import { chanceAt } from "../sim/draw.ts";

/** Chance for one seed: each question has a place of its own, so that a new one changes no old answer. */
interface Chance {
  /** A whole number from 0 to `bound` - 1 for the n-th time that `question` is asked. */
  readonly below: (question: number, n: number, bound: number) => number;
}

const chanceOf = (seed: number): Chance => ({
  below: (question, n, bound) =>
    Math.floor(
      (chanceAt(seed ^ 0x5eed, question, n & 0xfff, n >> 12) / 4294967296) * bound,
    ),
});

const questions = {
  brokers: 101,
  combined: 102,
  elr: 103,
  timing: 104,
  topics: 105,
  topicShape: 106,
  clients: 107,
  clientShape: 108,
  faults: 109,
  faultKind: 110,
  faultTarget: 111,
  faultTime: 112,
  faultLength: 113,
  mode: 114,
  network: 115,
} as const;

/** When the faults begin and end, and until when the cluster must have recovered, µs. */
export const seedTimes = {
  faultsUs: 4_000_000,
  healUs: 26_000_000,
  limitUs: 86_000_000,
} as const;

const pick = <T>(choices: readonly T[], index: number): T =>
  choices[index % choices.length] as T;

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

/** What a swarm's seed may do: within the budget no disk is lost, beyond it some are. */
type Mode = "calm" | "within" | "beyond";

const faultKinds: Readonly<Record<Mode, readonly string[]>> = {
  calm: [],
  within: ["kill", "kill", "stop", "pause", "cut", "cutOneWay", "isolate", "elect"],
  beyond: [
    "kill",
    "stop",
    "pause",
    "cut",
    "cutOneWay",
    "isolate",
    "elect",
    "powerLoss",
    "powerLoss",
    "wipe",
    "unclean",
    "minIsr",
  ],
};

interface Faulty {
  readonly chance: Chance;
  readonly nodes: readonly number[];
  readonly brokers: readonly number[];
  readonly topics: readonly TopicSpec[];
}

/** One fault and, later, what takes it back. */
function faultOf(world: Faulty, kind: string, n: number): PlannedCommand[] {
  const { chance, nodes, brokers, topics } = world;
  const target = (i: number, bound: number): number =>
    chance.below(questions.faultTarget, n * 8 + i, bound);
  const span = seedTimes.healUs - seedTimes.faultsUs;
  const atUs = seedTimes.faultsUs + chance.below(questions.faultTime, n, span);
  const length =
    pick([50, 400, 2000, 5000, 12000], chance.below(questions.faultLength, n, 5)) * 1000;
  const node = pick(nodes, target(0, nodes.length));
  const broker = pick(brokers, target(1, brokers.length));
  const topic = pick(topics, target(2, topics.length));
  const partition = target(3, topic.partitions);
  const other = pick(
    nodes.filter((id) => id !== node),
    target(4, nodes.length),
  );
  const at = (command: Command, delay = 0): PlannedCommand => ({
    atUs: atUs + delay,
    command,
  });
  switch (kind) {
    case "kill":
    case "powerLoss":
      return [at({ kind, node }), at({ kind: "start", node }, length)];
    case "stop":
      return [at({ kind, node }), at({ kind: "start", node }, length + 3_000_000)];
    case "wipe":
      return [
        at({ kind: "kill", node: broker }),
        at({ kind: "wipe", node: broker }, 1000),
        at({ kind: "start", node: broker }, length),
      ];
    case "pause":
      return [at({ kind, node }), at({ kind: "resume", node }, length)];
    case "cut":
    case "cutOneWay":
      if (other === undefined) return [];
      return [
        at({ kind: "cut", a: node, b: other, oneWay: kind === "cutOneWay" }),
        at({ kind: "heal", link: { a: node, b: other } }, length),
      ];
    case "isolate":
      return nodes
        .filter((id) => id !== broker)
        .flatMap((id) => [
          at({ kind: "cut", a: broker, b: id, oneWay: false }),
          at({ kind: "heal", link: { a: broker, b: id } }, length),
        ]);
    case "minIsr": {
      const value = String(1 + target(5, topic.replicationFactor));
      return [
        at({
          kind: "alterTopicConfig",
          topic: topic.name,
          name: "min.insync.replicas",
          value,
        }),
      ];
    }
    default: {
      const election = kind === "unclean" ? "unclean" : "preferred";
      return [at({ kind: "electLeaders", election, topic: topic.name, partition })];
    }
  }
}

/** Everything is made whole again, and the producers stop. */
function recovery(
  world: Faulty,
  producers: readonly string[],
  wiped: boolean,
): PlannedCommand[] {
  const atUs = seedTimes.healUs;
  // A wiped disk has a new directory id: the last known leader on it is not acceptable until a person says so.
  const elections = wiped ? uncleanElections(world) : [];
  const commands: Command[] = [
    { kind: "heal", link: null },
    ...world.nodes.flatMap((node): Command[] => [
      { kind: "resume", node },
      { kind: "start", node },
    ]),
    ...producers.map((id): Command => ({ kind: "stopClient", id })),
  ];
  return [
    ...commands.map((command) => ({ atUs, command })),
    // A stop that was under way ends in a process that is down.
    ...world.nodes.map(
      (node): PlannedCommand => ({
        atUs: atUs + 10_000_000,
        command: { kind: "start", node },
      }),
    ),
    ...elections,
  ];
}

const uncleanElections = ({ topics }: Faulty): PlannedCommand[] =>
  topics.flatMap(({ name, partitions }) =>
    Array.from({ length: partitions }, (_, partition) => ({
      atUs: seedTimes.healUs + 25_000_000,
      command: {
        kind: "electLeaders" as const,
        election: "unclean" as const,
        topic: name,
        partition,
      },
    })),
  );

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
      faults.some(({ command }) => command.kind === "wipe"),
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
