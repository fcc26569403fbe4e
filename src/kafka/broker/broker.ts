import type { MachineSpec } from "../../contract/scenario.ts";
import type { SessionEnd } from "../client/fetch-session.ts";
import type { NetworkClient } from "../client/network-client.ts";
import type { MetadataChange } from "../controller/metadata-change.ts";
import type { MetadataImage } from "../controller/metadata-image.ts";
import type { Coordinator } from "../coordinator/coordinator.ts";
import type { LogDir } from "../log/log-dir.ts";
import type { PartitionLog } from "../log/partition-log.ts";
import type { NodeConfig } from "../node-config.ts";
import type { RequestMessage } from "../protocol/envelope.ts";
import type { RaftNode } from "../quorum/raft-node.ts";
import type { StoredSnapshot } from "../raft/controller-node.ts";
import type { HostedPartition } from "../replication/partition.ts";
import type { FetchSession, Parked } from "../replication/purgatory.ts";
import type { ReplicationQuota } from "../replication/throttle.ts";
import type { Usage } from "./client-quotas.ts";
import type { PageCache } from "./page-cache.ts";
import type { ProducerIds } from "./producer-ids.ts";
import type { RequestThreads } from "./request-threads.ts";
import type { Shares } from "./shares.ts";

/** Kafka: BrokerState. */
export type BrokerState =
  | "starting"
  | "recovery"
  | "running"
  | "pendingShutdown"
  | "shuttingDown";

/** Where the node that runs a broker or controller is found. */
export interface Peer {
  readonly nodeId: number;
  readonly process: number;
  readonly host: string;
  readonly rack: string | null;
}

/** One replica's files. */
export interface LogOnDisk {
  readonly topic: string;
  readonly topicId: string;
  readonly index: number;
  readonly log: PartitionLog;
  /** Path of its log dir. */
  readonly dir: string;
  /** `replication-offset-checkpoint`. */
  highWatermarkCheckpoint: number;
  /** `log-start-offset-checkpoint`. */
  logStartCheckpoint: number;
}

/** A broker's disk: what a crash leaves. */
export interface BrokerDisk {
  readonly config: NodeConfig;
  readonly peers: readonly Peer[];
  readonly clusterId: string;
  /** What it runs on. */
  readonly machine: MachineSpec;
  /** In the order of `log.dirs`. */
  readonly dirs: LogDir[];
  /** Voters of the metadata quorum, by node id. */
  readonly controllers: readonly number[];
  /** By {@link replicaKey}. */
  logs: Record<string, LogOnDisk>;
  /** Of a combined node it stays empty: such a broker reads its controller's. */
  metadataLog: PartitionLog;
  /** What stands for the metadata before the log's start; null without one. */
  metadataSnapshot: StoredSnapshot | null;
}

/** A log dir that the broker has given up until its next start. */
export interface OfflineDir {
  readonly path: string;
  readonly directoryId: string;
  /** `told`: the controller knows; `asked`: the heartbeat that is under way tells it. */
  state: "new" | "asked" | "told";
  /** False for one that was broken when the broker started: its registration leaves it out. */
  readonly inThisLife: boolean;
}

/** Requests of one connection: one is worked on at a time, as a muted channel does. Kafka: SocketServer. */
export interface Inbound {
  busy: boolean;
  /** Of the request at work: `client.id`, and what it takes of a request handler, µs. */
  clientId: string;
  threadUs: number;
  /** Of the records that it brings. */
  requestBytes: number;
  /** Its client has used up its quota: nothing is taken from it before, µs. */
  mutedUntilUs: number;
  /** When the request that is worked on came in, µs. */
  arrivedUs: number;
  waiting: { readonly request: RequestMessage; readonly arrivedUs: number }[];
}

/** One partition that a fetcher follows. */
export interface FollowedPartition {
  readonly partition: HostedPartition;
  /** Not fetched before, µs. */
  delayedUntilUs: number;
  /** Stopped until the metadata says something new. */
  failed: boolean;
  /** The fetcher's session holds it, with what was last asked for it. */
  inSession: boolean;
  askedOffset: number;
  askedEpoch: number;
  askedLastEpoch: number;
  askedLogStart: number;
  /** How far it was behind the leader's high watermark when records came last; -1 before the first answer. */
  lag: number;
}

/** One fetcher thread: all partitions that this broker follows from one leader. Kafka: ReplicaFetcherThread. */
export interface Fetcher {
  readonly leader: number;
  followed: FollowedPartition[];
  /** Partitions of its session that it no longer follows. */
  forgotten: HostedPartition[];
  readonly session: SessionEnd;
  busy: boolean;
  /** A wake-up is armed for then, µs; 0 for none. */
  wakeUs: number;
}

/** A proposal to the controller that has not been answered. Kafka: AlterPartitionItem. */
export interface IsrProposal {
  readonly partition: HostedPartition;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  readonly isr: readonly number[];
}

/** A request that waits for the controller's answer. */
export interface Forwarded {
  readonly connection: number;
  readonly request: RequestMessage;
  /** Of each thing that was asked for: its part of the answer where that is known already, null where the controller says it. */
  readonly known?: readonly (object | null)[];
}

