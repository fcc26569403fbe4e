import { describe, expect, it } from "vitest";
import {
  type ConsumerSettings,
  defaultConsumerSettings,
  withConfig,
} from "../contract/client-settings.ts";
import type { ClientMemory } from "../kafka/client/client-process.ts";
import type { ShareConsumer } from "../kafka/client/share-consumer/share-consumer.ts";
import type { SharePartition } from "../kafka/share/share-partition.ts";
import { clusterFromText, type TextCluster } from "../testing/cluster-text.ts";
import { nodeMemory } from "./world.ts";

const drawing = `
  orders-0  leader 1  epoch 0  isr 1 2 3
    broker 1 | a b c d e f |  hw 6
    broker 2 | a b c d e f |  hw 6
    broker 3 | a b c d e f |  hw 6
`;

const shareGroup = {
  "share.coordinator.state.topic.num.partitions": "1",
  "offsets.topic.num.partitions": "1",
  "group.share.min.record.lock.duration.ms": "1000",
  "group.share.record.lock.duration.ms": "3000",
  "group.share.assignment.interval.ms": "0",
  "group.share.heartbeat.interval.ms": "1000",
  "group.share.min.heartbeat.interval.ms": "1000",
};

function open(config: Readonly<Record<string, string>> = {}): TextCluster {
  const cluster = clusterFromText(drawing, { config: { ...shareGroup, ...config } });
  cluster
    .submit({
      kind: "alterConfig",
      scope: { kind: "group", group: "g" },
      name: "share.auto.offset.reset",
      value: "earliest",
    })
    .run(1_000_000);
  return cluster;
}

function start(
  cluster: TextCluster,
  id: string,
  change: Partial<ConsumerSettings> = {},
  config: Readonly<Record<string, string>> = {},
): TextCluster {
  const settings = withConfig(
    { ...defaultConsumerSettings, ...change },
    { "group.id": "g", "auto.offset.reset": null, ...config },
  );
  return cluster.submit({
    kind: "startConsumer",
    consumer: {
      id,
      api: "share",
      subscription: { kind: "topics", topics: ["orders"] },
      settings,
    },
  });
}

function consumerOf(cluster: TextCluster, id: string): ShareConsumer {
  const { clients, sim } = cluster.world.state;
  const entry = clients.find((client) => client.id === id);
  const memory = sim.processes[entry?.process ?? -1]?.memory as ClientMemory | undefined;
  if (memory?.kind !== "shareConsumer") throw new Error(`${id} does not run`);
  return memory.consumer;
}

/** The share partition at its leader. */
function partitionOf(cluster: TextCluster): SharePartition | undefined {
  const { state } = cluster.world;
  const found = nodeMemory(state, 1)?.broker?.shares?.partitions ?? {};
  return Object.values(found)[0];
}

describe("a share consumer", () => {
  it("processes what is there, once, and acknowledges it with its next poll", () => {
    const cluster = start(open(), "a").run(15_000_000);
    const { app } = consumerOf(cluster, "a");
    expect(app.errors).toEqual([]);
    expect(app.ledger["orders-0"]).toMatchObject({ processed: 6, twice: 0 });
    expect(partitionOf(cluster)).toMatchObject({ startOffset: 6, batches: [] });
  });

  it("gives back what it cannot process until the delivery count is used up, and then the record is archived", () => {
    const failing = {
      poisonKey: null,
      failuresPerTenThousand: 10_000,
      onFailure: "retry",
    } as const;
    const explicit = { "share.acknowledgement.mode": "explicit" };
    const limit = { "group.share.delivery.count.limit": "3" };
    const cluster = start(open(limit), "a", failing, explicit).run(40_000_000);
    const { app } = consumerOf(cluster, "a");
    expect(app.ledger["orders-0"]?.processed ?? 0).toBe(0);
    expect(app.received).toBe(18);
    expect(partitionOf(cluster)).toMatchObject({ startOffset: 6, batches: [] });
  });

  it("rejects what its application skips, and the record does not come again", () => {
    const failing = { failuresPerTenThousand: 10_000, onFailure: "skip" } as const;
    const explicit = { "share.acknowledgement.mode": "explicit" };
    const cluster = start(open(), "a", failing, explicit).run(15_000_000);
    expect(consumerOf(cluster, "a").app.received).toBe(6);
    expect(partitionOf(cluster)).toMatchObject({ startOffset: 6, batches: [] });
  });

  it("that dies leaves its records locked; when the lock ends another member has them", () => {
    const cluster = open();
    start(cluster, "a", { processing: { kind: "constant", us: 60_000_000 } });
    cluster.run(9_000_000);
    cluster.submit({ kind: "killClient", id: "a" });
    start(cluster, "b").run(12_000_000);
    const { app } = consumerOf(cluster, "b");
    expect(app.ledger["orders-0"]).toMatchObject({ processed: 6, twice: 0 });
  });

  it("gives back at once what it holds when it is closed", () => {
    const cluster = open({ "group.share.record.lock.duration.ms": "30000" });
    start(cluster, "a", { processing: { kind: "constant", us: 60_000_000 } });
    cluster.run(9_000_000);
    start(cluster, "b").run(2_000_000);
    expect(consumerOf(cluster, "b").app.received).toBe(0);
    cluster.submit({ kind: "closeClient", id: "a" }).run(4_000_000);
    const { app } = consumerOf(cluster, "b");
    expect(app.ledger["orders-0"]).toMatchObject({ processed: 6, twice: 0 });
  });

  it("shares one partition with another: each record goes to one of them", () => {
    const small = { "max.poll.records": "1" };
    const slow = { processing: { kind: "constant", us: 200_000 } } as const;
    const cluster = open();
    start(cluster, "a", slow, small);
    start(cluster, "b", slow, small).run(15_000_000);
    const [a, b] = [consumerOf(cluster, "a"), consumerOf(cluster, "b")];
    const counts = [a.app.received, b.app.received];
    expect(counts[0] ?? 0).toBeGreaterThan(0);
    expect(counts[1] ?? 0).toBeGreaterThan(0);
    expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBe(6);
  });
});
