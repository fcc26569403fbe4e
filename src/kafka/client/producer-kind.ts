import { openQueues } from "./accumulator.ts";
import { producerConfig } from "./client-config.ts";
import type { ClientKind } from "./client-kinds.ts";
import type { ClientDisk, ClientMemory } from "./client-process.ts";
import {
  clusterView,
  metadataMaxAgeUs,
  refresh,
  refreshed,
  retryBackoffUs,
} from "./cluster-view.ts";
import { networkClient } from "./network-client.ts";
import {
  type Producer,
  producerPurposes,
  producerTimers,
  type QueuedBatch,
} from "./producer.ts";
import { armTick, tick } from "./producer-make.ts";
import { produceAnswered, pumpSender } from "./producer-send.ts";
import { keyTable } from "./workload.ts";

type Disk = Extract<ClientDisk, { kind: "producer" }>;
type Memory = Extract<ClientMemory, { kind: "producer" }>;

const newProducer = (disk: Disk, nowUs: number): Producer => ({
  id: disk.id,
  settings: disk.settings,
  config: producerConfig(disk.settings.config),
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

/** A producer's process. Kafka: KafkaProducer with its Sender. */
export const producerKind: ClientKind<Memory, Disk> = {
  boot: (effects, disk) => ({
    kind: "producer",
    producer: newProducer(disk, effects.nowUs()),
  }),
  started: ({ effects }, { producer }) =>
    refresh(effects, producer.client, producer.view, producerPurposes.metadata),
  network: ({ producer }) => producer.client,
  answered: (context, { producer }, request, body) => {
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
  },
  timer: (context, { producer }, kind, argument) => {
    if (kind === producerTimers.tick) {
      tick(context.effects, producer);
      pumpSender(context, producer);
    } else if (kind === producerTimers.wake && producer.wakeUs === argument) {
      producer.wakeUs = 0;
      pumpSender(context, producer);
    } else if (
      kind === producerTimers.refresh &&
      producer.view.lastRefreshUs === argument
    )
      refresh(context.effects, producer.client, producer.view, producerPurposes.metadata);
  },
};
