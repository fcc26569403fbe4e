import {
  cellsPerReplica,
  type PartitionView,
  type ReplicaView,
  type TopicView,
} from "../../contract/frame.ts";
import { replicaKey } from "../../kafka/broker/broker.ts";
import { processOf } from "../../kafka/cluster.ts";
import {
  configsOf,
  type MetadataImage,
  TOPIC_RESOURCE,
  type TopicImage,
  topicsOf,
} from "../../kafka/controller/metadata-image.ts";
import type { PartitionRegistration } from "../../kafka/controller/partition-registration.ts";
import { topicConfig } from "../../kafka/controller/topic-config.ts";
import { latestEpoch } from "../../kafka/log/epoch-cache.ts";
import type { PartitionLog } from "../../kafka/log/partition-log.ts";
import type { NodeDisk } from "../../kafka/node.ts";
import type { GhostPartition, OracleState } from "../../oracle/ghost.ts";
import { isPromised } from "../../oracle/is-promised.ts";
import { nodeMemory, type WorldState } from "../world.ts";
import { fillCells } from "./cells.ts";

/** Topics in the order of the stage: by name, internal ones last. */
export function shownTopics(image: MetadataImage): TopicImage[] {
  const internal = (name: string): number => (name.startsWith("__") ? 1 : 0);
  return topicsOf(image).toSorted(
    (a, b) => internal(a.name) - internal(b.name) || (a.name < b.name ? -1 : 1),
  );
}

/** A replica's log on a broker's disk, or undefined. */
export function diskLog(
  state: WorldState,
  broker: number,
  topicId: string,
  partition: number,
): PartitionLog | undefined {
  const process = state.sim.processes[processOf(state.topology, broker)];
  const disk = process?.disk as NodeDisk | undefined;
  return disk?.broker?.logs[replicaKey(topicId, partition)]?.log;
}

/** The topics' heads. */
export const topicViews = (
  state: WorldState,
  image: MetadataImage,
  topics: readonly TopicImage[],
): TopicView[] =>
  topics.map((topic) => ({
    name: topic.name,
    topicId: topic.topicId,
    partitions: topic.partitions.length,
    replicationFactor: topic.partitions[0]?.replicas.length ?? 0,
    minInsyncReplicas: Number(
      topicConfig(
        image,
        { nodeId: -1, staticConfig: state.blueprint.config },
        topic.name,
        "min.insync.replicas",
      ),
    ),
    config: { ...configsOf(image, TOPIC_RESOURCE, topic.name) },
  }));

function replicaView(
  state: WorldState,
  at: { readonly topicId: string; readonly partition: number; readonly broker: number },
  registration: PartitionRegistration,
  cellsAt: number,
): ReplicaView {
  const { broker, topicId, partition } = at;
  const log = diskLog(state, broker, topicId, partition);
  const hosted = nodeMemory(state, broker)?.broker?.hosted[topicId]?.[partition];
  return {
    broker,
    logStartOffset: log?.logStartOffset ?? 0,
    logEndOffset: log?.logEndOffset ?? 0,
    highWatermark: log?.highWatermark ?? 0,
    leaderEpoch: log === undefined ? -1 : latestEpoch(log.epochs),
    inSync: registration.isr.includes(broker),
    eligible: registration.elr.includes(broker),
    role: hosted?.role ?? "none",
    exists: log !== undefined,
    cellsAt,
  };
}

interface RowPlace {
  readonly row: number;
  readonly topic: TopicImage;
  readonly partition: number;
  readonly registration: PartitionRegistration;
}

/** Partitions of rows, which are in order. */
function placesOf(topics: readonly TopicImage[], rows: readonly number[]): RowPlace[] {
  const places: RowPlace[] = [];
  let first = 0;
  let next = 0;
  for (const topic of topics) {
    for (let row = rows[next]; row !== undefined; row = rows[++next]) {
      const partition = row - first;
      const registration = topic.partitions[partition];
      if (registration === undefined) break;
      places.push({ row, topic, partition, registration });
    }
    first += topic.partitions.length;
  }
  return places;
}

/** Rows of the stage with their cells. */
export function partitionViews(
  state: WorldState,
  oracle: OracleState,
  shown: { readonly topics: readonly TopicImage[]; readonly rows: readonly number[] },
): { readonly partitions: PartitionView[]; readonly cells: Uint8Array } {
  const places = placesOf(shown.topics, shown.rows);
  const replicas = places.reduce(
    (sum, { registration }) => sum + registration.replicas.length,
    0,
  );
  const cells = new Uint8Array(replicas * cellsPerReplica);
  let cellsAt = 0;
  const partitions = places.map((place) => {
    const { topic, partition } = place;
    const ghost = oracle.topics[topic.topicId]?.[partition];
    const view = partitionView(state, { ...place, ghost, cellsAt, cells });
    cellsAt += place.registration.replicas.length * cellsPerReplica;
    return view;
  });
  return { partitions, cells };
}

/** Offsets shown beyond the leader's end: what a cut-off leader has written alone, or a follower has yet to truncate. */
const cellsBeyondLeader = 20;

/** The first offset of the cells: the logs' ends are in sight, but a leader that was cut off does not push the others out. */
function windowStart(
  logs: readonly ReplicaView[],
  leader: PartitionLog | undefined,
): number {
  const longest = Math.max(0, ...logs.map(({ logEndOffset }) => logEndOffset));
  const end =
    leader === undefined
      ? longest
      : Math.min(longest, leader.logEndOffset + cellsBeyondLeader);
  return Math.max(0, end - cellsPerReplica);
}

function partitionView(
  state: WorldState,
  row: RowPlace & {
    readonly ghost: GhostPartition | undefined;
    readonly cellsAt: number;
    readonly cells: Uint8Array;
  },
): PartitionView {
  const { topic, partition, registration, cells } = row;
  const { topicId } = topic;
  const logs = registration.replicas.map((broker, i) =>
    replicaView(
      state,
      { topicId, partition, broker },
      registration,
      row.cellsAt + i * cellsPerReplica,
    ),
  );
  const leaderLog = diskLog(state, registration.leader, topicId, partition);
  const firstOffset = windowStart(logs, leaderLog);
  const leader =
    leaderLog === undefined
      ? null
      : { log: leaderLog, leaderEpoch: registration.leaderEpoch };
  const { ghost } = row;
  const isAcked = (offset: number, epoch: number): boolean =>
    ghost !== undefined && isPromised(ghost, offset, epoch);
  for (const view of logs) {
    const log = diskLog(state, view.broker, topicId, partition);
    if (log === undefined) continue;
    const compared = view.broker === registration.leader ? null : leader;
    fillCells(cells, view.cellsAt, log, { firstOffset, leader: compared, isAcked });
  }
  return {
    row: row.row,
    topic: topic.name,
    partition,
    leader: registration.leader,
    leaderEpoch: registration.leaderEpoch,
    partitionEpoch: registration.partitionEpoch,
    replicas: registration.replicas,
    isr: registration.isr,
    eligibleLeaderReplicas: registration.elr,
    lastKnownElr: registration.lastKnownElr,
    addingReplicas: registration.addingReplicas,
    removingReplicas: registration.removingReplicas,
    leaderRecoveryState:
      registration.leaderRecoveryState === 0 ? "RECOVERED" : "RECOVERING",
    firstOffset,
    logs,
  };
}
