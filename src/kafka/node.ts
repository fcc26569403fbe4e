import type { Behaviour, Effects } from "../sim/effects.ts";
import { alterPartitionAnswered } from "./broker/alter-partition.ts";
import { assignmentsAnswered, type PartitionChange } from "./broker/assignments.ts";
import { autoCreateAnswered } from "./broker/auto-created.ts";
import {
  type Broker,
  type BrokerDisk,
  brokerTimers,
  type Forwarded,
  type IsrProposal,
  purposes,
} from "./broker/broker.ts";
import { bootBroker, brokerTimer, startBroker } from "./broker/broker-life.ts";
import { coordinators } from "./broker/coordinator-hook.ts";
import {
  fetchAnswered,
  type LeaderOffsetContext,
  leaderOffsetAnswered,
} from "./broker/fetched.ts";
import { forwardAnswered } from "./broker/forward.ts";
import { finishEvent, take } from "./broker/inbound.ts";
import {
  beginShutdown,
  closeDisk,
  heartbeatAnswered,
  registered,
} from "./broker/lifecycle.ts";
import { loadImage } from "./broker/load-image.ts";
import {
  applyCommitted,
  imageChanged,
  metadataFetched,
} from "./broker/metadata-fetch.ts";
import { producerIdsAnswered } from "./broker/producer-ids.ts";
import {
  answered,
  connectionLost,
  type InFlight,
  sweep,
} from "./client/network-client.ts";
import { type Context, wallClockMs } from "./context.ts";
import { losePower, unflushedBytes } from "./log/recovery.ts";
import type { Probe } from "./probe.ts";
import type { WireMessage } from "./protocol/envelope.ts";
import {
  bootController,
  canLeave,
  controllerAnswered,
  controllerClosed,
  controllerRequested,
  controllerTimer,
  startController,
  stopController,
} from "./raft/controller-life.ts";
import type { Controller, ControllerDisk } from "./raft/controller-node.ts";
import { isControllerRequest } from "./raft/controller-requests.ts";

/** The disk of a node: a broker's, a controller's, or both in a combined node. */
export interface NodeDisk {
  readonly broker: BrokerDisk | null;
  readonly controller: ControllerDisk | null;
}

/** The memory of a node, by its `process.roles`. */
export interface NodeMemory {
  readonly broker: Broker | null;
  readonly controller: Controller | null;
}

function brokerAnswered(
  context: Context,
  broker: Broker,
  request: InFlight,
  body: object | null,
): void {
  switch (request.purpose) {
    case purposes.metadataFetch:
      metadataFetched(context, broker, request, body);
      break;
    case purposes.register:
      registered(context, broker, body);
      break;
    case purposes.heartbeat:
      heartbeatAnswered(context, broker, body);
      break;
    case purposes.alterPartition:
      alterPartitionAnswered(
        context,
        broker,
        request.context as readonly IsrProposal[],
        body,
      );
      break;
    case purposes.replicaFetch:
      fetchAnswered(context, broker, request.context as number, body);
      break;
    case purposes.leaderOffset:
      leaderOffsetAnswered(context, broker, request.context as LeaderOffsetContext, body);
      break;
    case purposes.forward:
      forwardAnswered(context, broker, request.context as Forwarded, body);
      break;
    case purposes.assignments:
      assignmentsAnswered(
        context,
        broker,
        request.context as readonly PartitionChange[],
        body,
      );
      break;
    case purposes.producerIds:
      producerIdsAnswered(context, broker, body);
      break;
    case purposes.persister:
      coordinators.hook?.answered(context, broker, request.context, body);
      break;
    default:
      autoCreateAnswered(context, broker, request.context as readonly string[], body);
  }
}

function lost(context: Context, broker: Broker, failed: readonly InFlight[]): void {
  for (const request of failed) brokerAnswered(context, broker, request, null);
}

function message(
  context: Context,
  node: NodeMemory,
  connection: number,
  payload: object,
): void {
  const wire = payload as WireMessage;
  const { broker, controller } = node;
  if (wire.kind === "response") {
    if (controller !== null && controllerAnswered(context, controller, connection, wire))
      return;
    if (broker === null) return;
    const request = answered(broker.client, connection, wire);
    if (request !== undefined) brokerAnswered(context, broker, request, wire.body);
  } else if (controller !== null && (broker === null || isControllerRequest(wire)))
    controllerRequested(context, controller, connection, wire);
  else if (broker !== null) take(context, broker, connection, wire);
}

