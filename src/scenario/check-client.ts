import type { ConsumerSpec, ProducerSpec, Subscription } from "../contract/scenario.ts";
import { checkClientConfig } from "./client-config-check.ts";
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
    checkClientConfig(
      below(at, "settings", "config"),
      producer.settings.config,
      "producer",
    );
}

/** What is wrong with a consumer beyond its shape; from here on it stands. */
export function checkConsumer(
  at: Place,
  consumer: Draft<ConsumerSpec>,
  standing: Standing,
): void {
  const { id, subscription, settings, api } = consumer;
  join(below(at, "id"), id, "consumer", standing);
  if (subscription !== undefined)
    checkSubscription(below(at, "subscription"), subscription, standing);
  const where = below(at, "settings");
  if (settings === undefined) return;
  checkClientConfig(below(where, "config"), settings.config, "consumer");
  if (subscription === undefined || settings.config === undefined) return;
  if (subscription.kind !== "assign" && settings.config["group.id"] === undefined)
    report(
      below(where, "config", "group.id"),
      "is missing; a consumer that subscribes is a member of the group of its group.id",
    );
  if (api === "share" && subscription.kind !== "topics")
    report(
      below(at, "subscription", "kind"),
      `found "${subscription.kind}"; a share consumer subscribes to "topics"`,
    );
}

/** What is wrong with a subscription beyond its shape. */
export function checkSubscription(
  at: Place,
  subscription: Draft<Subscription>,
  standing: Standing,
): void {
  if (subscription.kind === "topics")
    for (const [i, topic] of (subscription.topics ?? []).entries())
      needTopic(below(at, "topics", i), topic, standing);
  if (subscription.kind !== "assign") return;
  const { topic, partitions } = subscription;
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
