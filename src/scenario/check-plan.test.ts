import { describe, expect, it } from "vitest";
import { parseScenario } from "./parse.ts";

/** One line a problem, in the order in which they were found. */
function problemsOf(value: unknown): string[] {
  const parsed = parseScenario(value);
  return parsed.kind === "scenario"
    ? []
    : parsed.problems.map(({ path, message }) => `${path}: ${message}`);
}

const pathsOf = (value: unknown): string[] =>
  problemsOf(value).map((line) => line.slice(0, line.indexOf(":")));

describe("clients", () => {
  const topics = [{ name: "a", partitions: 2 }];

  it("have ids of their own and topics that exist", () => {
    const producers = [
      { id: "x", topic: "a" },
      { id: "y", topic: "b" },
    ];
    const subscription = { kind: "assign", topic: "a", partitions: [0, 2, 0] };
    const consumers = [{ id: "x", subscription }];
    expect(problemsOf({ topics, producers, consumers })).toEqual([
      '/producers/1/topic: there is no topic "b" here; topics are "a"',
      '/consumers/0/id: "x" is the id of a producer already; ids of clients are unique',
      '/consumers/0/subscription/partitions/1: "a" has no partition 2; its partitions are 0 to 1',
      "/consumers/0/subscription/partitions/2: partition 0 is in this list twice",
    ]);
  });

  it("choose keys by a distribution that is known", () => {
    const withKeys = (keys: unknown) => ({
      topics,
      producers: [{ id: "x", topic: "a", settings: { keys } }],
    });
    expect(pathsOf(withKeys({ kind: "list", keys: ["", "k"] }))).toEqual([]);
    const at = "/producers/0/settings/keys";
    expect(problemsOf(withKeys({ kind: "zipff", keys: 3 }))).toEqual([
      `${at}/kind: found "zipff"; did you mean "zipf"?`,
    ]);
    expect(pathsOf(withKeys({ kind: "uniform", keys: 0, exponent: 1 }))).toEqual([
      `${at}/exponent`,
      `${at}/keys`,
    ]);
  });

  it("wait for a delivery at least as long as for one request", () => {
    const settings = {
      config: {
        "request.timeout.ms": 5000,
        "linger.ms": 10,
        "delivery.timeout.ms": 5000,
      },
    };
    expect(pathsOf({ topics, producers: [{ id: "x", topic: "a", settings }] })).toEqual([
      "/producers/0/settings/config/delivery.timeout.ms",
    ]);
  });
});

describe("a plan", () => {
  const topicA = { kind: "topic", topic: "a" };
  const base = { topics: [{ name: "a" }], producers: [{ id: "p", topic: "a" }] };
  const planned = (...commands: readonly unknown[]) => ({
    ...base,
    plan: commands.map((command, index) => ({ atUs: index, command })),
  });

  it("names what exists at its time", () => {
    expect(
      pathsOf(
        planned(
          { kind: "createTopic", topic: { name: "b", partitions: 2 } },
          { kind: "startProducer", producer: { id: "q", topic: "b" } },
          { kind: "electLeaders", election: "preferred", topic: "b", partition: 1 },
          { kind: "removeClient", id: "q" },
          { kind: "deleteTopic", topic: "b" },
          { kind: "cut", a: 1, b: 101 },
          { kind: "heal" },
          { kind: "focus", on: { kind: "client", id: "p" } },
        ),
      ),
    ).toEqual([]);
  });

  it("reports what does not, with its index", () => {
    expect(
      pathsOf(
        planned(
          { kind: "deleteTopic", topic: "b" },
          { kind: "kill", node: 9 },
          { kind: "cut", a: 1, b: 1 },
          { kind: "changeConsumer", id: "p", settings: {} },
          { kind: "removeClient", id: "p" },
          { kind: "changeProducer", id: "p", settings: { valueSize: -3 } },
          { kind: "alterConfig", scope: topicA, name: "retention", value: null },
          { kind: "alterConfig", scope: topicA, name: "retention.ms", value: "soon" },
          { kind: "produce", record: { topic: "a", partition: 5, value: null } },
          {
            kind: "focus",
            on: { kind: "replica", topic: "a", partition: 0, broker: 101 },
          },
          {
            kind: "alterConfig",
            scope: { kind: "broker", broker: 9 },
            name: "node.id",
            value: "1",
          },
          { kind: "createPartitions", topic: "a", count: 1 },
          { kind: "reassign", topic: "a", partition: 0, replicas: [1, 1, 101] },
          { kind: "updateFeature", feature: "share.version", level: 2 },
          { kind: "explode" },
        ),
      ),
    ).toEqual([
      "/plan/5/command/settings/valueSize",
      "/plan/14/command/kind",
      "/plan/0/command/topic",
      "/plan/1/command/node",
      "/plan/2/command/b",
      "/plan/3/command/id",
      "/plan/5/command/id",
      "/plan/6/command/name",
      "/plan/7/command/value",
      "/plan/8/command/record/partition",
      "/plan/9/command/on/broker",
      "/plan/10/command/scope/broker",
      "/plan/10/command/name",
      "/plan/11/command/count",
      "/plan/12/command/replicas/1",
      "/plan/12/command/replicas/2",
      "/plan/13/command/level",
    ]);
  });

  it("is in the order of its times", () => {
    const kill = { kind: "kill", node: 1 };
    const plan = [
      { atUs: 5, command: kill },
      { atUs: 4, command: kill },
      { atUs: 1e18, command: kill },
      { atUs: -1, command: kill },
    ];
    expect(pathsOf({ plan })).toEqual(["/plan/2/atUs", "/plan/3/atUs", "/plan/1/atUs"]);
  });
});
