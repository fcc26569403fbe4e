import { describe, expect, it } from "vitest";
import { drawing } from "../../testing/cluster-drawing.ts";
import { clusterFromText } from "../../testing/cluster-text.ts";

describe("replication", () => {
  it("elects a live in-sync replica and truncates nothing below the high watermark", () => {
    const cluster = clusterFromText(`
      orders-0  leader 1  epoch 4  isr 1 2
        broker 1 | a b c d |  hw 3
        broker 2 | a b c   |  hw 3
        broker 3 | a       |  hw 1
    `);
    cluster.kill(1).settle();
    expect(cluster.toText()).toBe(
      drawing(`
        orders-0  leader 2  epoch 5  isr 2 3
          broker 1 | a b c d |  down
          broker 2 | a b c   |  hw 3
          broker 3 | a b c   |  hw 3
      `),
    );
  });

  it("truncates the unacknowledged tail of an old leader when it comes back", () => {
    const cluster = clusterFromText(`
      orders-0  leader 1  epoch 4  isr 1 2
        broker 1 | a b c d |  hw 3
        broker 2 | a b c   |  hw 3
    `);
    cluster.kill(1).settle().produce("x", 1).start(1).settle();
    expect(cluster.toText()).toBe(
      drawing(`
        orders-0  leader 2  epoch 5  isr 1 2
          broker 1 | a b c x |  hw 4
          broker 2 | a b c x |  hw 4
      `),
    );
    expect(cluster.told("logTruncated")).toEqual([
      "broker 1 truncated 1 record to offset 3: leader 2 never had them",
    ]);
  });

  it("lets two logs that differ in their middle agree by epochs, not by offsets (KIP-279)", () => {
    const cluster = clusterFromText(`
      orders-0  leader 1  epoch 5  isr 1 2
        broker 1 | a b c1 d1 e1 f4 |  hw 2
        broker 2 | a b x2 y2 z3 w3 |  hw 2
    `);
    cluster.settle();
    expect(cluster.toText()).toBe(
      drawing(`
        orders-0  leader 1  epoch 5  isr 1 2
          broker 1 | a b c d e f |  hw 6
          broker 2 | a b c d e f |  hw 6
      `),
    );
  });

  it("refuses acks=all before the append when fewer than min.insync.replicas are in sync", () => {
    const cluster = clusterFromText(
      `
      orders-0  leader 1  epoch 0  isr 1
        broker 1 | a b |  hw 2
        broker 2 | a b |  down
    `,
      { topic: { "min.insync.replicas": "2" } },
    );
    cluster.produce("c", -1).run(1_000_000);
    expect(cluster.told("clientError")).toEqual([
      "your record for orders-0 failed: NOT_ENOUGH_REPLICAS",
    ]);
    expect(cluster.toText()).toBe(
      drawing(`
        orders-0  leader 1  epoch 0  isr 1
          broker 1 | a b |  hw 2
          broker 2 | a b |  down
      `),
    );
  });

  it("freezes the high watermark below min.insync.replicas, and moves it when a follower is back", () => {
    const cluster = clusterFromText(
      `
      orders-0  leader 1  epoch 0  isr 1
        broker 1 | a b |  hw 2
        broker 2 | a b |  down
    `,
      { topic: { "min.insync.replicas": "2" } },
    );
    cluster.produce("c", 1).settle();
    expect(cluster.toText()).toBe(
      drawing(`
        orders-0  leader 1  epoch 0  isr 1
          broker 1 | a b c |  hw 2
          broker 2 | a b   |  down
      `),
    );
    cluster.start(2).settle();
    expect(cluster.toText()).toBe(
      drawing(`
        orders-0  leader 1  epoch 0  isr 1 2
          broker 1 | a b c |  hw 3
          broker 2 | a b c |  hw 3
      `),
    );
  });

  it("takes a follower out of the ISR that has not caught up for replica.lag.time.max.ms, and commits without it", () => {
    const cluster = clusterFromText(`
      orders-0  leader 1  epoch 2  isr 1 2 3
        broker 1 | a b |  hw 2
        broker 2 | a b |  hw 2
        broker 3 | a b |  hw 2
    `);
    cluster.cut(1, 3).produce("c", -1).run(1_000_000);
    expect(cluster.toText()).toBe(
      drawing(`
        orders-0  leader 1  epoch 2  isr 1 2 3
          broker 1 | a b c |  hw 2
          broker 2 | a b c |  hw 2
          broker 3 | a b   |  hw 2
      `),
    );
    cluster.settle();
    expect(cluster.toText()).toBe(
      drawing(`
        orders-0  leader 1  epoch 2  isr 1 2
          broker 1 | a b c |  hw 3
          broker 2 | a b c |  hw 3
          broker 3 | a b   |  hw 2
      `),
    );
  });

  it("takes a follower back into the ISR once it has all that is committed", () => {
    const cluster = clusterFromText(`
      orders-0  leader 1  epoch 2  isr 1
        broker 1 | a b c d |  hw 4
        broker 2 | a       |  hw 1
        broker 3 |         |  hw 0
    `);
    cluster.settle();
    expect(cluster.toText()).toBe(
      drawing(`
        orders-0  leader 1  epoch 2  isr 1 2 3
          broker 1 | a b c d |  hw 4
          broker 2 | a b c d |  hw 4
          broker 3 | a b c d |  hw 4
      `),
    );
  });

  it("commits nothing on a leader that is cut off from everybody, and forgets what it took", () => {
    const cluster = clusterFromText(`
      orders-0  leader 1  epoch 3  isr 1 2 3
        broker 1 | a b |  hw 2
        broker 2 | a b |  hw 2
        broker 3 | a b |  hw 2
    `);
    cluster.cut(1, 2).cut(1, 3).cut(1, 101).produce("x", 1).settle();
    expect(cluster.toText()).toBe(
      drawing(`
        orders-0  leader 2  epoch 4  isr 2 3
          broker 1 | a b x |  hw 2
          broker 2 | a b   |  hw 2
          broker 3 | a b   |  hw 2
      `),
    );
    cluster.submit({ kind: "heal", link: null }).settle();
    expect(cluster.toText()).toBe(
      drawing(`
        orders-0  leader 2  epoch 4  isr 1 2 3
          broker 1 | a b |  hw 2
          broker 2 | a b |  hw 2
          broker 3 | a b |  hw 2
      `),
    );
  });

  it("waits for the last in-sync replica while unclean election is off", () => {
    const cluster = clusterFromText(`
      orders-0  leader 1  epoch 1  isr 1
        broker 1 | a b c |  hw 3
        broker 2 | a     |  down
    `);
    cluster.kill(1).run(4_000_000).start(2).settle();
    expect(cluster.toText()).toBe(
      drawing(`
        orders-0  leader none  epoch 2  isr 1
          broker 1 | a b c |  down
          broker 2 | a     |  hw 0
      `),
    );
    cluster.start(1).settle();
    expect(cluster.toText()).toBe(
      drawing(`
        orders-0  leader 1  epoch 3  isr 1 2
          broker 1 | a b c |  hw 3
          broker 2 | a b c |  hw 3
      `),
    );
  });

  it("gives up what only the dead leader had when unclean election is on", () => {
    const cluster = clusterFromText(
      `
      orders-0  leader 1  epoch 1  isr 1
        broker 1 | a b c |  hw 3
        broker 2 | a     |  down
    `,
      { topic: { "unclean.leader.election.enable": "true" } },
    );
    cluster.kill(1).run(4_000_000).start(2).settle().produce("x", 1).start(1).settle();
    expect(cluster.toText()).toBe(
      drawing(`
        orders-0  leader 2  epoch 3  isr 1 2
          broker 1 | a x |  hw 2
          broker 2 | a x |  hw 2
      `),
    );
  });

  it("elects from the ELR what left the ISR below min.insync.replicas (KIP-966)", () => {
    const cluster = clusterFromText(
      `
      orders-0  leader 1  epoch 0  isr 1 2
        broker 1 | a b |  hw 2
        broker 2 | a b |  hw 2
    `,
      { elr: true, topic: { "min.insync.replicas": "2" } },
    );
    cluster.submit({ kind: "stop", node: 2 }).settle().kill(1).settle();
    expect(cluster.registration("orders", 0)).toMatchObject({
      leader: -1,
      isr: [],
      elr: [1, 2],
    });
    cluster.start(2).settle();
    expect(cluster.toText()).toBe(
      drawing(`
        orders-0  leader 2  epoch 2  isr 2
          broker 1 | a b |  down
          broker 2 | a b |  hw 2
      `),
    );
  });

  it("keeps what a killed process had written, and may lose it with the power", () => {
    const text = `
      orders-0  leader 1  epoch 0  isr 1
        broker 1 | a b c d e f g h |  hw 8
    `;
    const killed = clusterFromText(text).kill(1).start(1).settle();
    expect(killed.toText()).toBe(
      drawing(`
        orders-0  leader 1  epoch 2  isr 1
          broker 1 | a b c d e f g h |  hw 8
      `),
    );
    const dark = clusterFromText(text).submit({ kind: "powerLoss", node: 1 }).start(1);
    expect(dark.settle().toText()).not.toContain("g h");
  });
});
