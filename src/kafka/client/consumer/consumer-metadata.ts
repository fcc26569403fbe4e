import { streams } from "../../../sim/draw.ts";
import type { Context } from "../../context.ts";
import { errors } from "../../error-codes.ts";
import { apiKeys } from "../../protocol/envelope.ts";
import type {
  MetadataRequest,
  MetadataResponse,
  MetadataResponseTopic,
} from "../../protocol/messages.ts";
import type { Address } from "../address.ts";
import { backoffUs } from "./backoff.ts";
import { type Caller, wakeAt } from "./consumer.ts";
import { askNode, isUnavailable } from "./consumer-network.ts";
import { type LeaderAndEpoch, noLeader } from "./fetch-position.ts";
import type { PartitionState } from "./partition-state.ts";
import { purposes } from "./purposes.ts";

export interface PartitionMetadata {
  leader: number;
  leaderEpoch: number;
  replicas: readonly number[];
}

export interface TopicMetadata {
  readonly id: string;
  readonly isInternal: boolean;
  readonly partitions: PartitionMetadata[];
}

/** What a consumer knows of the cluster. Kafka: ConsumerMetadata, Metadata. */
export interface ConsumerMetadata {
  /** Where each broker listens. */
  readonly addresses: readonly Address[];
  topics: Record<string, TopicMetadata>;
  racks: Record<number, string>;
  /** Node ids that the last answer listed. */
  alive: number[];
  /** Counts answers. Kafka: Metadata.updateVersion. */
  version: number;
  /** Kafka: Metadata.requestUpdate. */
  needed: boolean;
  busy: boolean;
  /** Topics that the request in flight is about; null for all. */
  asked: readonly string[] | null;
  refreshedUs: number;
  notBeforeUs: number;
  attempts: number;
  /** Topics that were not there, or refused, in the last answer, with the error. */
  missing: Record<string, number>;
}

export const consumerMetadata = (addresses: readonly Address[]): ConsumerMetadata => ({
  addresses,
  topics: {},
  racks: {},
  alive: [],
  version: 0,
  needed: false,
  busy: false,
  asked: [],
  refreshedUs: 0,
  notBeforeUs: 0,
  attempts: 0,
  missing: {},
});

const metadataVersion = 13;
const zeroId = "AAAAAAAAAAAAAAAAAAAAAA";

/** The leader of a partition as far as it is known. Kafka: Metadata.currentLeader. */
export function currentLeader(
  { topics }: ConsumerMetadata,
  topic: string,
  partition: number,
): LeaderAndEpoch {
  return topics[topic]?.partitions[partition] ?? noLeader;
}

/** Kafka: Metadata.requestUpdate. */
export function requestUpdate(metadata: ConsumerMetadata): void {
  metadata.needed = true;
}

/** Any broker that can be asked. Kafka: NetworkClient.leastLoadedNode. */
export function anyNode(context: Context, consumer: Caller): Address | undefined {
  const { metadata } = consumer;
  const now = context.effects.nowUs();
  const usable = metadata.addresses.filter(
    ({ nodeId }) =>
      !isUnavailable(consumer, nodeId, now) &&
      (metadata.alive.length === 0 || metadata.alive.includes(nodeId)),
  );
  const all = usable.length > 0 ? usable : metadata.addresses;
  return all[context.effects.draw(streams.metadataNode, all.length)];
}

/** Topics to ask for; null for all. Kafka: ConsumerMetadata.newMetadataRequestBuilder. */
function wantedTopics({ subscription }: Caller): string[] | null {
  if (subscription.type === "pattern" || subscription.type === "serverPattern")
    return null;
  return [...new Set([...subscription.topics, ...subscription.groupTopics])];
}

