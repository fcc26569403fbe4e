import { present } from "../../../base/assert.ts";
import type { Draw } from "./built-in-partitioner.ts";
import type { ProducerBatch } from "./producer-batch.ts";
import type { PartitionQueue, RecordAccumulator } from "./record-accumulator.ts";
import type { TransactionManager } from "./transaction-manager.ts";

/** The thread that sends. Kafka: Sender. */
export interface Sender {
  readonly accumulator: RecordAccumulator;
  /** Null: not idempotent. */
  readonly transactions: TransactionManager | null;
  acks: number;
  retries: number;
  /** `max.request.size`. */
  maxRequestSize: number;
  /** `max.in.flight.requests.per.connection` is 1: a partition is muted while a batch of it is in flight. */
  guaranteeOrder: boolean;
}

/** What the sender acts through; `H` is the owner's own. Kafka: KafkaClient, ProducerMetadata, the batches' futures. */
export interface SenderPort<H> {
  /** Whether a request could go to the node now; a connection is opened if there is none. */
  readonly isReady: (host: H, node: number) => boolean;
  readonly send: (host: H, node: number, batches: readonly ProducerBatch[]) => void;
  /** Asks any node for a producer id, or says how long it must wait before it can, µs. */
  readonly askProducerId: (host: H, isRetry: boolean) => number;
  /** `unknown`: topics of which a leader is looked for. */
  readonly metadataWanted: (host: H, unknown: readonly string[]) => void;
  /** A batch is done: acknowledged (`error` empty) or failed. */
  readonly completed: (host: H, batch: ProducerBatch, outcome: Outcome) => void;
  readonly draw: (host: H) => Draw;
}

/** What became of a batch. */
export interface Outcome {
  /** -1: the metadata has no offset. */
  readonly baseOffset: number;
  /** Empty: acknowledged. A name of Kafka's errors, or of a client's exception. */
  readonly error: string;
}

/** Where a batch belongs. */
export function queueOf(
  { topics }: RecordAccumulator,
  batch: ProducerBatch,
): PartitionQueue {
  const topic = topics.find(({ name }) => name === batch.topic);
  return present(topic?.partitions[batch.partition], "the queue of a batch");
}
