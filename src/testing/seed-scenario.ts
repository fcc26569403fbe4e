import { withConfig } from "../contract/client-settings.ts";
import type { Command } from "../contract/command.ts";
import type { PlannedCommand, Scenario } from "../contract/scenario.ts";
import type { FaultTargets } from "./fault-draw.ts";
import { faultSchedule, modeOf } from "./fault-schedule.ts";
import { type Chance, chanceOf, pick, questions, seedTimes } from "./seed-chance.ts";
import { clientsOf, configOf, nodesOfWorld, topicsOf } from "./seed-world.ts";

/** Consumers that come while things happen, and ask where the log ends. */
const lateConsumers = (
  chance: Chance,
  consumers: Scenario["consumers"],
): PlannedCommand[] =>
  consumers.flatMap((consumer, i) => {
    if (chance.below(questions.clients, 2000 + i, 2) === 0) return [];
    const span = seedTimes.healUs - seedTimes.faultsUs;
    const settings = withConfig(consumer.settings, { "auto.offset.reset": "latest" });
    return Array.from({ length: 4 }, (_, k): PlannedCommand => {
      const command: Command = {
        kind: "startConsumer",
        consumer: { ...consumer, id: `late${i}-${k}`, settings },
      };
      const n = 3000 + i * 8 + k;
      return {
        atUs: seedTimes.faultsUs + chance.below(questions.clients, n, span),
        command,
      };
    });
  });

/**
 * The random small world of a seed with its faults, as a scenario that anybody can open. How it is healed is drawn
 * when the faults are over, from what they left (recovery.ts).
 */
export function seedScenario(seed: number): Scenario {
  const chance = chanceOf(seed);
  const nodes = nodesOfWorld(chance);
  const { brokers } = nodes;
  const topics = topicsOf(chance, brokers.length);
  const clients = clientsOf(chance, topics);
  const ids = brokers.map(({ id }) => id);
  const features: Record<string, number> =
    chance.below(questions.elr, 0, 3) === 0
      ? { "eligible.leader.replicas.version": 0 }
      : {};
  const controllers =
    nodes.combined === undefined
      ? nodes.controllers.map(({ id }) => id)
      : ids.slice(0, nodes.combined);
  const targets: FaultTargets = {
    brokers: ids,
    controllers,
    separate: ids.filter((id) => !controllers.includes(id)),
    topics,
    elr: features["eligible.leader.replicas.version"] !== 0,
  };
  const { commands, kinds, refused } = faultSchedule(chance, targets);
  const plan = [...commands, ...lateConsumers(chance, clients.consumers)];
  return {
    format: 2,
    name: `seed ${seed}`,
    about: `${modeOf(chance)}: ${kinds.join(", ") || "no faults"}; ${refused} refused by the budget`,
    seed,
    cluster: { ...nodes, config: configOf(chance), features },
    network: {
      latencyUs: pick([200, 1500, 8000], chance.below(questions.network, 0, 3)),
      jitterUs: pick([0, 300, 5000], chance.below(questions.network, 1, 3)),
      bandwidth: chance.below(questions.network, 2, 4) === 0 ? 2_000_000 : null,
    },
    topics,
    ...clients,
    plan: plan
      .filter(({ atUs }) => atUs < seedTimes.healUs)
      .toSorted((a, b) => a.atUs - b.atUs),
  };
}
