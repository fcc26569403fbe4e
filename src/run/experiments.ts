import type { RunFile } from "../contract/engine-api.ts";
import type {
  ExperimentRequest,
  ExperimentSpec,
  ExperimentView,
  ProtocolCost,
  SweepPoint,
} from "../contract/experiment.ts";
import type { Scenario } from "../contract/scenario.ts";
import { ProtocolTrial } from "./experiment-protocols.ts";
import {
  protocols,
  scenarioOfNow,
  withProtocol,
  withSwept,
} from "./experiment-scenario.ts";
import { SweepTrial } from "./experiment-sweep.ts";
import { type Trial, TrialRefused } from "./experiment-trial.ts";

type Result = SweepPoint | ProtocolCost;

/** Several runs, one after the other, none of which anybody sees. */
class Experiment {
  private readonly spec: ExperimentSpec;
  private readonly scenario: Scenario;
  private readonly results: Result[] = [];
  private trial: Trial<Result> | null = null;
  private problem = "";

  constructor(spec: ExperimentSpec, scenario: Scenario) {
    this.spec = spec;
    this.scenario = scenario;
  }

  private total(): number {
    return this.spec.kind === "sweep" ? this.spec.values.length : protocols.length;
  }

  private next(): Trial<Result> {
    const { spec, scenario } = this;
    const place = this.results.length;
    if (spec.kind === "sweep") {
      const value = spec.values[place] ?? "";
      const swept = withSwept(scenario, spec, value);
      if (swept === null)
        throw new TrialRefused(`The scenario has no producer ${spec.producer}.`);
      return new SweepTrial(swept, spec, value);
    }
    const protocol = protocols[place] ?? "consumer";
    const spoken = withProtocol(scenario, spec.group, protocol);
    if (spoken === null)
      throw new TrialRefused(`No consumer of the scenario is in group ${spec.group}.`);
    return new ProtocolTrial(spoken, spec, protocol);
  }

  /** Goes on for so many events at most; a run that fails ends the experiment and not the page. */
  go(events: number): void {
    try {
      for (let left = events; left > 0; left--) {
        if (this.problem !== "" || this.results.length >= this.total()) return;
        this.trial ??= this.next();
        if (this.trial.step()) continue;
        this.results.push(this.trial.result());
        this.trial = null;
      }
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.problem =
        error instanceof TrialRefused ? message : `The engine failed: ${message}`;
      this.trial = null;
    }
  }

  view(): ExperimentView {
    const { spec, results, problem } = this;
    return {
      spec,
      done: results.length,
      total: this.total(),
      progress: this.trial?.progress() ?? 0,
      sweep: results.filter((one): one is SweepPoint => "value" in one),
      protocols: results.filter((one): one is ProtocolCost => "protocol" in one),
      problem,
    };
  }
}

/** The one experiment that is open, if one is. */
export class Experiments {
  private open: Experiment | null = null;

  /** Meets what the page asks for; `now` gives the run that is shown, which is looked at and not touched. */
  meet(request: ExperimentRequest, now: () => RunFile): ExperimentView | null {
    if (request.kind === "begin")
      this.open = new Experiment(request.spec, scenarioOfNow(now()));
    else if (request.kind === "cancel") this.open = null;
    else this.open?.go(request.events);
    return this.open?.view() ?? null;
  }
}
