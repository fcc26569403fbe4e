import { errorName, errorOfCode } from "../../../terms/errors.ts";
import type { InFlight } from "../network-client.ts";
import type { ProducerBatch } from "./producer-batch.ts";
import { measure } from "./producer-figures.ts";
import type { ProducerHost } from "./producer-host.ts";
import {
  answerBatch,
  nodeAnswered,
  nodeFailed,
  type SentProduce,
} from "./producer-port.ts";
import {
  arrangeByNode,
  partitionQueue,
  setLeader,
  topicQueues,
} from "./record-accumulator.ts";
import { producerIdAnswered } from "./transaction-manager.ts";

interface PartitionAnswer {
  readonly index: number;
  readonly errorCode: number;
  readonly baseOffset: number;
  readonly logStartOffset: number;
  readonly currentLeader: { readonly leaderId: number; readonly leaderEpoch: number };
}

interface ProduceAnswer {
  readonly throttleTimeMs: number;
  readonly responses: readonly {
    readonly name: string;
    readonly topicId: string;
    readonly partitionResponses: readonly PartitionAnswer[];
  }[];
  /** What the simulated leader tells beside Kafka's fields, µs. */
  readonly timing?: {
    readonly arrivedUs: number;
    readonly appendedUs: number;
    readonly answeredUs: number;
  };
}

/** The answer to a write; null when the connection was lost. Kafka: Sender.handleProduceResponse. */
export function produceAnswered(
  host: ProducerHost,
  request: InFlight,
  body: object | null,
): void {
  const sent = request.context as SentProduce;
  if (body === null) {
    const late = request.deadlineUs <= host.context.effects.nowUs();
    const error = late ? "REQUEST_TIMED_OUT" : "NETWORK_EXCEPTION";
    nodeFailed(host, sent.node);
    // From the last to the first, so that each partition keeps its order.
    for (const batch of sent.batches.toReversed()) answerBatch(host, batch, { error });
    return;
  }
  const answer = body as ProduceAnswer;
  nodeAnswered(host, sent.node, answer.throttleTimeMs);
  for (const batch of sent.batches) {
    const told = answerFor(host, answer, batch);
    if (told === undefined) continue;
    const { baseOffset, logStartOffset, errorCode } = told;
    const error = errorCode === 0 ? "NONE" : errorName(errorCode);
    takeTimes(host, sent, answer, batch);
    answerBatch(host, batch, { error, baseOffset, logStartOffset });
    if (errorCode !== 0 && errorOfCode(errorCode).refreshesMetadata)
      learnLeader(host, batch, told.currentLeader);
  }
}

function answerFor(
  { producer }: ProducerHost,
  { responses }: ProduceAnswer,
  { topic, partition }: ProducerBatch,
): PartitionAnswer | undefined {
  const known = producer.metadata.topics.find(({ name }) => name === topic);
  for (const { name, topicId, partitionResponses } of responses) {
    if (name !== topic && topicId !== known?.id) continue;
    for (const answer of partitionResponses)
      if (answer.index === partition) return answer;
  }
  return undefined;
}

function takeTimes(
  { context, producer }: ProducerHost,
  { sentUs }: SentProduce,
  { timing }: ProduceAnswer,
  batch: ProducerBatch,
): void {
  if (timing === undefined) return;
  const now = context.effects.nowUs();
  batch.times = {
    accumulator: batch.firstDrainedUs - batch.createdUs,
    // With retries: from the first time that it was drained to the last time that it left.
    queue: sentUs - batch.firstDrainedUs,
    network: timing.arrivedUs - sentUs + (now - timing.answeredUs),
    append: timing.appendedUs - timing.arrivedUs,
    replication: timing.answeredUs - timing.appendedUs,
    response: 0,
  };
  if (batch.state === "waiting") measure(producer.figures, batch, batch.times, now);
}

/** A newer leader that the refusal names is used at once (KIP-951). Kafka: Metadata.updatePartitionLeadership. */
function learnLeader(
  { producer }: ProducerHost,
  { topic, partition }: ProducerBatch,
  { leaderId, leaderEpoch }: PartitionAnswer["currentLeader"],
): void {
  const { accumulator } = producer.sender;
  const queue = partitionQueue(topicQueues(accumulator, topic), partition);
  if (leaderId < 0 || queue.leaderEpoch < 0 || leaderEpoch <= queue.leaderEpoch) return;
  setLeader(queue, leaderId, leaderEpoch);
  arrangeByNode(accumulator);
}

interface ProducerIdBody {
  readonly errorCode: number;
  readonly producerId: number;
  readonly producerEpoch: number;
}

/** InitProducerId is answered; null when the connection was lost. Kafka: InitProducerIdHandler. */
export function idAnswered(
  { context, producer }: ProducerHost,
  body: object | null,
): void {
  const { transactions } = producer.sender;
  if (transactions === null) return;
  const { errorCode, producerId, producerEpoch } = (body as ProducerIdBody | null) ?? {
    errorCode: 13,
    producerId: -1,
    producerEpoch: -1,
  };
  const { retriable } = errorOfCode(errorCode);
  const error = errorName(errorCode);
  producerIdAnswered(transactions, { error, retriable, producerId, producerEpoch });
  if (errorCode === 0)
    context.probe.clients.producer(producer.id, {
      kind: "session",
      producerId,
      epoch: producerEpoch,
    });
  else producer.initAtUs = context.effects.nowUs() + producer.config.retryBackoffUs;
}
