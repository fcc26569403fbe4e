import type { ConsumerView, PositionView } from "../../contract/client-view.ts";
import type { ClientDisk } from "../../kafka/client/client-process.ts";
import type { Consumer } from "../../kafka/client/consumer/consumer.ts";
import {
  type PartitionState,
  partitionLag,
} from "../../kafka/client/consumer/partition-state.ts";
import { recordInHand } from "../../kafka/client/consumer/work.ts";

type Disk = Extract<ClientDisk, { readonly kind: "consumer" }>;

function positionView(
  consumer: Consumer,
  state: PartitionState,
  nowUs: number,
): PositionView {
  const { app, commits, config } = consumer;
  const hand = app.work === null ? null : recordInHand(consumer, app.work, nowUs);
  const done = app.ledger[state.name];
  return {
    topic: state.topic,
    partition: state.partition,
    position: state.position?.offset ?? -1,
    lag: Math.max(-1, partitionLag(state, config.isReadCommitted) ?? -1),
    committed: commits.known[state.name] ?? -1,
    paused: state.paused,
    inHand: hand?.name === state.name ? hand.offset : -1,
    processed: done?.processed ?? 0,
    processedTwice: done?.twice ?? 0,
    skipped: done?.skipped ?? 0,
  };
}

function membershipView({
  membership,
}: Consumer): Pick<ConsumerView, "memberId" | "epoch" | "memberState"> {
  if (membership === null) return { memberId: "", epoch: -1, memberState: "" };
  if (membership.kind === "modern") {
    const { memberId, epoch, state } = membership;
    return { memberId, epoch, memberState: state };
  }
  const states = {
    unjoined: "unjoined",
    preparing: "preparing_rebalance",
    completing: "completing_rebalance",
    stable: "stable",
  };
  const { memberId, generationId, state } = membership;
  return { memberId, epoch: generationId, memberState: states[state] };
}

const shownTenths = 30;

/** Records processed by tenth of a second. */
export function perTenth({ app }: Pick<Consumer, "app">, nowUs: number): number[] {
  const last = Math.floor(nowUs / 100_000);
  const counts = Array.from({ length: shownTenths }, () => 0);
  for (const { tenth, count } of app.tenths) {
    const place = shownTenths - 1 - (last - tenth);
    if (place >= 0 && place < shownTenths) counts[place] = count;
  }
  return counts;
}

/** A consumer and the application around it, but for what its process does. */
export function consumerView(
  consumer: Consumer,
  disk: Disk,
  nowUs: number,
): Omit<ConsumerView, "status"> {
  const { app, subscription, config } = consumer;
  const processed = Object.values(app.ledger).reduce(
    (sum, { processed: count }) => sum + count,
    0,
  );
  return {
    id: consumer.id,
    api: "consumer",
    pollingPaused: !app.polling || app.pausedUntilUs > nowUs,
    subscription: disk.subscription,
    settings: app.settings,
    group: config.groupId,
    ...membershipView(consumer),
    consumed: app.received,
    processed,
    lastPollUs: app.lastPollUs,
    positions: subscription.order
      .toSorted((a, b) =>
        a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1,
      )
      .map((state) => positionView(consumer, state, nowUs)),
    processedPerTenth: perTenth(consumer, nowUs),
    lastError: app.lastError,
    errors: app.errors,
  };
}