/** A broker's memory. */
export interface Broker {
  readonly disk: BrokerDisk;
  readonly config: NodeConfig;
  readonly id: number;
  readonly incarnationId: string;
  state: BrokerState;
  /** Epoch of its registration; -1 before. */
  brokerEpoch: number;
  previousBrokerEpoch: number;
  /** Metadata as far as it has applied it. */
  image: MetadataImage;
  /** Offset of the last record, control records counted, that the image holds. */
  appliedOffset: number;
  /** Logs are open and the first image is published. */
  readyToUnfence: boolean;
  /** The controller has heard that it wants to shut down. */
  askedToShutDown: boolean;
  /** Ids of the cordoned log dirs as the controller has heard them; null before. */
  toldCordoned: string | null;
  /** As the heartbeat that is under way tells them. */
  askedCordoned: string | null;
  /** The logs are open; what the metadata says before that waits. */
  logsLoaded: boolean;
  /** Failures in a row of what is sent to the controller; sets the backoff. */
  failures: number;
  /** Changes whose replicas are being made leaders and followers. */
  publishing: boolean;
  unpublished: MetadataChange[];
  /** Its place as an observer of the quorum; null in a combined node, whose voter serves both. */
  raft: RaftNode | null;
  /** When the observer must look again, µs; 0 when no timer is armed. */
  metadataPollUs: number;
  client: NetworkClient;
  inbound: Record<number, Inbound>;
  /** Requests that wait, by connection; they outlive it. */
  parked: Record<number, Parked>;
  /** By session id. Kafka: FetchSessionCache. */
  sessions: Record<number, FetchSession>;
  /** Hosted replicas by topic id and partition. */
  hosted: Record<string, (HostedPartition | undefined)[]>;
  fetchers: Fetcher[];
  proposals: IsrProposal[];
  proposalInFlight: boolean;
  forwards: Forwarded[];
  /** Topics whose automatic creation is under way. */
  creating: string[];
  /** Why the last one of an internal topic was refused; empty if it was not. */
  notCreated: string;
  heartbeatInFlight: boolean;
  registrationInFlight: boolean;
  heartbeatDueUs: number;
  /** Something is to be told with a heartbeat as soon as one can be sent. */
  heartbeatSoon: boolean;
  /** What its logs take to recover after an unclean end, µs. */
  recoveryUs: number;
  offlineDirs: OfflineDir[];
  /** Paths of dirs that a write failed in a moment ago. */
  failingDirs: string[];
  /** Keys of replicas in offline dirs. Kafka: HostedPartition.Offline. */
  offlineReplicas: string[];
  /** The active controller as far as it knows; -1 none. */
  controller: number;
  throttles: { leader: ReplicationQuota; follower: ReplicationQuota };
  leaderThrottled: Record<string, string>;
  followerThrottled: Record<string, string>;
  /** APIs that were asked for since the start. */
  warm: number[];
  /** It has removed a replica since the start. */
  hasRemoved: boolean;
  /** Clients' requests are taken up no sooner, µs. */
  busyUntilUs: number;
  /** Of the internal partitions that it leads, by topic and partition. */
  coordinators: Record<string, Coordinator>;
  /** For idempotent producers that ask for an id. */
  readonly producerIds: ProducerIds;
  threads: RequestThreads;
  cache: PageCache;
  /** By quota and client. */
  quotaUsage: Record<string, Usage>;
  /** What it keeps for share groups; null before the first. */
  shares: Shares | null;
  /** What the current handler has touched and must look at again when it is done. */
  touched: HostedPartition[];
  /** Connections that can go on with their next request when the event is done. */
  released: number[];
}

/** Timers of a broker. */
export const brokerTimers = {
  sweep: 1,
  booted: 2,
  heartbeat: 3,
  metadataPoll: 4,
  published: 5,
  fetcher: 6,
  isrCheck: 7,
  parked: 8,
  deleteExpires: 10,
  proposalRetry: 11,
  checkpoint: 12,
  retention: 13,
  register: 14,
  forwardRetry: 15,
  startCheckpoint: 16,
  shutdownLimit: 17,
  exit: 18,
  firstRequest: 19,
  assignmentRetry: 20,
  dirFailed: 21,
  dirUntold: 22,
  logsLoaded: 23,
  written: 24,
  fetchWritten: 25,
  unmuted: 40,
  coldRead: 41,
  coordinator: 26,
  producersExpire: 27,
} as const;

/** What a broker asks others for. */
export const purposes = {
  metadataFetch: 1,
  register: 2,
  heartbeat: 3,
  alterPartition: 4,
  replicaFetch: 5,
  forward: 6,
  leaderOffset: 7,
  autoCreate: 8,
  assignments: 9,
  producerIds: 10,
  persister: 11,
} as const;

/** Channels of a broker: to the controller for each purpose that Kafka gives a connection of its own, to leaders. */
export const channels = {
  heartbeat: -2,
  alterPartition: -3,
  forward: -4,
  assignments: -5,
  producerIds: -6,
} as const;

/** Channel to one of the quorum's voters. */
export const quorumChannel = (voter: number): number => -1000 - voter;

export const replicaKey = (topicId: string, index: number): string =>
  `${topicId}:${index}`;

/** The replica of this broker, or undefined. */
export const hostedReplica = (
  broker: Broker,
  topicId: string,
  index: number,
): HostedPartition | undefined => broker.hosted[topicId]?.[index];

/** All replicas of this broker. */
export const hostedReplicas = (broker: Broker): HostedPartition[] =>
  Object.values(broker.hosted).flatMap((partitions) =>
    partitions.filter((partition) => partition !== undefined),
  );

/** The peer with this node id, or undefined. */
export const peerOf = (broker: Broker, nodeId: number): Peer | undefined =>
  broker.disk.peers.find((peer) => peer.nodeId === nodeId);
