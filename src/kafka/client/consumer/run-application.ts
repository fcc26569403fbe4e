import type { Context } from "../../context.ts";
import { countError } from "./application.ts";
import type { CallResult, ConsumerCall } from "./call.ts";
import { stepCall } from "./calls.ts";
import { commitAsync } from "./commits.ts";
import { type Consumer, wakeAt } from "./consumer.ts";
import { currentLeader } from "./consumer-metadata.ts";
import type { Delivered } from "./fetch-collector.ts";
import { fetchPosition } from "./fetch-position.ts";
import { note } from "./note.ts";
import { noteRecords } from "./note-records.ts";
import { seekUnvalidated } from "./partition-state.ts";
import { allConsumed } from "./subscription-state.ts";
import { tell } from "./tell.ts";
import { beginWork, readSlice, skipRecord, stepWork, type Worked } from "./work.ts";

/** A poll that nothing but what it waits for ends. */
const endlessPoll: ConsumerCall = { kind: "poll", untilUs: Number.POSITIVE_INFINITY };

/** Lets the application go on as far as it can now. */
export function runApplication(context: Context, consumer: Consumer): void {
  while (!consumer.closed) {
    if (consumer.call === null && !next(context, consumer)) return;
    const { call } = consumer;
    if (call === null) continue;
    const result = stepCall(context, consumer, call);
    if (result === null) {
      if (!yields(consumer, call)) return;
      consumer.call = null;
      continue;
    }
    consumer.call = null;
    finished(context, consumer, call, result);
  }
}

/** A poll that waits gives way to what is asked for; a callback that runs does not. */
const yields = ({ app, running }: Consumer, call: ConsumerCall): boolean =>
  isOwnPoll(call) && running === null && isInterrupted(app);

/** A poll of the loop's own. */
const isOwnPoll = (call: ConsumerCall): boolean =>
  call.kind === "poll" && call.untilUs === Number.POSITIVE_INFINITY;

const isInterrupted = (app: Consumer["app"]): boolean =>
  app.requested !== null || !app.polling || app.pausedUntilUs > 0;

/** Chooses what the application calls next; false when it calls nothing now. */
function next(context: Context, consumer: Consumer): boolean {
  const { app } = consumer;
  const now = context.effects.nowUs();
  if (app.work !== null && !goOn(context, consumer)) return false;
  if (consumer.call !== null) return true;
  // Every poll begins with a look at what the background has for the application.
  if (consumer.membership?.kind === "modern") consumer.membership.nextLookUs = 0;
  if (app.requested !== null) {
    consumer.call = app.requested;
    app.requested = null;
    return true;
  }
  if (app.pausedUntilUs > now) {
    wakeAt(consumer, app.pausedUntilUs);
    return false;
  }
  app.pausedUntilUs = 0;
  if (!app.polling) return false;
  app.lastPollUs = now;
  consumer.call = endlessPoll;
  return true;
}

/** What a method returned goes to who wanted it; what a poll returned is worked on. */
function finished(
  context: Context,
  consumer: Consumer,
  call: ConsumerCall,
  result: CallResult,
): void {
  const { app } = consumer;
  const isOwn = isOwnPoll(call);
  app.lastPollUs = context.effects.nowUs();
  if (result.thrown !== null) {
    countError(app, result.thrown.exception);
    tell(context, consumer).thrown(result.thrown.exception);
    if (call.kind === "poll") note(consumer, { kind: "thrown", thrown: result.thrown });
    // An exception that nobody catches ends the loop.
    if (isOwn) app.polling = false;
  }
  if (call.kind === "poll" && result.delivered.length > 0)
    received(consumer, result.delivered);
  if (isOwn) {
    if (result.delivered.length > 0) startWork(context, consumer, result.delivered);
  } else if (app.committing) app.committing = false;
  else app.result = result;
  if (call.kind === "close") context.effects.exit();
}

function received(consumer: Consumer, delivered: readonly Delivered[]): void {
  const { app } = consumer;
  app.lastError = "";
  for (const { slices } of delivered)
    for (const slice of slices) {
      app.received += slice.count;
      app.checksum = (app.checksum + readSlice(slice)) | 0;
    }
  noteRecords(consumer, delivered);
}

/** Begins with what a poll returned; an application may commit before it does. */
function startWork(
  context: Context,
  consumer: Consumer,
  delivered: readonly Delivered[],
): void {
  const { app } = consumer;
  app.work = beginWork(context, consumer, delivered);
  if (app.settings.commit === "syncBefore") callCommit(context, consumer);
  if (app.settings.commit === "asyncBefore")
    commitAsync(context, consumer, {
      offsets: allConsumed(consumer.subscription),
      isUsers: true,
    });
}

function callCommit(context: Context, consumer: Consumer): void {
  consumer.app.committing = true;
  consumer.call = {
    kind: "commitSync",
    offsets: null,
    untilUs: context.effects.nowUs() + consumer.config.defaultApiTimeoutUs,
    task: null,
  };
}

/** True when the work is through, or another call comes first. */
function goOn(context: Context, consumer: Consumer): boolean {
  const { app } = consumer;
  while (app.work !== null) {
    const worked = stepWork(context, consumer, app.work);
    if (worked.kind === "working") {
      wakeAt(consumer, worked.untilUs);
      return false;
    }
    if (worked.kind === "failed") failed(context, consumer, worked);
    else {
      app.work = null;
      const { commit } = app.settings;
      if (commit === "syncAfter") callCommit(context, consumer);
      if (commit === "asyncAfter")
        commitAsync(context, consumer, {
          offsets: allConsumed(consumer.subscription),
          isUsers: true,
        });
    }
    if (consumer.closed) return false;
  }
  return true;
}

/** The application cannot process a record. */
function failed(
  context: Context,
  consumer: Consumer,
  { name, offset }: Extract<Worked, { kind: "failed" }>,
): void {
  const { app, subscription, metadata } = consumer;
  const { onFailure } = app.settings;
  tell(context, consumer).processingFailed(name, offset, onFailure);
  if (onFailure === "crash") {
    consumer.closed = true;
    context.effects.exit();
    return;
  }
  if (app.work === null) return;
  if (onFailure === "skip") {
    skipRecord(context, consumer, app.work);
    return;
  }
  // What follows in the same poll is read again too: it seeks back to the first record of each partition that is not done.
  const { slices, at } = app.work;
  const back: Record<string, number> = { [name]: offset };
  for (const { name: other, slice } of slices.slice(at + 1))
    back[other] ??= slice.entry.baseOffset + slice.first;
  for (const each in back) {
    const state = subscription.byName[each];
    if (state === undefined) continue;
    const leader = currentLeader(metadata, state.topic, state.partition);
    seekUnvalidated(state, fetchPosition(back[each] ?? 0, -1, leader));
  }
  app.work = null;
}
