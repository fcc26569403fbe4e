import type { Context } from "../../context.ts";
import { type CallResult, nothingReturned } from "./call.ts";
import { type Polled, pollClassic } from "./classic-poll.ts";
import type { Consumer } from "./consumer.ts";
import { requestUpdate } from "./consumer-metadata.ts";
import { type Collector, collectFetch, isEmptyFetch } from "./fetch-collector.ts";
import { sendFetches } from "./fetcher.ts";
import { pollModern } from "./modern-poll.ts";
import type { Thrown } from "./note.ts";
import { hasValidPosition } from "./partition-state.ts";
import { updatePositions } from "./positions.ts";
import { followPattern } from "./subscribe.ts";
import { tell } from "./tell.ts";

const thrownBy = (thrown: Thrown): CallResult => ({
  ...nothingReturned,
  kind: "poll",
  thrown,
});

function pollMembership(context: Context, consumer: Consumer): Polled {
  const { membership } = consumer;
  if (membership === null) return "done";
  return membership.kind === "classic"
    ? pollClassic(context, consumer, membership)
    : pollModern(context, consumer, membership);
}

/** Goes on with a poll; null while it waits. Kafka: ClassicKafkaConsumer.poll, AsyncKafkaConsumer.poll. */
export function stepPoll(context: Context, consumer: Consumer): CallResult | null {
  const { subscription } = consumer;
  if (subscription.type === "none")
    return thrownBy({ exception: "IllegalStateException" });
  if (!consumer.config.isConsumerProtocol) followPattern(consumer);
  const polled = pollMembership(context, consumer);
  if (typeof polled === "object") return thrownBy(polled);
  // A rebalance that goes on does not keep what stays assigned from being read; a callback does.
  if (polled === "blocked") return null;
  const thrown = polled === "done" ? updatePositions(context, consumer) : null;
  if (thrown !== null) return thrownBy(thrown);
  const { order } = subscription;
  const wasPlaced = order.every(hasValidPosition);
  const collected = collect(context, consumer);
  if (collected !== null || !wasPlaced || order.every(hasValidPosition)) return collected;
  // What came back sent a position away: Kafka's poll goes round and looks for another at once.
  const again = updatePositions(context, consumer);
  return again === null ? null : thrownBy(again);
}

function collect(context: Context, consumer: Consumer): CallResult | null {
  const { config, subscription, buffer, metadata } = consumer;
  if (buffer.nextInLine === null && buffer.completed.length === 0) {
    sendFetches(context, consumer);
    return null;
  }
  const collector: Collector = {
    subscription,
    buffer,
    maxPollRecords: config.maxPollRecords,
    isReadCommitted: config.isReadCommitted,
    preferredUntil: context.effects.nowUs() + config.metadataMaxAgeUs,
  };
  const fetch = collectFetch(collector);
  if (fetch.outdated.length > 0) requestUpdate(metadata);
  if (fetch.thrown !== null) return thrownBy(fetch.thrown);
  sendFetches(context, consumer);
  if (isEmptyFetch(fetch)) return null;
  tell(context, consumer).polled(fetch.delivered);
  // Kafka returns from a poll without records when only the position moved.
  return { ...nothingReturned, kind: "poll", delivered: fetch.delivered };
}
