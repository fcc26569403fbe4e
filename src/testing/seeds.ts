import type { PlannedCommand } from "../contract/scenario.ts";
import { type Probe, type Report, silentProbe } from "../kafka/probe.ts";
import type { Finding } from "../oracle/finding.ts";
import { oracleState } from "../oracle/ghost.ts";
import { promises } from "../oracle/ledger.ts";
import { oracleProbe } from "../oracle/oracle-probe.ts";
import { meetCommandsBy } from "../run/command-rules.ts";
import { commands } from "../run/execute.ts";
import { stepWorld } from "../run/step.ts";
import { openWorld, runningBrokers, startNodes, type World } from "../run/world.ts";
import { traceDigest } from "../sim/trace.ts";
import { whatIsMissing } from "./convergence.ts";
import { type Neglect, overdueShrink } from "./overdue-shrink.ts";
import { seedTimes } from "./seed-chance.ts";
import { seedScenario } from "./seed-scenario.ts";

meetCommandsBy(commands);

/** How one seed ended. */
export interface SeedResult {
  readonly seed: number;
  /** Empty when all is well. */
  readonly failure: string;
  readonly atUs: number;
  readonly events: number;
  readonly traceHash: string;
  readonly findings: readonly Finding[];
  readonly acked: number;
  readonly readable: number;
  readonly lost: number;
  /** Commands that were met, refused ones too. */
  readonly commands: readonly PlannedCommand[];
}

/** What is due by now is looked at this often, µs. */
const lookUs = 500_000;
/** A seed that comes to more events than this is stuck in a loop at one time. */
const eventLimit = 2_000_000;

/** Who follows a run while it is played. */
interface Follower {
  readonly opened: (world: World) => void;
  /** What is wrong by now, or empty: ends the run. */
  readonly wrong: () => string;
}

/** Plays a seed's scenario up to its recovery and says what failed, or nothing. */
function play(seed: number, probe: Probe, { opened, wrong }: Follower): string {
  const world = openWorld(seedScenario(seed), probe);
  opened(world);
  startNodes(world);
  const { sim } = world.state;
  const neglect: Neglect = {};
  let look = lookUs;
  while (sim.events < eventLimit) {
    while (stepWorld(world, look)) {
      const failure = wrong();
      if (failure !== "") return failure;
    }
    world.kernel.rest(look);
    const overdue = overdueShrink(world, neglect);
    if (overdue !== null) return overdue;
    const missing = look > seedTimes.healUs ? whatIsMissing(world) : "";
    if (missing === null) return "";
    if (look >= seedTimes.limitUs)
      return `not recovered ${(look - seedTimes.healUs) / 1e6} s after all was healed: ${missing}`;
    look += lookUs;
  }
  return `more than ${eventLimit} events`;
}

/** As `play`, where an assertion of the engine is a failure like others. */
function playSafely(seed: number, probe: Probe, follower: Follower): string {
  try {
    return play(seed, probe, follower);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : "something thrown";
  }
}

const describe = (report: Report): string => {
  const where =
    report.partition < 0 ? report.topic : `${report.topic}-${report.partition}`;
  return `${report.kind} ${report.node} ${where} ${report.text}`;
};

/** Plays a seed twice, watched and unwatched: the same trace must come of it, and no finding that is ours. */
export function playSeed(seed: number, tell?: (line: string) => void): SeedResult {
  const holder = { state: oracleState() };
  const worlds: World[] = [];
  let ours = "";
  const probe = oracleProbe(holder, (report) => {
    const atUs = worlds[0]?.state.sim.nowUs ?? 0;
    tell?.(`${(atUs / 1e6).toFixed(6)} ${describe(report)}`);
    const last = holder.state.findings.at(-1);
    if (report.kind === "finding" && ours === "" && last?.verdict === "engineBug")
      ours = last.text;
  });
  const opened = (world: World): void => void worlds.push(world);
  let failure = playSafely(seed, probe, { opened, wrong: () => ours });
  const [first] = worlds;
  const hash = hashOf(first);
  if (failure === "") {
    failure = playSafely(seed, silentProbe, { opened, wrong: () => "" });
    const second = hashOf(worlds[1]);
    if (failure === "" && second !== hash)
      failure = `trace ${hash} when watched, ${second} when not`;
  }
  const state = first?.state;
  const counts = promises(
    holder.state,
    (id) => state !== undefined && runningBrokers(state).includes(id),
  );
  return {
    seed,
    failure,
    atUs: state?.sim.nowUs ?? 0,
    events: state?.sim.events ?? 0,
    traceHash: hash,
    findings: holder.state.findings,
    acked: counts.acked,
    readable: counts.readable,
    lost: counts.lost,
    commands: state?.scenario.plan.slice(0, state.planned) ?? [],
  };
}

const hashOf = (world: World | undefined): string =>
  world === undefined ? "" : traceDigest(world.state.sim.trace);
