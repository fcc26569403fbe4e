import { streams } from "../../sim/draw.ts";
import type { Effects } from "../../sim/effects.ts";
import {
  answered,
  connectionLost,
  type InFlight,
  networkClient,
  sweep,
} from "../client/network-client.ts";
import { type Context, wallClockMs } from "../context.ts";
import { flushTo } from "../log/partition-log.ts";
import { openLog } from "../log/recovery.ts";
import type { RequestMessage, ResponseMessage } from "../protocol/envelope.ts";
import { updateLocalEnd } from "../quorum/leader-progress.ts";
import { initialize } from "../quorum/quorum-state.ts";
import { handleAnswer } from "../quorum/raft-answers.ts";
import { lastFetchedEpoch } from "../quorum/raft-log.ts";
import type { RaftRequest } from "../quorum/raft-message.ts";
import { raftNode } from "../quorum/raft-node.ts";
import { randomId } from "../random-id.ts";
import { drain } from "./commit.ts";
import {
  type Controller,
  type ControllerDisk,
  controllerPurposes,
  controllerTimers,
  latestSnapshot,
} from "./controller-node.ts";
import { controllerPort, durable, pollDue, pollQuorum } from "./controller-port.ts";
import { handleControllerRequest } from "./controller-requests.ts";
import { register, registrationAnswered } from "./leadership.ts";
import { periodicTask } from "./periodic-tasks.ts";
import { raftAnswerOf } from "./raft-wire.ts";
import { completeFetches, expireFetches } from "./serve-fetch.ts";
import { cleanLog, emptyState, startFromSnapshot } from "./snapshots.ts";

/** Kafka: KafkaRaftClient.RaftMetadataLogCleanerManager. */
const cleanIntervalUs = 60_000_000;
/** From the start of the process to its first part in the quorum, µs: as a broker's, a virtual machine has to start. */
const bootUs = 1_000_000;
/** How long a stopping leader looks for a successor, µs. Kafka: KafkaRaftManager.shutdown. */
const shutdownTimeoutUs = 5_000_000;

/** The memory of a controller that starts: it knows what its disk holds, and of nobody's leadership. */
export function bootController(effects: Effects, disk: ControllerDisk): Controller {
  const { config, log } = disk;
  const nowMs = wallClockMs(effects);
  openLog(
    log,
    {
      cleanShutdown: false,
      recoveryPoint: log.recoveryPoint,
      logStartOffset: log.logStartOffset,
      highWatermark: latestSnapshot(disk)?.id.endOffset ?? log.logStartOffset,
    },
    nowMs,
  );
  const voters = disk.voters.map(({ nodeId }) => nodeId);
  return {
    disk,
    config,
    incarnationId: randomId((bound) => effects.draw(streams.identity, bound)),
    raft: raftNode(config.nodeId, voters, config.quorumTimes),
    client: networkClient(`controller-${config.nodeId}`, controllerTimers.sweep),
    state: emptyState(disk),
    activeEpoch: -1,
    appliedOffset: -1,
    nextOffset: log.logEndOffset,
    pending: [],
    lingering: false,
    deferred: [],
    uncommitted: [],
    fetches: [],
    booted: false,
    early: [],
    flushes: 0,
    flushed: 0,
    outbox: [],
    pollUs: 0,
    registering: false,
    bytesSinceSnapshot: 0,
    snapshotAtMs: nowMs,
    busy: false,
  };
}

/** The process is up; it takes its part when the boot time is over. */
export function startController(context: Context, controller: Controller): void {
  startFromSnapshot(context, controller);
  context.effects.after(bootUs, controllerTimers.booted, null);
}

/** Takes up its place in the quorum and serves what has come by now. Kafka: KafkaRaftClient.initialize. */
function booted(context: Context, controller: Controller): void {
  const { disk, raft } = controller;
  controller.booted = true;
  const port = controllerPort(context, controller);
  const last = lastFetchedEpoch(disk.log, latestSnapshot(disk)?.id ?? null);
  initialize(raft, port, disk.election, last);
  pollQuorum(context, controller, port);
  context.effects.after(cleanIntervalUs, controllerTimers.cleanLog, null);
  const { early } = controller;
  controller.early = [];
  for (const { connection, request } of early)
    handleControllerRequest(context, controller, connection, request);
}

/** What the leader wrote is durable and counts. Kafka: LeaderState.updateLocalState. */
function flushed(
  context: Context,
  controller: Controller,
  at: { readonly epoch: number; readonly offset: number },
): void {
  const { raft, disk } = controller;
  flushTo(disk.log, at.offset);
  const { role } = raft;
  if (role.kind !== "leader" || raft.epoch !== at.epoch) return;
  const from = raft.highWatermark;
  const port = controllerPort(context, controller);
  if (updateLocalEnd(raft, role, at.offset)) port.committed(raft, from);
}

