import type { ProducerSettings } from "../../contract/client-settings.ts";
import type { BatchBuilder } from "../protocol/batch-builder.ts";
import type { RecordBatch } from "../protocol/record-batch.ts";
import type { ProducerConfig } from "./client-config.ts";
import type { ClusterView } from "./cluster-view.ts";
import type { NetworkClient } from "./network-client.ts";
import type { KeyTable } from "./workload.ts";

/** A batch that is full, lingered out or sent again. Kafka: ProducerBatch. */
export interface QueuedBatch {
  readonly batch: RecordBatch;
  readonly partition: number;
  /** When its first record was handed to send, µs. */
  readonly createdUs: number;
  attempts: number;
  /** Not sent before, µs. */
  notBeforeUs: number;
}

/** What waits for one partition. Kafka: RecordAccumulator.TopicInfo. */
export interface PartitionQueue {
  /** The batch that still takes records. */
  readonly builder: BatchBuilder;
  /** When its first record came, µs. */
  openedUs: number;
  /** Closed batches, oldest first. */
  queue: QueuedBatch[];
}

/** A simulated producer. Kafka: KafkaProducer, RecordAccumulator and Sender. */
export interface Producer {
  readonly id: string;
  settings: ProducerSettings;
  /** Of `settings.config`, read once. */
  config: ProducerConfig;
  readonly client: NetworkClient;
  readonly view: ClusterView;
  keys: KeyTable;
  /** Strings of the keys that batches refer to; only ever appended to. */
  readonly keyNames: string[];
  /** Where the present keys stand among them. */
  keyPlaces: number[];
  queues: PartitionQueue[];
  /** Requests in flight by node. */
  inFlight: Record<number, number>;
  /** The sticky partition of records without key, and bytes given to it. */
  sticky: number;
  stickyBytes: number;
  /** Records made so far; seeds the values. */
  made: number;
  /** When the next record is due, µs. */
  nextRecordUs: number;
  /** Timer that is armed for the application, µs; 0 for none. */
  tickUs: number;
  /** Timer that is armed for the sender, µs; 0 for none. */
  wakeUs: number;
  sent: number;
  acked: number;
  failed: number;
  lastError: string;
  /** Records acknowledged by tenth of a second: tenth and count, at most 30. */
  tenths: { readonly tenth: number; count: number }[];
  stopped: boolean;
}

/** Timers of a producer. */
export const producerTimers = { sweep: 1, tick: 2, wake: 3, refresh: 4 } as const;

/** What a producer asks for. */
export const producerPurposes = { metadata: 1, produce: 2 } as const;

/** Counts records that were just acknowledged. */
export function countAcked(producer: Producer, records: number, nowUs: number): void {
  producer.acked += records;
  const tenth = Math.floor(nowUs / 100_000);
  const last = producer.tenths[producer.tenths.length - 1];
  if (last !== undefined && last.tenth === tenth) last.count += records;
  else {
    producer.tenths.push({ tenth, count: records });
    if (producer.tenths.length > 30) producer.tenths.shift();
  }
}
