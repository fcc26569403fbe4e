import { describe, expect, it } from "vitest";
import type { ExperimentSpec, ExperimentView } from "../contract/experiment.ts";
import type { Scenario } from "../contract/scenario.ts";
import { scenario } from "../scenario/build.ts";
import { Experiments } from "./experiments.ts";
import { oracle } from "./oracle.ts";
import { Run } from "./run.ts";

const shop: Scenario = scenario()
  .brokers(1)
  .topic("orders", { partitions: 1 })
  .producer("checkout", "orders", {}, { recordsPerSecond: 10 })
  .build();

const lingers: ExperimentSpec = {
  kind: "sweep",
  parameter: "linger.ms",
  values: ["0", "100"],
  producer: "checkout",
  recordsPerSecond: 200,
  forUs: 2_000_000,
};

function runOf(started: Scenario): Run {
  const run = new Run(started, oracle);
  run.warmUp();
  return run;
}

/** Goes on in pieces until it is over, or has come to a problem. */
function toEnd(experiments: Experiments, run: Run, spec: ExperimentSpec): ExperimentView {
  let view = experiments.meet({ kind: "begin", spec }, () => run.export());
  for (let i = 0; i < 2_000 && view !== null; i++) {
    if (view.done === view.total || view.problem !== "") return view;
    view = experiments.meet({ kind: "go", events: 500 }, () => run.export());
  }
  throw new Error("The experiment came to no end.");
}

describe("a sweep", () => {
  it("measures the producer once for each value: a longer linger makes larger batches and later acknowledgements", () => {
    const { sweep, problem } = toEnd(new Experiments(), runOf(shop), lingers);
    expect(problem).toBe("");
    const [at0, at100] = sweep;
    expect([at0?.value, at100?.value]).toEqual(["0", "100"]);
    expect(at0?.recordsPerSecond).toBeCloseTo(200, -1);
    expect(at100?.recordsPerSecond).toBeCloseTo(200, -1);
    expect(at0?.recordsPerBatch).toBeLessThan(2);
    expect(at100?.recordsPerBatch).toBeGreaterThan(10);
    // A record that comes first into its batch waits longest.
    const { latency: short } = at0 ?? { latency: { p50: 0, p99: 0 } };
    const { latency: long } = at100 ?? { latency: { p50: 0, p99: 0 } };
    expect(long.p50 - short.p50).toBeGreaterThan(40_000);
    expect(long.p99 - short.p99).toBeGreaterThan(90_000);
    expect(long.p99).toBeGreaterThan(long.p50);
  });

  it("gives the same points again", () => {
    const once = toEnd(new Experiments(), runOf(shop), lingers);
    const twice = toEnd(new Experiments(), runOf(shop), lingers);
    expect(once.sweep).toEqual(twice.sweep);
  });

  it("leaves the run that is shown as it is", () => {
    const run = runOf(shop);
    const before = run.export();
    toEnd(new Experiments(), run, lingers);
    expect(run.export()).toEqual(before);
  });

  it("takes the producer as a command has made it", () => {
    const run = runOf(shop);
    const [producer] = shop.producers;
    if (producer === undefined) throw new Error("The shop has a producer.");
    run.submit({ kind: "startProducer", producer: { ...producer, id: "mobile" } });
    const view = toEnd(new Experiments(), run, { ...lingers, producer: "mobile" });
    expect(view.problem).toBe("");
    expect(view.sweep).toHaveLength(2);
  });

  it("says what is wrong with a value in the words of the scenario's reader, and goes no further", () => {
    const spec = { ...lingers, values: ["0", "soon", "5"] };
    const view = toEnd(new Experiments(), runOf(shop), spec);
    expect(view.sweep).toHaveLength(1);
    expect(view.problem).toContain("linger.ms");
    expect(view.problem).toContain("soon");
  });

  it("names a producer that is not there", () => {
    const spec = { ...lingers, producer: "nobody" };
    expect(toEnd(new Experiments(), runOf(shop), spec).problem).toBe(
      "The scenario has no producer nobody.",
    );
  });

  it("is forgotten when it is cancelled", () => {
    const run = runOf(shop);
    const experiments = new Experiments();
    const ask = (): ReturnType<typeof run.export> => run.export();
    experiments.meet({ kind: "begin", spec: lingers }, ask);
    expect(experiments.meet({ kind: "go", events: 50 }, ask)?.done).toBe(0);
    expect(experiments.meet({ kind: "cancel" }, ask)).toBeNull();
    expect(experiments.meet({ kind: "go", events: 50 }, ask)).toBeNull();
  });
});

