import type { Command } from "../contract/command.ts";
import type { PlannedCommand, Scenario } from "../contract/scenario.ts";
import type { HostedPartition } from "../kafka/replication/partition.ts";
import type { World } from "../run/world.ts";
import { activeController } from "./active-controller.ts";
import { nodesOf } from "./fault-draw.ts";
import { allowsLossyDisk, modeOf } from "./fault-schedule.ts";
import { type Chance, chanceOf, pick, questions, seedTimes } from "./seed-chance.ts";

/**
 * A fault that waits for its moment: the active controller fails at a time (F33, F34), or while a leader asks for
 * another ISR, or the member that a leader asks for comes back with an empty disk before the controller has heard it
 * (KIP-903).
 */
interface Aim {
  readonly kind: "active" | "asking" | "stale";
  readonly fromUs: number;
  readonly lengthUs: number;
  /** Something else of it that chance decides. */
  readonly below: (i: number, bound: number) => number;
}

const kinds = ["active", "active", "asking", "stale", "stale"] as const;
const lengthsMs = [50, 400, 2000, 5000, 12_000];

function aimsOf(scenario: Scenario): Aim[] {
  const chance: Chance = chanceOf(scenario.seed);
  const draw = (n: number, bound: number): number =>
    chance.below(questions.aim, n, bound);
  if (modeOf(chance) === "calm" || draw(0, 2) === 0) return [];
  const span = seedTimes.healUs - seedTimes.faultsUs - 3_000_000;
  return Array.from({ length: 1 + draw(1, 2) }, (_, i) => {
    const at = 100 * (i + 1);
    return {
      kind: pick(kinds, draw(at, kinds.length)),
      fromUs: seedTimes.faultsUs + draw(at + 1, span),
      lengthUs: pick(lengthsMs, draw(at + 2, lengthsMs.length)) * 1000,
      below: (n, bound) => draw(at + 10 + n, bound),
    };
  });
}

/** The aims of a seed while it is played. What comes of them goes into the plan, so that it can be played again. */
export class Aims {
  private aims: Aim[];
  private readonly scenario: Scenario;
  private readonly plan: PlannedCommand[];

  constructor(scenario: Scenario, plan: PlannedCommand[]) {
    this.scenario = scenario;
    this.plan = plan;
    this.aims = aimsOf(scenario);
  }

  /** The time has gone on. */
  looked(world: World): void {
    this.take(world, ["active"], (aim) => activeFails(world, aim));
  }

  /** A leader has just asked for another ISR. */
  asked(
    world: World,
    leader: number,
    partition: HostedPartition,
    isr: readonly number[],
  ): void {
    this.take(world, ["asking"], (aim) => activeFails(world, aim));
    const joining = isr.find((id) => !partition.isr.includes(id));
    const { controllers } = world.state.topology;
    if (joining === undefined || isr.length < 3) return;
    if (controllers.includes(joining) || controllers.includes(leader)) return;
    const { scenario, plan } = this;
    if (!allowsLossyDisk({ ...scenario, plan }, joining)) return;
    this.take(world, ["stale"], (aim) => comesBackEmpty(world, aim, leader, joining));
  }

  private take(
    world: World,
    which: readonly Aim["kind"][],
    make: (aim: Aim) => readonly Late[],
  ): void {
    const { nowUs } = world.state.sim;
    const due = this.aims.filter(
      ({ kind, fromUs }) => which.includes(kind) && fromUs <= nowUs,
    );
    if (due.length === 0) return;
    this.aims = this.aims.filter((aim) => !due.includes(aim));
    for (const aim of due)
      for (const { delayUs, command } of make(aim)) {
        // Not at this very moment: played again it would come before what is happening now.
        const atUs = nowUs + 1 + delayUs;
        if (atUs < seedTimes.healUs) this.insert(world, { atUs, command });
      }
  }

  private insert(world: World, planned: PlannedCommand): void {
    const { plan } = this;
    const later = plan.findIndex(
      ({ atUs }, i) => i >= world.state.planned && atUs > planned.atUs,
    );
    plan.splice(later < 0 ? plan.length : later, 0, planned);
  }
}

/** A command so many µs after the moment. */
interface Late {
  readonly delayUs: number;
  readonly command: Command;
}

const late = (delayUs: number, command: Command): Late => ({ delayUs, command });

/** The active controller dies, stands still, leaves or is cut off; or with it so many that no majority is left. */
function activeFails(world: World, { below, lengthUs, kind }: Aim): Late[] {
  const node = activeController(world);
  if (node < 0) return [];
  const { topology } = world.state;
  const others = topology.controllers.filter((id) => id !== node);
  const majority = Math.floor(topology.controllers.length / 2) + 1;
  const at = kind === "asking" ? below(1, 30_000) : 0;
  switch (below(0, 5)) {
    case 0:
      return [
        late(at, { kind: "stop", node }),
        late(at + lengthUs + 3_000_000, { kind: "start", node }),
      ];
    case 1:
      return [
        late(at, { kind: "pause", node }),
        late(at + lengthUs, { kind: "resume", node }),
      ];
    case 2:
      return nodesOf(topology)
        .filter((id) => id !== node)
        .flatMap((other) => [
          late(at, { kind: "cut", a: node, b: other, oneWay: below(2, 4) === 0 }),
          late(at + lengthUs, { kind: "heal", link: { a: node, b: other } }),
        ]);
    case 3:
      return [node, ...others.slice(0, majority - 1)].flatMap((id, i) => [
        late(at + i * 100_000, { kind: "kill", node: id }),
        late(at + lengthUs + i * 300_000, { kind: "start", node: id }),
      ]);
    default:
      return [
        late(at, { kind: "kill", node }),
        late(at + lengthUs, { kind: "start", node }),
      ];
  }
}

/**
 * What a leader asks for hangs on its way to the controllers, while the follower that it is about leaves in an orderly
 * way, comes back at once with an empty disk and cannot reach its leader.
 */
function comesBackEmpty(
  world: World,
  { below }: Aim,
  leader: number,
  follower: number,
): Late[] {
  const { controllers } = world.state.topology;
  const overUs = 1_900_000 + below(1, 700_000);
  return [
    ...controllers.flatMap((id) => [
      late(0, { kind: "stall", a: leader, b: id, oneWay: true }),
      late(overUs, { kind: "heal", link: { a: leader, b: id } }),
    ]),
    late(0, { kind: "cut", a: leader, b: follower, oneWay: false }),
    late(overUs + 1_500_000, { kind: "heal", link: { a: leader, b: follower } }),
    late(0, { kind: "stop", node: follower }),
    ...[200_000, 400_000, 700_000, 1_000_000].flatMap((us) => [
      late(us, { kind: "wipe", node: follower }),
      late(us + 1, { kind: "start", node: follower }),
    ]),
  ];
}
