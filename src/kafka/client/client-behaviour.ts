import type { Behaviour, Effects } from "../../sim/effects.ts";
import type { Context } from "../context.ts";
import type { Probe } from "../probe.ts";
import type { WireMessage } from "../protocol/envelope.ts";
import { openQueues } from "./accumulator.ts";
import { type Admin, adminSweep } from "./admin.ts";
import type { ClientDisk, ClientMemory } from "./client-process.ts";
import {
  clusterView,
  metadataMaxAgeUs,
  refresh,
  refreshed,
  retryBackoffUs,
} from "./cluster-view.ts";
import {
  type Consumer,
  consumerPurposes,
  consumerTimers,
  type Position,
} from "./consumer.ts";
import { fetchAnswered, offsetAnswered, openPositions, poll } from "./consumer-poll.ts";
import {
  answered,
  connectionLost,
  type InFlight,
  type NetworkClient,
  networkClient,
  sweep,
} from "./network-client.ts";
import {
  type Producer,
  producerPurposes,
  producerTimers,
  type QueuedBatch,
} from "./producer.ts";
import { armTick, tick } from "./producer-make.ts";
import { produceAnswered, pumpSender } from "./producer-send.ts";
import { keyTable } from "./workload.ts";

function bootClient(effects: Effects, disk: ClientDisk): ClientMemory {
  switch (disk.kind) {
    case "admin":
      return {
        kind: "admin",
        admin: { client: networkClient("admin", adminSweep), answers: [], nextTag: 1 },
      };
    case "producer":
      return { kind: "producer", producer: newProducer(disk, effects.nowUs()) };
    default:
      return {
        kind: "consumer",
        consumer: {
          id: disk.id,
          settings: disk.settings,
          client: networkClient(disk.id, consumerTimers.sweep),
          view: clusterView(disk.addresses, disk.topic),
          assigned: disk.partitions,
          positions: [],
          sessions: [],
          consumed: 0,
          checksum: 0,
          wakeUs: 0,
          lastError: "",
          stopped: false,
        },
      };
  }
}

const newProducer = (
  disk: Extract<ClientDisk, { kind: "producer" }>,
  nowUs: number,
): Producer => ({
  id: disk.id,
  settings: disk.settings,
  client: networkClient(disk.id, producerTimers.sweep),
  view: clusterView(disk.addresses, disk.topic),
  keys: keyTable(disk.settings.keys, 0),
  keyNames: [],
  keyPlaces: [],
  queues: [],
  inFlight: {},
  sticky: -1,
  stickyBytes: 0,
  made: 0,
  nextRecordUs: nowUs,
  tickUs: 0,
  wakeUs: 0,
  sent: 0,
  acked: 0,
  failed: 0,
  lastError: "",
  tenths: [],
  stopped: false,
});

const clientOf = (memory: ClientMemory): NetworkClient =>
  memory.kind === "admin"
    ? memory.admin.client
    : memory.kind === "producer"
      ? memory.producer.client
      : memory.consumer.client;

function finished(
  context: Context,
  memory: ClientMemory,
  request: InFlight,
  body: object | null,
): void {
  switch (memory.kind) {
    case "admin":
      adminAnswered(context, memory.admin, request, body);
      break;
    case "producer":
      producerAnswered(context, memory.producer, request, body);
      break;
    default:
      consumerAnswered(context, memory.consumer, request, body);
  }
}

function adminAnswered(
  context: Context,
  admin: Admin,
  request: InFlight,
  body: object | null,
): void {
  const tag = request.context as number;
  admin.answers.push({ tag, body, atUs: context.effects.nowUs() });
}

function producerAnswered(
  context: Context,
  producer: Producer,
  request: InFlight,
  body: object | null,
): void {
  if (request.purpose === producerPurposes.produce) {
    const sent = request.context as { node: number; batches: readonly QueuedBatch[] };
    produceAnswered(context, producer, sent, body);
    return;
  }
  const complete = refreshed(context.effects, producer.view, body);
  openQueues(producer);
  context.effects.after(
    complete ? metadataMaxAgeUs : retryBackoffUs,
    producerTimers.refresh,
    producer.view.lastRefreshUs,
  );
  pumpSender(context, producer);
  armTick(context.effects, producer);
}

