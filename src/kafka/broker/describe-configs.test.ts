import { describe, expect, it } from "vitest";
import { clusterFromText, type TextCluster } from "../../testing/cluster-text.ts";

const drawn = `
  orders-0  leader 1  epoch 1  isr 1 2
    broker 1 | a |  hw 1
    broker 2 | a |  hw 1
`;

interface Resource {
  readonly type: number;
  readonly name: string;
  readonly keys?: readonly string[];
}

function configs(cluster: TextCluster, node: number, { type, name, keys }: Resource) {
  const { answer } = cluster.ask(node, "DescribeConfigs", 4, {
    resources: [
      { resourceType: type, resourceName: name, configurationKeys: keys ?? null },
    ],
    includeSynonyms: true,
    includeDocumentation: false,
  });
  const [result] = answer.results;
  return {
    error: result?.errorCode,
    message: result?.errorMessage,
    configs: result?.configs ?? [],
    texts: (result?.configs ?? []).map(
      ({ name: key, value, readOnly, configSource, synonyms }) =>
        `${key}=${value} ${configSource}${readOnly ? " read-only" : ""} [${synonyms.map((each) => `${each.source}:${each.name}=${each.value}`).join(" ")}]`,
    ),
  };
}

const set = (
  cluster: TextCluster,
  scope: Parameters<TextCluster["submit"]>[0] & { kind: "alterConfig" },
): TextCluster => cluster.submit(scope).run(500_000);

describe("DescribeConfigs", () => {
  const config = { "log.retention.minutes": "5", "my.plugin.password": "secret" };

  it("tells a topic's setting with every layer that says it, the strongest first", () => {
    const cluster = clusterFromText(drawn, { config });
    const keys = ["retention.ms", "segment.ms"];
    set(cluster, {
      kind: "alterConfig",
      scope: { kind: "cluster" },
      name: "log.retention.ms",
      value: "7000",
    });
    set(cluster, {
      kind: "alterConfig",
      scope: { kind: "topic", topic: "orders" },
      name: "retention.ms",
      value: " 6000 ",
    });
    expect(configs(cluster, 1, { type: 2, name: "orders", keys }).texts).toEqual([
      "retention.ms=6000 1 [1:retention.ms=6000 3:log.retention.ms=7000 4:log.retention.minutes=5 5:log.retention.hours=168]",
      // A default by another name than the first is no synonym.
      "segment.ms=604800000 5 []",
    ]);
  });

  it("tells a broker's own settings: read-only, dynamic, and unknown ones without their value", () => {
    const cluster = clusterFromText(drawn, { config });
    const keys = ["broker.session.timeout.ms", "log.cleaner.threads", "node.id"];
    const unknown = "my.plugin.password";
    set(cluster, {
      kind: "alterConfig",
      scope: { kind: "broker", broker: 1 },
      name: "log.cleaner.threads",
      value: "2",
    });
    const { texts } = configs(cluster, 1, {
      type: 4,
      name: "1",
      keys: [...keys, unknown],
    });
    expect(texts).toEqual([
      "broker.session.timeout.ms=3000 4 read-only [4:broker.session.timeout.ms=3000 5:broker.session.timeout.ms=9000]",
      "log.cleaner.threads=2 2 [2:log.cleaner.threads=2 5:log.cleaner.threads=1]",
      "node.id=1 4 read-only [4:node.id=1]",
      "my.plugin.password=null 4 read-only [4:my.plugin.password=null]",
    ]);
  });

  it("tells of the cluster's default only what is set there", () => {
    const cluster = clusterFromText(drawn, { elr: true });
    expect(configs(cluster, 2, { type: 4, name: "" }).texts).toEqual([
      "min.insync.replicas=1 3 [3:min.insync.replicas=1]",
    ]);
  });

  it("takes a group's defaults from its broker", () => {
    const cluster = clusterFromText(drawn, {
      config: { "group.consumer.session.timeout.ms": "50000" },
    });
    const keys = ["consumer.session.timeout.ms", "share.auto.offset.reset"];
    expect(configs(cluster, 1, { type: 32, name: "g", keys }).texts).toEqual([
      "consumer.session.timeout.ms=50000 4 [4:group.consumer.session.timeout.ms=50000 5:group.consumer.session.timeout.ms=45000]",
      "share.auto.offset.reset=latest 5 [5:share.auto.offset.reset=latest]",
    ]);
  });

  it("answers every kind of resource, and refuses what Kafka refuses", () => {
    const cluster = clusterFromText(drawn);
    const ask = (type: number, name: string) => configs(cluster, 1, { type, name });
    expect(ask(2, "nowhere").error).toBe(3);
    expect(ask(2, "a b").error).toBe(17);
    expect(ask(4, "2").message).toBe(
      "Unexpected broker id, expected 1 or empty string, but received 2",
    );
    expect(ask(4, "one").message).toBe("Broker id must be an integer, but it is: one");
    expect(ask(8, "").error).toBe(42);
    expect(ask(8, "1").texts).toEqual(["root=INFO 6 []"]);
    expect(ask(16, "").error).toBe(42);
    expect(ask(16, "s").texts).toEqual([
      "interval.ms=300000 5 []",
      "match= 5 []",
      "metrics= 5 []",
    ]);
    expect(ask(32, "").error).toBe(42);
  });

  it("fails as a whole when it asks for a resource of a type that nobody knows", () => {
    const cluster = clusterFromText(drawn);
    const { answer } = cluster.ask(1, "DescribeConfigs", 4, {
      resources: [2, 77].map((resourceType) => ({
        resourceType,
        resourceName: "orders",
        configurationKeys: null,
      })),
      includeSynonyms: false,
      includeDocumentation: false,
    });
    const told = answer.results.map(({ errorCode, configs: found }) => [
      errorCode,
      found.length,
    ]);
    expect(told).toEqual([
      [42, 0],
      [42, 0],
    ]);
  });
});
