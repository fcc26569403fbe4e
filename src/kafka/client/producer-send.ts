import { appended } from "../../base/appended.ts";
import { errorName, errorOfCode } from "../../terms/errors.ts";
import type { Context } from "../context.ts";
import { apiKeys } from "../protocol/envelope.ts";
import type { Records } from "../protocol/record-batch.ts";
import { silentReport } from "../report.ts";
import { closeBatch } from "./accumulator.ts";
import { type Address, leaderAddress, refresh, retryBackoffUs } from "./cluster-view.ts";
import { ask, channelTo } from "./network-client.ts";
import {
  countAcked,
  type PartitionQueue,
  type Producer,
  producerPurposes,
  producerTimers,
  type QueuedBatch,
} from "./producer.ts";

const produceVersion = 13;
/** NETWORK_EXCEPTION: the connection was lost before an answer came. */
const networkException = 13;
/** Kafka's `retry.backoff.max.ms`. */
const retryBackoffMaxUs = 1_000_000;

/** Batches of one request: at most one a partition. */
type Drained = readonly QueuedBatch[];

/** What goes to one leader with the next request. */
interface Draining {
  readonly leader: Address;
  batches: QueuedBatch[];
}

/**
 * Sends what is ready and arms the next look, at the latest when the first batch that cannot be sent expires.
 * Kafka: Sender.sendProducerData, RecordAccumulator.nextExpiryTimeMs.
 */
export function pumpSender(context: Context, producer: Producer): void {
  const { effects } = context;
  const now = effects.nowUs();
  const { config, view } = producer;
  const lingerUs = config.lingerMs * 1000;
  let wakeUs = Number.POSITIVE_INFINITY;
  let draining = nothing;
  for (let partition = 0; partition < producer.queues.length; partition++) {
    const queue = producer.queues[partition];
    if (queue === undefined) continue;
    expire(context, producer, queue);
    if (queue.queue.length === 0) {
      if (queue.builder.recordCount === 0) continue;
      const due = queue.openedUs + lingerUs;
      if (due > now) {
        wakeUs = Math.min(wakeUs, due);
        continue;
      }
      closeBatch(queue, partition);
    }
    const first = queue.queue[0] as QueuedBatch;
    if (first.notBeforeUs > now) {
      wakeUs = Math.min(wakeUs, first.notBeforeUs);
      continue;
    }
    const leader = leaderAddress(view, partition);
    if (leader === undefined) view.stale = true;
    if (
      leader === undefined ||
      (producer.inFlight[leader.nodeId] ?? 0) >= config.maxInFlight
    ) {
      wakeUs = Math.min(wakeUs, first.createdUs + config.deliveryTimeoutMs * 1000);
      continue;
    }
    queue.queue.shift();
    draining = drain(draining, leader, first);
    if (queue.queue.length > 0) wakeUs = now;
  }
  for (const { leader, batches } of draining) send(context, producer, leader, batches);
  if (view.stale) refresh(effects, producer.client, view, producerPurposes.metadata);
  if (wakeUs !== Number.POSITIVE_INFINITY) armWake(context, producer, wakeUs);
}

const nothing: Draining[] = [];

function drain(draining: Draining[], leader: Address, batch: QueuedBatch): Draining[] {
  for (const known of draining)
    if (known.leader === leader) {
      known.batches = appended(known.batches, batch);
      return draining;
    }
  return appended(draining, { leader, batches: [batch] });
}

/** Looks again at a time, or as soon as this event is over. */
function armWake(context: Context, producer: Producer, wakeUs: number): void {
  const now = context.effects.nowUs();
  const at = Math.max(wakeUs, now + 1);
  if (producer.wakeUs !== 0 && producer.wakeUs <= at) return;
  producer.wakeUs = at;
  context.effects.after(at - now, producerTimers.wake, at);
}

/** Batches that were not acknowledged within `delivery.timeout.ms` fail. Kafka: RecordAccumulator.expiredBatches. */
function expire(context: Context, producer: Producer, queue: PartitionQueue): void {
  let first = queue.queue[0];
  if (first === undefined) return;
  const limit = producer.config.deliveryTimeoutMs * 1000;
  const now = context.effects.nowUs();
  while (first !== undefined && now - first.createdUs >= limit) {
    queue.queue.shift();
    fail(context, producer, first, "REQUEST_TIMED_OUT");
    first = queue.queue[0];
  }
}

function fail(
  context: Context,
  producer: Producer,
  { batch, partition }: QueuedBatch,
  error: string,
): void {
  producer.failed += batch.recordCount;
  producer.lastError = error;
  context.probe.report({
    ...silentReport,
    kind: "produceFailed",
    weight: "warning",
    topic: producer.view.topic,
    partition,
    text: `producer ${producer.id} gave up ${batch.recordCount} records: ${error}`,
    config:
      error === "REQUEST_TIMED_OUT"
        ? `delivery.timeout.ms = ${producer.config.deliveryTimeoutMs}`
        : "",
    because: ["fault:any"],
  });
}

