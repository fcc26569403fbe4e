import { appended } from "../../../base/appended.ts";
import { streams } from "../../../sim/draw.ts";
import type { ErrorName } from "../../../terms/errors.ts";
import { apiKeys } from "../../protocol/envelope.ts";
import type { RecordBatch, Records } from "../../protocol/record-batch.ts";
import { ask, type Channel, channelTo } from "../network-client.ts";
import { batchDone, flushed } from "./batch-done.ts";
import { completeBatch } from "./complete-batch.ts";
import { knownTopic } from "./known-topics.ts";
import { type NodeState, type Producer, producerPurposes } from "./producer.ts";
import { closeBatch, type ProducerBatch } from "./producer-batch.ts";
import { nameOf, type ProducerHost, tell } from "./producer-host.ts";
import { anyNode } from "./producer-metadata.ts";
import { topicQueues } from "./record-accumulator.ts";
import type { SenderPort } from "./sender.ts";

const produceVersion = 13;
const initProducerIdVersion = 6;

/** What is kept of a produce request until its answer. */
export interface SentProduce {
  readonly node: number;
  readonly batches: readonly ProducerBatch[];
  readonly sentUs: number;
}

const nodeState = ({ nodes }: Producer, id: number): NodeState => {
  for (const node of nodes) if (node.id === id) return node;
  const made = { id, failures: 0, retryAtUs: 0, throttledUntilUs: 0 };
  nodes.push(made);
  return made;
};

function channelOf({ client, metadata }: Producer, node: number): Channel | undefined {
  for (const { nodeId, process } of metadata.addresses)
    if (nodeId === node) return channelTo(client, node, process);
  return undefined;
}

/** Kafka: NetworkClient.ready, canSendRequest. A first request is not held back until its connection is up. */
function isReady({ context, producer }: ProducerHost, node: number): boolean {
  const channel = channelOf(producer, node);
  if (channel === undefined) return false;
  const { retryAtUs, throttledUntilUs } = nodeState(producer, node);
  const now = context.effects.nowUs();
  const silentUntilUs =
    channel.connection === 0 ? Math.max(retryAtUs, throttledUntilUs) : throttledUntilUs;
  if (silentUntilUs > now)
    producer.nodesWakeUs = Math.min(producer.nodesWakeUs, silentUntilUs);
  return silentUntilUs <= now && channel.inFlight.length < producer.config.maxInFlight;
}

/** Kafka: Sender.sendProduceRequest. */
function send(host: ProducerHost, node: number, batches: readonly ProducerBatch[]): void {
  const { context, producer } = host;
  const { client, config, metadata } = producer;
  const channel = channelOf(producer, node);
  if (channel === undefined) return;
  let bytes = 0;
  let topicData: TopicData[] = [];
  for (const batch of batches) {
    // A sequence that was rewritten while the batch was on its way here changes what is sent.
    const sent = batch.sent ?? closeBatch(batch);
    bytes += sent.sizeInBytes;
    topicData = withPartition(topicData, producer, batch, sent);
    tellSent(host, batch, node, channel.inFlight.length + 1);
  }
  const answered = config.acks !== 0;
  const sentUs = context.effects.nowUs();
  const given: SentProduce = { node, batches, sentUs };
  ask(context.effects, client, channel, {
    api: apiKeys.Produce,
    version: produceVersion,
    body: {
      transactionalId: null,
      acks: config.acks,
      timeoutMs: config.requestTimeoutUs / 1000,
      topicData,
    },
    purpose: producerPurposes.produce,
    context: given,
    timeoutUs: config.requestTimeoutUs,
    bytes,
    answered,
  });
  if (answered || metadata.addresses.length === 0) return;
  for (const batch of batches) answerBatch(host, batch, { error: "NONE" });
}

interface TopicData {
  readonly name: string;
  readonly topicId: string;
  partitionData: { readonly index: number; readonly records: Records }[];
}

function withPartition(
  topicData: TopicData[],
  { metadata }: Producer,
  { topic, partition }: ProducerBatch,
  batch: RecordBatch,
): TopicData[] {
  const stored = { immutable: true, baseOffset: 0, leaderEpoch: -1, batch } as const;
  const data = { index: partition, records: [stored] };
  for (const known of topicData)
    if (known.name === topic) {
      known.partitionData = appended(known.partitionData, data);
      return topicData;
    }
  const { id } = knownTopic(metadata, topic);
  return appended(topicData, { name: topic, topicId: id, partitionData: [data] });
}

