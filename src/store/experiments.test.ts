import { describe, expect, it } from "vitest";
import type {
  ExperimentRequest,
  ExperimentSpec,
  ExperimentView,
} from "../contract/experiment.ts";
import { createExperiments, nextEvents } from "./experiments.ts";

const spec: ExperimentSpec = {
  kind: "sweep",
  parameter: "linger.ms",
  values: ["0", "5"],
  producer: "checkout",
  recordsPerSecond: 100,
  forUs: 1_000_000,
};

/** An engine that is done with a value at each piece. */
function engineOf(problem = ""): {
  readonly asked: ExperimentRequest["kind"][];
  readonly experiment: (request: ExperimentRequest) => Promise<ExperimentView | null>;
} {
  const asked: ExperimentRequest["kind"][] = [];
  let done = 0;
  return {
    asked,
    experiment: (request) => {
      asked.push(request.kind);
      if (request.kind === "go") done += 1;
      const view = {
        spec,
        done,
        total: 2,
        progress: 0,
        sweep: [],
        protocols: [],
        problem,
      };
      return Promise.resolve(request.kind === "cancel" ? null : view);
    },
  };
}

describe("experiments of the page", () => {
  it("go on piece by piece until all runs are done", async () => {
    const engine = engineOf();
    const experiments = createExperiments(
      () => engine,
      () => 0,
    );
    const begun = experiments.begin(spec);
    expect(experiments.store.getState().running).toBe(true);
    await begun;
    expect(engine.asked).toEqual(["begin", "go", "go"]);
    expect(experiments.store.getState()).toMatchObject({ running: false, problem: "" });
    expect(experiments.store.getState().view?.done).toBe(2);
  });

  it("stop at a problem", async () => {
    const engine = engineOf("no such value");
    const experiments = createExperiments(
      () => engine,
      () => 0,
    );
    await experiments.begin(spec);
    expect(engine.asked).toEqual(["begin", "go"]);
    expect(experiments.store.getState().running).toBe(false);
  });

  it("ask for nothing more when they are cancelled, and keep what came", async () => {
    const engine = engineOf();
    const experiments = createExperiments(
      () => engine,
      () => 0,
    );
    const begun = experiments.begin(spec);
    experiments.cancel();
    await begun;
    expect(engine.asked).toEqual(["begin", "cancel"]);
    expect(experiments.store.getState().running).toBe(false);
  });

  it("take pieces that leave the shown run its time", () => {
    expect(nextEvents(1_000, 40)).toBe(250);
    expect(nextEvents(1_000, 1)).toBe(2_000);
    expect(nextEvents(1_000, 10)).toBe(1_000);
    expect(nextEvents(60, 1_000)).toBe(50);
  });
});
