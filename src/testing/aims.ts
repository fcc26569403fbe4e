import type { Command } from "../contract/command.ts";
import type { PlannedCommand, Scenario } from "../contract/scenario.ts";
import { topicsOf } from "../kafka/controller/metadata-image.ts";
import { clusterImage } from "../run/cluster-image.ts";
import type { World } from "../run/world.ts";
import { activeController } from "./active-controller.ts";
import { nodesOf } from "./fault-draw.ts";
import { allowsLossyDisk, modeOf } from "./fault-schedule.ts";
import { type Chance, chanceOf, pick, questions, seedTimes } from "./seed-chance.ts";

/**
 * A fault that waits for its moment: the active controller fails at a time (F33, F34), or while a leader asks for
 * another ISR; what a follower had told arrives when it has come back with an empty disk (KIP-903); or two voters that
 * cannot hear each other both ask a third one, which dies when it has voted.
 */
interface Aim {
  readonly kind: "active" | "asking" | "stale" | "split";
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
  const aims = Array.from({ length: 1 + draw(1, 2) }, (_, i) => {
    const at = 100 * (i + 1);
    return {
      kind: pick(kinds, draw(at, kinds.length)),
      fromUs: seedTimes.faultsUs + draw(at + 1, span),
      lengthUs: pick(lengthsMs, draw(at + 2, lengthsMs.length)) * 1000,
      below: (n: number, bound: number) => draw(at + 10 + n, bound),
    };
  });
  const voters = scenario.cluster.controllers.length;
  if (voters !== 3 || draw(50, 4) !== 0) return aims;
  const fromUs = seedTimes.faultsUs + draw(51, span / 2);
  const below = (n: number, bound: number): number => draw(60 + n, bound);
  return [...aims, { kind: "split", fromUs, lengthUs: 12_000_000, below }];
}

/** The aims of a seed while it is played. What comes of them goes into the plan, so that it can be played again. */
export class Aims {
  private aims: Aim[];
  /** The voter that dies once it has voted for another; -1: none. */
  private voter = -1;
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
    this.take(world, ["stale"], (aim) => this.comesBack(world, aim));
    this.take(world, ["split"], (aim) => this.splits(world, aim));
  }

  private splits(world: World, aim: Aim): Late[] {
    const node = activeController(world);
    const [a, b] = world.state.topology.controllers.filter((id) => id !== node);
    if (node < 0 || a === undefined || b === undefined) return [];
    this.voter = node;
    return [
      late(0, { kind: "cut", a, b, oneWay: false }),
      late(1, { kind: "kill", node }),
      late(3_000_000 + aim.below(0, 2_000_000), { kind: "start", node }),
      late(aim.lengthUs, { kind: "heal", link: { a, b } }),
    ];
  }

  /** A voter has voted, and nobody has heard of it yet. */
  voted(world: World, node: number, votedFor: number): void {
    if (node !== this.voter || votedFor < 0 || votedFor === node) return;
    this.voter = -1;
    const { nowUs } = world.state.sim;
    this.insert(world, { atUs: nowUs + 2000, command: { kind: "kill", node } });
    this.insert(world, { atUs: nowUs + 12_000, command: { kind: "start", node } });
  }

  private comesBack(world: World, aim: Aim): Late[] {
    const { scenario, plan } = this;
    const pairs = pairsOf(world).filter(([, follower]) =>
      allowsLossyDisk({ ...scenario, plan }, follower),
    );
    const [leader, follower] = pairs[aim.below(1, Math.max(1, pairs.length))] ?? [];
    if (leader === undefined || follower === undefined) return [];
    const session = Number(scenario.cluster.config["broker.session.timeout.ms"]) * 1000;
    return comesBackEmpty(aim, { leader, follower, session });
  }

  /** A leader has just asked for another ISR. */
  asked(world: World): void {
    this.take(world, ["asking"], (aim) => activeFails(world, aim));
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

/** Leaders with a follower without which too few would be in sync: their high watermark stands still then. */
function pairsOf({ state }: World): (readonly [number, number])[] {
  const { controllers } = state.topology;
  return topicsOf(clusterImage(state)).flatMap(({ name, partitions }) => {
    const topic = state.scenario.topics.find((each) => each.name === name);
    const least = Number(topic?.config["min.insync.replicas"] ?? 1);
    return partitions.flatMap(({ leader, isr }) =>
      leader < 0 || isr.length < 2 || isr.length > least
        ? []
        : isr
            .filter((id) => id !== leader && !controllers.includes(id))
            .map((id) => [leader, id] as const),
    );
  });
}

/**
 * A follower's fetch hangs on its way to the leader, while the follower leaves in an orderly way and comes back with an
 * empty disk. When the fetch arrives it tells of a log that is no more (KIP-903).
 */
function comesBackEmpty(
  { below }: Aim,
  who: { readonly leader: number; readonly follower: number; readonly session: number },
): Late[] {
  const { leader, follower, session } = who;
  const overUs = session + 2_500_000 + below(2, 1_500_000);
  return [
    late(0, { kind: "stall", a: follower, b: leader, oneWay: true }),
    late(700_000, { kind: "stop", node: follower }),
    ...[900_000, 1_200_000, 1_600_000].flatMap((us) => [
      late(us, { kind: "wipe", node: follower }),
      late(us + 1, { kind: "start", node: follower }),
    ]),
    late(overUs, { kind: "heal", link: { a: leader, b: follower } }),
  ];
}
