import { describe, expect, it } from "vitest";
import { defaultConsumerSettings, withConfig } from "../../contract/client-settings.ts";
import { clusterFromText, type TextCluster } from "../../testing/cluster-text.ts";
import type { ClientMemory } from "../client/client-process.ts";

const drawn = `
  orders-0  leader 1  epoch 1  isr 1 2 3
    broker 1 | a b |  hw 2
    broker 2 | a b |  hw 2
    broker 3 | a b |  hw 2
`;

const selector = {
  "replica.selector.class": "org.apache.kafka.common.replica.RackAwareReplicaSelector",
};

interface Asked {
  readonly rackId?: string;
  readonly fetchOffset?: number;
  readonly partitions?: readonly number[];
}

function fetch(cluster: TextCluster, node: number, asked: Asked) {
  const { rackId = "", fetchOffset = 0, partitions = [0] } = asked;
  const topicId = cluster.topicId("orders");
  const { answer, ms } = cluster.ask(node, "Fetch", 17, {
    maxWaitMs: 300,
    minBytes: 1,
    maxBytes: 1_000_000,
    isolationLevel: 0,
    sessionId: 0,
    sessionEpoch: -1,
    topics: [
      {
        topicId,
        partitions: partitions.map((partition) => ({
          partition,
          currentLeaderEpoch: -1,
          fetchOffset,
          lastFetchedEpoch: -1,
          logStartOffset: -1,
          partitionMaxBytes: 1_000_000,
        })),
      },
    ],
    forgottenTopicsData: [],
    rackId,
  });
  const found = answer.responses[0]?.partitions ?? [];
  return {
    ms,
    preferred: found[0]?.preferredReadReplica,
    batches: (found[0]?.records as readonly unknown[] | null)?.length,
    errors: found.map(({ errorCode }) => errorCode),
  };
}

describe("a fetch by rack", () => {
  const open = (config: Record<string, string> = selector): TextCluster => {
    const cluster = clusterFromText(drawn, { config, racks: ["a", "b", "c"] });
    cluster.run(1_000_000);
    return cluster;
  };

  it("is sent to the in-sync replica in the consumer's rack, without records and at once", () => {
    const cluster = open();
    fetch(cluster, 1, {});
    const sent = fetch(cluster, 1, { rackId: "b", fetchOffset: 2 });
    expect(sent).toMatchObject({ preferred: 2, batches: 0 });
    expect(sent.ms).toBeLessThan(100);
    fetch(cluster, 2, {});
    expect(fetch(cluster, 2, { rackId: "b" })).toMatchObject({
      preferred: -1,
      batches: 2,
    });
  });

  it("stays with the leader in its own rack, in an unknown rack and without a rack", () => {
    const cluster = open();
    for (const rackId of ["a", "z", ""])
      expect(fetch(cluster, 1, { rackId })).toMatchObject({ preferred: -1, batches: 2 });
  });

  it("stays with the leader while the near replica is out of the in-sync replicas", () => {
    const cluster = open();
    cluster.kill(2).settle();
    expect(fetch(cluster, 1, { rackId: "b" })).toMatchObject({
      preferred: -1,
      batches: 2,
    });
    expect(fetch(cluster, 1, { rackId: "c" })).toMatchObject({ preferred: 3 });
  });

  it("is what a consumer with a rack goes on with", () => {
    const cluster = open();
    const settings = withConfig(defaultConsumerSettings, { "client.rack": "c" });
    cluster
      .submit({
        kind: "startConsumer",
        consumer: {
          id: "c",
          api: "consumer",
          subscription: { kind: "assign", topic: "orders", partitions: null },
          settings,
        },
      })
      .run(3_000_000);
    const [client] = cluster.world.state.clients;
    const { processes } = cluster.world.state.sim;
    const memory = processes[client?.process ?? -1]?.memory as ClientMemory;
    const consumer = memory.kind === "consumer" ? memory.consumer : null;
    expect(consumer?.app.received).toBe(2);
    expect(consumer?.subscription.byName["orders-0"]?.preferredReadReplica).toBe(3);
    const near = consumer?.sessions.find(({ node }) => node === 3);
    expect(Object.keys(near?.held ?? {})).toEqual(["orders-0"]);
  });

  it("stays with the leader when nobody has configured a selector", () => {
    expect(fetch(open({}), 1, { rackId: "b" })).toMatchObject({ preferred: -1 });
  });
});

describe("a partition that the metadata does not know", () => {
  it("is an error that makes a fetch of others not hurry", () => {
    const cluster = clusterFromText(drawn);
    fetch(cluster, 1, {});
    const both = fetch(cluster, 1, { partitions: [0, 7], fetchOffset: 2 });
    expect(both.errors).toEqual([0, 3]);
    expect(both.ms).toBeGreaterThanOrEqual(300);
    const alone = fetch(cluster, 1, { partitions: [7] });
    expect(alone.errors).toEqual([3]);
    expect(alone.ms).toBeLessThan(100);
  });
});
