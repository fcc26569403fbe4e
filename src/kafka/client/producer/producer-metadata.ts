import { streams } from "../../../sim/draw.ts";
import type { Context } from "../../context.ts";
import { errors } from "../../error-codes.ts";
import { apiKeys } from "../../protocol/envelope.ts";
import type { Address } from "../address.ts";
import { ask, channelTo } from "../network-client.ts";
import { knownTopic, zeroId } from "./known-topics.ts";
import { type Producer, producerPurposes, producerTimers } from "./producer.ts";
import {
  arrangeByNode,
  partitionQueue,
  setLeader,
  topicQueues,
} from "./record-accumulator.ts";
import { exponentialBackoff } from "./reenqueue.ts";

const metadataVersion = 13;

/** A broker that is thought to be alive. Kafka: NetworkClient.leastLoadedNode. */
export function anyNode({ effects }: Context, producer: Producer): Address | undefined {
  const { addresses, alive } = producer.metadata;
  const known = addresses.filter(
    ({ nodeId }) => alive.length === 0 || alive.includes(nodeId),
  );
  return known[effects.draw(streams.metadataNode, known.length)];
}

/** Asks for metadata if that is wanted, or when it may be. Kafka: NetworkClient.DefaultMetadataUpdater.maybeUpdate. */
export function refreshMetadata(context: Context, producer: Producer): void {
  const { metadata, config, client } = producer;
  if (metadata.refreshing) return;
  const { effects } = context;
  const now = effects.nowUs();
  const first = metadata.lastRefreshUs === 0;
  const waitUs = metadata.wanted ? backoffUs(context, producer) : config.metadataMaxAgeUs;
  const dueUs = first && metadata.wanted ? now : metadata.lastRefreshUs + waitUs;
  if (dueUs > now) {
    armRefresh(context, producer, dueUs);
    return;
  }
  const target = anyNode(context, producer);
  if (target === undefined || metadata.topics.length === 0) return;
  metadata.refreshing = true;
  metadata.wanted = false;
  ask(effects, client, channelTo(client, target.nodeId, target.process), {
    api: apiKeys.Metadata,
    version: metadataVersion,
    body: {
      topics: metadata.topics.map(({ name }) => ({ topicId: zeroId, name })),
      allowAutoTopicCreation: true,
      includeTopicAuthorizedOperations: false,
    },
    purpose: producerPurposes.metadata,
    context: null,
    timeoutUs: config.requestTimeoutUs,
    bytes: 0,
    answered: true,
  });
}

/** Kafka: Metadata.timeToAllowUpdate. */
function backoffUs({ effects }: Context, { metadata, config }: Producer): number {
  if (metadata.fruitless === 0) return config.retryBackoffUs;
  const { retryBackoffUs, retryBackoffMaxUs } = config;
  const limits = { initialUs: retryBackoffUs, maxUs: retryBackoffMaxUs };
  return exponentialBackoff(limits, metadata.fruitless - 1, (bound) =>
    effects.draw(streams.backoff, bound),
  );
}

function armRefresh({ effects }: Context, { metadata }: Producer, dueUs: number): void {
  if (metadata.timerUs !== 0 && metadata.timerUs <= dueUs) return;
  metadata.timerUs = dueUs;
  effects.after(dueUs - effects.nowUs(), producerTimers.refresh, dueUs);
}

interface MetadataBody {
  readonly brokers: readonly { readonly nodeId: number }[];
  readonly topics: readonly {
    readonly name: string;
    readonly errorCode: number;
    readonly topicId: string;
    readonly partitions: readonly {
      readonly partitionIndex: number;
      readonly leaderId: number;
      readonly leaderEpoch: number;
    }[];
  }[];
}

/** Takes an answer in; null when it was lost. Kafka: Metadata.update. */
export function metadataAnswered(
  { effects }: Context,
  producer: Producer,
  body: object | null,
): void {
  const { metadata } = producer;
  metadata.refreshing = false;
  metadata.lastRefreshUs = effects.nowUs();
  const answer = body as MetadataBody | null;
  let useful = false;
  if (answer === null) {
    metadata.alive = [];
    metadata.wanted = true;
  } else {
    metadata.alive = answer.brokers.map(({ nodeId }) => nodeId);
    for (const told of answer.topics) if (learnTopic(producer, told)) useful = true;
    arrangeByNode(producer.sender.accumulator);
  }
  metadata.fruitless = useful ? 0 : metadata.fruitless + 1;
}

/** Whether anything of it was news. Leaders are never older than what was known before, partition by partition. */
function learnTopic(
  { metadata, sender }: Producer,
  told: MetadataBody["topics"][number],
): boolean {
  const topic = knownTopic(metadata, told.name);
  if (told.errorCode !== 0) {
    metadata.wanted = told.errorCode !== errors.INVALID_TOPIC_EXCEPTION;
    return false;
  }
  const queues = topicQueues(sender.accumulator, told.name);
  let news = !topic.known;
  const isOther = topic.id !== told.topicId;
  topic.id = told.topicId;
  topic.known = true;
  for (const { partitionIndex, leaderId, leaderEpoch } of told.partitions) {
    const queue = partitionQueue(queues, partitionIndex);
    if (!isOther && leaderEpoch < queue.leaderEpoch) continue;
    if (queue.leader !== leaderId || queue.leaderEpoch !== leaderEpoch) news = true;
    setLeader(queue, leaderId, leaderEpoch);
  }
  return news;
}
