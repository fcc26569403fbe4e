import { type BufferWaiter } from "../../src/kafka/client/producer/buffer-pool.ts";
import { type ProducerBatch } from "../../src/kafka/client/producer/producer-batch.ts";
import {
  arrangeByNode,
  type PartitionQueue,
  partitionQueue,
  type RecordAccumulator,
  recordAccumulator,
  setLeader,
  topicQueues,
} from "../../src/kafka/client/producer/record-accumulator.ts";
import {
  type ColumnRecord,
  noCompression,
} from "../../src/kafka/protocol/batch-builder.ts";
import type { ExplicitRecord } from "../../src/kafka/protocol/record-batch.ts";

export interface Row {
  readonly config: {
    readonly batchSize: number;
    readonly lingerMs: number;
    readonly retryBackoffMs: number;
    readonly retryBackoffMaxMs: number;
    readonly deliveryTimeoutMs: number;
    readonly bufferMemory: number;
  } & Leaders;
  readonly startMs: number;
  readonly steps: readonly Step[];
}

export interface Leaders {
  /** By node, in the order in which Kafka's hash table has them. */
  readonly partitionsOfNode: Readonly<Record<string, readonly string[]>>;
  readonly leaderEpochs: Readonly<Record<string, number>>;
}

/** One call; which arguments it has depends on `op`. */
export interface Step extends Leaders {
  readonly op: string;
  readonly partition: string;
  readonly keySize: number;
  readonly valueSize: number;
  readonly headers?: readonly (readonly [key: number, value: number])[];
  readonly timestamp: number;
  readonly maxTimeToBlock: number;
  readonly ms: number;
  readonly nodes: readonly number[];
  readonly maxSize: number;
  readonly batch: number;
  readonly got?: unknown;
  readonly error?: string;
  readonly woken?: unknown;
  readonly state?: unknown;
}

/** A call of append that waits for memory. */
export interface Blocked {
  readonly number: number;
  readonly step: Step;
  readonly record: ColumnRecord;
  readonly waiter: BufferWaiter;
}

export interface Bench {
  readonly accumulator: RecordAccumulator;
  readonly explicit: ExplicitRecord[];
  /** Batches by number, from 1, as they were first seen. */
  readonly batches: ProducerBatch[];
  blocked: Blocked[];
  blockedBefore: number;
  nowMs: number;
}

export function benchOf({ config, startMs }: Row): Bench {
  const us = (ms: number): number => ms * 1000;
  const explicit: ExplicitRecord[] = [];
  const accumulator = recordAccumulator(
    {
      batchSize: config.batchSize,
      lingerUs: us(config.lingerMs),
      retryBackoffUs: us(config.retryBackoffMs),
      retryBackoffMaxUs: us(config.retryBackoffMaxMs),
      deliveryTimeoutUs: us(config.deliveryTimeoutMs),
      bufferMemory: config.bufferMemory,
      compression: noCompression,
      adaptive: false,
      availabilityTimeoutUs: 0,
    },
    { keys: [], explicit },
  );
  setLeaders(accumulator, config);
  return {
    accumulator,
    explicit,
    batches: [],
    blocked: [],
    blockedBefore: 0,
    nowMs: startMs,
  };
}

export function queueNamed(accumulator: RecordAccumulator, name: string): PartitionQueue {
  const [topic = "", partition = ""] = name.split("-");
  return partitionQueue(topicQueues(accumulator, topic), Number(partition));
}

/** Partitions that no node leads any more are known all the same. */
export function setLeaders(accumulator: RecordAccumulator, leaders: Leaders): void {
  for (const { partitions } of accumulator.topics)
    for (const queue of partitions) setLeader(queue, -1, queue.leaderEpoch);
  for (const [node, names] of Object.entries(leaders.partitionsOfNode))
    for (const name of names) setLeader(queueNamed(accumulator, name), Number(node), -1);
  for (const [name, epoch] of Object.entries(leaders.leaderEpochs)) {
    const queue = queueNamed(accumulator, name);
    setLeader(queue, queue.leader, epoch);
  }
  arrangeByNode(accumulator);
  for (const node of accumulator.nodes)
    node.queues = (leaders.partitionsOfNode[node.id] ?? []).map((name) =>
      queueNamed(accumulator, name),
    );
}
