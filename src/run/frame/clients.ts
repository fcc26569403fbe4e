import type { ConsumerView, ProducerView } from "../../contract/frame.ts";
import type { Consumer } from "../../kafka/client/consumer.ts";
import type { Producer } from "../../kafka/client/producer.ts";
import { clientMemory } from "../start-client.ts";
import type { WorldState } from "../world.ts";

const shownTenths = 30;

function perTenth(producer: Producer, nowUs: number): number[] {
  const last = Math.floor(nowUs / 100_000);
  const counts = Array.from({ length: shownTenths }, () => 0);
  for (const { tenth, count } of producer.tenths) {
    const place = shownTenths - 1 - (last - tenth);
    if (place >= 0 && place < shownTenths) counts[place] = count;
  }
  return counts;
}

const producerView = (
  producer: Producer,
  topic: string,
  nowUs: number,
): ProducerView => ({
  id: producer.id,
  topic,
  settings: producer.settings,
  sent: producer.sent,
  acked: producer.acked,
  failed: producer.failed,
  pending: producer.sent - producer.acked - producer.failed,
  ackedPerTenth: perTenth(producer, nowUs),
  lastError: producer.lastError,
});

const consumerView = (consumer: Consumer, topic: string): ConsumerView => ({
  id: consumer.id,
  topic,
  settings: consumer.settings,
  consumed: consumer.consumed,
  positions: consumer.positions.map(({ partition, offset, highWatermark }) => ({
    topic,
    partition,
    position: offset,
    lag: highWatermark < 0 || offset < 0 ? -1 : Math.max(0, highWatermark - offset),
  })),
  lastError: consumer.lastError,
});

/** All clients that run, in the order in which they were started. */
export function clientViews(state: WorldState): {
  readonly producers: ProducerView[];
  readonly consumers: ConsumerView[];
} {
  const producers: ProducerView[] = [];
  const consumers: ConsumerView[] = [];
  for (const entry of state.clients) {
    const memory = clientMemory({ state }, entry);
    if (memory?.kind === "producer")
      producers.push(producerView(memory.producer, entry.topic, state.sim.nowUs));
    if (memory?.kind === "consumer")
      consumers.push(consumerView(memory.consumer, entry.topic));
  }
  return { producers, consumers };
}
