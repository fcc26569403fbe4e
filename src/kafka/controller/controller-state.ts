import { applyRecord } from "./apply-record.ts";
import {
  type BrokerHeartbeat,
  forgetHeartbeat,
  registerHeartbeat,
} from "./broker-heartbeat-state.ts";
import { type BrokerSessions, touchSession } from "./broker-sessions.ts";
import type { MetadataChange } from "./metadata-change.ts";
import { brokersOf, emptyMetadataImage, type MetadataImage } from "./metadata-image.ts";
import type { MetadataRecord } from "./metadata-record.ts";

/** The settings of a controller that its rules read. Times in ms. */
export interface ControllerConfig {
  readonly nodeId: number;
  readonly clusterId: string;
  /** broker.session.timeout.ms */
  readonly sessionTimeoutMs: number;
  /** num.partitions */
  readonly numPartitions: number;
  /** default.replication.factor */
  readonly defaultReplicationFactor: number;
  /** delete.topic.enable */
  readonly deleteTopicEnable: boolean;
  /** Elections of one periodic pass; 1000 in Kafka. */
  readonly maxElectionsPerImbalance: number;
  /** What the controller's own properties file sets, for the defaults of topic settings. */
  readonly staticConfig: Readonly<Record<string, string>>;
}

/**
 * A controller's state: the image with everything appended, committed or not, and, while it is
 * active, what it knows of brokers' heartbeats. Standbys keep only the image up to date.
 */
export interface ControllerState {
  readonly config: ControllerConfig;
  image: MetadataImage;
  active: boolean;
  /** Kafka: BrokerHeartbeatManager.brokers. Only while active. */
  heartbeats: Record<number, BrokerHeartbeat>;
  /** Kafka: BrokerHeartbeatTracker. Only while active. */
  sessions: BrokerSessions;
  /** The offset of each broker's newest registration record. */
  registrationOffsets: Record<number, number>;
}

export function createControllerState(config: ControllerConfig): ControllerState {
  return {
    config,
    image: emptyMetadataImage(),
    active: false,
    heartbeats: {},
    sessions: {},
    registrationOffsets: {},
  };
}

/** Every unfenced broker gets a fresh session: a dead one is found a session later. Kafka: ClusterControlManager.activate. */
export function activate(state: ControllerState, nowMs: number): void {
  state.active = true;
  state.heartbeats = {};
  state.sessions = {};
  for (const broker of brokersOf(state.image)) {
    registerHeartbeat(state.heartbeats, broker.brokerId, broker.fenced);
    if (!broker.fenced)
      touchSession(state.sessions, broker.brokerId, broker.epoch, nowMs);
  }
}

/** Applies a record that was appended here or committed elsewhere. Kafka: QuorumController.replay. */
export function replay(
  state: ControllerState,
  record: MetadataRecord,
  offset: number,
  epoch: number = state.image.highestEpoch,
): MetadataChange[] {
  const known =
    record.type === "REGISTER_BROKER_RECORD" &&
    state.image.brokers[record.brokerId] !== undefined;
  const changes = applyRecord(state.image, record, offset, epoch);
  if (record.type === "REGISTER_BROKER_RECORD") {
    state.registrationOffsets[record.brokerId] = offset;
    if (known) forgetHeartbeat(state.heartbeats, record.brokerId);
  }
  if (record.type === "UNREGISTER_BROKER_RECORD") {
    delete state.registrationOffsets[record.brokerId];
    forgetHeartbeat(state.heartbeats, record.brokerId);
  }
  if (state.active) followRegistration(state, changes);
  return changes;
}

function followRegistration(
  state: ControllerState,
  changes: readonly MetadataChange[],
): void {
  for (const change of changes)
    if (change.kind === "brokerChanged" && change.registration !== null)
      registerHeartbeat(state.heartbeats, change.brokerId, change.registration.fenced);
}
