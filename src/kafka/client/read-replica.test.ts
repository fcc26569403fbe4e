import { describe, expect, it } from "vitest";
import { type ClusterView, clusterView, metadataMaxAgeUs } from "./cluster-view.ts";
import type { Position } from "./consumer.ts";
import { readAddress, readFrom } from "./read-replica.ts";

const view = (): ClusterView => ({
  ...clusterView(
    [1, 2].map((nodeId) => ({ nodeId, process: nodeId })),
    "orders",
  ),
  partitions: [{ leader: 1, leaderEpoch: 5 }],
  alive: [1, 2],
});

const sentTo2 = (known: ClusterView): Position => {
  const position = { partition: 0, readReplica: null } as unknown as Position;
  readFrom(known, position, 2, 100);
  return position;
};

describe("a replica that the leader has named", () => {
  it("is read until metadata.max.age.ms have passed, then the leader is asked again", () => {
    const known = view();
    const position = sentTo2(known);
    expect(readAddress(known, position, 99 + metadataMaxAgeUs)?.nodeId).toBe(2);
    expect(readAddress(known, position, 100 + metadataMaxAgeUs)?.nodeId).toBe(1);
    expect(position.readReplica).toBeNull();
  });

  it("is left when it is gone or another leader was elected", () => {
    const gone = view();
    const position = sentTo2(gone);
    gone.alive = [1];
    expect(readAddress(gone, position, 200)?.nodeId).toBe(1);
    const elected = view();
    const again = sentTo2(elected);
    elected.partitions = [{ leader: 1, leaderEpoch: 6 }];
    expect(readAddress(elected, again, 200)?.nodeId).toBe(1);
  });
});
