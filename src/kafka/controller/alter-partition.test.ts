import { describe, expect, it } from "vitest";
import { errorName } from "../../terms/errors.ts";
import type { AlterPartitionRequestPartition } from "../protocol/messages.ts";
import { alterPartition } from "./alter-partition.ts";
import {
  answerOf,
  type ClusterFixture,
  commit,
  contextOf,
  startBroker,
  startCluster,
  stopBroker,
} from "./controller-fixture.ts";
import { createTopics } from "./create-topics.ts";
import { partitionOf, topicIdOf } from "./metadata-image.ts";

function withOrders(): ClusterFixture {
  const cluster = startCluster(3);
  const assignments = [{ partitionIndex: 0, brokerIds: [1, 2, 3] }];
  const orders = {
    name: "orders",
    numPartitions: -1,
    replicationFactor: -1,
    assignments,
    configs: [],
  };
  const request = { topics: [orders], timeoutMs: 1000, validateOnly: false };
  commit(cluster, createTopics(cluster.state, request, contextOf(cluster)).records);
  return cluster;
}

function ask(
  cluster: ClusterFixture,
  wanted: Partial<AlterPartitionRequestPartition>,
  sender = 1,
): string {
  const data: AlterPartitionRequestPartition = {
    partitionIndex: 0,
    leaderEpoch: 0,
    partitionEpoch: 0,
    leaderRecoveryState: 0,
    newIsr: [],
    newIsrWithEpochs: isr(1, 2),
    ...wanted,
  };
  const topicId = topicIdOf(cluster.state.image, "orders") ?? "";
  const request = {
    brokerId: sender,
    brokerEpoch: cluster.epochs.get(sender) ?? -1,
    topics: [{ topicId, partitions: [data] }],
  };
  const response = answerOf(
    cluster,
    alterPartition(cluster.state, request, contextOf(cluster)),
  );
  return errorName(response.topics[0]?.partitions[0]?.errorCode ?? -1);
}

function isr(...brokerIds: number[]): AlterPartitionRequestPartition["newIsrWithEpochs"] {
  return brokerIds.map((brokerId) => ({ brokerId, brokerEpoch: -1 }));
}

describe("a leader that asks for another ISR", () => {
  it.each<[string, Partial<AlterPartitionRequestPartition>, number]>([
    ["UNKNOWN_TOPIC_OR_PARTITION", { partitionIndex: 5 }, 1],
    ["NOT_CONTROLLER", { leaderEpoch: 1 }, 1],
    ["NOT_CONTROLLER", { partitionEpoch: 1 }, 1],
    ["FENCED_LEADER_EPOCH", { leaderEpoch: -1 }, 1],
    ["INVALID_REQUEST", {}, 2],
    ["INVALID_UPDATE_VERSION", { partitionEpoch: -1 }, 1],
    ["INVALID_REQUEST", { newIsrWithEpochs: isr(2, 3) }, 1],
    ["INVALID_REQUEST", { newIsrWithEpochs: isr(1, 1) }, 1],
    ["INVALID_REQUEST", { newIsrWithEpochs: isr(1, 9) }, 1],
    ["INVALID_REQUEST", { leaderRecoveryState: 1 }, 1],
    ["NONE", { newIsrWithEpochs: isr(1) }, 1],
  ])("is answered %s to %j from broker %i", (error, wanted, sender) => {
    expect(ask(withOrders(), wanted, sender)).toBe(error);
  });

  it("may not take in a broker that is fenced", () => {
    const cluster = withOrders();
    stopBroker(cluster, 3);
    expect(ask(cluster, { partitionEpoch: 1, newIsrWithEpochs: isr(1, 2, 3) })).toBe(
      "INELIGIBLE_REPLICA",
    );
  });

  it("may not take in the process before the one that runs (KIP-903)", () => {
    const cluster = withOrders();
    const brokerEpoch = cluster.epochs.get(3) ?? -1;
    stopBroker(cluster, 3);
    startBroker(cluster, 3, "clean");
    const newIsrWithEpochs = [...isr(1, 2), { brokerId: 3, brokerEpoch }];
    expect(ask(cluster, { partitionEpoch: 1, newIsrWithEpochs })).toBe(
      "INELIGIBLE_REPLICA",
    );
  });

  it("raises the partition epoch, not the leader epoch, by a shrink", () => {
    const cluster = withOrders();
    ask(cluster, {});
    expect(partitionOf(cluster.state.image, "orders", 0)).toMatchObject({
      isr: [1, 2],
      leaderEpoch: 0,
      partitionEpoch: 1,
    });
  });
});
