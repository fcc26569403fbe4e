import { streams } from "../../../sim/draw.ts";
import type { Effects } from "../../../sim/effects.ts";
import type { Context } from "../../context.ts";
import { randomId } from "../../random-id.ts";
import type { ClientKind } from "../client-kinds.ts";
import type { ClientDisk, ClientMemory } from "../client-process.ts";
import { type InFlight, networkClient } from "../network-client.ts";
import { advance } from "./advance.ts";
import { newApplication } from "./application.ts";
import { offsetsAnswered } from "./calls.ts";
import { beginReading } from "./change-subscription.ts";
import { heartbeatAnswered } from "./classic-heartbeat.ts";
import { joinAnswered, syncAnswered } from "./classic-join.ts";
import { classicMembership } from "./classic-membership.ts";
import { commitAnswered } from "./commit-request.ts";
import { newCommits } from "./commit-task.ts";
import { committedAnswered } from "./committed-offsets.ts";
import { type Consumer, consumerTimers } from "./consumer.ts";
import { actOn, closeLater } from "./consumer-act.ts";
import { consumerConfig } from "./consumer-config.ts";
import { consumerMetadata, metadataAnswered } from "./consumer-metadata.ts";
import { type Asked, noteConnection } from "./consumer-network.ts";
import { fetchBuffer } from "./fetch-buffer.ts";
import { fetchAnswered } from "./fetcher.ts";
import { coordinatorFound, groupCoordinator } from "./group-coordinator.ts";
import { quickListener } from "./listener.ts";
import { modernAnswered } from "./modern-heartbeat.ts";
import { modernMembership } from "./modern-membership.ts";
import { offsetLookups, resetAnswered, validationAnswered } from "./offset-lookups.ts";
import { purposes } from "./purposes.ts";
import { subscriptionState } from "./subscription-state.ts";
import { tell } from "./tell.ts";

type Disk = Extract<ClientDisk, { kind: "consumer" }>;
type Memory = Extract<ClientMemory, { kind: "consumer" }>;

function newConsumer(effects: Effects, disk: Disk): Consumer {
  const config = consumerConfig(disk.settings.config);
  const draw = (bound: number): number => effects.draw(streams.identity, bound);
  const membership =
    config.groupId === ""
      ? null
      : config.isConsumerProtocol
        ? modernMembership(randomId(draw))
        : classicMembership();
  return {
    id: disk.id,
    config,
    client: networkClient(disk.id, consumerTimers.sweep),
    unreachable: {},
    metadata: consumerMetadata(disk.addresses),
    subscription: subscriptionState(config.reset),
    buffer: fetchBuffer(),
    sessions: [],
    lookups: offsetLookups(),
    coordinator: groupCoordinator(),
    membership,
    commits: {
      ...newCommits(),
      nextAutoUs: effects.nowUs() + config.autoCommitIntervalUs,
    },
    listener: null,
    running: null,
    call: null,
    app: newApplication(disk.settings),
    notes: null,
    armedUs: 0,
    wishedUs: Number.POSITIVE_INFINITY,
    closed: false,
  };
}

/** Whoever drives the consumer calls its methods and reads what happens. */
function drive(consumer: Consumer): void {
  consumer.app.polling = false;
  consumer.listener = quickListener;
  consumer.notes = [];
}

function answered(
  context: Context,
  consumer: Consumer,
  request: InFlight,
  body: object | null,
): void {
  const asked = request.context as Asked;
  noteConnection(context, consumer, asked.node, body === null);
  switch (request.purpose) {
    case purposes.metadata:
      return metadataAnswered(context, consumer, body);
    case purposes.fetch:
      return fetchAnswered(context, consumer, asked, body);
    case purposes.listOffsets:
      return (asked.about as { readonly kind: string }).kind === "call"
        ? offsetsAnswered(consumer, asked, body)
        : resetAnswered(context, consumer, asked, body);
    case purposes.offsetsForEpoch:
      return validationAnswered(context, consumer, asked, body);
    case purposes.findCoordinator:
      return coordinatorFound(context, consumer, body);
    case purposes.commit:
      return commitAnswered(context, consumer, asked, body);
    case purposes.committed:
      return committedAnswered(context, consumer, asked, body);
    case purposes.modernHeartbeat:
      return modernAnswered(context, consumer, asked.about as number, body);
    default:
      return memberAnswered(context, consumer, request, body);
  }
}

function memberAnswered(
  context: Context,
  consumer: Consumer,
  request: InFlight,
  body: object | null,
): void {
  const asked = request.context as Asked;
  const { membership } = consumer;
  if (request.purpose === purposes.join) {
    // While the application is elsewhere nobody reads the answer: the heartbeat thread is off during a join.
    if (consumer.call === null && membership?.kind === "classic")
      membership.stashed = { about: asked.about, body };
    else joinAnswered(context, consumer, asked, body);
  } else if (request.purpose === purposes.sync)
    syncAnswered(context, consumer, asked, body);
  else if (request.purpose === purposes.heartbeat)
    heartbeatAnswered(context, consumer, asked, body);
}

/** Kafka: Consumer.DEFAULT_CLOSE_TIMEOUT_MS. */
const closeTimeoutUs = 30_000_000;

/** A consumer's process. Kafka: KafkaConsumer. */
export const consumerKind: ClientKind<Memory, Disk> = {
  boot: (effects, disk) => ({
    kind: "consumer",
    consumer: newConsumer(effects, disk),
    subscription: disk.driven === true ? null : disk.subscription,
  }),
  started: (context, { consumer, subscription }) => {
    tell(context, consumer).started();
    if (subscription === null) drive(consumer);
    else beginReading(context, consumer, subscription);
    advance(context, consumer);
  },
  network: ({ consumer }) => consumer.client,
  answered: (context, { consumer }, request, body) => {
    answered(context, consumer, request, body);
    advance(context, consumer);
  },
  timer: (context, { consumer }, kind, argument) => {
    if (kind !== consumerTimers.wake || consumer.armedUs !== argument) return;
    consumer.armedUs = 0;
    advance(context, consumer);
  },
  act: (context, { consumer }, act) => {
    const why = actOn(context, consumer, act);
    advance(context, consumer);
    return why;
  },
  resettle: (_, { consumer }, settings) => {
    consumer.app.settings = settings;
  },
  pausePolling: (context, { consumer }, until) => {
    consumer.app.pausedUntilUs =
      until === false ? 0 : (until ?? Number.POSITIVE_INFINITY);
    advance(context, consumer);
  },
  terminate: (context, { consumer }) => {
    closeLater(context, consumer, { choice: "default", timeoutUs: closeTimeoutUs });
    advance(context, consumer);
  },
};
