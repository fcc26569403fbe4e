/** How a simulated producer chooses keys. */
export type KeyDistribution =
  | { readonly kind: "none" }
  | { readonly kind: "uniform"; readonly keys: number }
  | {
      readonly kind: "zipf";
      readonly keys: number /** Hundredths: 110 is 1.10. */;
      readonly exponentPercent: number;
    }
  | { readonly kind: "list"; readonly keys: readonly string[] };

/** Kafka's `acks`. */
export type Acks = 0 | 1 | -1;

/** What a simulated producer does and Kafka's settings that it runs with. */
export interface ProducerSettings {
  /** Records a second that the application hands to `send`. */
  readonly recordsPerSecond: number;
  readonly keys: KeyDistribution;
  /** Bytes of each record's value. */
  readonly valueSize: number;
  /** Percent of keyed records that are tombstones (null value), 0 to 100. */
  readonly tombstonePercent: number;
  /** `acks`: 0, 1, or -1 for all. */
  readonly acks: Acks;
  /** `batch.size` in bytes. */
  readonly batchSize: number;
  /** `linger.ms`. */
  readonly lingerMs: number;
  /** `retries`. */
  readonly retries: number;
  /** `request.timeout.ms`. */
  readonly requestTimeoutMs: number;
  /** `delivery.timeout.ms`. */
  readonly deliveryTimeoutMs: number;
  /** `max.in.flight.requests.per.connection`. */
  readonly maxInFlight: number;
}

/** `auto.offset.reset`. */
export type OffsetReset = "earliest" | "latest" | "none";

/** `isolation.level`. */
export type Isolation = "read_uncommitted" | "read_committed";

/** What a simulated consumer runs with. */
export interface ConsumerSettings {
  /** `fetch.min.bytes`. */
  readonly minBytes: number;
  /** `fetch.max.wait.ms`. */
  readonly maxWaitMs: number;
  /** `max.partition.fetch.bytes`. */
  readonly maxPartitionFetchBytes: number;
  /** `isolation.level`. */
  readonly isolation: Isolation;
  /** `auto.offset.reset`. */
  readonly offsetReset: OffsetReset;
  /** `client.rack`; empty is none. With a rack-aware selector at the brokers it reads from a replica near it. */
  readonly clientRack: string;
}

/** The Java producer's defaults with a demo's rate. */
export const defaultProducerSettings: ProducerSettings = {
  recordsPerSecond: 10,
  keys: { kind: "uniform", keys: 8 },
  valueSize: 100,
  tombstonePercent: 0,
  acks: -1,
  batchSize: 16384,
  lingerMs: 5,
  retries: 2147483647,
  requestTimeoutMs: 30000,
  deliveryTimeoutMs: 120000,
  maxInFlight: 5,
};

/** The Java consumer's defaults, reading from the start. */
export const defaultConsumerSettings: ConsumerSettings = {
  minBytes: 1,
  maxWaitMs: 500,
  maxPartitionFetchBytes: 1048576,
  isolation: "read_uncommitted",
  offsetReset: "earliest",
  clientRack: "",
};
