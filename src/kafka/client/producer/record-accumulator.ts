import {
  type BatchBuilder,
  type BatchCompression,
  type BatchContents,
  batchBuilder,
  type ColumnRecord,
  upperBoundOf,
} from "../../protocol/batch-builder.ts";
import {
  allocate,
  type BufferPool,
  bufferPool,
  deallocate,
  refuseWaiting,
} from "./buffer-pool.ts";
import {
  type BuiltInPartitioner,
  builtInPartitioner,
  type Draw,
  isSwitchDue,
  switchPartition,
} from "./built-in-partitioner.ts";
import {
  batchSize,
  isBatchFull,
  type ProducerBatch,
  producerBatch,
  tryAppendTo,
} from "./producer-batch.ts";
import type { TransactionEntry } from "./transaction-entry.ts";

/** What the accumulator goes by; times in µs. */
export interface AccumulatorConfig {
  readonly batchSize: number;
  readonly lingerUs: number;
  readonly retryBackoffUs: number;
  readonly retryBackoffMaxUs: number;
  readonly deliveryTimeoutUs: number;
  readonly bufferMemory: number;
  readonly compression: BatchCompression;
  /** `partitioner.adaptive.partitioning.enable`. */
  readonly adaptive: boolean;
  /** `partitioner.availability.timeout.ms`; 0: off. */
  readonly availabilityTimeoutUs: number;
}

/** What waits for one partition, and what is known of it. Kafka: TopicInfo.batches, Sender.inFlightBatches, TxnPartitionMap. */
export interface PartitionQueue {
  readonly topic: string;
  readonly partition: number;
  /** Something was appended once: from then on its length counts. */
  opened: boolean;
  /** Node id; -1: not known. */
  leader: number;
  leaderEpoch: number;
  /** A batch is in flight, and order must be kept. */
  muted: boolean;
  /** Oldest first; only the last one may be open. */
  batches: ProducerBatch[];
  /** Where the next batch's columns go on. */
  lastBuilder: BatchBuilder | undefined;
  /** Batches in requests without answer, oldest first. */
  inFlight: ProducerBatch[];
  /** Null until it is first asked for. */
  entry: TransactionEntry | null;
  /** The sequence after that of a batch whose fate is not known; -1: none. */
  unresolved: number;
}

export interface TopicQueues {
  readonly name: string;
  readonly partitions: PartitionQueue[];
  opened: number;
  /** Partitions with a leader. */
  available: number[];
  readonly partitioner: BuiltInPartitioner;
  /** What the codec is thought to make of a byte. Kafka: CompressionRatioEstimator. */
  estimatedRatio: number;
}

/** Partitions that a node leads, in the order in which `drain` walks them. */
export interface NodeQueues {
  readonly id: number;
  queues: PartitionQueue[];
  drainIndex: number;
  /** When it last had data ready, and when some of it could be drained, µs. Kafka: NodeLatencyStats. */
  readyUs: number;
  drainUs: number;
}

/** Kafka: RecordAccumulator. */
export interface RecordAccumulator {
  config: AccumulatorConfig;
  readonly contents: BatchContents;
  readonly pool: BufferPool;
  /** By name. */
  readonly topics: TopicQueues[];
  /** By ascending id. */
  nodes: NodeQueues[];
  flushesInProgress: number;
  closed: boolean;
  /** Batches that are not done. */
  incomplete: number;
  /** Set by the latest look at what expires, µs. */
  nextExpiryUs: number;
  /** The number of the next batch. */
  nextNumber: number;
  /** Bytes by which the latest append grew its batch. */
  appendedBytes: number;
}

export const recordAccumulator = (
  config: AccumulatorConfig,
  contents: BatchContents,
): RecordAccumulator => ({
  config,
  contents,
  pool: bufferPool(config.bufferMemory, config.batchSize),
  topics: [],
  nodes: [],
  flushesInProgress: 0,
  closed: false,
  incomplete: 0,
  nextExpiryUs: Number.POSITIVE_INFINITY,
  nextNumber: 1,
  appendedBytes: 0,
});

