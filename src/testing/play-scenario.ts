import type { PlannedCommand, Scenario } from "../contract/scenario.ts";
import { type Probe, type Report, silentProbe } from "../kafka/probe.ts";
import type { Finding } from "../oracle/finding.ts";
import { type OracleState, oracleState } from "../oracle/ghost.ts";
import { oracleProbe } from "../oracle/oracle-probe.ts";
import { meetCommandsBy } from "../run/command-rules.ts";
import { commands } from "../run/execute.ts";
import { stepWorld } from "../run/step.ts";
import { openWorld, startNodes, type World } from "../run/world.ts";
import { traceDigest } from "../sim/trace.ts";
import { Aims } from "./aims.ts";
import { whatIsMissing } from "./convergence.ts";
import { lookForStaleLeaders, type Mark, markingProbe } from "./marks.ts";
import { overdueSend } from "./overdue-send.ts";
import { type Neglect, overdueShrink } from "./overdue-shrink.ts";
import { outlived, recoveryOf } from "./recovery.ts";
import { chanceOf, seedTimes } from "./seed-chance.ts";

meetCommandsBy(commands);

/** What a run broke. */
export interface Failure {
  /** Of the catalogue: `R4`, `V2`; `D10` for an assertion of ours, `D1` for a run that cannot be repeated. */
  readonly invariant: string;
  readonly text: string;
}

/** How one run ended. */
export interface Played {
  readonly failure: Failure | null;
  readonly atUs: number;
  readonly events: number;
  readonly traceHash: string;
  readonly oracle: OracleState;
  readonly findings: readonly Finding[];
  /** With all commands that were met, those of the recovery too: played again it fails again. */
  readonly scenario: Scenario;
  readonly core: readonly number[];
  readonly marks: readonly Mark[];
  readonly world: World | undefined;
}

export interface PlayOptions {
  /** Heals at the end by the scenario's own chance; else the plan holds all that is done. */
  readonly recover: boolean;
  /** Who has to recover, where the plan holds the recovery; all nodes where it is left out. */
  readonly core?: readonly number[];
  readonly tell?: (line: string) => void;
}

/** What is due by now is looked at this often, µs. */
const lookUs = 500_000;
/** A run that comes to more events than this is stuck in a loop at one time. */
const eventLimit = 2_000_000;

const describe = (report: Report): string => {
  const where =
    report.partition < 0 ? report.topic : `${report.topic}-${report.partition}`;
  return `${report.kind} ${report.node} ${where} ${report.text}`;
};

/** One run under way. */
class Play {
  readonly holder = { state: oracleState() };
  readonly marks = new Set<Mark>();
  readonly plan: PlannedCommand[];
  readonly scenario: Scenario;
  core: readonly number[];
  failure: Failure | null = null;
  world: World | undefined;
  private healed: boolean;
  private readonly restarted = new Set<number>();
  private readonly neglect: Neglect = {};
  private readonly aims: Aims | null;
  private readonly options: PlayOptions;

  constructor(scenario: Scenario, options: PlayOptions) {
    this.options = options;
    this.plan = [...scenario.plan];
    this.scenario = { ...scenario, plan: this.plan };
    const { brokers, controllers } = scenario.cluster;
    this.core = options.core ?? [...brokers, ...controllers].map(({ id }) => id);
    this.healed = !options.recover;
    this.aims = options.recover ? new Aims(scenario, this.plan) : null;
  }

  probe(): Probe {
    const { tell } = this.options;
    const watched = oracleProbe(this.holder, (report) => {
      const atUs = this.world?.state.sim.nowUs ?? 0;
      tell?.(`${(atUs / 1e6).toFixed(6)} ${describe(report)}`);
      const last = this.holder.state.findings.at(-1);
      if (report.kind !== "finding" || last === undefined) return;
      if (last.verdict === "engineBug" && this.failure === null)
        this.failure = { invariant: last.invariant, text: last.text };
    });
    const marking = markingProbe(watched, this.holder, {
      found: this.marks,
      world: () => this.world,
    });
    return {
      ...marking,
      isrProposed: (broker, partition, isr) => {
        marking.isrProposed(broker, partition, isr);
        if (this.world !== undefined) this.aims?.asked(this.world);
      },
      quorum: {
        ...marking.quorum,
        electionStored: (node, election) => {
          marking.quorum.electionStored(node, election);
          if (this.world !== undefined)
            this.aims?.voted(this.world, node, election.votedFor);
        },
      },
    };
  }

