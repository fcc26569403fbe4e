import type { Command } from "../contract/command.ts";
import type { PlannedCommand } from "../contract/scenario.ts";
import { brokerOf, topicsOf } from "../kafka/controller/metadata-image.ts";
import { clusterImage } from "../run/cluster-image.ts";
import { nodeMemory, type World } from "../run/world.ts";
import { between, nodesOf } from "./fault-draw.ts";
import { type Chance, pick, questions, seedTimes, shuffled } from "./seed-chance.ts";

/** How a world is healed, and who is to recover by that. */
export interface Recovery {
  readonly commands: readonly PlannedCommand[];
  /** Nodes that must come to work together again; what is outside stays broken for good (reliability 2.8, V12). */
  readonly core: readonly number[];
}

/** Partitions that nobody who may lead is left of after these: then a person elects. */
const orphaning: readonly Command["kind"][] = ["wipe", "alterConfig", "reassign"];

const secondsAfter = (seconds: number, command: Command): PlannedCommand => ({
  atUs: seedTimes.healUs + 1 + seconds * 1_000_000,
  command,
});

/** A majority of the voters, and some more. */
function votersOf({ state }: World, chance: Chance): number[] {
  const { controllers } = state.topology;
  const least = Math.floor(controllers.length / 2) + 1;
  const more = chance.below(questions.coreControllers, 0, controllers.length - least + 1);
  return shuffled(controllers, (i, bound) =>
    chance.below(questions.coreControllers, 1 + i, bound),
  ).slice(0, least + more);
}

/** A majority of the controllers, at least one member of each ISR or ELR, and whom chance adds. */
function coreOf(world: World, chance: Chance): number[] {
  const { brokers, controllers } = world.state.topology;
  const core = new Set(votersOf(world, chance));
  let n = 0;
  for (const { partitions } of topicsOf(clusterImage(world.state)))
    for (const { isr, elr, replicas } of partitions) {
      const members = [...isr, ...elr].filter((id) => replicas.includes(id));
      if (members.length > 0 && !members.some((id) => core.has(id)))
        core.add(pick(members, chance.below(questions.core, 10 + n++, members.length)));
    }
  const others = shuffled(
    brokers.filter((id) => !core.has(id) && !controllers.includes(id)),
    (i, bound) => chance.below(questions.core, 500 + i, bound),
  );
  for (const id of others.slice(0, chance.below(questions.core, 1, others.length + 1)))
    core.add(id);
  return [...core];
}

/** What is left outside of the core is dead, stands still or is cut off, for good. */
function breakOutside(world: World, chance: Chance, core: readonly number[]): Command[] {
  return nodesOf(world.state.topology)
    .filter((id) => !core.includes(id))
    .flatMap((node, i): Command[] => {
      const how = chance.below(questions.core, 1000 + i, 3);
      if (how === 0)
        return [
          { kind: "resume", node },
          { kind: "kill", node },
        ];
      if (how === 1) return [{ kind: "pause", node }];
      return between([node], core).map(([a, b]) => ({
        kind: "cut",
        a,
        b,
        oneWay: false,
      }));
    });
}

/** Heals a world: all of it, or in some seeds only a core. The producers stop. */
export function recoveryOf(world: World, chance: Chance): Recovery {
  const { topology, scenario, clients } = world.state;
  const whole = chance.below(questions.core, 0, 10) >= 3;
  const core = whole ? nodesOf(topology) : coreOf(world, chance);
  const start = core.map((node): Command => ({ kind: "start", node }));
  const commands: Command[] = [
    { kind: "healAll" },
    ...core.map((node): Command => ({ kind: "resume", node })),
    ...start,
    ...clients
      .filter(({ kind }) => kind === "producer")
      .map(({ id }): Command => ({ kind: "removeClient", id })),
    ...breakOutside(world, chance, core),
  ];
  const orphans = scenario.plan.some(({ command }) => orphaning.includes(command.kind));
  return {
    core,
    commands: [
      ...commands.map((command) => secondsAfter(0, command)),
      // A stop that was under way ends in a process that is down.
      ...[5, 10, 20, 30].flatMap((at) => start.map((each) => secondsAfter(at, each))),
      ...(orphans ? uncleanElections(world) : []),
    ],
  };
}

/**
 * Who has to be started once more: a registration that an older life of the broker sent arrived behind the one of its
 * present life, on another connection. The present one's heartbeats are refused with STALE_BROKER_EPOCH from then on,
 * and it registers only when it starts (BrokerLifecycleManager): it stays fenced until somebody starts it again.
 */
export function outlived({ state }: World, core: readonly number[]): number[] {
  const image = clusterImage(state);
  return state.topology.brokers.filter((id) => {
    const broker = nodeMemory(state, id)?.broker;
    if (!core.includes(id) || broker === undefined || broker === null) return false;
    const registered = brokerOf(image, id);
    return (
      broker.brokerEpoch >= 0 &&
      registered !== undefined &&
      registered.epoch > broker.brokerEpoch &&
      registered.incarnationId !== broker.incarnationId
    );
  });
}

const uncleanElections = ({ state }: World): PlannedCommand[] =>
  topicsOf(clusterImage(state)).flatMap(({ name, partitions }) =>
    partitions.map((_, partition) =>
      secondsAfter(25, {
        kind: "electLeaders",
        election: "unclean",
        topic: name,
        partition,
      }),
    ),
  );