/** The topic's queues, made at first use. */
export function topicQueues(accumulator: RecordAccumulator, name: string): TopicQueues {
  const { topics, config } = accumulator;
  for (const topic of topics) if (topic.name === name) return topic;
  const made: TopicQueues = {
    name,
    partitions: [],
    opened: 0,
    available: [],
    partitioner: builtInPartitioner(),
    estimatedRatio: config.compression.type === "none" ? 0 : 1,
  };
  const after = topics.findIndex((other) => other.name > name);
  topics.splice(after < 0 ? topics.length : after, 0, made);
  return made;
}

/** A partition's queue, made when metadata or an append first names it. */
export function partitionQueue(topic: TopicQueues, partition: number): PartitionQueue {
  while (topic.partitions.length <= partition)
    topic.partitions.push({
      topic: topic.name,
      partition: topic.partitions.length,
      opened: false,
      leader: -1,
      leaderEpoch: -1,
      muted: false,
      batches: [],
      lastBuilder: undefined,
      inFlight: [],
      entry: null,
      unresolved: -1,
    });
  return topic.partitions[partition] as PartitionQueue;
}

/** What came of an append. */
export const appendResults = {
  /** Bit of a taken record: its batch is full, or another waits before it. The sender should look. */
  full: 1,
  /** Bit of a taken record: it began a batch. The sender should look. */
  newBatch: 2,
  /** Not taken: there is no memory. */
  noMemory: -1,
  /** Not taken: the producer was closed. */
  closed: -2,
  /** Not taken: it is larger than all of `buffer.memory`. */
  beyondMemory: -3,
} as const;

/** What `append` is given; the caller may use the object again. */
export interface Append {
  readonly topic: TopicQueues;
  /** -1: the built-in partitioner chooses. */
  partition: number;
  readonly record: ColumnRecord;
  readonly nowUs: number;
  readonly draw: Draw;
}

/**
 * Hands a record to its partition's open batch, or to a new one. `buffer`: what a wait for memory brought, 0 at the first
 * try. Kafka: RecordAccumulator.append.
 */
export function append(
  accumulator: RecordAccumulator,
  { topic, partition, record, nowUs, draw }: Append,
  buffer = 0,
): number {
  const sticky = partition < 0;
  const queue = sticky
    ? stickyQueue(accumulator, topic, draw)
    : openQueue(topic, partition);
  if (accumulator.closed) return appendResults.closed;
  let result = tryAppend(accumulator, queue, record, nowUs);
  if (result >= 0) {
    if (buffer > 0) deallocate(accumulator.pool, buffer);
  } else {
    const size = buffer > 0 ? buffer : bufferSize(accumulator, record);
    if (buffer === 0 && !takeBuffer(accumulator, size))
      return size > accumulator.pool.totalMemory
        ? appendResults.beyondMemory
        : appendResults.noMemory;
    result = beginBatch(accumulator, topic, queue, { record, nowUs, size });
  }
  if (sticky) {
    topic.partitioner.producedBytes += accumulator.appendedBytes;
    switchIfDue(accumulator, topic, queue, draw);
  }
  return result;
}

/** What a new batch for this record asks of the pool. */
export const bufferSize = ({ config }: RecordAccumulator, record: ColumnRecord): number =>
  Math.max(config.batchSize, upperBoundOf(record));

const takeBuffer = ({ pool }: RecordAccumulator, size: number): boolean =>
  size <= pool.totalMemory && allocate(pool, size);

/** A send that may not wait for memory gives up. */
export const refuseAppend = ({ pool }: RecordAccumulator): void => refuseWaiting(pool);

function openQueue(topic: TopicQueues, partition: number): PartitionQueue {
  const queue = partitionQueue(topic, partition);
  if (!queue.opened) {
    queue.opened = true;
    topic.opened++;
  }
  return queue;
}

