import type { ConsumerView, ProducerView } from "../../contract/client-view.ts";
import type { ClientDisk } from "../../kafka/client/client-process.ts";
import { availableMemory } from "../../kafka/client/producer/buffer-pool.ts";
import { type Producer, producerPurposes } from "../../kafka/client/producer/producer.ts";
import { summary } from "../../kafka/client/producer/producer-figures.ts";
import { clientMemory } from "../start-client.ts";
import type { WorldState } from "../world.ts";
import { consumerView } from "./consumer-view.ts";
import { downConsumer, downProducer, downShareConsumer } from "./down-client.ts";
import { shareConsumerView } from "./share-consumer-view.ts";

type Disk = Extract<ClientDisk, { readonly kind: "consumer" }>;

const shownTenths = 30;

function perTenth(producer: Producer, nowUs: number): number[] {
  const last = Math.floor(nowUs / 100_000);
  const counts = Array.from({ length: shownTenths }, () => 0);
  for (const { tenth, count } of producer.figures.tenths) {
    const place = shownTenths - 1 - (last - tenth);
    if (place >= 0 && place < shownTenths) counts[place] = count;
  }
  return counts;
}

type Common = Pick<ProducerView, "status">;

/** Seconds whose figures count for the averages. */
const measuredSeconds = 4;

function producerView(producer: Producer, common: Common, nowUs: number): ProducerView {
  const { figures, sender } = producer;
  const { accumulator, transactions } = sender;
  const measured = summary(figures, Math.floor(nowUs / 1_000_000) - measuredSeconds);
  const [inAccumulator = 0, queue = 0, network = 0, append = 0, replication = 0] =
    measured.split;
  const { p50, p95, p99 } = measured;
  return {
    id: producer.id,
    topic: producer.topic,
    ...common,
    status: common.status === "running" && producer.closing ? "closing" : common.status,
    settings: producer.settings,
    sent: figures.sent,
    acked: figures.acked,
    failed: figures.failed,
    pending: figures.sent - figures.acked - figures.failed,
    ackedPerTenth: perTenth(producer, nowUs),
    lastError: figures.lastError,
    errors: figures.errors.toSorted((a, b) => b.count - a.count),
    producerId: transactions?.producerId ?? -1,
    producerEpoch: transactions?.producerEpoch ?? -1,
    bufferUsed: accumulator.pool.totalMemory - availableMemory(accumulator.pool),
    blocked: (producer.blocked === null ? 0 : 1) + producer.asked.length,
    inFlight: producer.client.channels.reduce(
      (sum, { inFlight }) =>
        sum +
        inFlight.filter(({ purpose }) => purpose === producerPurposes.produce).length,
      0,
    ),
    latency: { p50, p95, p99 },
    split: {
      accumulator: inAccumulator,
      queue,
      network,
      append,
      replication,
      response: measured.split[5] ?? 0,
    },
    recordsPerBatch: measured.recordsPerBatch,
    bytesPerBatch: measured.bytesPerBatch,
  };
}

/** All clients, those that are down too, in the order in which they were started. */
export function clientViews(state: WorldState): {
  readonly producers: ProducerView[];
  readonly consumers: ConsumerView[];
} {
  const producers: ProducerView[] = [];
  const consumers: ConsumerView[] = [];
  for (const entry of state.clients) {
    const memory = clientMemory({ state }, entry);
    const process = state.sim.processes[entry.process];
    const common: Common = { status: process?.status ?? "down" };
    const disk = process?.disk as ClientDisk | undefined;
    if (memory === undefined && disk?.kind === "producer")
      producers.push(downProducer(disk));
    if (memory === undefined && disk?.kind === "consumer")
      consumers.push(downConsumer(disk));
    if (memory?.kind === "producer")
      producers.push(producerView(memory.producer, common, state.sim.nowUs));
    if (memory === undefined && disk?.kind === "shareConsumer")
      consumers.push(downShareConsumer(disk));
    if (memory?.kind === "shareConsumer")
      consumers.push({
        ...shareConsumerView(memory.consumer, state.sim.nowUs),
        ...common,
      });
    if (memory?.kind === "consumer")
      consumers.push({
        ...consumerView(memory.consumer, process?.disk as Disk, state.sim.nowUs),
        ...common,
      });
  }
  return { producers, consumers };
}
