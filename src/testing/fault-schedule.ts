import type { PlannedCommand, Scenario } from "../contract/scenario.ts";
import { adminFaults } from "./admin-faults.ts";
import { aimedFaults } from "./aimed-faults.ts";
import type { FaultMaker, FaultTargets } from "./fault-draw.ts";
import { linkFaults } from "./link-faults.ts";
import { machineFaults } from "./machine-faults.ts";
import { processFaults } from "./process-faults.ts";
import {
  type Chance,
  chanceOf,
  pick,
  questions,
  seedTimes,
  shuffled,
} from "./seed-chance.ts";

/**
 * What a seed may do: within the budget no more disks lose records than Kafka promises to survive and nobody elects
 * uncleanly; beyond it anything goes.
 */
export type Mode = "calm" | "within" | "beyond";

export const modeOf = (chance: Chance): Mode => {
  const drawn = chance.below(questions.mode, 0, 100);
  return drawn < 5 ? "calm" : drawn < 80 ? "within" : "beyond";
};

const makers: Readonly<Record<string, FaultMaker>> = {
  ...aimedFaults,
  ...processFaults,
  ...linkFaults,
  ...machineFaults,
  ...adminFaults,
};

/** Whoever uses these accepts that committed records go. */
const unclean: readonly string[] = ["uncleanElect", "uncleanConfig"];

/** All kinds of faults that a mode may draw from. */
const kindsOf = (mode: Mode): string[] =>
  mode === "calm"
    ? []
    : Object.keys(makers).filter((kind) => mode === "beyond" || !unclean.includes(kind));

/** Brokers whose disk a fault makes lose records. */
const lossyNodes = (commands: readonly PlannedCommand[]): number[] =>
  commands.flatMap(({ command }) =>
    command.kind === "powerLoss" || command.kind === "wipe" ? [command.node] : [],
  );

/** Whether one more disk may lose records, for those who make faults while the run goes on. */
export function allowsLossyDisk(scenario: Scenario, node: number): boolean {
  const { plan, topics, seed } = scenario;
  if (modeOf(chanceOf(seed)) === "beyond") return true;
  const kinds = plan.some(
    ({ command }) =>
      command.kind === "alterConfig" && command.name === "min.insync.replicas",
  )
    ? ["minIsr"]
    : [];
  const lossy = new Set([...lossyNodes(plan), node]);
  return lossy.size <= budgetOf({ topics }, kinds);
}

/** Disks that may lose records before some topic's promise is broken (reliability 2.1, BUD). */
function budgetOf(
  { topics }: Pick<FaultTargets, "topics">,
  kinds: readonly string[],
): number {
  if (kinds.includes("minIsr")) return 0;
  const least = topics.map(({ config, replicationFactor }) =>
    Math.min(Number(config["min.insync.replicas"] ?? 1), replicationFactor),
  );
  return Math.min(...least) - 1;
}

/** Faults with what takes them back, in the order of their making, and how many the budget refused. */
export interface Schedule {
  readonly commands: readonly PlannedCommand[];
  readonly kinds: readonly string[];
  readonly refused: number;
}

const periodUs = 4_400_000;
const lengthsMs = [50, 400, 2000, 5000, 12_000];

/**
 * The faults of a seed: one to six kinds of all, of which each period of some seconds uses some others, and a quarter
 * of the periods none (swarm testing; reliability 4.2).
 */
export function faultSchedule(chance: Chance, targets: FaultTargets): Schedule {
  const mode = modeOf(chance);
  const all = shuffled(kindsOf(mode), (i, bound) =>
    chance.below(questions.kinds, i, bound),
  );
  const kinds = all.slice(0, 1 + chance.below(questions.kinds, 500, 6));
  const count = kinds.length === 0 ? 0 : 2 + chance.below(questions.faults, 0, 9);
  const lossy = new Set<number>();
  const budget = mode === "within" ? budgetOf(targets, kinds) : Number.POSITIVE_INFINITY;
  const commands: PlannedCommand[] = [];
  let refused = 0;
  for (let n = 0; n < count; n++) {
    const made = faultOf(chance, targets, kinds, n);
    const spent = new Set([...lossy, ...lossyNodes(made)]);
    if (spent.size > Math.max(budget, lossy.size)) refused++;
    else {
      for (const node of spent) lossy.add(node);
      commands.push(...made);
    }
  }
  return { commands, kinds, refused };
}

function faultOf(
  chance: Chance,
  targets: FaultTargets,
  kinds: readonly string[],
  n: number,
): PlannedCommand[] {
  const span = seedTimes.healUs - seedTimes.faultsUs;
  let atUs = seedTimes.faultsUs + chance.below(questions.faultTime, n, span);
  let period = Math.floor((atUs - seedTimes.faultsUs) / periodUs);
  // What falls into a quiet period comes earlier; the first one is never quiet.
  while (period > 0 && chance.below(questions.quiet, period, 4) === 0) {
    period--;
    atUs -= periodUs;
  }
  const some = Math.max(1, Math.ceil(kinds.length / 2));
  const first = chance.below(questions.faultKind, 1000 + period, kinds.length);
  const kind = pick(kinds, first + chance.below(questions.faultKind, n, some));
  const length = pick(lengthsMs, chance.below(questions.faultLength, n, 5));
  return (
    makers[kind]?.({
      ...targets,
      atUs,
      lengthUs: length * 1000,
      below: (i, bound) => chance.below(questions.faultTarget, n * 32 + i, bound),
    }) ?? []
  );
}