function consumerAnswered(
  context: Context,
  consumer: Consumer,
  request: InFlight,
  body: object | null,
): void {
  switch (request.purpose) {
    case consumerPurposes.fetch:
      fetchAnswered(context, consumer, request.context as number, body);
      break;
    case consumerPurposes.offsets:
      offsetAnswered(context, consumer, request.context as Position, body);
      break;
    default: {
      const complete = refreshed(context.effects, consumer.view, body);
      openPositions(consumer);
      context.effects.after(
        complete ? metadataMaxAgeUs : retryBackoffUs,
        consumerTimers.refresh,
        consumer.view.lastRefreshUs,
      );
      poll(context, consumer);
    }
  }
}

function producerTimer(
  context: Context,
  producer: Producer,
  kind: number,
  argument: unknown,
): void {
  if (kind === producerTimers.tick) {
    tick(context.effects, producer);
    pumpSender(context, producer);
  } else if (kind === producerTimers.wake && producer.wakeUs === argument) {
    producer.wakeUs = 0;
    pumpSender(context, producer);
  } else if (kind === producerTimers.refresh && producer.view.lastRefreshUs === argument)
    refresh(context.effects, producer.client, producer.view, producerPurposes.metadata);
}

function consumerTimer(
  context: Context,
  consumer: Consumer,
  kind: number,
  argument: unknown,
): void {
  if (kind === consumerTimers.wake && consumer.wakeUs === argument) {
    consumer.wakeUs = 0;
    poll(context, consumer);
  } else if (kind === consumerTimers.refresh && consumer.view.lastRefreshUs === argument)
    refresh(context.effects, consumer.client, consumer.view, consumerPurposes.metadata);
}

/** Timer kind of the sweep, the same in every client. */
const sweepTimer = 1;

/** What producers, consumers and admin clients do. */
export function clientBehaviour(probe: Probe): Behaviour {
  // A kernel has one object of effects for all its processes, so the last context nearly always fits.
  let last: Context | null = null;
  const contextOf = (effects: Effects): Context => {
    if (last === null || last.effects !== effects) last = { effects, probe };
    return last;
  };
  const lost = (
    context: Context,
    memory: ClientMemory,
    failed: readonly InFlight[],
  ): void => {
    for (const request of failed) finished(context, memory, request, null);
  };
  return {
    boot: (effects, disk) => bootClient(effects, disk as ClientDisk),
    started: (effects, memory) => {
      const client = memory as ClientMemory;
      if (client.kind === "producer")
        refresh(
          effects,
          client.producer.client,
          client.producer.view,
          producerPurposes.metadata,
        );
      if (client.kind === "consumer")
        refresh(
          effects,
          client.consumer.client,
          client.consumer.view,
          consumerPurposes.metadata,
        );
    },
    message: (effects, memory, connection, payload) => {
      const client = memory as ClientMemory;
      const wire = payload as WireMessage;
      if (wire.kind !== "response") return;
      const request = answered(clientOf(client), connection, wire);
      if (request !== undefined) finished(contextOf(effects), client, request, wire.body);
    },
    closed: (effects, memory, connection) => {
      const client = memory as ClientMemory;
      const gone = connectionLost(clientOf(client), connection);
      if (gone !== undefined) lost(contextOf(effects), client, gone.failed);
    },
    timer: (effects, memory, kind, argument) => {
      const client = memory as ClientMemory;
      const context = contextOf(effects);
      if (kind === sweepTimer)
        lost(context, client, sweep(effects, clientOf(client), argument as number));
      else if (client.kind === "producer")
        producerTimer(context, client.producer, kind, argument);
      else if (client.kind === "consumer")
        consumerTimer(context, client.consumer, kind, argument);
    },
    terminate: (effects) => effects.exit(),
    losePower: () => {},
  };
}
