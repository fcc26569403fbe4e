import { streams } from "../../sim/draw.ts";
import { ask } from "../client/network-client.ts";
import type { Context } from "../context.ts";
import type { MetadataChange } from "../controller/metadata-change.ts";
import { errors } from "../error-codes.ts";
import type { LogDir } from "../log/log-dir.ts";
import { closeLog } from "../log/recovery.ts";
import { apiKeys } from "../protocol/envelope.ts";
import { silentReport } from "../report.ts";
import { supportedFeatures } from "../supported-features.ts";
import { assignDirectories, hostedChanges } from "./assignments.ts";
import { type Broker, brokerTimers, channels, peerOf, purposes } from "./broker.ts";
import {
  controllerChannel,
  isNotController,
  noControllerRetryMs,
  reconnectMs,
} from "./controller-channel.ts";
import { cordonedIds } from "./cordoned-dirs.ts";
import { costs } from "./costs.ts";
import { takesFiles } from "./disk-space.ts";
import { heartbeatAfter } from "./heartbeat-time.ts";
import { onlineDirs } from "./offline-dirs.ts";
import { publish, removeStrayLogs } from "./publisher.ts";

const registrationVersion = 4;
const heartbeatVersion = 2;
/** First wait before something that failed is sent again, ms; doubles up to the session timeout. */
const resendBackoffMs = 100;
/** The wait before the next heartbeat while the broker starts, ms. */
const startingHeartbeatMs = 10;
/** The wait before the first heartbeat that follows the wish to shut down, ms. */
const shutdownHeartbeatMs = 50;

function toController(
  context: Context,
  broker: Broker,
  request: {
    readonly api: number;
    readonly version: number;
    readonly body: object;
    readonly purpose: number;
  },
): boolean {
  const channel = controllerChannel(broker, channels.heartbeat);
  if (channel === undefined) return false;
  ask(context.effects, broker.client, channel, {
    ...request,
    context: null,
    timeoutUs: broker.config.brokerSessionTimeoutMs * 500,
    bytes: 0,
    answered: true,
  });
  return true;
}

/** The request goes to whoever is the controller next: the connection broke, or its other end is no controller. */
const elsewhere = (context: Context, broker: Broker, body: object | null): boolean =>
  body === null || isNotController(context, broker, channels.heartbeat, body);

/** Kafka: BrokerLifecycleManager.sendBrokerRegistration. */
export function register(context: Context, broker: Broker): void {
  if (broker.registrationInFlight || broker.brokerEpoch >= 0) return;
  const peer = peerOf(broker, broker.id);
  broker.registrationInFlight = toController(context, broker, {
    api: apiKeys.BrokerRegistration,
    version: registrationVersion,
    body: {
      brokerId: broker.id,
      clusterId: broker.disk.clusterId,
      incarnationId: broker.incarnationId,
      listeners: [
        { name: "PLAINTEXT", host: peer?.host ?? "", port: 9092, securityProtocol: 0 },
      ],
      features: supportedFeatures,
      rack: broker.config.rack,
      isMigratingZkBroker: false,
      logDirs: onlineDirs(broker).map(({ directoryId }) => directoryId),
      previousBrokerEpoch: broker.previousBrokerEpoch,
    },
    purpose: purposes.register,
  });
  if (!broker.registrationInFlight)
    context.effects.after(noControllerRetryMs * 1000, brokerTimers.register, null);
}

/** Kafka: ExponentialBackoff with a multiplier of 2 and a jitter of 2 %. */
function backoffUs(context: Context, broker: Broker): number {
  const cap = broker.config.brokerSessionTimeoutMs;
  const ms = Math.min(resendBackoffMs * 2 ** Math.min(broker.failures, 20), cap);
  broker.failures++;
  const jitter = Math.floor(ms * 20);
  return ms * 1000 - jitter + context.effects.draw(streams.backoff, 2 * jitter + 1);
}

