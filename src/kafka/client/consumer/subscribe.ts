import type { Subscription } from "../../../contract/scenario.ts";
import type { Context } from "../../context.ts";
import { commitAsync } from "./commits.ts";
import type { Consumer } from "./consumer.ts";
import { requestUpdate } from "./consumer-metadata.ts";
import { retainBuffered } from "./fetch-buffer.ts";
import { partitionName } from "./partition-state.ts";
import { matchesPattern } from "./pattern.ts";
import {
  allConsumed,
  assignedNames,
  assignFromUser,
  type SubscriptionType,
} from "./subscription-state.ts";

/** Drops what is buffered of topics that are no longer subscribed. Kafka: Fetcher.clearBufferedDataForUnassignedTopics. */
function clearOtherTopics(consumer: Consumer, topics: readonly string[]): void {
  const kept = consumer.subscription.order.filter(({ topic }) => topics.includes(topic));
  retainBuffered(
    consumer.buffer,
    kept.map(({ name }) => name),
  );
}

function isMixed({ subscription }: Consumer, type: SubscriptionType): boolean {
  return subscription.type !== "none" && subscription.type !== type;
}

/** `subscribe`: the exception's class, or empty. Kafka: KafkaConsumer.subscribe. */
export function subscribe(
  consumer: Consumer,
  wanted: Exclude<Subscription, { kind: "assign" }>,
): string {
  const { subscription, config, metadata } = consumer;
  if (config.groupId === "") return "InvalidGroupIdException";
  const type = wanted.kind;
  if (isMixed(consumer, type)) return "IllegalStateException";
  if (type === "serverPattern" && !config.isConsumerProtocol)
    return "UnsupportedOperationException";
  subscription.type = type;
  if (wanted.kind === "topics") {
    clearOtherTopics(consumer, wanted.topics);
    subscription.topics = [...new Set(wanted.topics)].toSorted();
    if (consumer.membership?.kind === "modern")
      consumer.membership.subscriptionChanged = true;
  } else {
    subscription.pattern = wanted.pattern;
    if (consumer.membership?.kind === "modern")
      consumer.membership.subscriptionChanged = true;
    followPattern(consumer);
  }
  requestUpdate(metadata);
  return "";
}

/** Topics that match the client's own pattern, whenever the metadata is new. Kafka: ConsumerCoordinator.updatePatternSubscription. */
export function followPattern(consumer: Consumer): void {
  const { subscription, metadata, config, app } = consumer;
  if (subscription.type !== "pattern" || app.patternVersion === metadata.version) return;
  if (metadata.version === 0) return;
  app.patternVersion = metadata.version;
  const matching = Object.entries(metadata.topics).filter(
    ([name, { isInternal }]) =>
      !(isInternal && config.excludesInternalTopics) &&
      matchesPattern(subscription.pattern, name),
  );
  const topics = matching.map(([name]) => name).toSorted();
  if (topics.join("\n") === subscription.topics.join("\n")) return;
  subscription.topics = topics;
  if (consumer.membership?.kind === "modern")
    consumer.membership.subscriptionChanged = true;
}

/** `assign`: the exception's class, or empty. Kafka: KafkaConsumer.assign. */
export function assign(
  context: Context,
  consumer: Consumer,
  names: readonly string[],
): string {
  if (isMixed(consumer, "assigned")) return "IllegalStateException";
  const { subscription, buffer, metadata, config } = consumer;
  retainBuffered(buffer, names);
  // What goes is committed before it goes.
  if (config.autoCommit && subscription.order.length > 0)
    commitAsync(context, consumer, {
      offsets: allConsumed(subscription),
      isUsers: false,
    });
  if (assignFromUser(subscription, names)) requestUpdate(metadata);
  return "";
}

/** Takes in what `assign` of a whole topic asks for, as soon as its partitions are known. Kafka: partitionsFor. */
export function assignWholeTopic(context: Context, consumer: Consumer): void {
  const { wholeTopic } = consumer.app;
  if (wholeTopic === null) return;
  const { partitions } = consumer.metadata.topics[wholeTopic] ?? { partitions: [] };
  const names = partitions.map((_, i) => partitionName(wholeTopic, i));
  if (names.length > assignedNames(consumer.subscription).length)
    assign(context, consumer, names);
}
