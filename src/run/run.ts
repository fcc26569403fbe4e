import { clonePlain } from "../base/clone.ts";
import type { Command, Focus, LoggedCommand, Receipt } from "../contract/command.ts";
import type { Budget, RunFile } from "../contract/engine-api.ts";
import type { Health, ViewFrame } from "../contract/frame.ts";
import type { Scenario } from "../contract/scenario.ts";
import type { Probe } from "../kafka/probe.ts";
import { traceDigest } from "../sim/trace.ts";
import { commandRules } from "./command-rules.ts";
import { buildFrame, type Inspect } from "./frame/frame.ts";
import { runWorld, stepWorld } from "./step.ts";
import type { Watcher } from "./watch/watcher.ts";
import {
  type Oracle,
  overheard,
  promisesOf,
  type Watched,
  watched,
  watchingProbe,
} from "./watched.ts";
import {
  openWorld,
  restoreWorld,
  startNodes,
  type World,
  type WorldState,
} from "./world.ts";

/** Version of the engine that a run file names. */
const engineVersion = "0.1.0";

/** Virtual time that a fresh run goes on after its clients started, so that it opens in full motion, µs. */
const warmUpUs = 2_500_000;
/** Where there are groups: `group.initial.rebalance.delay.ms` is over, and their members own something, µs. */
const groupWarmUpUs = 9_000_000;
/** A setup that does not end is shown as it is after this, µs. */
const setupLimitUs = 30_000_000;

/** Everything of a run at one moment; plain data. */
export interface Snapshot {
  readonly world: WorldState;
  readonly watched: Watched;
  readonly commands: readonly LoggedCommand[];
}

/** One run as a person sees it: a world, who watches it, and the log of commands. */
export class Run {
  private world: World;
  private readonly oracle: Oracle | null;
  private watched: Watched;
  private readonly probe: Probe;
  private commands: LoggedCommand[] = [];
  private focus: Focus | null = null;
  private inspect: Inspect | null = null;
  private watcher: Watcher | null = null;
  private shown = 0;
  private rows: readonly number[] = [];
  private health: Health = { kind: "well" };

  constructor(scenario: Scenario, oracle: Oracle | null) {
    this.oracle = oracle;
    this.watched = watched();
    this.probe = overheard(
      watchingProbe(
        oracle,
        () => this.watched,
        () => this.world.state.sim.nowUs,
      ),
      () => this.watcher?.listener ?? null,
      () => this.world.state,
    );
    this.world = openWorld(scenario, this.probe);
    startNodes(this.world);
  }

  /** Goes on until the scenario's topics are there, and nobody uses them yet: a first picture needs no more. */
  setUp(): void {
    this.guarded(() => {
      const { state } = this.world;
      while (state.setup.topics.length > 0 && state.sim.nowUs < setupLimitUs)
        if (!stepWorld(this.world, setupLimitUs)) break;
    });
  }

  /** Goes on until the scenario's clients have run for a moment, and its groups have their members. */
  warmUp(): void {
    this.guarded(() => {
      const { state } = this.world;
      while (!state.setup.clientsStarted && state.sim.nowUs < setupLimitUs)
        runWorld(this.world, state.sim.nowUs + 100_000, Number.POSITIVE_INFINITY);
      const { consumers, plan } = state.scenario;
      const grouped = consumers.some(
        ({ settings }) => settings.config["group.id"] !== undefined,
      );
      const atUs = state.sim.nowUs + (grouped ? groupWarmUpUs : warmUpUs);
      // What is planned is to be seen.
      const plannedUs = plan[state.planned]?.atUs ?? Number.POSITIVE_INFINITY;
      const untilUs = Math.max(state.sim.nowUs + warmUpUs, Math.min(atUs, plannedUs - 1));
      runWorld(this.world, untilUs, Number.POSITIVE_INFINITY);
    });
  }

