import { consumerConfig } from "./client-config.ts";
import type { ClientKind } from "./client-kinds.ts";
import type { ClientDisk, ClientMemory } from "./client-process.ts";
import {
  clusterView,
  metadataMaxAgeUs,
  refresh,
  refreshed,
  retryBackoffUs,
} from "./cluster-view.ts";
import { consumerPurposes, consumerTimers, type Position } from "./consumer.ts";
import { fetchAnswered, offsetAnswered, openPositions, poll } from "./consumer-poll.ts";
import { networkClient } from "./network-client.ts";

type Disk = Extract<ClientDisk, { kind: "consumer" }>;
type Memory = Extract<ClientMemory, { kind: "consumer" }>;

/** Until members of groups are here, every consumer reads partitions that it assigns itself. */
function topicOf({ subscription }: Disk): string {
  if (subscription.kind === "assign") return subscription.topic;
  return subscription.kind === "topics" ? (subscription.topics[0] ?? "") : "";
}

/** A consumer's process. Kafka: KafkaConsumer. */
export const consumerKind: ClientKind<Memory, Disk> = {
  boot: (_, disk) => ({
    kind: "consumer",
    consumer: {
      id: disk.id,
      settings: disk.settings,
      config: consumerConfig(disk.settings.config),
      client: networkClient(disk.id, consumerTimers.sweep),
      view: clusterView(disk.addresses, topicOf(disk)),
      assigned: disk.subscription.kind === "assign" ? disk.subscription.partitions : null,
      positions: [],
      sessions: [],
      consumed: 0,
      checksum: 0,
      wakeUs: 0,
      lastError: "",
      stopped: false,
    },
  }),
  started: ({ effects }, { consumer }) =>
    refresh(effects, consumer.client, consumer.view, consumerPurposes.metadata),
  network: ({ consumer }) => consumer.client,
  answered: (context, { consumer }, request, body) => {
    switch (request.purpose) {
      case consumerPurposes.fetch:
        fetchAnswered(context, consumer, request.context as number, body);
        break;
      case consumerPurposes.offsets:
        offsetAnswered(context, consumer, request.context as Position, body);
        break;
      default: {
        const complete = refreshed(context.effects, consumer.view, body);
        openPositions(consumer);
        context.effects.after(
          complete ? metadataMaxAgeUs : retryBackoffUs,
          consumerTimers.refresh,
          consumer.view.lastRefreshUs,
        );
        poll(context, consumer);
      }
    }
  },
  timer: (context, { consumer }, kind, argument) => {
    if (kind === consumerTimers.wake && consumer.wakeUs === argument) {
      consumer.wakeUs = 0;
      poll(context, consumer);
    } else if (
      kind === consumerTimers.refresh &&
      consumer.view.lastRefreshUs === argument
    )
      refresh(context.effects, consumer.client, consumer.view, consumerPurposes.metadata);
  },
};