describe("a comparison of protocols", () => {
  const grouped = scenario()
    .brokers(1)
    .config({ "offsets.topic.replication.factor": "1" })
    .topic("orders", { partitions: 4 })
    .producer("checkout", "orders", {}, { recordsPerSecond: 20 })
    .member("a", { group: "billing", topics: ["orders"] })
    .member("b", { group: "billing", topics: ["orders"] })
    .build();
  const [, b] = grouped.consumers;
  if (b === undefined) throw new Error("The group has two members.");

  const third: ExperimentSpec = {
    kind: "protocols",
    group: "billing",
    command: { kind: "startConsumer", consumer: { ...b, id: "c" } },
    forUs: 15_000_000,
  };

  it("stops everybody when a member joins an eager group, and only what moves in a cooperative one and under KIP-848", () => {
    const { protocols } = toEnd(new Experiments(), runOf(grouped), third);
    const [eager, cooperative, consumer] = protocols;
    expect(eager).toMatchObject({ protocol: "eager", rebalances: 1, revoked: 4 });
    expect(eager?.allStoppedUs).toBeGreaterThan(0);
    expect(eager?.moved).toBeGreaterThan(0);
    expect(cooperative).toMatchObject({
      protocol: "cooperative",
      rebalances: 1,
      allStoppedUs: 0,
      revoked: 1,
      moved: 1,
    });
    // What moves waits for the second round, which begins with the next heartbeats of the others.
    expect(cooperative?.partitionStoppedUs).toBeGreaterThan(
      4 * (eager?.allStoppedUs ?? 0),
    );
    expect(cooperative?.settledUs).toBeGreaterThan(eager?.settledUs ?? 0);
    expect(consumer).toMatchObject({
      protocol: "consumer",
      rebalances: 1,
      allStoppedUs: 0,
      revoked: 1,
      moved: 1,
    });
  });

  it("counts from a crash on what the session timeout costs, and what is processed again after it", () => {
    const spec: ExperimentSpec = {
      ...third,
      command: { kind: "killClient", id: "b" },
      forUs: 60_000_000,
    };
    const { protocols } = toEnd(new Experiments(), runOf(grouped), spec);
    expect(protocols.map(({ moved }) => moved)).toEqual([2, 2, 2]);
    const [eager] = protocols;
    expect(eager?.settledUs).toBeGreaterThan(40_000_000);
    expect(eager?.partitionStoppedUs).toBeGreaterThan(2 * 40_000_000);
    // Two partitions of four at 20 records a second for the session timeout of 45 s.
    expect(eager?.greatestLag).toBeGreaterThan(250);
  });

  it("is refused what the command would be refused", () => {
    const spec: ExperimentSpec = { ...third, command: { kind: "killClient", id: "z" } };
    expect(toEnd(new Experiments(), runOf(grouped), spec).problem).toContain(
      "no client z",
    );
  });

  it("needs a member of the group", () => {
    const spec: ExperimentSpec = {
      kind: "protocols",
      group: "billing",
      command: { kind: "killClient", id: "a" },
      forUs: 1_000_000,
    };
    expect(toEnd(new Experiments(), runOf(shop), spec).problem).toBe(
      "No consumer of the scenario is in group billing.",
    );
  });
});
