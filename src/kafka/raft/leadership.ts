import { ask, channelTo, disconnect } from "../client/network-client.ts";
import { type Context, wallClockMs } from "../context.ts";
import { bootstrapRecords } from "../controller/bootstrap.ts";
import { registerController } from "../controller/cluster-control.ts";
import { activate } from "../controller/controller-state.ts";
import { featureLevel, METADATA_VERSION_FEATURE } from "../controller/metadata-image.ts";
import { appendAsCoordinator } from "../log/append.ts";
import { assignEpoch } from "../log/epoch-cache.ts";
import { readEntries } from "../log/read.ts";
import { apiKeys } from "../protocol/envelope.ts";
import type { Role } from "../quorum/raft-node.ts";
import { supportedFeatures } from "../supported-features.ts";
import { answerNotController } from "./answer.ts";
import { commitResult } from "./commit.ts";
import {
  type Controller,
  controllerPurposes,
  controllerTimers,
} from "./controller-node.ts";
import { leaderChangeBatch } from "./metadata-log.ts";
import { reportChangeOfRole } from "./quorum-reports.ts";
import { failFetches } from "./serve-fetch.ts";
import { rebuild } from "./snapshots.ts";

/** Kafka: NodeToControllerRequestThread looks again after this, ms. */
const noControllerRetryMs = 100;
const registrationTimeoutMs = 30_000;

/** The quorum node took another role: leadership begins, or ends with what hung on it. */
export function quorumChanged(
  context: Context,
  controller: Controller,
  from: Role,
): void {
  reportChangeOfRole(context, controller, from);
  const leads = controller.raft.role.kind === "leader";
  if (leads && from.kind !== "leader") beginEpoch(context, controller, from);
  if (!leads && from.kind === "leader") {
    renounce(context, controller);
    failFetches(context, controller);
  }
  if (!leads) register(context, controller);
}

/** Nothing is committed in a new epoch before its first record is. Kafka: KafkaRaftClient.onBecomeLeader. */
function beginEpoch(context: Context, controller: Controller, before: Role): void {
  const { raft, disk } = controller;
  const { log } = disk;
  const nowMs = wallClockMs(context.effects);
  const from = log.logEndOffset;
  assignEpoch(log.epochs, raft.epoch, from);
  const { localId: leaderId, voters } = raft;
  const votes = before.kind === "candidate" ? before.votes : {};
  const grantingVoters = voters.filter((id) => votes[id] === true);
  const change = leaderChangeBatch({ leaderId, voters, grantingVoters }, nowMs);
  appendAsCoordinator(log, change, raft.epoch, nowMs);
  controller.nextOffset = log.logEndOffset;
  const entries = readEntries(log, from, log.logEndOffset);
  context.probe.quorum.raftAppended(raft.localId, log, entries);
  context.effects.afterFlush(1, controllerTimers.flushed, {
    epoch: raft.epoch,
    offset: log.logEndOffset,
  });
}

/** Everything before its epoch is committed and replayed: it is the active controller. Kafka: QuorumController.claim. */
export function claim(context: Context, controller: Controller): void {
  const { raft, state, disk, config } = controller;
  const { effects, probe } = context;
  const { epoch } = raft;
  controller.activeEpoch = epoch;
  controller.nextOffset = disk.log.logEndOffset;
  activate(state, wallClockMs(effects));
  probe.quorum.activeController(config.nodeId, epoch, true);
  if (featureLevel(state.image, METADATA_VERSION_FEATURE) === 0)
    commitResult(
      context,
      controller,
      {
        records: bootstrapRecords({ features: disk.features }),
        response: {},
        because: "bootstrap",
      },
      null,
    );
  register(context, controller);
  effects.after(config.metadataMaxIdleIntervalMs * 1000, controllerTimers.idle, epoch);
  effects.after(config.brokerSessionTimeoutMs * 125, controllerTimers.sessions, epoch);
  if (config.autoLeaderRebalance)
    effects.after(
      config.leaderImbalanceCheckIntervalSeconds * 1_000_000,
      controllerTimers.balance,
      epoch,
    );
  effects.after(config.uncleanElectionIntervalMs * 1000, controllerTimers.unclean, epoch);
}

/**
 * It leads no more: what was not committed never happened here, and who waits for it asks the next controller.
 * Kafka: QuorumController.renounce.
 */
function renounce(context: Context, controller: Controller): void {
  const waiting = controller.deferred;
  controller.deferred = [];
  controller.pending = [];
  controller.uncommitted = [];
  if (controller.activeEpoch < 0) return;
  context.probe.quorum.activeController(
    controller.config.nodeId,
    controller.activeEpoch,
    false,
  );
  controller.activeEpoch = -1;
  rebuild(controller);
  for (const { reply } of waiting) answerNotController(context, reply);
}

/** Whether the log says who this controller is in this life. */
const isRegistered = ({ state, config, incarnationId }: Controller): boolean =>
  state.image.controllers[config.nodeId]?.incarnationId === incarnationId;

/** A controller has itself written into the log by the active one. Kafka: ControllerRegistrationManager. */
export function register(context: Context, controller: Controller): void {
  const { config, incarnationId, raft, client, disk } = controller;
  if (controller.registering || isRegistered(controller)) return;
  const request = {
    controllerId: config.nodeId,
    incarnationId,
    zkMigrationReady: false,
    listeners: [
      {
        name: "CONTROLLER",
        host: `10.0.0.${config.nodeId}`,
        port: 9093,
        securityProtocol: 0,
      },
    ],
    features: supportedFeatures,
  };
  if (controller.activeEpoch >= 0) {
    const result = registerController(controller.state, request);
    commitResult(context, controller, result, null);
    return;
  }
  const leader = disk.voters.find(({ nodeId }) => nodeId === raft.leaderId);
  if (leader === undefined || leader.nodeId === config.nodeId) return;
  controller.registering = true;
  const channel = channelTo(client, -1, leader.process);
  if (channel.connection !== 0 && channel.target !== leader.process)
    disconnect(context.effects, client, channel);
  channel.target = leader.process;
  ask(context.effects, client, channel, {
    api: apiKeys.ControllerRegistration,
    version: 0,
    body: request,
    purpose: controllerPurposes.register,
    context: null,
    timeoutUs: registrationTimeoutMs * 1000,
    bytes: 0,
    answered: true,
  });
}

/** The active controller's answer to a registration; null when the connection was lost. */
export function registrationAnswered(
  context: Context,
  controller: Controller,
  body: object | null,
): void {
  controller.registering = false;
  const failed = body === null || (body as { errorCode: number }).errorCode !== 0;
  if (!failed) return;
  controller.registering = true;
  context.effects.after(noControllerRetryMs * 1000, controllerTimers.register, null);
}
