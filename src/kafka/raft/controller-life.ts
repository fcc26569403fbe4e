import { streams } from "../../sim/draw.ts";
import type { Effects } from "../../sim/effects.ts";
import { type Context, wallClockMs } from "../context.ts";
import { bootstrapRecords } from "../controller/bootstrap.ts";
import { maybeFenceStaleBroker } from "../controller/broker-heartbeats.ts";
import { registerController } from "../controller/cluster-control.ts";
import {
  activate,
  createControllerState,
  replay,
} from "../controller/controller-state.ts";
import {
  balancePartitionLeaders,
  electUncleanLeaders,
} from "../controller/leader-balance.ts";
import { appendAsCoordinator } from "../log/append.ts";
import { assignEpoch } from "../log/epoch-cache.ts";
import { readEntries } from "../log/read.ts";
import { openLog } from "../log/recovery.ts";
import { randomId } from "../random-id.ts";
import { supportedFeatures } from "../supported-features.ts";
import { awaitCommit, commitResult, drain, flushed, operationContext } from "./commit.ts";
import {
  type Controller,
  type ControllerDisk,
  controllerTimers,
} from "./controller-node.ts";
import { leaderChangeBatch, recordsOfEntry } from "./metadata-log.ts";
import { expireFetches } from "./serve-fetch.ts";

/** The memory of a controller that starts: its log is replayed, and it begins an epoch of its own. */
export function bootController(effects: Effects, disk: ControllerDisk): Controller {
  const { config, log } = disk;
  const nowMs = wallClockMs(effects);
  openLog(
    log,
    {
      cleanShutdown: false,
      recoveryPoint: log.recoveryPoint,
      logStartOffset: log.logStartOffset,
      highWatermark: log.highWatermark,
    },
    nowMs,
  );
  disk.epoch++;
  const state = createControllerState({
    nodeId: config.nodeId,
    clusterId: disk.clusterId,
    sessionTimeoutMs: config.brokerSessionTimeoutMs,
    numPartitions: config.numPartitions,
    defaultReplicationFactor: config.defaultReplicationFactor,
    deleteTopicEnable: true,
    maxElectionsPerImbalance: 1000,
    staticConfig: config.given,
  });
  return {
    disk,
    config,
    incarnationId: randomId((bound) => effects.draw(streams.identity, bound)),
    state,
    epoch: disk.epoch,
    nextOffset: log.logEndOffset,
    pending: [],
    lingering: false,
    deferred: [],
    uncommitted: [],
    fetches: [],
    observers: [],
    busy: false,
    reasons: {},
  };
}

/** Everything in the log was written by this voter alone, so all of it counts. */
function replayLog(controller: Controller): void {
  const { log } = controller.disk;
  for (const entry of readEntries(log, log.logStartOffset, log.logEndOffset))
    for (const { record, offset, epoch } of recordsOfEntry(entry))
      awaitCommit(controller, offset, replay(controller.state, record, offset, epoch));
}

/** Leads from now on. Kafka: KafkaRaftClient.onBecomeLeader, QuorumController.claim. */
export function startController(context: Context, controller: Controller): void {
  const { effects } = context;
  const { log } = controller.disk;
  const nowMs = wallClockMs(effects);
  const fresh = log.logEndOffset === 0;
  replayLog(controller);
  assignEpoch(log.epochs, controller.epoch, log.logEndOffset);
  appendAsCoordinator(log, leaderChangeBatch(nowMs), controller.epoch, nowMs);
  controller.nextOffset = log.logEndOffset;
  effects.afterFlush(1, controllerTimers.flushed, log.logEndOffset);
  activate(controller.state, nowMs);
  if (fresh)
    commitResult(
      context,
      controller,
      {
        records: bootstrapRecords({ features: controller.disk.features }),
        response: {},
        because: "bootstrap",
      },
      null,
    );
  registerItself(context, controller);
  effects.after(
    controller.config.metadataMaxIdleIntervalMs * 1000,
    controllerTimers.idle,
    null,
  );
  effects.after(
    controller.config.brokerSessionTimeoutMs * 125,
    controllerTimers.sessions,
    null,
  );
  if (controller.config.autoLeaderRebalance)
    effects.after(
      controller.config.leaderImbalanceCheckIntervalSeconds * 1_000_000,
      controllerTimers.balance,
      null,
    );
  effects.after(
    controller.config.uncleanElectionIntervalMs * 1000,
    controllerTimers.unclean,
    null,
  );
}