/** The answer to a registration; null when the connection was lost. */
export function registered(context: Context, broker: Broker, body: object | null): void {
  broker.registrationInFlight = false;
  if (elsewhere(context, broker, body)) {
    context.effects.after(reconnectMs * 1000, brokerTimers.register, null);
    return;
  }
  const answer = body as { errorCode: number; brokerEpoch: number } | null;
  if (answer === null || answer.errorCode !== errors.NONE) {
    if (
      answer?.errorCode === errors.DUPLICATE_BROKER_REGISTRATION &&
      broker.failures === 0
    )
      context.probe.report({
        ...silentReport,
        kind: "clientError",
        node: broker.id,
        text: `broker ${broker.id} is refused with DUPLICATE_BROKER_REGISTRATION until the session of its last life ends`,
        config: `broker.session.timeout.ms = ${broker.config.brokerSessionTimeoutMs}`,
        key: `registration:${broker.id}`,
        because: [`start:${broker.id}`],
      });
    context.effects.after(backoffUs(context, broker), brokerTimers.register, null);
    return;
  }
  broker.failures = 0;
  broker.brokerEpoch = answer.brokerEpoch;
  heartbeat(context, broker);
}

/** Kafka: BrokerLifecycleManager.sendBrokerHeartbeat. */
export function heartbeat(context: Context, broker: Broker): void {
  if (broker.heartbeatInFlight || broker.brokerEpoch < 0) return;
  if (broker.state === "shuttingDown") return;
  const cordoned = cordonedIds(broker);
  const sent = toController(context, broker, {
    api: apiKeys.BrokerHeartbeat,
    version: heartbeatVersion,
    body: {
      brokerId: broker.id,
      brokerEpoch: broker.brokerEpoch,
      currentMetadataOffset: broker.appliedOffset,
      wantFence: !broker.readyToUnfence,
      wantShutDown: broker.state === "pendingShutdown",
      offlineLogDirs: tellOffline(context, broker),
      // Told once a start and when it changes; the controller writes a record whenever the field is there.
      cordonedLogDirs: cordoned.join() === broker.toldCordoned ? null : cordoned,
    },
    purpose: purposes.heartbeat,
  });
  broker.heartbeatInFlight = sent;
  if (sent) broker.askedCordoned = cordoned.join();
  else heartbeatAfter(context, broker, noControllerRetryMs * 1000);
}

/** Ids of the dirs that failed in this life; every heartbeat names them. */
function tellOffline(context: Context, broker: Broker): string[] {
  const told: string[] = [];
  for (const dir of broker.offlineDirs) {
    if (!dir.inThisLife) continue;
    told.push(dir.directoryId);
    if (dir.state !== "new") continue;
    dir.state = "asked";
    context.probe.report({
      ...silentReport,
      kind: "logDirFailed",
      node: broker.id,
      text: `broker ${broker.id} tells the controller that log dir ${dir.path} is offline`,
      key: `offlineDirs:${broker.id}`,
      because: [`dirFailed:${broker.id}`],
    });
  }
  return told;
}

interface HeartbeatAnswer {
  readonly errorCode: number;
  readonly isCaughtUp: boolean;
  readonly isFenced: boolean;
  readonly shouldShutDown: boolean;
}

