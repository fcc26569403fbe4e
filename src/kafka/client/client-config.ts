import type { Acks, ClientConfig } from "../../contract/client-settings.ts";

/** What a producer reads of its configs. Kafka: ProducerConfig. */
export interface ProducerConfig {
  readonly acks: Acks;
  readonly batchSize: number;
  readonly lingerMs: number;
  readonly retries: number;
  readonly requestTimeoutMs: number;
  readonly deliveryTimeoutMs: number;
  readonly maxInFlight: number;
}

const numberOf = (config: ClientConfig, name: string, fallback: number): number =>
  Number(config[name] ?? fallback);

/** `acks` as a number; `all` is -1. */
export function acksOf(config: ClientConfig): Acks {
  const text = config["acks"] ?? "all";
  return text === "0" ? 0 : text === "1" ? 1 : -1;
}

/** Configs of a producer, with Kafka's defaults. */
export const producerConfig = (config: ClientConfig): ProducerConfig => ({
  acks: acksOf(config),
  batchSize: numberOf(config, "batch.size", 16384),
  lingerMs: numberOf(config, "linger.ms", 5),
  retries: numberOf(config, "retries", 2147483647),
  requestTimeoutMs: numberOf(config, "request.timeout.ms", 30000),
  deliveryTimeoutMs: numberOf(config, "delivery.timeout.ms", 120000),
  maxInFlight: numberOf(config, "max.in.flight.requests.per.connection", 5),
});

/** What a consumer reads of its configs. Kafka: ConsumerConfig. */
export interface ConsumerConfig {
  readonly minBytes: number;
  readonly maxWaitMs: number;
  readonly maxPartitionFetchBytes: number;
  readonly isolation: string;
  readonly offsetReset: string;
  readonly clientRack: string;
}

/** Configs of a consumer, with Kafka's defaults. */
export const consumerConfig = (config: ClientConfig): ConsumerConfig => ({
  minBytes: numberOf(config, "fetch.min.bytes", 1),
  maxWaitMs: numberOf(config, "fetch.max.wait.ms", 500),
  maxPartitionFetchBytes: numberOf(config, "max.partition.fetch.bytes", 1048576),
  isolation: config["isolation.level"] ?? "read_uncommitted",
  offsetReset: config["auto.offset.reset"] ?? "latest",
  clientRack: config["client.rack"] ?? "",
});
