import { describe, expect, it } from "vitest";
import { present } from "../../base/assert.ts";
import { clusterFromText, type TextCluster } from "../../testing/cluster-text.ts";
import { processOf } from "../cluster.ts";
import type { NodeMemory } from "../node.ts";
import { type Broker, hostedReplica } from "./broker.ts";

const drawn = `
  orders-0  leader 1  epoch 1  isr 1 2
    broker 1 | a b c |  hw 3
    broker 2 | a b c |  hw 3
`;

interface Asked {
  readonly node?: number;
  readonly version?: number;
  readonly replicaId?: number;
  readonly partitions?: readonly number[];
}

/** `error:offset` of each partition. */
function offsets(
  cluster: TextCluster,
  timestamp: number,
  { node = 1, version = 11, replicaId = -1, partitions = [0] }: Asked = {},
): string[] {
  const { answer } = cluster.ask(node, "ListOffsets", version, {
    replicaId,
    isolationLevel: 0,
    timeoutMs: 1000,
    topics: [
      {
        name: "orders",
        partitions: partitions.map((partitionIndex) => ({
          partitionIndex,
          currentLeaderEpoch: -1,
          timestamp,
        })),
      },
    ],
  });
  return (answer.topics[0]?.partitions ?? []).map(
    ({ errorCode, offset }) => `${errorCode}:${offset}`,
  );
}

/** A broker's memory. */
function brokerOf(cluster: TextCluster, id: number): Broker {
  const { sim, topology } = cluster.world.state;
  const memory = sim.processes[processOf(topology, id)]?.memory as NodeMemory | null;
  return present(memory?.broker, `broker ${id}`);
}

describe("ListOffsets", () => {
  it("knows each special timestamp from its version on", () => {
    const cluster = clusterFromText(drawn);
    expect(offsets(cluster, -1, { version: 1 })).toEqual(["0:3"]);
    expect(offsets(cluster, -2, { version: 1 })).toEqual(["0:0"]);
    for (const [timestamp, since] of [
      [-3, 7],
      [-4, 8],
      [-5, 9],
      [-6, 11],
    ] as const) {
      expect(offsets(cluster, timestamp, { version: since - 1 })).toEqual(["35:-1"]);
      expect(offsets(cluster, timestamp, { version: since })[0]).toMatch(/^0:/);
    }
    expect(offsets(cluster, -7)).toEqual(["35:-1"]);
  });

  it("refuses a partition that is named twice", () => {
    expect(offsets(clusterFromText(drawn), -1, { partitions: [0, 0, 5] })).toEqual([
      "42:-1",
      "42:-1",
      "3:-1",
    ]);
  });

  it("is answered by a follower for a debugger alone", () => {
    const cluster = clusterFromText(drawn);
    expect(offsets(cluster, -1, { node: 2 })).toEqual(["6:-1"]);
    expect(offsets(cluster, -1, { node: 2, replicaId: -2 })).toEqual(["0:3"]);
  });

  it("does not say that there is nothing of a time while the leader does not know what is committed", () => {
    const cluster = clusterFromText(`
      orders-0  leader 1  epoch 2  isr 1 2
        broker 1 | a |  hw 1
        broker 2 | a |  hw 1
    `);
    const leader = brokerOf(cluster, 1);
    const partition = hostedReplica(leader, cluster.topicId("orders"), 0);
    const { log } = present(partition, "replica");
    log.highWatermark = 0;
    expect(offsets(cluster, 9_000_000_000_000)).toEqual(["78:-1"]);
    expect(offsets(cluster, -2)).toEqual(["0:0"]);
    log.highWatermark = 1;
    expect(offsets(cluster, 9_000_000_000_000)).toEqual(["0:-1"]);
  });
});