/** The answer to a heartbeat; null when the connection was lost. Kafka: BrokerHeartbeatResponseEvent. */
export function heartbeatAnswered(
  context: Context,
  broker: Broker,
  body: object | null,
): void {
  broker.heartbeatInFlight = false;
  if (elsewhere(context, broker, body)) {
    heartbeatAfter(context, broker, reconnectMs * 1000);
    return;
  }
  const answer = body as HeartbeatAnswer | null;
  if (answer === null || answer.errorCode !== errors.NONE) {
    heartbeatAfter(context, broker, backoffUs(context, broker));
    return;
  }
  broker.failures = 0;
  broker.toldCordoned = broker.askedCordoned;
  for (const dir of broker.offlineDirs) if (dir.state === "asked") dir.state = "told";
  const { brokerHeartbeatIntervalMs } = broker.config;
  switch (broker.state) {
    case "shuttingDown":
      break;
    case "starting":
      if (answer.isCaughtUp) recover(context, broker);
      heartbeatAfter(context, broker, startingHeartbeatMs * 1000);
      break;
    case "recovery":
      if (!answer.isFenced) run(context, broker);
      heartbeatAfter(context, broker, brokerHeartbeatIntervalMs * 1000);
      break;
    case "pendingShutdown":
      if (answer.shouldShutDown) shutDown(context, broker);
      else {
        const waitMs = broker.askedToShutDown
          ? brokerHeartbeatIntervalMs
          : shutdownHeartbeatMs;
        broker.askedToShutDown = true;
        heartbeatAfter(context, broker, waitMs * 1000);
      }
      break;
    default:
      heartbeatAfter(context, broker, brokerHeartbeatIntervalMs * 1000);
  }
}

/** The metadata is caught up: logs of the image's replicas are opened, and the first image is published. */
function recover(context: Context, broker: Broker): void {
  broker.state = "recovery";
  if (broker.recoveryUs === 0) logsLoaded(context, broker);
  else context.effects.after(broker.recoveryUs, brokerTimers.logsLoaded, null);
}

/** The logs are open: the first image is published, and the broker may be unfenced. */
export function logsLoaded(context: Context, broker: Broker): void {
  removeStrayLogs(broker);
  const all: MetadataChange[] = hostedChanges(broker);
  for (const [key, values] of Object.entries(broker.image.configs)) {
    const [type, ...rest] = key.split("/");
    for (const [name, value] of Object.entries(values))
      all.push({
        kind: "configChanged",
        resourceType: Number(type),
        resourceName: rest.join("/"),
        name,
        previous: null,
        value,
      });
  }
  broker.logsLoaded = true;
  publish(context, broker, all);
  broker.readyToUnfence = true;
}

function run(context: Context, broker: Broker): void {
  broker.state = "running";
  broker.released.push(...Object.keys(broker.inbound).map(Number));
  assignDirectories(context, broker, hostedChanges(broker));
}

/** The broker has applied more metadata: while it starts, the controller should hear of it at once. */
export function metadataAdvanced(context: Context, broker: Broker): void {
  if (broker.state === "starting" && broker.brokerEpoch >= 0) heartbeat(context, broker);
}

/** SIGTERM. Kafka: BrokerLifecycleManager.beginControlledShutdown. */
export function beginShutdown(context: Context, broker: Broker): void {
  if (broker.state === "pendingShutdown" || broker.state === "shuttingDown") return;
  if (broker.state !== "running" || !broker.config.controlledShutdownEnable) {
    shutDown(context, broker);
    return;
  }
  broker.state = "pendingShutdown";
  context.effects.after(300_000_000, brokerTimers.shutdownLimit, null);
  heartbeat(context, broker);
}

/** The controller lets it go, or its patience has ended. */
export function shutDown(context: Context, broker: Broker): void {
  if (broker.state === "shuttingDown") return;
  broker.state = "shuttingDown";
  context.effects.after(costs.exitMs * 1000, brokerTimers.exit, null);
}

/** Dirs that are in use and can be written. */
const writableDirs = (broker: Broker): LogDir[] =>
  onlineDirs(broker).filter((dir) => takesFiles(broker.disk, dir));

/** Logs are flushed and closed, and the disk remembers that this life ended in order. Kafka: LogManager.shutdown. */
export function closeDisk(broker: Broker): void {
  const dirs = writableDirs(broker);
  for (const stored of Object.values(broker.disk.logs)) {
    if (!dirs.some(({ path }) => path === stored.dir)) continue;
    closeLog(stored.log);
    stored.highWatermarkCheckpoint = stored.log.highWatermark;
    stored.logStartCheckpoint = stored.log.logStartOffset;
  }
  for (const dir of dirs) dir.cleanShutdownEpoch = broker.brokerEpoch;
}