/** Asks for metadata when something asked for it, or when it is too old. Kafka: DefaultMetadataUpdater.maybeUpdate. */
export function tendMetadata(context: Context, consumer: Caller): void {
  const { metadata, config } = consumer;
  if (metadata.busy) return;
  const now = context.effects.nowUs();
  const oldUs = metadata.refreshedUs + config.metadataMaxAgeUs;
  const dueUs = metadata.needed || metadata.version === 0 ? 0 : oldUs;
  const atUs = Math.max(dueUs, metadata.notBeforeUs);
  const { subscription } = consumer;
  const isIdle = subscription.topics.length === 0 && subscription.pattern === "";
  if (isIdle && !metadata.needed) return;
  if (atUs > now) {
    wakeAt(consumer, atUs);
    return;
  }
  const topics = wantedTopics(consumer);
  const target = anyNode(context, consumer);
  if (target === undefined) return;
  metadata.busy = true;
  metadata.asked = topics;
  const body: MetadataRequest = {
    topics: topics === null ? null : topics.map((name) => ({ topicId: zeroId, name })),
    allowAutoTopicCreation: config.autoCreatesTopics && topics !== null,
    includeClusterAuthorizedOperations: false,
    includeTopicAuthorizedOperations: false,
  };
  askNode(context, consumer, target.nodeId, {
    api: apiKeys.Metadata,
    version: metadataVersion,
    body,
    purpose: purposes.metadata,
    context: null,
  });
}

/** The answer; null when the connection was lost. Kafka: Metadata.update. */
export function metadataAnswered(
  context: Context,
  consumer: Caller,
  body: object | null,
): void {
  const { metadata, config } = consumer;
  const now = context.effects.nowUs();
  metadata.busy = false;
  if (body === null) {
    metadata.needed = true;
    metadata.notBeforeUs = now + backoffUs(context, config, metadata.attempts++);
    return;
  }
  const answer = body as MetadataResponse;
  metadata.attempts = 0;
  metadata.refreshedUs = now;
  metadata.notBeforeUs = now + config.retryBackoffUs;
  metadata.version++;
  metadata.alive = answer.brokers.map(({ nodeId }) => nodeId);
  metadata.racks = Object.fromEntries(
    answer.brokers.map(({ nodeId, rack }) => [nodeId, rack ?? ""]),
  );
  metadata.needed = takeTopics(metadata, answer.topics);
}

/** True when something is missing, so that one should ask again. */
function takeTopics(
  metadata: ConsumerMetadata,
  topics: readonly MetadataResponseTopic[],
): boolean {
  let incomplete = false;
  const before = metadata.topics;
  metadata.topics = {};
  metadata.missing = {};
  for (const topic of topics) {
    const name = topic.name ?? "";
    if (topic.errorCode !== 0) {
      metadata.missing[name] = topic.errorCode;
      if (topic.errorCode !== errors.INVALID_TOPIC_EXCEPTION) incomplete = true;
      continue;
    }
    const known = before[name];
    const kept = known?.id === topic.topicId ? known.partitions : [];
    const partitions: PartitionMetadata[] = [];
    for (const {
      partitionIndex,
      leaderId,
      leaderEpoch,
      replicaNodes,
    } of topic.partitions) {
      const old = kept[partitionIndex];
      // What is older than what is known is not believed. Kafka: Metadata.updateLatestMetadata.
      const isOld = old !== undefined && leaderEpoch < old.leaderEpoch;
      partitions[partitionIndex] = isOld
        ? old
        : { leader: leaderId, leaderEpoch, replicas: replicaNodes };
      if (leaderId < 0) incomplete = true;
    }
    metadata.topics[name] = {
      id: topic.topicId,
      isInternal: topic.isInternal,
      partitions,
    };
  }
  return incomplete;
}

/** The leader changed, as a response of it said. Kafka: Metadata.updatePartitionLeadership. */
export function takeLeader(
  metadata: ConsumerMetadata,
  state: PartitionState,
  { leader, leaderEpoch }: LeaderAndEpoch,
): boolean {
  const known = metadata.topics[state.topic]?.partitions[state.partition];
  if (known === undefined || leader < 0 || leaderEpoch <= known.leaderEpoch) return false;
  known.leader = leader;
  known.leaderEpoch = leaderEpoch;
  return true;
}

/** Name of a topic by its id; undefined when it is not known. Kafka: Metadata.topicNames. */
export function topicNameOf(
  { topics }: ConsumerMetadata,
  id: string,
): string | undefined {
  for (const name in topics) if (topics[name]?.id === id) return name;
  return undefined;
}
