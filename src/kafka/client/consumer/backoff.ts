import { streams } from "../../../sim/draw.ts";
import type { Context } from "../../context.ts";
import type { ConsumerConfig } from "./consumer-config.ts";

/** Exponential with 20 % of jitter either way, in µs. Kafka: ExponentialBackoff.backoff. */
export function exponentialUs(
  context: Context,
  { firstUs, maxUs }: { readonly firstUs: number; readonly maxUs: number },
  attempts: number,
): number {
  let term = firstUs;
  for (let i = 0; i < attempts && term < maxUs; i++) term *= 2;
  const jitter = 800 + context.effects.draw(streams.backoff, 401);
  return Math.min(maxUs, Math.floor((Math.min(term, maxUs) * jitter) / 1000));
}

/** Between attempts of one thing. Kafka: `retry.backoff.ms`, `retry.backoff.max.ms`. */
export const backoffUs = (
  context: Context,
  config: ConsumerConfig,
  attempts: number,
): number =>
  exponentialUs(
    context,
    { firstUs: config.retryBackoffUs, maxUs: config.retryBackoffMaxUs },
    attempts,
  );
