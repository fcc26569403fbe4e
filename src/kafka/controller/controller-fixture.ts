import { present } from "../../base/assert.ts";
import { supportedFeatures } from "../supported-features.ts";
import { alterPartition } from "./alter-partition.ts";
import { bootstrapRecords } from "./bootstrap.ts";
import { brokerHeartbeat, maybeFenceStaleBroker } from "./broker-heartbeats.ts";
import { registerBroker } from "./cluster-control.ts";
import type { ControllerContext, ControllerResult } from "./controller-context.ts";
import {
  activate,
  type ControllerState,
  createControllerState,
  replay,
} from "./controller-state.ts";
import { isActiveBroker, topicsOf } from "./metadata-image.ts";
import type { MetadataRecord } from "./metadata-record.ts";
import { NO_LEADER } from "./partition-registration.ts";

/** One controller and its brokers, reduced to what they tell it. For tests only. */
export interface ClusterFixture {
  readonly state: ControllerState;
  readonly log: MetadataRecord[];
  readonly running: Set<number>;
  readonly epochs: Map<number, number>;
  nowMs: number;
  ids: number;
}

export const CLUSTER_ID = "MkU3OEVBNTcwNTJENDM2Qk";
const SESSION_MS = 3000;

/** An id in Kafka's text form that says what it is. */
export function idLike(text: string): string {
  return text.padEnd(21, "x").concat("A");
}

export function startCluster(
  brokers: number,
  features: Readonly<Record<string, number>> = {},
): ClusterFixture {
  const state = createControllerState({
    nodeId: 101,
    clusterId: CLUSTER_ID,
    sessionTimeoutMs: SESSION_MS,
    numPartitions: 1,
    defaultReplicationFactor: 3,
    deleteTopicEnable: true,
    maxElectionsPerImbalance: 1000,
    staticConfig: {},
  });
  const cluster: ClusterFixture = {
    state,
    log: [],
    running: new Set(),
    epochs: new Map(),
    nowMs: 0,
    ids: 0,
  };
  activate(state, 0);
  commit(cluster, bootstrapRecords({ features }));
  for (let broker = 1; broker <= brokers; broker++) startBroker(cluster, broker, "clean");
  cluster.log.length = 0;
  return cluster;
}

export function contextOf(
  cluster: ClusterFixture,
  requestVersion?: number,
): ControllerContext {
  return {
    nowMs: cluster.nowMs,
    nextOffset: cluster.state.image.highestOffset + 1,
    nextInt: () => 0,
    newTopicId: () => idLike(`topic${++cluster.ids}`),
    ...(requestVersion === undefined ? {} : { requestVersion }),
  };
}

/** Appends and replays as the node does, at once. */
export function commit(
  cluster: ClusterFixture,
  records: readonly MetadataRecord[],
): readonly MetadataRecord[] {
  for (const record of records) {
    replay(cluster.state, record, cluster.state.image.highestOffset + 1, 1);
    cluster.log.push(record);
  }
  return records;
}

export function answerOf<Response>(
  cluster: ClusterFixture,
  result: ControllerResult<Response>,
): Response {
  commit(cluster, result.records);
  return result.response;
}

/** A process starts after whatever happened to the one before, and goes on until it is unfenced. */
export function startBroker(
  cluster: ClusterFixture,
  brokerId: number,
  last: "clean" | "unclean",
): void {
  const previousBrokerEpoch =
    last === "clean" ? (cluster.epochs.get(brokerId) ?? -1) : -1;
  waitForSessions(cluster);
  const { brokerEpoch } = answerOf(
    cluster,
    registerBroker(
      cluster.state,
      {
        brokerId,
        clusterId: CLUSTER_ID,
        incarnationId: idLike(`process${++cluster.ids}`),
        listeners: [
          {
            name: "PLAINTEXT",
            host: `10.0.0.${brokerId}`,
            port: 9092,
            securityProtocol: 0,
          },
        ],
        features: supportedFeatures,
        rack: null,
        isMigratingZkBroker: false,
        logDirs: [idLike(`directory${brokerId}`)],
        previousBrokerEpoch,
      },
      contextOf(cluster),
    ),
  );
  cluster.epochs.set(brokerId, brokerEpoch);
  cluster.running.add(brokerId);
  heartbeat(cluster, brokerId, { wantFence: true, cordonedLogDirs: [] });
  heartbeat(cluster, brokerId, {});
}

