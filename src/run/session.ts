import { assert } from "../base/assert.ts";
import type { Command, LoggedCommand, Receipt } from "../contract/command.ts";
import type { Budget, RunFile } from "../contract/engine-api.ts";
import type { ViewFrame } from "../contract/frame.ts";
import type { Scenario } from "../contract/scenario.ts";
import type { Inspect } from "./frame/frame.ts";
import { Run } from "./run.ts";
import type { Watcher } from "./watch/watcher.ts";
import type { Oracle } from "./watched.ts";

/** The engine on its own side of the thread: one run at a time, of scenarios and commands that have been read already. */
export class Session {
  private run: Run | null = null;
  private inspect: Inspect | null = null;
  private makeWatcher: (() => Watcher) | null = null;
  private oracle: Oracle | null = null;
  /** What was opened before the oracle came. */
  private unwatched: Scenario | null = null;

  /** Gives this and later runs the inspector. */
  lookWith(inspect: Inspect): void {
    this.inspect = inspect;
    this.run?.lookWith(inspect);
  }

  /** Gives this and later runs a watcher, each its own. */
  watchWith(make: () => Watcher): void {
    if (this.makeWatcher !== null) return;
    this.makeWatcher = make;
    this.run?.watchWith(make());
  }

  /**
   * Starts a run; with commands it is replayed to where they ended, without it opens in full motion. Before the oracle
   * is there only the cluster is set up: clients come with the oracle.
   */
  open(scenario: Scenario, commands: readonly LoggedCommand[]): ViewFrame {
    const run = new Run(scenario, this.oracle);
    if (this.inspect !== null) run.lookWith(this.inspect);
    if (this.makeWatcher !== null) run.watchWith(this.makeWatcher());
    if (this.oracle === null) run.setUp();
    else if (commands.length === 0) run.warmUp();
    else run.replay(commands);
    this.run = run;
    if (this.oracle === null) this.unwatched = scenario;
    return run.advance({ virtualUs: 0, events: 0 });
  }

  /**
   * Gives this and later runs the oracle. A run that was opened before is played again under its eyes, and goes on with
   * its clients.
   */
  overseeWith(oracle: Oracle): void {
    if (this.oracle !== null) return;
    this.oracle = oracle;
    if (this.unwatched === null) return;
    const { traceHash } = this.exportRun();
    const again = new Run(this.unwatched, oracle);
    again.setUp();
    assert(
      again.export().traceHash === traceHash,
      "a run that is watched is the run that nobody watched",
    );
    this.open(this.unwatched, []);
    this.unwatched = null;
  }

  submit(command: Command): Receipt {
    return this.opened().submit(command);
  }

  advance(budget: Budget): ViewFrame {
    return this.opened().advance(budget);
  }

  exportRun(): RunFile {
    return this.opened().export();
  }

  private opened(): Run {
    assert(this.run !== null, "a run is opened before it is driven");
    return this.run;
  }
}
