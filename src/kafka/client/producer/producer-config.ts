import type { Acks, ClientConfig } from "../../../contract/client-settings.ts";
import type { BatchCompression } from "../../protocol/batch-builder.ts";
import type { Compression } from "../../protocol/record-batch.ts";
import type { AccumulatorConfig } from "./record-accumulator.ts";

/** What a producer reads of its configs; times in µs. Kafka: ProducerConfig. */
export interface ProducerConfig extends AccumulatorConfig {
  readonly acks: Acks;
  readonly isIdempotent: boolean;
  readonly retries: number;
  readonly requestTimeoutUs: number;
  readonly maxInFlight: number;
  readonly maxRequestSize: number;
  readonly maxBlockUs: number;
  readonly metadataMaxAgeUs: number;
  readonly ignoresKeys: boolean;
}

/** `acks` as a number; `all` is -1. */
function acksOf(config: ClientConfig): Acks {
  const text = config["acks"] ?? "all";
  return text === "0" ? 0 : text === "1" ? 1 : -1;
}

/** Configs of a producer, with Kafka's defaults. `terms/client-start.ts` says which it refuses. */
export function readProducerConfig(
  config: ClientConfig,
  compressionPercent: number,
): ProducerConfig {
  const number = (name: string, fallback: number): number =>
    Number(config[name] ?? fallback);
  const us = (name: string, ms: number): number => number(name, ms) * 1000;
  const is = (name: string, fallback: boolean): boolean =>
    (config[name] ?? String(fallback)).toLowerCase() === "true";
  const acks = acksOf(config);
  const retries = number("retries", 2147483647);
  const maxInFlight = number("max.in.flight.requests.per.connection", 5);
  const lingerUs = us("linger.ms", 5);
  const requestTimeoutUs = us("request.timeout.ms", 30_000);
  const compression: BatchCompression = {
    type: (config["compression.type"] ?? "none") as Compression,
    permille: compressionPercent * 10,
  };
  const delivery = us("delivery.timeout.ms", 120_000);
  return {
    acks,
    retries,
    maxInFlight,
    lingerUs,
    requestTimeoutUs,
    compression,
    // On by default, and quietly off where another config is in its way.
    isIdempotent:
      is("enable.idempotence", true) && acks === -1 && retries > 0 && maxInFlight <= 5,
    batchSize: Math.max(1, number("batch.size", 16_384)),
    bufferMemory: number("buffer.memory", 33_554_432),
    maxRequestSize: number("max.request.size", 1_048_576),
    maxBlockUs: us("max.block.ms", 60_000),
    // Raised quietly where it was not set: KafkaProducer.configureDeliveryTimeout.
    deliveryTimeoutUs:
      config["delivery.timeout.ms"] === undefined
        ? Math.max(delivery, lingerUs + requestTimeoutUs)
        : delivery,
    retryBackoffUs: us("retry.backoff.ms", 100),
    retryBackoffMaxUs: us("retry.backoff.max.ms", 1000),
    metadataMaxAgeUs: us("metadata.max.age.ms", 300_000),
    adaptive: is("partitioner.adaptive.partitioning.enable", true),
    availabilityTimeoutUs: us("partitioner.availability.timeout.ms", 0),
    ignoresKeys: is("partitioner.ignore.keys", false),
  };
}