/** Writes what is pending; fetches that wait get it before it is durable here. Kafka: KafkaRaftClient.flushLeaderLog. */
function write(context: Context, controller: Controller): void {
  drain(context, controller);
  // A lone voter's records are committed by its own flush and told of together with that.
  if (controller.raft.voters.length > 1)
    completeFetches(context, controller, controllerPort(context, controller));
}

/** A request to the controller's listener; it waits while the controller starts. */
export function controllerRequested(
  context: Context,
  controller: Controller,
  connection: number,
  request: RequestMessage,
): void {
  if (controller.booted)
    handleControllerRequest(context, controller, connection, request);
  else controller.early.push({ connection, request });
}

type TimerHandler = (context: Context, controller: Controller, argument: never) => void;

const handlers: Readonly<Record<number, TimerHandler>> = {
  [controllerTimers.booted]: booted,
  [controllerTimers.drain]: write,
  [controllerTimers.flushed]: flushed,
  [controllerTimers.fetchExpires]: (context, controller, deadlineUs: number) =>
    expireFetches(context, controller, controllerPort(context, controller), deadlineUs),
  [controllerTimers.sweep]: (context, controller, channel: number) =>
    failed(context, controller, sweep(context.effects, controller.client, channel)),
  [controllerTimers.poll]: pollDue,
  [controllerTimers.durable]: (
    context,
    controller,
    at: { readonly flush: number; readonly offset: number },
  ) => {
    flushTo(controller.disk.log, at.offset);
    durable(context, controller, at.flush);
  },
  [controllerTimers.register]: (context, controller) => {
    controller.registering = false;
    register(context, controller);
  },
  [controllerTimers.exit]: (context) => context.effects.exit(),
  [controllerTimers.cleanLog]: (context, controller) => {
    cleanLog(controller, wallClockMs(context.effects));
    context.effects.after(cleanIntervalUs, controllerTimers.cleanLog, null);
  },
};

/** A timer of the controller; false when it is none of its own. */
export function controllerTimer(
  context: Context,
  controller: Controller,
  kind: number,
  argument: unknown,
): boolean {
  if (kind < controllerTimers.drain) return false;
  const handler = handlers[kind];
  if (handler === undefined) periodicTask(context, controller, kind, argument as number);
  else handler(context, controller, argument as never);
  return true;
}

/** An answer on one of the controller's own connections; false when it is none of its own. */
export function controllerAnswered(
  context: Context,
  controller: Controller,
  connection: number,
  wire: ResponseMessage,
): boolean {
  const { client } = controller;
  if (client.byConnection[connection] === undefined) return false;
  const request = answered(client, connection, wire);
  if (request !== undefined) requestEnded(context, controller, request, wire.body);
  return true;
}

function requestEnded(
  context: Context,
  controller: Controller,
  request: InFlight,
  body: object | null,
): void {
  if (request.purpose === controllerPurposes.register) {
    registrationAnswered(context, controller, body);
    return;
  }
  const asked = request.context as {
    readonly id: number;
    readonly correlationId: number;
    readonly api: RaftRequest["api"];
  };
  const answer = body === null ? null : raftAnswerOf(asked.api, body);
  const port = controllerPort(context, controller);
  handleAnswer(controller.raft, port, asked, answer);
  pollQuorum(context, controller, port);
}

function failed(
  context: Context,
  controller: Controller,
  requests: readonly InFlight[],
): void {
  for (const request of requests) requestEnded(context, controller, request, null);
}

/** The other end of a connection is gone: what waited on it, there and here, is over. */
export function controllerClosed(
  context: Context,
  controller: Controller,
  connection: number,
): void {
  controller.early = controller.early.filter((early) => early.connection !== connection);
  controller.fetches = controller.fetches.filter(
    (fetch) => fetch.reply.connection !== connection,
  );
  const gone = connectionLost(controller.client, connection);
  if (gone !== undefined) failed(context, controller, gone.failed);
}

/**
 * SIGTERM: a leader hands over before it goes; true when the process must wait for that.
 * Kafka: KafkaRaftClient.shutdown, maybeCompleteShutdown.
 */
export function stopController(context: Context, controller: Controller): boolean {
  const { raft, disk } = controller;
  raft.stopping = true;
  disk.log.recoveryPoint = disk.log.logEndOffset;
  pollQuorum(context, controller);
  if (canLeave(controller)) return false;
  context.effects.after(shutdownTimeoutUs, controllerTimers.exit, null);
  return true;
}

/** Another leads, or nobody else could. */
export const canLeave = ({ raft }: Controller): boolean =>
  raft.voters.length === 1 || (raft.leaderId >= 0 && raft.leaderId !== raft.localId);