  /** Runs the commands of a log, each at its place. */
  replay(log: readonly LoggedCommand[]): void {
    this.guarded(() => {
      for (const { atUs, afterEvents, command } of log) {
        const left = afterEvents - this.world.state.sim.events;
        runWorld(this.world, Number.POSITIVE_INFINITY, left);
        this.world.kernel.rest(atUs);
        this.take(command);
      }
    });
  }

  /** Gives the run the inspector, which comes when something is first looked at. */
  lookWith(inspect: Inspect): void {
    this.inspect = inspect;
  }

  /** Gives the run who makes what frames carry only while it is watched. */
  watchWith(watcher: Watcher): void {
    this.watcher = watcher;
  }

  /** Takes a command at the present moment; what is refused is not kept. */
  submit(command: Command): Receipt {
    if (command.kind === "focus") {
      this.focus = command.on;
      return { kind: "accepted", atUs: this.world.state.sim.nowUs };
    }
    if (command.kind === "watch") {
      this.watcher?.watch(command.what);
      return { kind: "accepted", atUs: this.world.state.sim.nowUs };
    }
    if (this.health.kind === "failed")
      return {
        kind: "refused",
        path: "",
        reason: "The engine has stopped; restart the run from its command log.",
      };
    const taken = this.guarded(() => this.take(command));
    return (
      taken ?? { kind: "refused", path: "", reason: "The engine failed on this command." }
    );
  }

  private take(command: Command): Receipt {
    const { sim } = this.world.state;
    const atUs = sim.nowUs;
    const afterEvents = sim.events;
    const receipt = commandRules().execute(this.world, command);
    if (receipt.kind === "accepted") this.commands.push({ atUs, afterEvents, command });
    return receipt;
  }

  /** Goes on within a budget and shows what is then. */
  advance(budget: Budget): ViewFrame {
    this.rows = budget.rows ?? this.rows;
    if (this.health.kind === "well" && budget.events > 0)
      this.guarded(() =>
        runWorld(
          this.world,
          budget.virtualUs === 0
            ? this.world.state.sim.nowUs
            : this.world.state.sim.nowUs + budget.virtualUs,
          budget.events,
          this.watcher?.before() ?? null,
        ),
      );
    return this.frame();
  }

  private frame(): ViewFrame {
    const { state } = this.world;
    const frame = buildFrame(state, {
      book: this.watched.book,
      oracle: this.watched.oracle,
      shown: this.shown,
      focus: this.focus,
      rows: this.rows,
      inspect: this.inspect,
      watcher: this.watcher,
      promises: promisesOf(this.oracle, this.watched, state),
      health: this.health,
    });
    this.shown = this.watched.book.nextId - 1;
    return frame;
  }

  /** Our own bug ends the run but not the page: the frame says what failed, and the log is still there. */
  private guarded<T>(act: () => T): T | undefined {
    try {
      return act();
    } catch (error) {
      const { sim, scenario } = this.world.state;
      this.health = {
        kind: "failed",
        message: error instanceof Error ? error.message : String(error),
        seed: scenario.seed,
        events: sim.events,
        atUs: sim.nowUs,
      };
      return undefined;
    }
  }

  /** The run as a file. */
  export(): RunFile {
    const { sim, scenario } = this.world.state;
    return {
      format: 2,
      engine: engineVersion,
      scenario,
      commands: this.commands,
      events: sim.events,
      atUs: sim.nowUs,
      traceHash: traceDigest(sim.trace),
    };
  }

  /** A copy of everything that the future depends on. */
  snapshot(): Snapshot {
    const { state } = this.world;
    return clonePlain({ world: state, watched: this.watched, commands: this.commands });
  }

  /** Goes back to a snapshot, which stays as it is. */
  restore(snapshot: Snapshot): void {
    const copy = clonePlain(snapshot);
    this.watched = copy.watched;
    this.world = restoreWorld(copy.world, this.probe);
    this.commands = [...copy.commands];
  }
}
