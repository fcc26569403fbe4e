import type { Subscription } from "../../../contract/scenario.ts";
import type { Context } from "../../context.ts";
import type { Consumer } from "./consumer.ts";
import { partitionName } from "./partition-state.ts";
import { assign, subscribe } from "./subscribe.ts";

/** Subscribes or assigns; the exception's class, or empty. Kafka: KafkaConsumer.subscribe, assign. */
export function beginReading(
  context: Context,
  consumer: Consumer,
  subscription: Subscription,
): string {
  if (subscription.kind !== "assign") return subscribe(consumer, subscription);
  const { topic, partitions } = subscription;
  if (partitions !== null)
    return assign(
      context,
      consumer,
      partitions.map((partition) => partitionName(topic, partition)),
    );
  consumer.app.wholeTopic = topic;
  consumer.subscription.type = "assigned";
  consumer.subscription.topics = [topic];
  return "";
}

/** A person changes what the application reads; null is `unsubscribe()`. Null, or why it cannot be done. */
export function changeSubscription(
  context: Context,
  consumer: Consumer,
  wanted: Subscription | null,
): string | null {
  const { app, config } = consumer;
  if (wanted === null) {
    app.polling = false;
    app.wholeTopic = null;
    app.result = null;
    app.requested = {
      kind: "unsubscribe",
      phase: "callback",
      untilUs: context.effects.nowUs() + config.defaultApiTimeoutUs,
    };
    return null;
  }
  const refused = beginReading(context, consumer, wanted);
  if (refused === "") {
    app.polling = true;
    return null;
  }
  const why =
    refused === "IllegalStateException"
      ? "subscription to topics, partitions and pattern are mutually exclusive; unsubscribe first"
      : "the consumer's configuration does not allow it";
  return `${refused}: ${why}`;
}