  /** Plays on to the end, or to a failure. */
  run(): void {
    const world = openWorld(this.scenario, this.probe());
    this.world = world;
    startNodes(world);
    const { sim } = world.state;
    let look = lookUs;
    while (sim.events < eventLimit) {
      while (sim.events < eventLimit && stepWorld(world, look))
        if (this.failure !== null) return;
      world.kernel.rest(look);
      if (this.failure !== null || this.looked(world, look)) return;
      look += lookUs;
    }
    this.failure = { invariant: "D9", text: `more than ${eventLimit} events` };
  }

  /** What is due by now; true when the run is at its end. */
  private looked(world: World, atUs: number): boolean {
    const overdue = overdueShrink(world, this.neglect);
    if (overdue !== null) this.failure = { invariant: "R31", text: overdue };
    const late = overdueSend(world);
    if (late !== null) this.failure = { invariant: "V6", text: late };
    lookForStaleLeaders(world, this.marks);
    if (this.failure !== null) return true;
    if (atUs >= seedTimes.faultsUs && atUs < seedTimes.healUs) this.aims?.looked(world);
    if (atUs >= seedTimes.healUs && !this.healed) this.heal(world);
    if (atUs <= seedTimes.healUs + lookUs) return false;
    if (this.options.recover) this.restart(world, atUs);
    const missing = whatIsMissing(world, this.core);
    if (missing === null) return true;
    if (atUs < seedTimes.limitUs) return false;
    this.failure = {
      invariant: /\((V\d+)\)/.exec(missing)?.[1] ?? "V2",
      text: `not recovered ${(atUs - seedTimes.healUs) / 1e6} s after all was healed: ${missing}`,
    };
    return true;
  }

  /** Somebody starts the brokers again that only this can help. */
  private restart(world: World, atUs: number): void {
    for (const node of outlived(world, this.core)) {
      if (this.restarted.has(node)) continue;
      this.restarted.add(node);
      const later = this.plan.findIndex((planned) => planned.atUs > atUs + 2);
      this.plan.splice(
        later < 0 ? this.plan.length : later,
        0,
        { atUs: atUs + 1, command: { kind: "kill", node } },
        { atUs: atUs + 2, command: { kind: "start", node } },
      );
    }
  }

  private heal(world: World): void {
    this.healed = true;
    const recovery = recoveryOf(world, chanceOf(this.scenario.seed));
    this.core = recovery.core;
    this.plan.push(...recovery.commands);
  }
}

const hashOf = (world: World | undefined): string =>
  world === undefined ? "" : traceDigest(world.state.sim.trace);

/** Plays a scenario with everybody watching. An assertion of the engine is a failure like others. */
export function playScenario(scenario: Scenario, options: PlayOptions): Played {
  const play = new Play(scenario, options);
  try {
    play.run();
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : "thrown";
    play.failure = { invariant: "D10", text };
  }
  const { world } = play;
  return {
    failure: play.failure,
    atUs: world?.state.sim.nowUs ?? 0,
    events: world?.state.sim.events ?? 0,
    traceHash: hashOf(world),
    oracle: play.holder.state,
    findings: play.holder.state.findings,
    scenario: play.scenario,
    core: play.core,
    marks: [...play.marks],
    world,
  };
}

/** The trace of a scenario up to a time when nobody watches: the same as of the run that was watched (D1, D4). */
export function unwatchedTrace(scenario: Scenario, untilUs: number): string {
  const world = openWorld(scenario, silentProbe);
  startNodes(world);
  let look = 0;
  while (look < untilUs) {
    look += lookUs;
    let more = true;
    while (more) more = stepWorld(world, look);
    world.kernel.rest(look);
  }
  return hashOf(world);
}