function send(
  context: Context,
  producer: Producer,
  leader: Address,
  batches: Drained,
): void {
  const { effects } = context;
  const { config, view, client } = producer;
  const answered = config.acks !== 0;
  let bytes = 0;
  let partitionData: { readonly index: number; readonly records: Records }[] = [];
  for (const queued of batches) {
    const { batch, partition } = queued;
    queued.attempts++;
    bytes += batch.sizeInBytes;
    const records = [{ immutable: true, baseOffset: 0, leaderEpoch: -1, batch }] as const;
    partitionData = appended(partitionData, { index: partition, records });
  }
  if (answered)
    producer.inFlight[leader.nodeId] = (producer.inFlight[leader.nodeId] ?? 0) + 1;
  ask(effects, client, channelTo(client, leader.nodeId, leader.process), {
    api: apiKeys.Produce,
    version: produceVersion,
    body: {
      transactionalId: null,
      acks: config.acks,
      timeoutMs: config.requestTimeoutMs,
      topicData: [{ name: view.topic, topicId: view.topicId, partitionData }],
    },
    purpose: producerPurposes.produce,
    context: { node: leader.nodeId, batches, topicId: view.topicId },
    timeoutUs: config.requestTimeoutMs * 1000,
    bytes,
    answered,
  });
  if (!answered) for (const queued of batches) succeed(context, producer, queued, -1);
}

function succeed(
  context: Context,
  producer: Producer,
  { batch, partition }: QueuedBatch,
  baseOffset: number,
): void {
  countAcked(producer, batch.recordCount, context.effects.nowUs());
  producer.lastError = "";
  context.probe.acknowledged(producer.id, {
    topic: producer.view.topic,
    topicId: producer.view.topicId,
    partition,
    baseOffset,
    batch,
    acks: baseOffset < 0 ? 0 : producer.config.acks,
  });
}

interface ProduceAnswer {
  readonly responses: readonly {
    readonly partitionResponses: readonly PartitionAnswer[];
  }[];
}

interface PartitionAnswer {
  readonly index: number;
  readonly errorCode: number;
  readonly baseOffset: number;
  readonly currentLeader: { readonly leaderId: number; readonly leaderEpoch: number };
}

function answerFor(
  { responses }: ProduceAnswer,
  partition: number,
): PartitionAnswer | undefined {
  for (const topic of responses)
    for (const answer of topic.partitionResponses)
      if (answer.index === partition) return answer;
  return undefined;
}

/** The answer to a write; null when the connection was lost. Kafka: Sender.handleProduceResponse. */
export function produceAnswered(
  context: Context,
  producer: Producer,
  sent: { readonly node: number; readonly batches: Drained },
  body: object | null,
): void {
  producer.inFlight[sent.node] = Math.max(0, (producer.inFlight[sent.node] ?? 1) - 1);
  if (body === null) {
    producer.view.stale = true;
    // Requeued from the last to the first, so that each partition keeps its order.
    for (const queued of sent.batches.toReversed())
      retry(context, producer, queued, networkException);
  } else {
    for (const queued of sent.batches) {
      const answer = answerFor(body as ProduceAnswer, queued.partition);
      if (answer === undefined) continue;
      if (answer.errorCode === 0) succeed(context, producer, queued, answer.baseOffset);
      else {
        learnLeader(producer, queued.partition, answer.currentLeader);
        retry(context, producer, queued, answer.errorCode);
      }
    }
  }
  pumpSender(context, producer);
}

/** A newer leader that the refusal names is used at once (KIP-951). */
function learnLeader(
  producer: Producer,
  partition: number,
  leader: { readonly leaderId: number; readonly leaderEpoch: number },
): void {
  const known = producer.view.partitions[partition];
  if (known === undefined || leader.leaderEpoch <= known.leaderEpoch) return;
  known.leader = leader.leaderId;
  known.leaderEpoch = leader.leaderEpoch;
}

/** Sends a batch again if the error and the settings allow it. Kafka: Sender.canRetry, reenqueueBatch. */
function retry(
  context: Context,
  producer: Producer,
  queued: QueuedBatch,
  code: number,
): void {
  const error = errorOfCode(code);
  producer.lastError = errorName(code);
  if (error.refreshesMetadata) producer.view.stale = true;
  const now = context.effects.nowUs();
  const late = now - queued.createdUs >= producer.config.deliveryTimeoutMs * 1000;
  if (!error.retriable || late || queued.attempts > producer.config.retries) {
    fail(context, producer, queued, producer.lastError);
    return;
  }
  const exponent = Math.min(queued.attempts - 1, 10);
  queued.notBeforeUs = now + Math.min(retryBackoffUs * 2 ** exponent, retryBackoffMaxUs);
  producer.queues[queued.partition]?.queue.unshift(queued);
}
