import type { Context } from "../../context.ts";
import { wakeAt } from "../consumer/consumer.ts";
import { tell } from "../consumer/tell.ts";
import {
  beginWork,
  readSlice,
  skipRecord,
  stepWork,
  type Worked,
} from "../consumer/work.ts";
import {
  type Acknowledgement,
  type AcquiredBatch,
  type ShareConsumer,
  sessionOf,
} from "./share-consumer.ts";
import { rejoin } from "./share-membership.ts";
import {
  isAcknowledging,
  sendAcknowledgements,
  sendShareFetches,
} from "./share-requests.ts";

const accept = 1;
const release = 2;
const reject = 3;

/** Lets the application go on as far as it can now. Kafka: ShareConsumerImpl.poll. */
export function runShareApplication(context: Context, consumer: ShareConsumer): void {
  const { app } = consumer;
  while (!consumer.closed && consumer.committing !== "close") {
    if (app.work !== null && !goOn(context, consumer)) return;
    if (consumer.closed || isCommitting(context, consumer)) return;
    const now = context.effects.nowUs();
    if (app.pausedUntilUs > now) {
      wakeAt(consumer, app.pausedUntilUs);
      return;
    }
    app.pausedUntilUs = 0;
    if (!app.polling) return;
    app.lastPollUs = now;
    if (consumer.membership.state === "stale") rejoin(consumer.membership);
    // Whatever was delivered by the last poll is acknowledged by this one.
    acknowledgeHeld(consumer);
    if (consumer.buffer.length === 0) {
      sendShareFetches(context, consumer);
      return;
    }
    deliver(context, consumer);
  }
}

/** Whether a commitSync goes on; acknowledgements are sent as brokers become free. */
function isCommitting(context: Context, consumer: ShareConsumer): boolean {
  if (consumer.committing === "no") return false;
  sendAcknowledgements(context, consumer, false);
  const waits = consumer.committing === "sync" && isAcknowledging(consumer);
  if (!waits) consumer.committing = "no";
  return waits;
}

/** Kafka: ShareFetchCollector.collect. */
function deliver(context: Context, consumer: ShareConsumer): void {
  const { app } = consumer;
  consumer.held = consumer.buffer;
  consumer.buffer = [];
  const delivered = consumer.held.map(({ name, slices, ranges }) => ({
    name,
    from: ranges[0]?.first ?? 0,
    next: (ranges.at(-1)?.last ?? -1) + 1,
    slices,
  }));
  app.lastError = "";
  for (const { slices } of delivered)
    for (const slice of slices) {
      app.received += slice.count;
      app.checksum = (app.checksum + readSlice(slice)) | 0;
    }
  tell(context, consumer).polled(delivered);
  app.work = beginWork(context, consumer, delivered);
  const { commit } = app.settings;
  if (commit === "syncBefore" || commit === "asyncBefore") {
    acknowledgeHeld(consumer);
    consumer.committing = commit === "syncBefore" ? "sync" : "async";
    sendAcknowledgements(context, consumer, false);
  }
}

/** True when the work is through. */
function goOn(context: Context, consumer: ShareConsumer): boolean {
  const { app } = consumer;
  while (app.work !== null) {
    const worked = stepWork(context, consumer, app.work);
    if (worked.kind === "working") {
      wakeAt(consumer, worked.untilUs);
      return false;
    }
    if (worked.kind === "failed") failed(context, consumer, worked);
    else done(consumer);
    if (consumer.closed) return false;
  }
  return true;
}

/** Everything that a poll returned is through. */
function done(consumer: ShareConsumer): void {
  const { app } = consumer;
  app.work = null;
  const { commit } = app.settings;
  if (commit !== "syncAfter" && commit !== "asyncAfter") return;
  acknowledgeHeld(consumer);
  consumer.committing = commit === "syncAfter" ? "sync" : "async";
}

/**
 * The application cannot process a record: with explicit acknowledgement it gives it back for another try, or rejects it;
 * without, it can only go on, and the next poll accepts the record.
 */
function failed(
  context: Context,
  consumer: ShareConsumer,
  { name, offset }: Extract<Worked, { kind: "failed" }>,
): void {
  const { app } = consumer;
  const { onFailure } = app.settings;
  tell(context, consumer).processingFailed(name, offset, onFailure);
  if (onFailure === "crash") {
    consumer.closed = true;
    context.effects.exit();
    return;
  }
  if (consumer.isExplicit)
    (consumer.marks[name] ??= {})[offset] = onFailure === "retry" ? release : reject;
  if (app.work !== null) skipRecord(context, consumer, app.work);
}

/** What is in hand is to be acknowledged. Kafka: ShareFetch.takeAcknowledgedRecords. */
function acknowledgeHeld(consumer: ShareConsumer): void {
  for (const batch of consumer.held) {
    const { pending } = sessionOf(consumer, batch.node);
    (pending[batch.name] ??= []).push(...acknowledgements(consumer, batch));
    pending[batch.name]?.sort((a, b) => a.firstOffset - b.firstOffset);
  }
  consumer.held = [];
  consumer.marks = {};
}

function acknowledgements(
  { marks }: ShareConsumer,
  { name, ranges }: AcquiredBatch,
): Acknowledgement[] {
  const marked = marks[name] ?? {};
  return ranges.map(({ first, last }) => {
    const types = Array.from(
      { length: last - first + 1 },
      (_, i) => marked[first + i] ?? accept,
    );
    const isAlike = types.every((type) => type === types[0]);
    return {
      firstOffset: first,
      lastOffset: last,
      acknowledgeTypes: isAlike ? types.slice(0, 1) : types,
    };
  });
}

/** Takes part in closing: what is done is acknowledged, the rest goes back. Kafka: ShareConsumerImpl.close. */
export function closeShare(context: Context, consumer: ShareConsumer): void {
  const { membership } = consumer;
  if (consumer.held.length > 0 && consumer.app.work === null) acknowledgeHeld(consumer);
  sendAcknowledgements(context, consumer, true);
  const isOpen = consumer.sessions.some(({ epoch, busy }) => epoch > 0 || busy);
  const now = context.effects.nowUs();
  if (isOpen && now < consumer.closeUntilUs) {
    wakeAt(consumer, consumer.closeUntilUs);
    return;
  }
  if (membership.state === "stable" || membership.state === "joining") {
    membership.state = membership.epoch > 0 ? "leaving" : "left";
    return;
  }
  const isLeaving = membership.state === "leaving" || membership.inFlight;
  if (isLeaving && now < consumer.closeUntilUs) {
    wakeAt(consumer, consumer.closeUntilUs);
    return;
  }
  consumer.closed = true;
  context.effects.exit();
}
