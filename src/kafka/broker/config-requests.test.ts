import { describe, expect, it } from "vitest";
import { clusterFromText, type TextCluster } from "../../testing/cluster-text.ts";

const drawn = `
  orders-0  leader 1  epoch 1  isr 1 2
    broker 1 | a |  hw 1
    broker 2 | a |  hw 1
`;

type Change = readonly [type: number, resource: string, name: string, value: string];

/** `resource error words` of each answer. */
function alter(cluster: TextCluster, node: number, changes: readonly Change[]): string[] {
  const { answer } = cluster.ask(node, "IncrementalAlterConfigs", 1, {
    resources: changes.map(([resourceType, resourceName, name, value]) => ({
      resourceType,
      resourceName,
      configs: [{ name, configOperation: 0, value }],
    })),
    validateOnly: false,
  });
  return answer.responses.map(
    ({ resourceName, errorCode, errorMessage }) =>
      `${resourceName} ${errorCode}${errorMessage === null ? "" : ` ${errorMessage}`}`,
  );
}

const threads = "log.cleaner.threads";

describe("IncrementalAlterConfigs", () => {
  it("takes a broker's configs at that broker alone, and forwards the rest, answered in the order in which they were asked for", () => {
    const cluster = clusterFromText(drawn);
    expect(
      alter(cluster, 1, [
        [2, "orders", "retention.ms", "5"],
        [4, "2", threads, "2"],
        [4, "two", threads, "2"],
        [4, "1", threads, "2"],
        [4, "", threads, "3"],
      ]),
    ).toEqual([
      "orders 0",
      "2 42 Unexpected broker id, expected 1, but received 2",
      "two 42 Node id must be an integer, but it is: two",
      "1 0",
      " 0",
    ]);
    expect(alter(cluster, 2, [[4, "1", threads, "2"]])).toEqual([
      "1 42 Unexpected broker id, expected 2, but received 1",
    ]);
  });

  it("says in Kafka's words what it does not take", () => {
    const cluster = clusterFromText(drawn);
    const why = (...change: Change): string | undefined =>
      alter(cluster, 1, [change])[0]?.replace(/^\S* /, "");
    expect(why(2, "orders", "min.insync.replicas", "0")).toBe(
      "40 Invalid value 0 for configuration min.insync.replicas: Value must be at least 1",
    );
    expect(why(2, "orders", "min.cleanable.dirty.ratio", "2")).toBe(
      "40 Invalid value 2 for configuration min.cleanable.dirty.ratio: Value must be no more than 1",
    );
    expect(why(2, "orders", "retention.ms", "soon")).toBe(
      "40 Invalid value soon for configuration retention.ms: Not a number of type LONG",
    );
    expect(why(2, "orders", "preallocate", "maybe")).toBe(
      "40 Invalid value maybe for configuration preallocate: Expected value to be either true or false",
    );
    expect(why(2, "orders", "message.timestamp.type", "Now")).toBe(
      "40 Invalid value Now for configuration message.timestamp.type: String must be one of: CreateTime, LogAppendTime",
    );
    expect(why(4, "1", "node.id", "7")).toBe(
      "42 Cannot update these configs dynamically: [node.id]",
    );
  });
});

describe("ListConfigResources", () => {
  it("lists what has configs by kind, in version 0 subscriptions alone", () => {
    const cluster = clusterFromText(drawn);
    alter(cluster, 1, [
      [16, "metrics-1", "interval.ms", "1000"],
      [32, "group-1", "consumer.session.timeout.ms", "46000"],
    ]);
    cluster.run(500_000);
    const list = (version: number, resourceTypes: readonly number[]): string[] => {
      const { answer } = cluster.ask(1, "ListConfigResources", version, {
        resourceTypes,
      });
      return answer.errorCode === 0
        ? answer.configResources.map((each) => each.resourceName)
        : [`error ${answer.errorCode}`];
    };
    expect(list(0, [])).toEqual(["metrics-1"]);
    expect(list(1, [2, 4])).toEqual(["orders", "1", "2"]);
    expect(list(1, [])).toContain("group-1");
    expect(list(1, [99])).toEqual(["error 35"]);
  });
});

describe("a service that is not here", () => {
  it("is refused as Kafka refuses it, never as an unknown version", () => {
    const cluster = clusterFromText(drawn);
    const { answer } = cluster.ask(1, "AlterClientQuotas", 1, {
      entries: [{ entity: [], ops: [] }],
      validateOnly: false,
    });
    expect(answer.entries.map(({ errorCode }) => errorCode)).toEqual([42]);
    expect(
      cluster.ask(1, "DescribeClientQuotas", 1, { components: [], strict: false }).answer,
    ).toMatchObject({ errorCode: 0, entries: [] });
  });
});
