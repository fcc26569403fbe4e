import type { ConsumerSettings, ProducerSettings } from "./client-settings.ts";
import type { Subscription } from "./scenario.ts";

/** What a client's process does: `closing` ends in an orderly way, `down` was closed or killed. */
export type ClientStatus = "running" | "closing" | "paused" | "down";

/** Percentiles over the last seconds, microseconds; all 0 when nothing was measured. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Where the time of a record goes between `send` and its acknowledgement, averages over the last seconds, microseconds. */
export interface LatencySplit {
  /** In the accumulator, until its batch was drained. */
  readonly accumulator: number;
  /** In the client, from there until it left. */
  readonly queue: number;
  /** On the wire, there and back. */
  readonly network: number;
  /** At the leader, until it was appended; waiting for a thread counts. */
  readonly append: number;
  /** Until the in-sync replicas had it. */
  readonly replication: number;
  /** From there until the answer left. */
  readonly response: number;
}

/** An error that a client met, with how often. */
export interface ErrorCount {
  /** Kafka's name. */
  readonly error: string;
  readonly count: number;
}

/** A simulated producer. */
export interface ProducerView {
  readonly id: string;
  readonly topic: string;
  readonly status: ClientStatus;
  readonly settings: ProducerSettings;
  /** Records handed to send, acknowledged, failed for good, waiting or in flight. */
  readonly sent: number;
  readonly acked: number;
  readonly failed: number;
  readonly pending: number;
  /** Records acknowledged in each of the last 30 tenths of a second, oldest first. */
  readonly ackedPerTenth: readonly number[];
  /** Last error's Kafka name; empty when the last answer was good. */
  readonly lastError: string;
  /** Since it was started, the most frequent first. */
  readonly errors: readonly ErrorCount[];
  /** -1 without idempotence or before it has one. */
  readonly producerId: number;
  readonly producerEpoch: number;
  /** Bytes of `buffer.memory` in use. */
  readonly bufferUsed: number;
  /** Records whose `send` blocks for memory or metadata. */
  readonly blocked: number;
  readonly inFlight: number;
  /** From `send` to the acknowledgement. */
  readonly latency: Percentiles;
  readonly split: LatencySplit;
  /** Average over the last seconds; 0 when nothing was sent. */
  readonly recordsPerBatch: number;
  readonly bytesPerBatch: number;
}

/** Where one consumer stands in one partition. */
export interface PositionView {
  readonly topic: string;
  readonly partition: number;
  /** Next offset to fetch into the application's hands; -1 while it is looked up. */
  readonly position: number;
  /** High watermark (or last stable offset) minus position as the consumer last saw it; -1 unknown. */
  readonly lag: number;
  /** As this consumer last fetched or wrote it; -1 none. */
  readonly committed: number;
  readonly paused: boolean;
  /** Offset of the record that is being processed; -1 none. */
  readonly inHand: number;
  /** Records processed, those of them that a member of the group had processed before, and those jumped over. */
  readonly processed: number;
  readonly processedTwice: number;
  readonly skipped: number;
}

/** A simulated consumer. */
export interface ConsumerView {
  readonly id: string;
  readonly api: "consumer" | "share";
  readonly status: ClientStatus;
  /** The application does not call poll, though the process runs. */
  readonly pollingPaused: boolean;
  readonly subscription: Subscription;
  readonly settings: ConsumerSettings;
  /** `group.id`; empty without one. */
  readonly group: string;
  /** As the client has it; empty before it is told or made. */
  readonly memberId: string;
  /** Generation or member epoch as the client has it; -1 none. */
  readonly epoch: number;
  /** Kafka: AbstractCoordinator.MemberState or consumer.internals.MemberState, in lower case; empty without a group. */
  readonly memberState: string;
  readonly consumed: number;
  readonly processed: number;
  /** Virtual microseconds; -1 before the first poll. */
  readonly lastPollUs: number;
  /** Partitions that it owns, by topic and number. */
  readonly positions: readonly PositionView[];
  /** Records processed in each of the last 30 tenths of a second, oldest first. */
  readonly processedPerTenth: readonly number[];
  readonly lastError: string;
  readonly errors: readonly ErrorCount[];
}