const tellSent = (
  host: ProducerHost,
  batch: ProducerBatch,
  node: number,
  inFlight: number,
): void =>
  tell(host, () => {
    const { producerId, producerEpoch: epoch, baseSequence, attempts } = batch;
    const { sender, config } = host.producer;
    const { partitions } = topicQueues(sender.accumulator, batch.topic);
    return {
      kind: "sent",
      batch: nameOf(batch),
      producerId,
      epoch,
      baseSequence,
      attempts,
      node,
      inFlight,
      partitions: config.ignoresKeys ? -1 : partitions.length,
    };
  });

/** What is said of one batch; `NONE` without an offset for acks=0. */
interface Answer {
  readonly error: ErrorName;
  readonly baseOffset?: number;
  readonly logStartOffset?: number;
}

/** Hands an answer to the sender, and tells what it made of it. */
export function answerBatch(
  host: ProducerHost,
  batch: ProducerBatch,
  { error, baseOffset = -1, logStartOffset = -1 }: Answer,
): void {
  const { context, producer } = host;
  const { sender } = producer;
  const { attempts } = batch;
  const nowUs = context.effects.nowUs();
  const firstNew = sender.accumulator.nextNumber;
  const answer = { error, baseOffset, logStartOffset };
  completeBatch(sender, port, host, { batch, answer, nowUs });
  if (error === "NONE") return;
  producer.figures.lastError = error;
  const { clients } = context.probe;
  if (batch.attempts > attempts)
    clients.producer(producer.id, { kind: "retried", batch: nameOf(batch), error });
  const parts = sender.accumulator.nextNumber - firstNew;
  if (parts > 0) {
    // Its parts are full and go out at once: a flush need not wait for them.
    if (batch.number < producer.flushBefore) flushed(host);
    const into = Array.from({ length: parts }, (_, i) => firstNew + i);
    clients.producer(producer.id, { kind: "split", batch: nameOf(batch), into });
  }
}

/** Kafka: Sender.maybeSendAndPollTransactionalRequest with an InitProducerIdHandler. */
function askProducerId({ context, producer }: ProducerHost): number {
  const { effects } = context;
  const waitUs = producer.initAtUs - effects.nowUs();
  if (waitUs > 0) return waitUs;
  const target = anyNode(context, producer);
  if (target === undefined) return producer.config.retryBackoffUs;
  ask(
    effects,
    producer.client,
    channelTo(producer.client, target.nodeId, target.process),
    {
      api: apiKeys.InitProducerId,
      version: initProducerIdVersion,
      body: {
        transactionalId: null,
        transactionTimeoutMs: 2147483647,
        producerId: -1,
        producerEpoch: -1,
        enable2Pc: false,
        keepPreparedTxn: false,
      },
      purpose: producerPurposes.producerId,
      context: null,
      timeoutUs: producer.config.requestTimeoutUs,
      bytes: 0,
      answered: true,
    },
  );
  return 0;
}

/** The simulated producer's own hands. */
export const port: SenderPort<ProducerHost> = {
  isReady,
  send,
  askProducerId,
  metadataWanted: ({ producer }) => {
    producer.metadata.wanted = true;
  },
  completed: batchDone,
  draw:
    ({ context }) =>
    (bound) =>
      context.effects.draw(streams.backoff, bound),
};

/** A connection to a node is gone: the next try waits. Kafka: ClusterConnectionStates.updateReconnectBackoff. */
export function nodeFailed({ context, producer }: ProducerHost, id: number): void {
  const node = nodeState(producer, id);
  const { effects } = context;
  const waitUs = Math.min(50_000 * 2 ** Math.min(node.failures, 10), 1_000_000);
  const jitter = effects.draw(streams.backoff, 401) - 200;
  node.failures++;
  node.retryAtUs = effects.nowUs() + Math.floor((waitUs * (1000 + jitter)) / 1000);
  producer.metadata.wanted = true;
}

/** It answered; a throttled client leaves it alone for a while (KIP-219). */
export function nodeAnswered(
  { context, producer }: ProducerHost,
  id: number,
  throttleTimeMs: number,
): void {
  const node = nodeState(producer, id);
  node.failures = 0;
  if (throttleTimeMs > 0)
    node.throttledUntilUs = context.effects.nowUs() + throttleTimeMs * 1000;
}