function stickyQueue(
  { config }: RecordAccumulator,
  topic: TopicQueues,
  draw: Draw,
): PartitionQueue {
  const { partitioner } = topic;
  if (partitioner.current < 0) switchPartition(partitioner, choiceOf(topic), draw);
  for (;;) {
    const queue = openQueue(topic, partitioner.current);
    // A switch that was put off until the batch is full is made up for now.
    const newest = queue.batches[queue.batches.length - 1];
    const full = newest === undefined || isBatchFull(newest);
    if (!full || !isSwitchDue(partitioner, config.batchSize, true)) return queue;
    switchPartition(partitioner, choiceOf(topic), draw);
  }
}

function switchIfDue(
  { config }: RecordAccumulator,
  topic: TopicQueues,
  queue: PartitionQueue,
  draw: Draw,
): void {
  const newest = queue.batches[queue.batches.length - 1];
  const full = newest === undefined || isBatchFull(newest);
  if (isSwitchDue(topic.partitioner, config.batchSize, full))
    switchPartition(topic.partitioner, choiceOf(topic), draw);
}

const choiceOf = ({ partitions, available }: TopicQueues) => ({
  count: partitions.length,
  available,
});

/** Kafka: RecordAccumulator.tryAppend: a batch without room takes no more records. */
function tryAppend(
  accumulator: RecordAccumulator,
  { batches }: PartitionQueue,
  record: ColumnRecord,
  nowUs: number,
): number {
  const last = batches[batches.length - 1];
  if (last === undefined) return -1;
  const before = batchSize(last);
  if (!tryAppendTo(last, record, nowUs)) {
    last.closed = true;
    return -1;
  }
  accumulator.appendedBytes = batchSize(last) - before;
  return batches.length > 1 || isBatchFull(last) ? appendResults.full : 0;
}

/** Kafka: RecordAccumulator.appendNewBatch. */
function beginBatch(
  accumulator: RecordAccumulator,
  topic: TopicQueues,
  queue: PartitionQueue,
  first: {
    readonly record: ColumnRecord;
    readonly nowUs: number;
    readonly size: number;
  },
): number {
  const { contents, config } = accumulator;
  const { compression } = config;
  const { nowUs, size } = first;
  const { estimatedRatio } = topic;
  const options = { contents, writeLimit: size, compression, estimatedRatio };
  const builder = batchBuilder(options, queue.lastBuilder);
  queue.lastBuilder = builder;
  const { name } = topic;
  const batch = producerBatch({
    number: accumulator.nextNumber++,
    topic: name,
    partition: queue.partition,
    builder,
    buffer: size,
    createdUs: nowUs,
  });
  tryAppendTo(batch, first.record, nowUs);
  queue.batches.push(batch);
  accumulator.incomplete++;
  accumulator.appendedBytes = batchSize(batch);
  const full = queue.batches.length > 1 || isBatchFull(batch);
  return appendResults.newBatch | (full ? appendResults.full : 0);
}

/** Its memory is free again. Kafka: RecordAccumulator.deallocate. */
export function release(accumulator: RecordAccumulator, batch: ProducerBatch): void {
  if (!batch.held) return;
  batch.held = false;
  deallocate(accumulator.pool, batch.buffer);
}

/** What metadata says of a topic's partitions; the leaders' walks begin anew with it. */
export function setLeader(
  queue: PartitionQueue,
  leader: number,
  leaderEpoch: number,
): void {
  queue.leader = leader;
  queue.leaderEpoch = leaderEpoch;
}

/** After leaders changed: which partitions each node leads. Kafka: Cluster.partitionsForNode. */
export function arrangeByNode(accumulator: RecordAccumulator): void {
  for (const node of accumulator.nodes) node.queues = [];
  for (const topic of accumulator.topics) {
    topic.available = [];
    for (const queue of topic.partitions) {
      if (queue.leader < 0) continue;
      topic.available.push(queue.partition);
      nodeQueues(accumulator, queue.leader).queues.push(queue);
    }
  }
}

export function nodeQueues(accumulator: RecordAccumulator, id: number): NodeQueues {
  const { nodes } = accumulator;
  for (const node of nodes) if (node.id === id) return node;
  const made = { id, queues: [], drainIndex: 0, readyUs: 0, drainUs: 0 };
  nodes.push(made);
  nodes.sort((a, b) => a.id - b.id);
  return made;
}