function timer(
  context: Context,
  node: NodeMemory,
  kind: number,
  argument: unknown,
): void {
  const { broker, controller } = node;
  if (controller !== null && controllerTimer(context, controller, kind, argument)) return;
  if (broker === null) return;
  if (kind === brokerTimers.sweep)
    lost(context, broker, sweep(context.effects, broker.client, argument as number));
  else if (kind === brokerTimers.exit && controller !== null)
    stopCombined(context, broker, controller);
  else brokerTimer(context, broker, kind, argument);
}

/** Of a combined node the broker ends first, then its voter hands over. Kafka: KafkaRaftServer.shutdown. */
function stopCombined(context: Context, broker: Broker, controller: Controller): void {
  closeDisk(broker);
  if (!stopController(context, controller)) context.effects.exit();
}

function closed(context: Context, node: NodeMemory, connection: number): void {
  const { broker, controller } = node;
  if (controller !== null) controllerClosed(context, controller, connection);
  if (broker === null) return;
  delete broker.inbound[connection];
  coordinators.hook?.closed(context, broker, connection);
  const gone = connectionLost(broker.client, connection);
  if (gone !== undefined) lost(context, broker, gone.failed);
}

function finish(context: Context, { broker, controller }: NodeMemory): void {
  if (controller?.raft.stopping === true && canLeave(controller)) {
    context.effects.exit();
    return;
  }
  if (broker === null) return;
  if (controller !== null) shareLog(context, broker, controller);
  finishEvent(context, broker);
}

/** The broker of a combined node reads what its own voter knows to be committed. Kafka: SharedServer. */
function shareLog(context: Context, broker: Broker, controller: Controller): void {
  broker.controller = controller.raft.leaderId;
  const { log, snapshots } = controller.disk;
  const snapshot = snapshots.at(-1);
  if (snapshot !== undefined && broker.appliedOffset + 1 < log.logStartOffset)
    imageChanged(context, broker, loadImage(broker, snapshot));
  applyCommitted(context, broker, log);
}

/** Unflushed bytes of every log are cut at any point. Kafka relies on replication here, not on fsync. */
function losePowerAt(
  disk: NodeDisk,
  draw: (bound: number) => number,
  nowMs: number,
): void {
  for (const stored of Object.values(disk.broker?.logs ?? {})) {
    const unflushed = unflushedBytes(stored.log);
    losePower(stored.log, draw(unflushed + 1), nowMs);
  }
  if (disk.controller === null) return;
  const { log } = disk.controller;
  losePower(log, draw(unflushedBytes(log) + 1), nowMs);
}

/** What a broker, a controller or a combined node does. */
export function nodeBehaviour(probe: Probe): Behaviour {
  // A kernel has one object of effects for all its processes, so the last context nearly always fits.
  let last: Context | null = null;
  const contextOf = (effects: Effects): Context => {
    if (last === null || last.effects !== effects) last = { effects, probe };
    return last;
  };
  return {
    boot: (effects, disk): NodeMemory => {
      const { broker, controller } = disk as NodeDisk;
      return {
        broker: broker === null ? null : bootBroker(effects, broker),
        controller: controller === null ? null : bootController(effects, controller),
      };
    },
    started: (effects, memory) => {
      const { broker, controller } = memory as NodeMemory;
      if (controller !== null) startController(contextOf(effects), controller);
      if (broker !== null) startBroker(contextOf(effects));
    },
    message: (effects, memory, connection, payload) => {
      message(contextOf(effects), memory as NodeMemory, connection, payload);
      finish(contextOf(effects), memory as NodeMemory);
    },
    closed: (effects, memory, connection) => {
      closed(contextOf(effects), memory as NodeMemory, connection);
      finish(contextOf(effects), memory as NodeMemory);
    },
    timer: (effects, memory, kind, argument) => {
      timer(contextOf(effects), memory as NodeMemory, kind, argument);
      finish(contextOf(effects), memory as NodeMemory);
    },
    terminate: (effects, memory) => {
      const { broker, controller } = memory as NodeMemory;
      const context = contextOf(effects);
      if (broker !== null) beginShutdown(context, broker);
      else if (controller === null || !stopController(context, controller))
        effects.exit();
    },
    losePower: (disk, draw, nowUs) =>
      losePowerAt(disk as NodeDisk, draw, wallClockMs({ nowUs: () => nowUs })),
  };
}
