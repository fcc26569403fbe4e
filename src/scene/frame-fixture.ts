import {
  defaultConsumerSettings,
  defaultProducerSettings,
} from "../contract/client-settings.ts";
import type { ConsumerView, ProducerView } from "../contract/client-view.ts";
import type { LinkEnd } from "../contract/fault-command.ts";
import {
  type BrokerView,
  type ControllerView,
  cellsPerReplica,
  type LinkView,
  type PartitionView,
  type ViewFrame,
} from "../contract/frame.ts";
import { type OverviewView, partitionBits, replicaBits } from "../contract/overview.ts";

/** A healthy broker, for tests. */
export function brokerFixture(id: number, changes: Partial<BrokerView> = {}): BrokerView {
  return {
    id,
    rack: null,
    status: "running",
    statusSinceUs: 0,
    fenced: false,
    brokerEpoch: 1,
    metadataOffset: 1,
    controller: false,
    dirs: [],
    slowFactor: 1,
    ...changes,
  };
}

/** A link that is cut both ways, for tests. */
export const cutLinkFixture = (a: LinkEnd, b: LinkEnd): LinkView => ({
  a,
  b,
  cutForth: true,
  cutBack: true,
  stalledForth: false,
  stalledBack: false,
  latencyUs: null,
  jitterUs: null,
  bandwidth: null,
});

/** A partition whose replicas end at the given offsets, all in sync, the first leading. */
export function partitionFixture(
  ends: readonly number[],
  changes: Partial<PartitionView> = {},
): PartitionView {
  const replicas = ends.map((_, i) => i + 1);
  return {
    row: 0,
    topic: "orders",
    partition: 0,
    leader: 1,
    leaderEpoch: 0,
    partitionEpoch: 0,
    replicas,
    isr: replicas,
    eligibleLeaderReplicas: [],
    lastKnownElr: [],
    addingReplicas: [],
    removingReplicas: [],
    leaderRecoveryState: "RECOVERED",
    firstOffset: 0,
    logs: ends.map((logEndOffset, i) => ({
      broker: i + 1,
      logStartOffset: 0,
      logEndOffset,
      highWatermark: Math.min(...ends),
      leaderEpoch: 0,
      inSync: true,
      eligible: false,
      role: i === 0 ? "leader" : "follower",
      exists: true,
      cellsAt: i * cellsPerReplica,
    })),
    ...changes,
  };
}

/** The columns of some partitions, for tests. */
export function overviewFixture(partitions: readonly PartitionView[]): OverviewView {
  const firstReplica = [0];
  for (const view of partitions)
    firstReplica.push((firstReplica.at(-1) ?? 0) + view.replicas.length);
  const bitsOf = (view: PartitionView, broker: number): number =>
    (view.leader === broker ? replicaBits.leader : 0) |
    (view.isr.includes(broker) ? replicaBits.inSync : 0);
  return {
    topicOf: Int32Array.from(partitions, () => 0),
    partitionOf: Int32Array.from(partitions, ({ partition }) => partition),
    firstReplica: Int32Array.from(firstReplica),
    partitions: Uint8Array.from(partitions, (view) =>
      view.leader < 0 ? partitionBits.offline : 0,
    ),
    brokerOf: Int32Array.from(partitions.flatMap(({ replicas }) => replicas)),
    replicas: Uint8Array.from(
      partitions.flatMap((view) => view.replicas.map((broker) => bitsOf(view, broker))),
    ),
  };
}

/** A controller that leads, for tests. */
export const controllerFixture = (
  id: number,
  changes: Partial<ControllerView> = {},
): ControllerView => ({
  id,
  status: "running",
  active: true,
  role: "leader",
  epoch: 1,
  leaderId: id,
  votedFor: id,
  logStartOffset: 0,
  logEndOffset: 1,
  highWatermark: 1,
  snapshotEndOffset: 0,
  ...changes,
});

const producerFixture: ProducerView = {
  id: "checkout",
  topic: "orders",
  status: "running",
  settings: defaultProducerSettings,
  sent: 3,
  acked: 3,
  failed: 0,
  pending: 0,
  ackedPerTenth: [],
  lastError: "",
  errors: [],
  producerId: 1,
  producerEpoch: 0,
  bufferUsed: 0,
  blocked: 0,
  inFlight: 0,
  latency: { p50: 0, p95: 0, p99: 0 },
  split: {
    accumulator: 0,
    queue: 0,
    network: 0,
    append: 0,
    replication: 0,
    response: 0,
  },
  recordsPerBatch: 0,
  bytesPerBatch: 0,
};

const consumerFixture: ConsumerView = {
  id: "billing",
  api: "consumer",
  status: "running",
  pollingPaused: false,
  subscription: { kind: "assign", topic: "orders", partitions: null },
  settings: defaultConsumerSettings,
  group: "",
  memberId: "",
  epoch: -1,
  memberState: "",
  consumed: 2,
  processed: 2,
  lastPollUs: 0,
  positions: [
    {
      topic: "orders",
      partition: 0,
      position: 2,
      lag: 0,
      committed: -1,
      paused: false,
      inHand: -1,
      processed: 2,
      processedTwice: 0,
      skipped: 0,
    },
  ],
  processedPerTenth: [],
  lastError: "",
  errors: [],
};

/** A frame of three healthy brokers with one partition, for tests. */
export function frameFixture(changes: Partial<ViewFrame> = {}): ViewFrame {
  const partitions = changes.partitions ?? [partitionFixture([3, 3, 2])];
  const cells = new Uint8Array(
    partitions.reduce((sum, view) => sum + view.logs.length, 0) * cellsPerReplica,
  );
  for (const view of partitions)
    for (const log of view.logs) {
      const count = Math.min(cellsPerReplica, log.logEndOffset - view.firstOffset);
      for (let i = 0; i < count; i++) cells[log.cellsAt + i] = 1 + (i % 8);
    }
  return {
    atUs: 1_000_000,
    events: 100,
    traceHash: "",
    brokers: [1, 2, 3].map((id) => brokerFixture(id)),
    controllers: [controllerFixture(100)],
    links: [],
    planned: [],
    topics: [
      {
        name: "orders",
        topicId: "",
        partitions: partitions.length,
        replicationFactor: 3,
        minInsyncReplicas: 2,
        config: {},
      },
    ],
    overview: overviewFixture(partitions),
    partitions,
    cells,
    packets: new Float64Array(),
    producers: [producerFixture],
    consumers: [consumerFixture],
    groups: [],
    rebalances: null,
    happenings: [],
    promises: { acked: 3, readable: 3, lost: 0, checked: true },
    requests: null,
    guarantees: null,
    detail: null,
    health: { kind: "well" },
    ...changes,
  };
}
