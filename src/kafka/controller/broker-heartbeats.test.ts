import { expect, it } from "vitest";
import { errorName } from "../../terms/errors.ts";
import { nextBrokerState } from "./broker-heartbeats.ts";
import { registerBroker } from "./cluster-control.ts";
import {
  CLUSTER_ID,
  type ClusterFixture,
  commit,
  contextOf,
  heartbeat,
  idLike,
  startCluster,
  stopBroker,
  waitForSessions,
} from "./controller-fixture.ts";
import { activate } from "./controller-state.ts";
import { createTopics } from "./create-topics.ts";

function createOrders(
  cluster: ClusterFixture,
  configs: { name: string; value: string }[] = [],
): void {
  const assignments = [{ partitionIndex: 0, brokerIds: [1, 2] }];
  const orders = {
    name: "orders",
    numPartitions: -1,
    replicationFactor: -1,
    assignments,
    configs,
  };
  const request = { topics: [orders], timeoutMs: 1000, validateOnly: false };
  commit(cluster, createTopics(cluster.state, request, contextOf(cluster)).records);
}

function registerAgain(cluster: ClusterFixture, brokerId: number): string {
  const request = {
    brokerId,
    clusterId: CLUSTER_ID,
    incarnationId: idLike("again"),
    listeners: [],
    features: [
      { name: "metadata.version", minSupportedVersion: 7, maxSupportedVersion: 30 },
      ...Object.keys(cluster.state.image.features)
        .filter((key) => key !== "/metadata.version")
        .map((key) => ({
          name: key.slice(1),
          minSupportedVersion: 0,
          maxSupportedVersion: 9,
        })),
    ],
    rack: null,
    isMigratingZkBroker: false,
    logDirs: [idLike(`directory${brokerId}`)],
    previousBrokerEpoch: -1,
  };
  const { response } = registerBroker(cluster.state, request, contextOf(cluster));
  return errorName(response.errorCode);
}

it("keeps a broker's id until the session of its process has ended, fenced or not", () => {
  const cluster = startCluster(3);
  expect(registerAgain(cluster, 2)).toBe("DUPLICATE_BROKER_REGISTRATION");
  stopBroker(cluster, 2);
  expect(registerAgain(cluster, 2)).toBe("DUPLICATE_BROKER_REGISTRATION");
  waitForSessions(cluster);
  expect(registerAgain(cluster, 2)).toBe("NONE");
});

it("fences a broker that stopped cleanly once more when its session ends", () => {
  const cluster = startCluster(3);
  stopBroker(cluster, 2);
  waitForSessions(cluster);
  const fencing = cluster.log.filter(
    (record) =>
      record.type === "BROKER_REGISTRATION_CHANGE_RECORD" && record.fenced === 1,
  );
  expect(fencing).toHaveLength(2);
});

it("lets a leader stop only when every active broker has read that it leads no more", () => {
  const cluster = startCluster(2);
  createOrders(cluster);
  expect(heartbeat(cluster, 1, { wantShutDown: true }).shouldShutDown).toBe(false);
  expect(cluster.log.slice(-2)).toMatchObject([
    { type: "BROKER_REGISTRATION_CHANGE_RECORD", inControlledShutdown: 1 },
    { type: "PARTITION_CHANGE_RECORD", isr: [2], leader: 2 },
  ]);
  expect(heartbeat(cluster, 1, { wantShutDown: true }).shouldShutDown).toBe(false);
  heartbeat(cluster, 2, {});
  expect(heartbeat(cluster, 1, { wantShutDown: true }).shouldShutDown).toBe(true);
});

it("names the unclean leader in the very record that fences the last in-sync replica", () => {
  const cluster = startCluster(2);
  createOrders(cluster, [{ name: "unclean.leader.election.enable", value: "true" }]);
  stopBroker(cluster, 2);
  cluster.running.delete(1);
  cluster.running.add(2);
  commit(cluster, [
    {
      type: "BROKER_REGISTRATION_CHANGE_RECORD",
      brokerId: 2,
      brokerEpoch: cluster.epochs.get(2) ?? -1,
      fenced: -1,
    },
  ]);
  waitForSessions(cluster);
  expect(
    cluster.log.filter((record) => record.type === "PARTITION_CHANGE_RECORD"),
  ).toEqual([
    expect.objectContaining({ isr: [1] }),
    expect.objectContaining({ isr: [2], leader: 2, leaderRecoveryState: 1 }),
  ]);
});

it("gives every unfenced broker a fresh session when a controller becomes active", () => {
  const cluster = startCluster(3);
  cluster.nowMs += 100_000;
  activate(cluster.state, cluster.nowMs);
  cluster.log.length = 0;
  waitForSessions(cluster);
  expect(cluster.log).toEqual([]);
});

it("unfences only a broker that has read its own registration", () => {
  const cluster = startCluster(1);
  const request = {
    brokerId: 1,
    brokerEpoch: cluster.epochs.get(1) ?? -1,
    currentMetadataOffset: 0,
    wantFence: false,
    wantShutDown: false,
    offlineLogDirs: [],
    cordonedLogDirs: null,
  };
  const fenced = { fenced: true, metadataOffset: -1, controlledShutdownOffset: -1 };
  expect(nextBrokerState(cluster.state, request, fenced)).toBe("FENCED");
  const later = { ...request, currentMetadataOffset: 1000 };
  expect(nextBrokerState(cluster.state, later, fenced)).toBe("UNFENCED");
  expect(nextBrokerState(cluster.state, { ...later, wantShutDown: true }, fenced)).toBe(
    "SHUTDOWN_NOW",
  );
});
