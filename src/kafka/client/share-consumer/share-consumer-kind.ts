import { streams } from "../../../sim/draw.ts";
import type { Effects } from "../../../sim/effects.ts";
import type { Context } from "../../context.ts";
import { randomId } from "../../random-id.ts";
import type { ClientKind } from "../client-kinds.ts";
import type { ClientDisk, ClientMemory } from "../client-process.ts";
import { arm } from "../consumer/advance.ts";
import { newApplication } from "../consumer/application.ts";
import { consumerTimers } from "../consumer/consumer.ts";
import { consumerConfig } from "../consumer/consumer-config.ts";
import {
  consumerMetadata,
  metadataAnswered,
  tendMetadata,
} from "../consumer/consumer-metadata.ts";
import { type Asked, noteConnection } from "../consumer/consumer-network.ts";
import { coordinatorFound, groupCoordinator } from "../consumer/group-coordinator.ts";
import { purposes } from "../consumer/purposes.ts";
import { subscriptionState } from "../consumer/subscription-state.ts";
import { type InFlight, networkClient } from "../network-client.ts";
import { closeShare, runShareApplication } from "./share-application.ts";
import { type ShareConsumer, sharePurposes } from "./share-consumer.ts";
import {
  shareHeartbeatAnswered,
  shareMembership,
  tendShareMembership,
} from "./share-membership.ts";
import { type ShareSent, shareAnswered } from "./share-requests.ts";

type Disk = Extract<ClientDisk, { kind: "shareConsumer" }>;
type Memory = Extract<ClientMemory, { kind: "shareConsumer" }>;

function newShareConsumer(effects: Effects, disk: Disk): ShareConsumer {
  const given = disk.settings.config;
  const config = consumerConfig(given);
  const draw = (bound: number): number => effects.draw(streams.identity, bound);
  return {
    id: disk.id,
    config,
    client: networkClient(disk.id, consumerTimers.sweep),
    unreachable: {},
    metadata: consumerMetadata(disk.addresses),
    subscription: {
      ...subscriptionState(config.reset),
      type: "topics",
      topics: disk.topics.toSorted(),
      groupTopics: [],
    },
    coordinator: groupCoordinator(),
    app: { ...newApplication(disk.settings), lastPollUs: effects.nowUs() },
    armedUs: 0,
    wishedUs: Number.POSITIVE_INFINITY,
    closed: false,
    isExplicit: given["share.acknowledgement.mode"]?.toLowerCase() === "explicit",
    recordLimit: given["share.acquire.mode"]?.toLowerCase() === "record_limit",
    membership: shareMembership(randomId(draw)),
    sessions: [],
    buffer: [],
    held: [],
    marks: {},
    committing: "no",
    closeUntilUs: 0,
  };
}

/** After every event: heartbeats, the application, metadata, then the next wake-up. */
function advance(context: Context, consumer: ShareConsumer): void {
  if (consumer.closed) return;
  tendShareMembership(context, consumer);
  runShareApplication(context, consumer);
  if (consumer.committing === "close") {
    closeShare(context, consumer);
    if (consumer.closed) return;
    tendShareMembership(context, consumer);
  }
  if (consumer.closed) return;
  tendMetadata(context, consumer);
  arm(context, consumer);
}

function answered(
  context: Context,
  consumer: ShareConsumer,
  request: InFlight,
  body: object | null,
): void {
  const asked = request.context as Asked;
  noteConnection(context, consumer, asked.node, body === null);
  switch (request.purpose) {
    case purposes.metadata:
      metadataAnswered(context, consumer, body);
      break;
    case purposes.findCoordinator:
      coordinatorFound(context, consumer, body);
      break;
    case sharePurposes.heartbeat:
      shareHeartbeatAnswered(context, consumer, asked.about as number, body);
      break;
    default:
      shareAnswered(context, consumer, asked.about as ShareSent, body);
  }
}

/** Kafka: ConsumerUtils.DEFAULT_CLOSE_TIMEOUT_MS. */
const closeTimeoutUs = 30_000_000;

/** A share consumer's process. Kafka: KafkaShareConsumer. */
export const shareConsumerKind: ClientKind<Memory, Disk> = {
  boot: (effects, disk) => ({
    kind: "shareConsumer",
    consumer: newShareConsumer(effects, disk),
  }),
  started: (context, { consumer }) => advance(context, consumer),
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
  act: () => "a share consumer has no positions and no offsets of its own",
  resettle: (_, { consumer }, settings) => {
    consumer.app.settings = settings;
  },
  pausePolling: (context, { consumer }, until) => {
    consumer.app.pausedUntilUs =
      until === false ? 0 : (until ?? Number.POSITIVE_INFINITY);
    advance(context, consumer);
  },
  terminate: (context, { consumer }) => {
    consumer.committing = "close";
    consumer.closeUntilUs = context.effects.nowUs() + closeTimeoutUs;
    advance(context, consumer);
  },
};