export function heartbeat(
  cluster: ClusterFixture,
  brokerId: number,
  wants: {
    readonly wantFence?: boolean;
    readonly wantShutDown?: boolean;
    readonly cordonedLogDirs?: readonly string[];
  },
): { readonly isFenced: boolean; readonly shouldShutDown: boolean } {
  const request = {
    brokerId,
    brokerEpoch: present(cluster.epochs.get(brokerId), `epoch of broker ${brokerId}`),
    currentMetadataOffset: cluster.state.image.highestOffset,
    wantFence: wants.wantFence ?? false,
    wantShutDown: wants.wantShutDown ?? false,
    offlineLogDirs: [],
    cordonedLogDirs: wants.cordonedLogDirs ?? null,
  };
  return answerOf(cluster, brokerHeartbeat(cluster.state, request, contextOf(cluster)));
}

/** SIGTERM: asks until it may go; the others' heartbeats come in between. */
export function stopBroker(cluster: ClusterFixture, brokerId: number): void {
  cluster.running.delete(brokerId);
  for (let tries = 0; tries < 10; tries++) {
    if (heartbeat(cluster, brokerId, { wantShutDown: true }).shouldShutDown) return;
    for (const other of cluster.running) heartbeat(cluster, other, {});
  }
}

/** Time goes by for longer than a session: whoever is silent is fenced. */
export function waitForSessions(cluster: ClusterFixture): void {
  for (let step = 0; step < 16; step++) {
    cluster.nowMs += SESSION_MS / 8;
    for (const brokerId of cluster.running) heartbeat(cluster, brokerId, {});
    let again = true;
    while (again)
      ({ again } = answerOf(
        cluster,
        maybeFenceStaleBroker(cluster.state, contextOf(cluster)),
      ));
  }
}

/** Leaders take back every active replica, one after the other, as when followers have caught up. */
export function catchUp(cluster: ClusterFixture): void {
  for (const topic of topicsOf(cluster.state.image))
    for (const index of topic.partitions.keys()) {
      let missing = missingReplica(cluster, topic.name, index);
      while (missing !== undefined) {
        expandIsr(cluster, topic.topicId, index, missing);
        missing = missingReplica(cluster, topic.name, index);
      }
    }
}

function missingReplica(
  cluster: ClusterFixture,
  topic: string,
  index: number,
): number | undefined {
  const { image } = cluster.state;
  const partition = topicsOf(image).find((one) => one.name === topic)?.partitions[index];
  if (partition === undefined || partition.leader === NO_LEADER) return undefined;
  return partition.replicas.find(
    (brokerId) => !partition.isr.includes(brokerId) && isActiveBroker(image, brokerId),
  );
}

function expandIsr(
  cluster: ClusterFixture,
  topicId: string,
  partitionIndex: number,
  added: number,
): void {
  const partition = present(
    cluster.state.image.topics[`/${topicId}`]?.partitions[partitionIndex],
    `partition of ${topicId}`,
  );
  const { leader, leaderEpoch, partitionEpoch } = partition;
  const isr = [...partition.isr, added].toSorted((a, b) => a - b);
  const data = {
    partitionIndex,
    leaderEpoch,
    partitionEpoch,
    leaderRecoveryState: 0,
    newIsr: [],
    newIsrWithEpochs: isr.map((brokerId) => ({
      brokerId,
      brokerEpoch: cluster.epochs.get(brokerId) ?? -1,
    })),
  };
  const brokerEpoch = present(cluster.epochs.get(leader), `epoch of broker ${leader}`);
  const request = {
    brokerId: leader,
    brokerEpoch,
    topics: [{ topicId, partitions: [data] }],
  };
  answerOf(cluster, alterPartition(cluster.state, request, contextOf(cluster)));
}
