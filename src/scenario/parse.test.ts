import { describe, expect, it } from "vitest";
import { defaultProducerSettings } from "../contract/client-settings.ts";
import { openingScenario } from "./opening.ts";
import { parseScenario } from "./parse.ts";
import { presets } from "./presets.ts";

/** One line a problem, in the order in which they were found. */
function problemsOf(value: unknown): string[] {
  const parsed = parseScenario(value);
  return parsed.kind === "scenario"
    ? []
    : parsed.problems.map(({ path, message }) => `${path}: ${message}`);
}

const pathsOf = (value: unknown): string[] =>
  problemsOf(value).map((line) => line.slice(0, line.indexOf(":")));

describe("a scenario from JSON", () => {
  it("is the opening scenario again when that is written out and read", () => {
    const written: unknown = JSON.parse(JSON.stringify(openingScenario));
    expect(parseScenario(written)).toEqual({
      kind: "scenario",
      scenario: openingScenario,
    });
  });

  it.each(Object.entries(presets))(
    "reads the preset %s without a problem",
    (_, preset) => {
      expect(parseScenario(structuredClone(preset))).toEqual({
        kind: "scenario",
        scenario: preset,
      });
    },
  );

  it("is three brokers and an isolated controller when nothing is said", () => {
    const parsed = parseScenario({});
    expect(parsed).toMatchObject({
      kind: "scenario",
      scenario: {
        format: 2,
        seed: 1,
        cluster: {
          brokers: [{ id: 1 }, { id: 2 }, { id: 3 }],
          controllers: [{ id: 101 }],
        },
        network: { latencyUs: 2000, jitterUs: 500, bandwidth: null },
        plan: [],
      },
    });
  });

  it("takes a number of brokers, partial settings and configs as JSON writes them", () => {
    const parsed = parseScenario({
      cluster: {
        brokers: 5,
        controllers: 0,
        config: { "broker.session.timeout.ms": 6000, "num.partitions": 4 },
      },
      topics: [{ name: "a" }, { name: "b", assignment: [[1, 2]] }],
      producers: [
        { id: "p", topic: "a", settings: { config: { acks: "all", "linger.ms": 0 } } },
      ],
    });
    expect(parsed).toMatchObject({
      kind: "scenario",
      scenario: {
        cluster: { controllers: [], config: { "broker.session.timeout.ms": "6000" } },
        topics: [
          { partitions: 4, replicationFactor: 1, assignment: null },
          { partitions: 1, replicationFactor: 2 },
        ],
        producers: [
          {
            settings: {
              ...defaultProducerSettings,
              config: { acks: "all", "linger.ms": "0" },
            },
          },
        ],
      },
    });
  });

  it("reports every problem at once, each with its place, what was found and what is allowed", () => {
    const value = {
      seed: -1,
      nmae: "x",
      cluster: {
        brokers: [{ id: 1 }, { id: 1, rack: 7 }],
        config: { "broker.session.timout.ms": "9000", "num.partitions": "0" },
      },
      topics: [
        { name: "orders", partitions: 1.5, replicationFactor: 3 },
        { name: "or/ders", config: { "min.insync.replicas": "many" } },
      ],
      producers: [
        { id: "p", topic: "order", settings: { acks: 2, config: { batchsize: 1 } } },
      ],
    };
    expect(problemsOf(value)).toMatchInlineSnapshot(`
      [
        "/nmae: unknown field "nmae"; did you mean "name"?",
        "/seed: found -1; allowed is a whole number from 0 to 4294967295",
        "/cluster/brokers/1/rack: found 7; allowed is text of at most 200 characters",
        "/topics/0/partitions: found 1.5; allowed is a whole number from 1 to 10000",
        "/topics/1/name: found "or/ders"; allowed in a topic's name is 1 to 249 of the characters a-z, A-Z, 0-9, ".", "_" and "-", not "." or ".."",
        "/producers/0/settings/acks: unknown field "acks"; allowed are recordsPerSecond, keys, valueSize, tombstonePercent, compressionPercent, config",
        "/cluster/config/broker.session.timout.ms: "broker.session.timout.ms" is no config of a node in Kafka 4.3; did you mean "broker.session.timeout.ms"?",
        "/cluster/config/num.partitions: found "0"; allowed for num.partitions is int in [1,...]",
        "/cluster/brokers/1/id: node id 1 is taken by /cluster/brokers/0; ids are unique in a cluster",
        "/topics/0/replicationFactor: found 3; a cluster of 1 broker holds at most 1 replicas of a partition",
        "/topics/1/config/min.insync.replicas: found "many"; allowed for min.insync.replicas is int in [1,...]",
        "/producers/0/topic: there is no topic "order" here; did you mean "orders"?",
        "/producers/0/settings/config/batchsize: "batchsize" is no config of a producer in Kafka 4.3; did you mean "batch.size"?",
      ]
    `);
  });

  it("refuses numbers that are none and text that is a number", () => {
    const seeds = [Number.NaN, Infinity, 1.5, -1, 2 ** 32, 2 ** 64, "12", true, {}];
    for (const seed of seeds) expect(pathsOf({ seed })).toEqual(["/seed"]);
    const zero = parseScenario({ seed: -0 });
    expect(zero.kind === "scenario" && Object.is(zero.scenario.seed, 0)).toBe(true);
  });

  it("refuses what is no object at all", () => {
    for (const value of [null, undefined, 1, "x", [], true])
      expect(pathsOf(value)).toEqual([""]);
  });

  it("lets nobody at a prototype", () => {
    const text = `{
      "__proto__": {"admin": true},
      "constructor": {"prototype": {"admin": true}},
      "cluster": {"config": {"__proto__": "x"}, "features": {"constructor": 1}}
    }`;
    expect(pathsOf(JSON.parse(text))).toEqual([
      "/__proto__",
      "/constructor",
      "/cluster/config/__proto__",
      "/cluster/features/constructor",
    ]);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it("escapes names in its pointers", () => {
    expect(pathsOf({ "a/b~c": 1 })).toEqual(["/a~1b~0c"]);
  });

  it("holds what one tab can hold", () => {
    expect(pathsOf({ cluster: { brokers: 51 } })).toEqual(["/cluster/brokers"]);
    const topics = [
      { name: "a", partitions: 10_000 },
      { name: "b", partitions: 10_000 },
    ];
    expect(pathsOf({ topics })).toEqual(["/topics"]);
    expect(pathsOf({ topics: [{ name: "a", partitions: 1_000_000 }] })).toEqual([
      "/topics/0/partitions",
    ]);
    const producers = Array.from({ length: 1_001 }, (_, i) => ({
      id: `p${i}`,
      topic: "a",
    }));
    const consumers = producers.map(({ id, topic }) => ({
      id: `c${id}`,
      subscription: { kind: "assign", topic },
    }));
    expect(pathsOf({ topics: [{ name: "a" }], producers, consumers })).toEqual([""]);
    const plan = Array.from({ length: 20_001 }, () => ({
      atUs: 0,
      command: { kind: "kill", node: 1 },
    }));
    expect(pathsOf({ plan })).toEqual(["/plan"]);
  });
});

describe("a cluster", () => {
  it("has unique node ids over brokers and controllers", () => {
    const cluster = { brokers: [{ id: 1 }], controllers: [{ id: 1 }] };
    expect(problemsOf({ cluster })).toEqual([
      "/cluster/controllers/0/id: node id 1 is taken by /cluster/brokers/0; ids are unique in a cluster",
    ]);
  });

  it("has at least one broker and at most nine isolated controllers", () => {
    expect(pathsOf({ cluster: { brokers: [] } })).toEqual(["/cluster/brokers"]);
    expect(pathsOf({ cluster: { brokers: 0 } })).toEqual(["/cluster/brokers"]);
    expect(pathsOf({ cluster: { controllers: 10 } })).toEqual(["/cluster/controllers"]);
  });

  it("starts no broker that Kafka would not start", () => {
    const brokers = [{ id: 1, config: { "replica.lag.time.max.ms": 400, "node.id": 4 } }];
    expect(problemsOf({ cluster: { brokers } })).toEqual([
      "/cluster/brokers/0/config/node.id: node.id is said by the node's `id`; leave it out here",
      "/cluster/brokers/0/config/replica.lag.time.max.ms: replica.fetch.wait.max.ms is 500 and replica.lag.time.max.ms is 400; a broker only starts when the first is at most the second",
    ]);
  });

  it("knows the features of 4.3 and their levels", () => {
    const features = {
      "eligible.leader.replicas.version": 0,
      "group.version": 2,
      "groups.version": 1,
      "metadata.version": 31,
    };
    expect(problemsOf({ cluster: { features } })).toEqual([
      "/cluster/features/group.version: found 2; allowed are levels 0 to 1",
      '/cluster/features/groups.version: "groups.version" is no feature of Kafka 4.3; did you mean "group.version"?',
      "/cluster/features/metadata.version: found 31; allowed are levels 7 to 30",
    ]);
  });
});

describe("a topic", () => {
  it("has a name that Kafka allows", () => {
    const names = [
      "",
      ".",
      "..",
      "a".repeat(250),
      'a"><script>',
      "ü",
      "__cluster_metadata",
    ];
    for (const name of names)
      expect(pathsOf({ topics: [{ name }] })).toEqual(["/topics/0/name"]);
    expect(pathsOf({ topics: [{ name: "a".repeat(249) }, { name: "..." }] })).toEqual([]);
  });

  it("neither shares its name nor collides with another in metrics", () => {
    const topics = [{ name: "a.b" }, { name: "a.b" }, { name: "a_b" }];
    expect(pathsOf({ topics })).toEqual(["/topics/1/name", "/topics/2/name"]);
  });

  it("has no more replicas than there are brokers", () => {
    expect(
      problemsOf({
        cluster: { brokers: 1 },
        topics: [{ name: "a", replicationFactor: 2 }],
      }),
    ).toEqual([
      "/topics/0/replicationFactor: found 2; a cluster of 1 broker holds at most 1 replicas of a partition",
    ]);
  });

  it("is assigned to brokers that exist, each once a partition, the same number everywhere", () => {
    const assignment = [[1, 2], [2, 2], [3], [1, 4]];
    expect(pathsOf({ topics: [{ name: "a", assignment }] })).toEqual([
      "/topics/0/assignment/1/1",
      "/topics/0/assignment/2",
      "/topics/0/assignment/3/1",
    ]);
    expect(
      pathsOf({ topics: [{ name: "a", partitions: 2, assignment: [[1]] }] }),
    ).toEqual(["/topics/0/assignment"]);
  });

  it("has configs of Kafka with values that Kafka takes", () => {
    const good = {
      "cleanup.policy": "compact, delete",
      "retention.ms": "-1",
      "min.cleanable.dirty.ratio": 0.25,
      "min.insync.replicas": 9,
      "unclean.leader.election.enable": true,
      "compression.type": "zstd",
    };
    expect(pathsOf({ topics: [{ name: "a", config: good }] })).toEqual([]);
    const bad = {
      "cleanup.policy": "compress",
      "retention.ms": "-2",
      "min.cleanable.dirty.ratio": 1.5,
      "min.insync.replicas": "9999999999",
      "unclean.leader.election.enable": "yes",
      "segment.bytes": 1,
      "log.segment.bytes": 1048576,
    };
    expect(pathsOf({ topics: [{ name: "a", config: bad }] })).toEqual(
      Object.keys(bad).map((name) => `/topics/0/config/${name}`),
    );
  });
});