/** A controller tells the log of itself. Kafka: ControllerRegistrationManager. */
function registerItself(context: Context, controller: Controller): void {
  const { nodeId } = controller.config;
  const result = registerController(controller.state, {
    controllerId: nodeId,
    incarnationId: controller.incarnationId,
    zkMigrationReady: false,
    listeners: [
      { name: "CONTROLLER", host: `10.0.0.${nodeId}`, port: 9093, securityProtocol: 0 },
    ],
    features: supportedFeatures,
  });
  commitResult(context, controller, result, null);
}

/** Fences one broker at a time and looks again at once while there may be more. */
function checkSessions(context: Context, controller: Controller): void {
  const result = maybeFenceStaleBroker(
    controller.state,
    operationContext(context, controller),
  );
  commitResult(context, controller, result, null);
  const waitUs = result.response.again
    ? 0
    : controller.config.brokerSessionTimeoutMs * 125;
  context.effects.after(waitUs, controllerTimers.sessions, null);
}

/** A NoOpRecord keeps the brokers' metadata offsets moving. Kafka: QuorumController.maybeScheduleNextWriteNoOpRecord. */
function idle(context: Context, controller: Controller): void {
  if (!controller.busy)
    commitResult(
      context,
      controller,
      { records: [{ type: "NO_OP_RECORD" }], response: {}, because: "idle" },
      null,
    );
  controller.busy = false;
  const waitUs = controller.config.metadataMaxIdleIntervalMs * 1000;
  context.effects.after(waitUs, controllerTimers.idle, null);
}

function balance(context: Context, controller: Controller): void {
  const result = balancePartitionLeaders(
    controller.state,
    operationContext(context, controller),
  );
  commitResult(context, controller, result, null);
  const seconds = controller.config.leaderImbalanceCheckIntervalSeconds;
  const waitUs = result.response.again ? 0 : seconds * 1_000_000;
  context.effects.after(waitUs, controllerTimers.balance, null);
}

function unclean(context: Context, controller: Controller): void {
  const result = electUncleanLeaders(
    controller.state,
    operationContext(context, controller),
  );
  commitResult(context, controller, result, null);
  const waitUs = controller.config.uncleanElectionIntervalMs * 1000;
  context.effects.after(waitUs, controllerTimers.unclean, null);
}

/** A timer of the controller; false when it is none of its own. */
export function controllerTimer(
  context: Context,
  controller: Controller,
  kind: number,
  argument: unknown,
): boolean {
  switch (kind) {
    case controllerTimers.drain:
      drain(context, controller);
      return true;
    case controllerTimers.flushed:
      flushed(context, controller, argument as number);
      return true;
    case controllerTimers.fetchExpires:
      expireFetches(context, controller, argument as number);
      return true;
    case controllerTimers.idle:
      idle(context, controller);
      return true;
    case controllerTimers.sessions:
      checkSessions(context, controller);
      return true;
    case controllerTimers.balance:
      balance(context, controller);
      return true;
    case controllerTimers.unclean:
      unclean(context, controller);
      return true;
    default:
      return false;
  }
}

/** SIGTERM: what is written is flushed, and the log closes. */
export function stopController(controller: Controller): void {
  const { log } = controller.disk;
  log.recoveryPoint = log.logEndOffset;
}
