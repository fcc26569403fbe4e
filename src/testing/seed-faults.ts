import type { Command } from "../contract/command.ts";
import type { PlannedCommand, TopicSpec } from "../contract/scenario.ts";
import { type Chance, pick, questions, seedTimes } from "./seed-chance.ts";

/** What a swarm's seed may do: within the budget no disk is lost, beyond it some are. */
export type Mode = "calm" | "within" | "beyond";

export const faultKinds: Readonly<Record<Mode, readonly string[]>> = {
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

export interface Faulty {
  readonly chance: Chance;
  readonly nodes: readonly number[];
  readonly brokers: readonly number[];
  readonly topics: readonly TopicSpec[];
}

/** One fault and, later, what takes it back. */
export function faultOf(world: Faulty, kind: string, n: number): PlannedCommand[] {
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
          kind: "alterConfig",
          scope: { kind: "topic", topic: topic.name },
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

/**
 * Everything is made whole again, and the producers stop. With `orphans` a partition may be left without anybody who
 * may lead: a wiped disk has a new directory id, and a new min.insync.replicas clears the ELR; then a person elects.
 */
export function recovery(
  world: Faulty,
  producers: readonly string[],
  orphans: boolean,
): PlannedCommand[] {
  const atUs = seedTimes.healUs;
  const elections = orphans ? uncleanElections(world) : [];
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
    ...[5, 10, 20, 30].flatMap((seconds) =>
      world.nodes.map(
        (node): PlannedCommand => ({
          atUs: atUs + seconds * 1_000_000,
          command: { kind: "start", node },
        }),
      ),
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
