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
});
