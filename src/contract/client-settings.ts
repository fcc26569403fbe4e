/** Kafka's configs of a client by their names, such as `linger.ms`; what is absent has Kafka's default. */
export type ClientConfig = Readonly<Record<string, string>>;

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

/** What the application of a simulated producer does, and Kafka's configs that the producer runs with. */
export interface ProducerSettings {
  /** Records a second that the application hands to `send`. */
  readonly recordsPerSecond: number;
  readonly keys: KeyDistribution;
  /** Bytes of each record's value. */
  readonly valueSize: number;
  /** Percent of keyed records that are tombstones (null value), 0 to 100. */
  readonly tombstonePercent: number;
  /** What compression leaves of a batch in percent of its size, 1 to 100; of no effect with `compression.type=none`. */
  readonly compressionPercent: number;
  /** Kafka: ProducerConfig. */
  readonly config: ClientConfig;
}

/** How long the application takes for one record. */
export type ProcessingTime =
  | { readonly kind: "constant"; readonly us: number }
  | { readonly kind: "uniform"; readonly fromUs: number; readonly toUs: number };

/** When the application itself commits; `none` leaves it to `enable.auto.commit`, or to nobody. */
export type CommitChoice =
  | "none"
  | "syncAfter"
  | "asyncAfter"
  | "syncBefore"
  | "asyncBefore";

/**
 * What the application does with a record that it cannot process: `crash` ends the process without closing the
 * consumer, `retry` seeks back to the record and polls again, `skip` goes on behind it.
 */
export type FailureChoice = "crash" | "retry" | "skip";

/** What the application of a simulated consumer does, and Kafka's configs that the consumer runs with. */
export interface ConsumerSettings {
  readonly processing: ProcessingTime;
  /** Of ten thousand records, how many fail when they are processed; each try is drawn anew. */
  readonly failuresPerTenThousand: number;
  /** Records with this key fail each time; null is none. */
  readonly poisonKey: string | null;
  readonly onFailure: FailureChoice;
  readonly commit: CommitChoice;
  /** Kafka: ConsumerConfig; of a share consumer ShareConsumer's. */
  readonly config: ClientConfig;
}

/** The Java producer's defaults with a demo's rate. */
export const defaultProducerSettings: ProducerSettings = {
  recordsPerSecond: 10,
  keys: { kind: "uniform", keys: 8 },
  valueSize: 100,
  tombstonePercent: 0,
  compressionPercent: 50,
  config: {},
};

/** The Java consumer's defaults, reading from the start, with an application that takes 0.1 ms a record. */
export const defaultConsumerSettings: ConsumerSettings = {
  processing: { kind: "constant", us: 100 },
  failuresPerTenThousand: 0,
  poisonKey: null,
  onFailure: "crash",
  commit: "none",
  config: { "auto.offset.reset": "earliest" },
};

/** Settings with some configs changed; null takes an override away. */
export function withConfig<T extends { readonly config: ClientConfig }>(
  settings: T,
  change: Readonly<Record<string, string | null>>,
): T {
  const config = { ...settings.config, ...change };
  const kept = Object.entries(config).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return { ...settings, config: Object.fromEntries(kept) };
}
