import { describe, expect, it } from "vitest";
import type { Command } from "../../contract/command.ts";
import { clusterFromText, type TextCluster } from "../../testing/cluster-text.ts";

const records = Array.from("abcdefghijklmnopqrst");
const drawn = `
  orders-0  leader 1  epoch 1  isr 1
    broker 1 | ${records.join(" ")} |  hw ${records.length}
  other-0  leader 2  epoch 1  isr 2
    broker 2 | a |  hw 1
`;

type Scope = Extract<Command, { kind: "alterConfig" }>["scope"];

const set = (cluster: TextCluster, scope: Scope, name: string, value: string) =>
  cluster.submit({ kind: "alterConfig", scope, name, value }).run(500_000);

const topic = { kind: "topic", topic: "orders" } as const;
const broker = (id: number): Scope => ({ kind: "broker", broker: id });

/** A small fetch takes one batch. */
const open = (): TextCluster =>
  clusterFromText(drawn, { config: { "replica.fetch.max.bytes": "10" } });

/** Seconds until the new replica is in sync. */
function secondsToMove(cluster: TextCluster): number {
  const startUs = cluster.world.state.sim.nowUs;
  cluster.submit({ kind: "reassign", topic: "orders", partition: 0, replicas: [1, 2] });
  for (let i = 0; i < 400; i++) {
    if (cluster.registration("orders", 0).isr.length === 2) break;
    cluster.run(100_000);
  }
  return (cluster.world.state.sim.nowUs - startUs) / 1_000_000;
}

const size = records.length * 69;

describe("a throttle of replication", () => {
  it("is not there until somebody sets it", () => {
    expect(secondsToMove(open())).toBeLessThan(2);
  });

  it("bounds what a leader sends to replicas that are not in sync", () => {
    const cluster = open();
    set(cluster, topic, "leader.replication.throttled.replicas", "0:1");
    set(cluster, broker(1), "leader.replication.throttled.rate", "150");
    const seconds = secondsToMove(cluster);
    expect(seconds).toBeGreaterThan(size / 150 - 2);
    expect(seconds).toBeLessThan(size / 150 + 5);
  });

  it("bounds what a follower takes that lags", () => {
    const cluster = open();
    set(cluster, topic, "follower.replication.throttled.replicas", "*");
    set(cluster, broker(2), "follower.replication.throttled.rate", "150");
    const seconds = secondsToMove(cluster);
    expect(seconds).toBeGreaterThan(size / 150 - 2);
    expect(seconds).toBeLessThan(size / 150 + 5);
  });

  it("leaves replicas alone that its lists do not name", () => {
    const cluster = open();
    set(cluster, topic, "leader.replication.throttled.replicas", "1:1,0:2");
    set(cluster, { kind: "cluster" }, "leader.replication.throttled.rate", "150");
    expect(secondsToMove(cluster)).toBeLessThan(2);
  });

  it("follows the broker's own rate before that of all brokers, and ends when both are gone", () => {
    const cluster = open();
    const rate = "leader.replication.throttled.rate";
    set(cluster, topic, "leader.replication.throttled.replicas", "*");
    set(cluster, broker(1), rate, "1000000");
    set(cluster, { kind: "cluster" }, rate, "10");
    expect(secondsToMove(cluster)).toBeLessThan(2);
  });

  it("is known again to a broker that has started anew", () => {
    const cluster = open();
    set(cluster, topic, "leader.replication.throttled.replicas", "*");
    set(cluster, { kind: "cluster" }, "leader.replication.throttled.rate", "150");
    cluster.kill(1).run(5_000_000).start(1).run(10_000_000);
    expect(secondsToMove(cluster)).toBeGreaterThan(size / 150 - 2);
  });
});
