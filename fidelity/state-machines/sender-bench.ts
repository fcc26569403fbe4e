import type { ProducerBatch } from "../../src/kafka/client/producer/producer-batch.ts";
import {
  arrangeByNode,
  type PartitionQueue,
  partitionQueue,
  recordAccumulator,
  setLeader,
  type TopicQueues,
  topicQueues,
} from "../../src/kafka/client/producer/record-accumulator.ts";
import type { Sender, SenderPort } from "../../src/kafka/client/producer/sender.ts";
import { transactionManager } from "../../src/kafka/client/producer/transaction-manager.ts";
import { noCompression } from "../../src/kafka/protocol/batch-builder.ts";
import { columnStride } from "../../src/kafka/protocol/record-batch.ts";
import { type ErrorName } from "../../src/terms/errors.ts";
import { kafkaExceptions } from "../../src/terms/exceptions.ts";

/** `retry.backoff.ms` of the recorded transaction manager, whatever that of the accumulator. */
const initBackoffMs = 100;

export interface Row {
  readonly config: {
    readonly idempotent: boolean;
    readonly guaranteeOrder: boolean;
    readonly batchSize: number;
    readonly lingerMs: number;
    readonly retryBackoffMs: number;
    readonly deliveryTimeoutMs: number;
    readonly requestTimeoutMs: number;
    readonly retries: number;
    readonly partitions: number;
    readonly leaders: readonly (number | null)[];
  };
  readonly startMs: number;
  readonly steps: readonly Step[];
}

export interface PartitionAnswer {
  readonly error: ErrorName;
  readonly baseOffset?: number;
  readonly logStartOffset?: number;
  readonly currentLeader?: number;
  readonly leaderEpoch?: number;
}

/** One command; which arguments it has depends on `op`. */
export interface Step {
  readonly op: string;
  readonly partition: number;
  readonly valueSize: number;
  readonly records: readonly number[];
  readonly request: number;
  readonly error?: ErrorName;
  readonly producerId?: number;
  readonly partitions?: Readonly<Record<string, PartitionAnswer>>;
  readonly node: number;
  readonly leaders: readonly (number | null)[];
  readonly leaderEpochs: readonly (number | null)[];
  readonly ms: number;
  readonly sent?: unknown;
  readonly completed?: unknown;
  readonly state?: unknown;
}

export interface Request {
  /** 0 until the end of the run in which it was sent. */
  number: number;
  readonly node: number;
  readonly sentMs: number;
  /** Undefined: it asks for a producer id. */
  readonly batches: readonly ProducerBatch[] | undefined;
}

export interface Bench {
  readonly row: Row;
  readonly sender: Sender;
  readonly topic: TopicQueues;
  nowMs: number;
  inFlight: Request[];
  requests: number;
  metadataUpdateWanted: boolean;
  /** What the next metadata response says. */
  told: { readonly leaders: Step["leaders"]; readonly epochs: Step["leaderEpochs"] };
  /** Greatest leader epoch seen of each partition. */
  readonly seen: number[];
  /** The sender asked for the topic since the last response: else a response forgets it, as it is idle. */
  topicWanted: boolean;
  completed: (readonly [number, unknown])[];
}

export function benchOf(row: Row): Bench {
  const { config, startMs } = row;
  const us = (ms: number): number => ms * 1000;
  const accumulator = recordAccumulator(
    {
      batchSize: config.batchSize,
      lingerUs: us(config.lingerMs),
      retryBackoffUs: us(config.retryBackoffMs),
      retryBackoffMaxUs: us(config.retryBackoffMs),
      deliveryTimeoutUs: us(config.deliveryTimeoutMs),
      bufferMemory: 1 << 25,
      compression: noCompression,
      adaptive: false,
      availabilityTimeoutUs: 0,
    },
    { keys: [], explicit: [] },
  );
  const topic = topicQueues(accumulator, "a");
  partitionQueue(topic, config.partitions - 1);
  const bench: Bench = {
    row,
    sender: {
      accumulator,
      transactions: config.idempotent ? transactionManager() : null,
      acks: -1,
      retries: config.retries,
      maxRequestSize: 1 << 20,
      guaranteeOrder: config.guaranteeOrder,
    },
    topic,
    nowMs: startMs,
    inFlight: [],
    requests: 0,
    metadataUpdateWanted: false,
    told: { leaders: config.leaders, epochs: config.leaders.map(() => 0) },
    seen: config.leaders.map(() => -1),
    topicWanted: true,
    completed: [],
  };
  metadataArrives(bench);
  return bench;
}

/**
 * Kafka: Metadata.update; ProducerMetadata.retainTopic, with a topic that is idle at once, since the recording appends
 * below `send`.
 */
export function metadataArrives(bench: Bench): void {
  const { topic, told, seen } = bench;
  topic.partitions.forEach((queue, i) => {
    const epoch = told.epochs[i] ?? -1;
    if (!bench.topicWanted) setLeader(queue, -1, -1);
    else if (epoch >= (seen[i] ?? -1)) {
      seen[i] = epoch;
      setLeader(queue, told.leaders[i] ?? -1, epoch);
    }
  });
  arrange(bench);
  bench.topicWanted = false;
  bench.metadataUpdateWanted = false;
}

/** A node's partitions in the order of a Java hash table over TopicPartition, as Kafka's Cluster has them. */
export function arrange({ sender }: Bench): void {
  arrangeByNode(sender.accumulator);
  const bucket = ({ partition }: PartitionQueue): number =>
    (31 * (31 + partition) + 97) & 15;
  for (const node of sender.accumulator.nodes)
    node.queues.sort((a, b) => bucket(a) - bucket(b));
}

export const port: SenderPort<Bench> = {
  isReady: () => true,
  send: (bench, node, batches) => {
    const { nowMs } = bench;
    bench.inFlight.push({ number: 0, node, sentMs: nowMs, batches });
  },
  askProducerId: (bench, isRetry) => {
    // The sender's thread sleeps before it asks again.
    if (isRetry) bench.nowMs += initBackoffMs;
    const { nowMs } = bench;
    bench.inFlight.push({ number: 0, node: 0, sentMs: nowMs, batches: undefined });
    return 0;
  },
  metadataWanted: (bench, unknown) => {
    bench.metadataUpdateWanted = true;
    if (unknown.length > 0) bench.topicWanted = true;
  },
  completed: (bench, batch, { baseOffset, error }) => {
    recordsOf(batch).forEach((record, i) => {
      const outcome =
        error === "" ? (baseOffset < 0 ? "no offset" : baseOffset + i) : classOf(error);
      bench.completed.push([record, outcome]);
    });
  },
  draw: () => (bound) => Math.floor(bound / 2),
};

/** The numbers of a batch's records: their value seeds. */
const recordsOf = ({ builder }: ProducerBatch): number[] =>
  Array.from(
    { length: builder.recordCount },
    (_, i) => builder.columns[builder.start + i * columnStride + 3] ?? 0,
  );

/** A client's own exceptions go by their class already. */
const classOf = (error: string): string =>
  kafkaExceptions.find(({ name }) => name === error)?.exception ?? error;
