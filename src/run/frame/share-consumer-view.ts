import type { ConsumerView, PositionView } from "../../contract/client-view.ts";
import { partitionOf } from "../../kafka/client/consumer/partition-state.ts";
import { recordInHand } from "../../kafka/client/consumer/work.ts";
import { assignedPartitions } from "../../kafka/client/share-consumer/share-assignment.ts";
import type { ShareConsumer } from "../../kafka/client/share-consumer/share-consumer.ts";
import { perTenth } from "./consumer-view.ts";

/** A share consumer has no position of its own: what it holds and has done is all there is. */
function positionView(
  consumer: ShareConsumer,
  name: string,
  nowUs: number,
): PositionView {
  const { app } = consumer;
  const hand = app.work === null ? null : recordInHand(consumer, app.work, nowUs);
  const done = app.ledger[name];
  return {
    ...partitionOf(name),
    position: -1,
    lag: -1,
    committed: -1,
    paused: false,
    inHand: hand?.name === name ? hand.offset : -1,
    processed: done?.processed ?? 0,
    processedTwice: done?.twice ?? 0,
    // Records that another member has are not jumped over.
    skipped: 0,
  };
}

/** A share consumer and the application around it, but for what its process does. */
export function shareConsumerView(
  consumer: ShareConsumer,
  nowUs: number,
): Omit<ConsumerView, "status"> {
  const { app, config, membership, subscription } = consumer;
  const processed = Object.values(app.ledger).reduce(
    (sum, { processed: count }) => sum + count,
    0,
  );
  return {
    id: consumer.id,
    api: "share",
    pollingPaused: !app.polling || app.pausedUntilUs > nowUs,
    subscription: { kind: "topics", topics: subscription.topics },
    settings: app.settings,
    group: config.groupId,
    memberId: membership.memberId,
    epoch: membership.epoch,
    memberState: membership.state,
    consumed: app.received,
    processed,
    lastPollUs: app.lastPollUs,
    positions: assignedPartitions(consumer).map(({ name }) =>
      positionView(consumer, name, nowUs),
    ),
    processedPerTenth: perTenth(consumer, nowUs),
    lastError: app.lastError,
    errors: app.errors,
  };
}
