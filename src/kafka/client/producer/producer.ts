import type { ProducerSettings } from "../../../contract/client-settings.ts";
import type { ColumnRecord } from "../../protocol/batch-builder.ts";
import type { ExplicitRecord } from "../../protocol/record-batch.ts";
import type { Address } from "../address.ts";
import { type NetworkClient, networkClient } from "../network-client.ts";
import { type KeyTable, keyTable } from "../workload.ts";
import type { BufferWaiter } from "./buffer-pool.ts";
import { type ProducerMetadata, producerMetadata } from "./known-topics.ts";
import { type ProducerConfig, readProducerConfig } from "./producer-config.ts";
import { type ProducerFigures, producerFigures } from "./producer-figures.ts";
import { recordAccumulator } from "./record-accumulator.ts";
import type { Sender } from "./sender.ts";
import { transactionManager } from "./transaction-manager.ts";

/** A record that somebody chose, on its way to `send`. */
export interface ChosenSend {
  readonly topic: string;
  /** Null: the partitioner chooses. */
  readonly partition: number | null;
  readonly record: ExplicitRecord;
}

/** A call of `send` that blocks: for metadata, or for memory. */
export interface BlockedSend {
  readonly topic: string;
  /** -1: the partitioner chooses. */
  readonly partition: number;
  readonly record: ColumnRecord;
  readonly sinceUs: number;
  readonly deadlineUs: number;
  /** Null: it waits for metadata. */
  waiter: BufferWaiter | null;
}

/** A connection that failed, and what the broker at its end asks of the client. Kafka: ClusterConnectionStates. */
export interface NodeState {
  readonly id: number;
  /** Failures since it last answered; each doubles the wait before the next try. */
  failures: number;
  retryAtUs: number;
  /** The broker told the client to be silent until then. */
  throttledUntilUs: number;
}

/** A simulated producer with the application around it. Kafka: KafkaProducer. */
export interface Producer {
  readonly id: string;
  /** What the application sends to by itself. */
  readonly topic: string;
  settings: ProducerSettings;
  readonly config: ProducerConfig;
  readonly client: NetworkClient;
  readonly metadata: ProducerMetadata;
  readonly sender: Sender;
  readonly nodes: NodeState[];
  keys: KeyTable;
  /** Strings of the keys that batches refer to; only ever appended to. */
  readonly keyNames: string[];
  /** Where the present keys stand among them. */
  keyPlaces: number[];
  /** Chosen records that batches refer to; only ever appended to. */
  readonly chosen: ExplicitRecord[];
  /** Chosen records that wait for their turn, first come first. */
  asked: ChosenSend[];
  /** The application's thread is in `send` and waits. */
  blocked: BlockedSend | null;
  /** Records made so far; seeds the values. */
  made: number;
  /** When the next record is due, µs. */
  nextRecordUs: number;
  /** The application's thread is busy compressing until then, ns. */
  busyUntilNs: number;
  /** Timers that are armed, µs; 0 for none. */
  tickUs: number;
  wakeUs: number;
  /** When a node that was not ready may be looked at again, µs. */
  nodesWakeUs: number;
  /** When InitProducerId may be asked for again, µs. */
  initAtUs: number;
  /** `flush`: batches with a lower number than this are waited for, and how many of them are left. */
  flushBefore: number;
  flushLeft: number;
  closing: boolean;
  figures: ProducerFigures;
}

/** Timers of a producer. */
export const producerTimers = {
  sweep: 1,
  tick: 2,
  wake: 3,
  refresh: 4,
  blocked: 5,
  /** A chosen record is due. */
  send: 6,
} as const;

/** What a producer asks for. */
export const producerPurposes = { metadata: 1, produce: 2, producerId: 3 } as const;

export interface NewProducer {
  readonly id: string;
  readonly topic: string;
  readonly settings: ProducerSettings;
  readonly addresses: readonly Address[];
}

export function newProducer(given: NewProducer, nowUs: number): Producer {
  const { id, topic, settings, addresses } = given;
  const config = readProducerConfig(settings.config, settings.compressionPercent);
  const keyNames: string[] = [];
  const chosen: ExplicitRecord[] = [];
  const contents = { keys: keyNames, explicit: chosen };
  return {
    id,
    topic,
    settings,
    config,
    client: networkClient(id, producerTimers.sweep),
    metadata: producerMetadata(addresses),
    sender: {
      accumulator: recordAccumulator(config, contents),
      transactions: config.isIdempotent ? transactionManager() : null,
      acks: config.acks,
      retries: config.retries,
      maxRequestSize: config.maxRequestSize,
      guaranteeOrder: config.maxInFlight === 1,
    },
    nodes: [],
    keys: keyTable(settings.keys, 0),
    keyNames,
    keyPlaces: [],
    chosen,
    asked: [],
    blocked: null,
    made: 0,
    nextRecordUs: nowUs,
    busyUntilNs: 0,
    tickUs: 0,
    wakeUs: 0,
    nodesWakeUs: Number.POSITIVE_INFINITY,
    initAtUs: 0,
    flushBefore: 0,
    flushLeft: 0,
    closing: false,
    figures: producerFigures(),
  };
}
