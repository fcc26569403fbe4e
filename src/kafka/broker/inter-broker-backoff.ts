import { streams } from "../../sim/draw.ts";
import type { Context } from "../context.ts";

/** Kafka: PersisterStateManager, NetworkPartitionMetadataClient: REQUEST_BACKOFF_MS, REQUEST_BACKOFF_MAX_MS, and the attempts that they allow. */
const firstMs = 1000;
const mostMs = 30_000;
export const maxAttempts = 5;
/** `retry.backoff` jitter, in percent. Kafka: CommonClientConfigs.RETRY_BACKOFF_JITTER. */
const jitter = 20;

/** The wait before attempt number `attempts` + 1, µs; the first is of twice the base. Kafka: ExponentialBackoffManager.backOff. */
export function backoffUs({ effects }: Context, attempts: number): number {
  const wholeMs = Math.min(firstMs * 2 ** attempts, mostMs);
  const percent = 100 - jitter + effects.draw(streams.backoff, 2 * jitter + 1);
  return wholeMs * percent * 10;
}
