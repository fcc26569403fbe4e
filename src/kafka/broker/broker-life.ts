import { streams } from "../../sim/draw.ts";
import type { Effects } from "../../sim/effects.ts";
import { networkClient } from "../client/network-client.ts";
import { type Context, wallClockMs } from "../context.ts";
import { emptyMetadataImage } from "../controller/metadata-image.ts";
import { flushTo } from "../log/partition-log.ts";
import { removeExpiredProducers } from "../log/producer-state.ts";
import { deleteOldSegments } from "../log/retention.ts";
import type { NodeConfig } from "../node-config.ts";
import { raftNode } from "../quorum/raft-node.ts";
import { randomId } from "../random-id.ts";
import type { DelayedDeleteRecords } from "../replication/purgatory.ts";
import { type ReplicationQuota, replicationQuota } from "../replication/throttle.ts";
import { checkIsr, retryProposals } from "./alter-partition.ts";
import { assignDirectories, type PartitionChange } from "./assignments.ts";
import {
  type Broker,
  type BrokerDisk,
  brokerTimers,
  type Forwarded,
  hostedReplicas,
} from "./broker.ts";
import { coordinators } from "./coordinator-hook.ts";
import { costs } from "./costs.ts";
import { expireDelete } from "./delayed-delete.ts";
import { dirUntold, endWithoutDirs, openDirs, writtenDirs } from "./dir-life.ts";
import type { ColdAnswer } from "./fetch.ts";
import { fetchWritten, type WrittenFetch } from "./fetched.ts";
import { pump } from "./fetcher.ts";
import { retryForwards } from "./forward.ts";
import { unmute } from "./inbound.ts";
import { closeDisk, heartbeat, logsLoaded, register, shutDown } from "./lifecycle.ts";
import { followQuorum, pollMetadata } from "./metadata-fetch.ts";
import { dirFailed } from "./offline-dirs.ts";
import { pageCache } from "./page-cache.ts";
import { produceWritten, type WrittenProduce } from "./produce.ts";
import { producerIds } from "./producer-ids.ts";
import { finishPublishing } from "./publisher.ts";
import { handleRequest } from "./request-handlers.ts";
import { requestThreads } from "./request-threads.ts";
import { respond } from "./respond.ts";
import { sweepParked } from "./sweep-parked.ts";
import { touch } from "./touch.ts";

const quotaOf = (config: NodeConfig): ReplicationQuota =>
  replicationQuota(config.quotaWindows, config.quotaWindowSeconds * 1000);

/** The memory of a broker that starts: logs are recovered, and the clean-shutdown marker is used up. */
export function bootBroker(effects: Effects, disk: BrokerDisk): Broker {
  const { config } = disk;
  const nowMs = wallClockMs(effects);
  const opened = openDirs(disk, nowMs);
  const combined = disk.controllers.includes(config.nodeId);
  return {
    disk,
    config,
    id: config.nodeId,
    incarnationId: randomId((bound) => effects.draw(streams.identity, bound)),
    state: "starting",
    brokerEpoch: -1,
    previousBrokerEpoch: opened.cleanEpoch,
    recoveryUs: opened.recoveryUs,
    offlineDirs: opened.offline,
    failingDirs: [],
    offlineReplicas: [],
    heartbeatSoon: false,
    image: emptyMetadataImage(),
    appliedOffset: -1,
    readyToUnfence: false,
    askedToShutDown: false,
    toldCordoned: null,
    askedCordoned: null,
    logsLoaded: false,
    failures: 0,
    publishing: false,
    unpublished: [],
    raft: combined ? null : raftNode(config.nodeId, disk.controllers, config.quorumTimes),
    metadataPollUs: 0,
    client: networkClient(`broker-${config.nodeId}`, brokerTimers.sweep),
    inbound: {},
    parked: {},
    sessions: {},
    hosted: {},
    fetchers: [],
    proposals: [],
    proposalInFlight: false,
    forwards: [],
    creating: [],
    notCreated: "",
    heartbeatInFlight: false,
    registrationInFlight: false,
    heartbeatDueUs: 0,
    controller: -1,
    throttles: { leader: quotaOf(config), follower: quotaOf(config) },
    leaderThrottled: {},
    followerThrottled: {},
    warm: [],
    hasRemoved: false,
    busyUntilUs: 0,
    coordinators: {},
    shares: null,
    producerIds: producerIds(),
    threads: requestThreads(config.networkThreads, config.ioThreads),
    cache: pageCache(),
    quotaUsage: {},
    touched: [],
    released: [],
  };
}

/** The process is up; its threads begin when the boot time is over. */
export function startBroker(context: Context): void {
  context.effects.after(costs.bootMs * 1000, brokerTimers.booted, null);
}

function booted(context: Context, broker: Broker): void {
  const { config } = broker;
  if (endWithoutDirs(context, broker)) return;
  followQuorum(context, broker);
  register(context, broker);
  const { after } = context.effects;
  after(config.replicaLagTimeMaxMs * 500, brokerTimers.isrCheck, null);
  after(config.highWatermarkCheckpointIntervalMs * 1000, brokerTimers.checkpoint, null);
  after(config.logStartCheckpointIntervalMs * 1000, brokerTimers.startCheckpoint, null);
  after(config.initialTaskDelayMs * 1000, brokerTimers.retention, null);
  after(config.producerIdExpirationCheckMs * 1000, brokerTimers.producersExpire, null);
}

