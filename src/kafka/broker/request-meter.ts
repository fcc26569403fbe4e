import type { Context } from "../context.ts";
import type { Broker } from "./broker.ts";

/** What a client used of a broker with one request. */
export interface Use {
  /** Whose request it was: `client.id`. */
  readonly clientId: string;
  /** Bytes written, or null of a request that writes none. */
  readonly produced: number | null;
  /** Bytes that are about to be read, or null of a request that reads none. */
  readonly fetched: number | null;
  /** Time of a thread that it took, µs. */
  readonly threadUs: number;
}

/** How long a client must be quiet, ms. */
export type Meter = (context: Context, broker: Broker, use: Use) => number;

/**
 * Who slows clients down by their quotas: `client-quotas.ts`, which comes with `../operator-requests.ts`. Without a quota
 * in the metadata nobody is asked.
 */
export const meter: {
  use: Meter | null;
  mostFetchBytes: ((broker: Broker, clientId: string) => number) | null;
} = { use: null, mostFetchBytes: null };

function hasQuotas({ image }: Broker): boolean {
  for (const _ in image.clientQuotas) return true;
  return false;
}

/** The most bytes that a consumer's fetch may take; unlimited without quotas. */
export function mostFetchBytes(broker: Broker, clientId: string): number {
  return hasQuotas(broker) && meter.mostFetchBytes !== null
    ? meter.mostFetchBytes(broker, clientId)
    : Number.POSITIVE_INFINITY;
}

/** How long the sender of a connection's request must be quiet, ms; 0 without quotas. Kafka: ClientQuotaManager.maybeRecordAndGetThrottleTimeMs. */
export function throttleTimeMs(
  context: Context,
  broker: Broker,
  connection: number,
  what: { readonly produced?: true; readonly fetched?: number },
): number {
  if (!hasQuotas(broker) || meter.use === null) return 0;
  const inbound = broker.inbound[connection];
  if (inbound === undefined) return 0;
  const { clientId, threadUs, requestBytes } = inbound;
  const produced = what.produced === true ? requestBytes : null;
  const fetched = what.fetched ?? null;
  return meter.use(context, broker, { clientId, produced, fetched, threadUs });
}
