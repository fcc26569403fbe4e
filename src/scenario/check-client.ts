import type { ProducerSettings } from "../contract/client-settings.ts";
import type { ConsumerSpec, ProducerSpec } from "../contract/scenario.ts";
import { quote } from "./found.ts";
import { below, type Place, report } from "./place.ts";
import type { Draft } from "./reader.ts";
import { needPartition, needTopic, type Standing } from "./standing.ts";

/** What is wrong with a producer beyond its shape; from here on it stands. */
export function checkProducer(
  at: Place,
  producer: Draft<ProducerSpec>,
  standing: Standing,
): void {
  join(below(at, "id"), producer.id, "producer", standing);
  needTopic(below(at, "topic"), producer.topic, standing);
  if (producer.settings !== undefined)
    checkTimeouts(below(at, "settings"), producer.settings);
}

/** What is wrong with a consumer beyond its shape; from here on it stands. */
export function checkConsumer(
  at: Place,
  consumer: Draft<ConsumerSpec>,
  standing: Standing,
): void {
  const { id, topic, partitions } = consumer;
  join(below(at, "id"), id, "consumer", standing);
  needTopic(below(at, "topic"), topic, standing);
  for (const [index, partition] of (partitions ?? []).entries()) {
    const where = below(at, "partitions", index);
    needPartition(where, topic, partition, standing);
    if (partition !== undefined && partitions?.indexOf(partition) !== index)
      report(where, `partition ${partition} is in this list twice`);
  }
}

function join(
  at: Place,
  id: string | undefined,
  kind: "producer" | "consumer",
  { clients }: Standing,
): void {
  if (id === undefined) return;
  const other = clients.get(id);
  if (other === undefined) clients.set(id, kind);
  else
    report(at, `${quote(id)} is the id of a ${other} already; ids of clients are unique`);
}

/** Kafka: KafkaProducer.configureDeliveryTimeout, which refuses to start. */
function checkTimeouts(at: Place, settings: Draft<ProducerSettings>): void {
  const { lingerMs, requestTimeoutMs, deliveryTimeoutMs } = settings;
  if (
    lingerMs === undefined ||
    requestTimeoutMs === undefined ||
    deliveryTimeoutMs === undefined
  )
    return;
  const least = lingerMs + requestTimeoutMs;
  if (deliveryTimeoutMs < least)
    report(
      below(at, "deliveryTimeoutMs"),
      `found ${deliveryTimeoutMs}; delivery.timeout.ms is at least linger.ms + request.timeout.ms, here ${least}`,
    );
}
