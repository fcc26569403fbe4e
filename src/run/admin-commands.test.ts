import { describe, expect, it } from "vitest";
import type { Command, Focus } from "../contract/command.ts";
import type { ConfigRow } from "../contract/config-row.ts";
import type { PartitionView, ViewFrame } from "../contract/frame.ts";
import { openingScenario } from "../scenario/opening.ts";
import { detailOf } from "./frame/detail.ts";
import { oracle } from "./oracle.ts";
import { Run } from "./run.ts";

const second = 1_000_000;

function opened(): Run {
  const run = new Run(openingScenario, oracle);
  run.lookWith(detailOf);
  run.warmUp();
  return run;
}

function go(run: Run, command: Command): ViewFrame {
  expect(run.submit(command)).toMatchObject({ kind: "accepted" });
  return run.advance({ virtualUs: 3 * second, events: Number.MAX_SAFE_INTEGER });
}

const orders0 = ({ partitions }: ViewFrame): PartitionView | undefined =>
  partitions.find(({ topic, partition }) => topic === "orders" && partition === 0);

function configsOf(run: Run, on: Focus): Record<string, ConfigRow> {
  const { detail } = go(run, { kind: "focus", on });
  return Object.fromEntries((detail?.configs ?? []).map((row) => [row.name, row]));
}

const minIsr = "min.insync.replicas";

describe("an operator's command", () => {
  it("changes a config of a topic, of a broker and of all brokers, the nearest winning", () => {
    const run = opened();
    const topic = { kind: "topic", topic: "customers" } as const;
    go(run, {
      kind: "alterConfig",
      scope: { kind: "cluster" },
      name: minIsr,
      value: "2",
    });
    const inherited = configsOf(run, { kind: "configs", scope: topic })[minIsr];
    expect(inherited).toMatchObject({
      value: "2",
      source: "DYNAMIC_DEFAULT_BROKER_CONFIG",
      type: "INT",
      default: "1",
      validValues: "[1,...]",
      readOnly: false,
    });
    go(run, { kind: "alterConfig", scope: topic, name: minIsr, value: "3" });
    const own = configsOf(run, { kind: "configs", scope: topic })[minIsr];
    expect(own).toMatchObject({ value: "3", source: "DYNAMIC_TOPIC_CONFIG" });
    expect(own?.synonyms.map(({ value }) => value)).toEqual(["3", "2", "1"]);
    const broker = { kind: "broker", broker: 2 } as const;
    const rate = "leader.replication.throttled.rate";
    go(run, { kind: "alterConfig", scope: broker, name: rate, value: "1000" });
    expect(configsOf(run, { kind: "configs", scope: broker })[rate]).toMatchObject({
      value: "1000",
      source: "DYNAMIC_BROKER_CONFIG",
    });
  });

  it("says of a broker's config whether a running broker takes a change", () => {
    const scope = { kind: "broker", broker: 1 } as const;
    const rows = configsOf(opened(), { kind: "configs", scope });
    expect(rows["broker.session.timeout.ms"]).toMatchObject({
      value: "9000",
      source: "STATIC_BROKER_CONFIG",
      readOnly: true,
    });
    expect(rows["log.retention.ms"]).toMatchObject({ value: null, readOnly: false });
  });

  it("adds partitions", () => {
    const frame = go(opened(), { kind: "createPartitions", topic: "orders", count: 5 });
    expect(frame.topics.find(({ name }) => name === "orders")?.partitions).toBe(5);
  });

  it("moves a partition and changes its replication factor", () => {
    const at = { topic: "orders", partition: 0 };
    const run = opened();
    const fewer = go(run, { kind: "reassign", ...at, replicas: [2, 3] });
    expect(orders0(fewer)).toMatchObject({ replicas: [2, 3], removingReplicas: [] });
  });

  it("shows a reassignment that waits for its new replica, and cancels it", () => {
    const at = { topic: "orders", partition: 0 };
    const run = opened();
    go(run, { kind: "reassign", ...at, replicas: [2, 3] });
    go(run, { kind: "kill", node: 1 });
    const waiting = go(run, { kind: "reassign", ...at, replicas: [1, 2, 3] });
    expect(orders0(waiting)).toMatchObject({ addingReplicas: [1], isr: [2, 3] });
    const cancelled = go(run, { kind: "reassign", ...at, replicas: null });
    expect(orders0(cancelled)).toMatchObject({ addingReplicas: [], replicas: [2, 3] });
  });

  it("deletes the records before an offset on every replica", () => {
    const at = { topic: "orders", partition: 0 };
    const frame = go(opened(), { kind: "deleteRecords", ...at, beforeOffset: 3 });
    expect(orders0(frame)?.logs.map(({ logStartOffset }) => logStartOffset)).toEqual([
      3, 3, 3,
    ]);
  });

  const at = { topic: "orders", partition: 0 };
  const ofTopic = { kind: "topic", topic: "orders" } as const;
  it.each<readonly [Command, string, string]>([
    [
      { kind: "alterConfig", scope: ofTopic, name: "retention", value: "1" },
      "/name",
      "retention is no config of a topic in Kafka 4.3.",
    ],
    [
      {
        kind: "alterConfig",
        scope: { kind: "topic", topic: "x" },
        name: minIsr,
        value: "1",
      },
      "/scope/topic",
      "There is no topic x.",
    ],
    [
      {
        kind: "alterConfig",
        scope: { kind: "broker", broker: 9 },
        name: minIsr,
        value: "1",
      },
      "/scope/broker",
      "There is no broker 9; brokers are 1, 2, 3.",
    ],
    [
      {
        kind: "alterConfig",
        scope: { kind: "cluster" },
        name: "node.id",
        value: "1",
      },
      "/name",
      "node.id is read when a broker starts; a running broker takes no change of it.",
    ],
    [
      { kind: "createPartitions", topic: "orders", count: 3 },
      "/count",
      "Found 3; orders has 3 partitions, and partitions are never taken away: allowed is 4 or more.",
    ],
    [
      { kind: "reassign", ...at, replicas: [1, 9] },
      "/replicas/1",
      "Found 9; brokers that are registered are 1, 2, 3.",
    ],
    [
      { kind: "reassign", ...at, replicas: [2, 2] },
      "/replicas/1",
      "Found broker 2 twice; a broker holds one replica of a partition.",
    ],
    [
      { kind: "deleteRecords", topic: "orders", partition: 7, beforeOffset: 0 },
      "/partition",
      "Found 7; orders has the partitions 0 to 2.",
    ],
    [
      { kind: "unregisterBroker", broker: 4 },
      "/broker",
      "Found 4; brokers that are registered are 1, 2, 3.",
    ],
    [
      { kind: "updateFeature", feature: "group.version", level: 9 },
      "/level",
      "Found 9; allowed for group.version are levels 0 to 1.",
    ],
  ])("is refused with its place and what is allowed: %o", (command, path, reason) => {
    expect(opened().submit(command)).toEqual({ kind: "refused", path, reason });
  });
});