/** `replication-offset-checkpoint`, and what rolls have asked to flush. Kafka: ReplicaManager.checkpointHighWatermarks. */
function checkpoint(context: Context, broker: Broker): void {
  const written = writtenDirs(context, broker);
  for (const stored of Object.values(broker.disk.logs)) {
    if (!written.includes(stored.dir)) continue;
    stored.highWatermarkCheckpoint = stored.log.highWatermark;
    if (stored.log.flushRequested >= 0) flushTo(stored.log, stored.log.flushRequested);
  }
  const waitMs = broker.config.highWatermarkCheckpointIntervalMs;
  context.effects.after(waitMs * 1000, brokerTimers.checkpoint, null);
}

/** `log-start-offset-checkpoint`. Kafka: LogManager.checkpointLogStartOffsets. */
function checkpointStarts(context: Context, broker: Broker): void {
  const written = writtenDirs(context, broker);
  for (const stored of Object.values(broker.disk.logs))
    if (written.includes(stored.dir))
      stored.logStartCheckpoint = stored.log.logStartOffset;
  const waitMs = broker.config.logStartCheckpointIntervalMs;
  context.effects.after(waitMs * 1000, brokerTimers.startCheckpoint, null);
}

/** Kafka: UnifiedLog.producerExpireCheck. */
function expireProducers(context: Context, broker: Broker): void {
  const { producerIdExpirationMs, producerIdExpirationCheckMs } = broker.config;
  for (const { log } of hostedReplicas(broker)) {
    log.producers.expirationMs = producerIdExpirationMs;
    removeExpiredProducers(log.producers, wallClockMs(context.effects));
  }
  const waitUs = producerIdExpirationCheckMs * 1000;
  context.effects.after(waitUs, brokerTimers.producersExpire, null);
}

/** Kafka: LogManager.cleanupLogs. */
function retain(context: Context, broker: Broker): void {
  const nowMs = wallClockMs(context.effects);
  for (const partition of hostedReplicas(broker)) {
    const { log } = partition;
    if (log.config.compacts) continue;
    const before = log.logStartOffset;
    deleteOldSegments(log, nowMs);
    if (log.logStartOffset === before) continue;
    context.probe.offsetsMoved(broker.id, partition);
    touch(broker, partition);
  }
  const waitMs = broker.config.retentionCheckIntervalMs;
  context.effects.after(waitMs * 1000, brokerTimers.retention, null);
}

function exit(context: Context, broker: Broker): void {
  closeDisk(broker);
  context.effects.exit();
}

type TimerHandler = (context: Context, broker: Broker, argument: unknown) => void;

const handlers: Readonly<Record<number, TimerHandler>> = {
  [brokerTimers.booted]: booted,
  [brokerTimers.heartbeat]: (context, broker, dueUs) => {
    if (broker.heartbeatDueUs === dueUs) heartbeat(context, broker);
  },
  [brokerTimers.metadataPoll]: (context, broker, dueUs) =>
    pollMetadata(context, broker, dueUs as number),
  [brokerTimers.published]: (context, broker, count) =>
    finishPublishing(context, broker, count as number),
  [brokerTimers.fetcher]: (context, broker, leader) => {
    const fetcher = broker.fetchers.find((candidate) => candidate.leader === leader);
    if (fetcher === undefined) return;
    fetcher.wakeUs = 0;
    pump(context, broker, fetcher);
  },
  [brokerTimers.isrCheck]: checkIsr,
  [brokerTimers.parked]: (context, broker, connection) =>
    sweepParked(context, broker, connection as number),
  [brokerTimers.deleteExpires]: (context, broker, wait) =>
    expireDelete(context, broker, wait as DelayedDeleteRecords),
  [brokerTimers.proposalRetry]: retryProposals,
  [brokerTimers.checkpoint]: checkpoint,
  [brokerTimers.startCheckpoint]: checkpointStarts,
  [brokerTimers.retention]: retain,
  [brokerTimers.producersExpire]: expireProducers,
  [brokerTimers.register]: register,
  [brokerTimers.forwardRetry]: retryForwards,
  [brokerTimers.shutdownLimit]: shutDown,
  [brokerTimers.exit]: exit,
  [brokerTimers.assignmentRetry]: (context, broker, changes) =>
    assignDirectories(context, broker, changes as readonly PartitionChange[]),
  [brokerTimers.dirFailed]: (context, broker, path) =>
    dirFailed(context, broker, path as string),
  [brokerTimers.dirUntold]: (context, broker, directoryId) =>
    dirUntold(context, broker, directoryId as string),
  [brokerTimers.logsLoaded]: logsLoaded,
  [brokerTimers.written]: (context, broker, waiting) => {
    const { reply, request } = waiting as WrittenProduce;
    if (broker.inbound[reply.connection] !== undefined)
      produceWritten(context, broker, reply, request);
  },
  [brokerTimers.fetchWritten]: (context, broker, fetched) => {
    const { leader, body } = fetched as WrittenFetch;
    fetchWritten(context, broker, leader, body);
  },
  [brokerTimers.coordinator]: (context, broker, argument) =>
    coordinators.hook?.timer(context, broker, argument),
  [brokerTimers.unmuted]: (context, broker, connection) =>
    unmute(context, broker, connection as number),
  [brokerTimers.coldRead]: (context, broker, waiting) => {
    const { reply, body } = waiting as ColdAnswer;
    respond(context, broker, reply, body);
  },
  [brokerTimers.firstRequest]: (context, broker, waiting) => {
    const { connection, request } = waiting as Forwarded;
    if (broker.inbound[connection] !== undefined)
      handleRequest(context, broker, connection, request);
  },
};

/** A timer of the broker; `sweep` is the node's own. */
export function brokerTimer(
  context: Context,
  broker: Broker,
  kind: number,
  argument: unknown,
): void {
  handlers[kind]?.(context, broker, argument);
}
