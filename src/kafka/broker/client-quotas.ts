import { type Context, wallClockMs } from "../context.ts";
import type { ClientQuota, QuotaEntityPart } from "../controller/client-quota.ts";
import type { MetadataImage } from "../controller/metadata-image.ts";
import type { Broker } from "./broker.ts";
import type { Use } from "./request-meter.ts";

/** What was used in one window. Kafka: SampledStat.Sample. */
interface Sample {
  readonly startMs: number;
  lastMs: number;
  sum: number;
}

/** What one client or user used lately of one quota. Kafka: a Sensor with Rate. */
export interface Usage {
  /** Oldest first. */
  samples: Sample[];
}

type Quota = "producer_byte_rate" | "consumer_byte_rate" | "request_percentage";

/** `quota.window.num` and `quota.window.size.seconds`. Kafka: ClientQuotaManagerConfig. */
const windows = 11;
const windowMs = 1000;

/** Without authentication everybody is this one. Kafka: KafkaPrincipal.ANONYMOUS. */
const user = "ANONYMOUS";

const isFor = (
  entity: readonly QuotaEntityPart[],
  wanted: Readonly<Record<string, string | null>>,
): boolean =>
  entity.length === Object.keys(wanted).length &&
  entity.every(
    ({ entityType, entityName }) =>
      Object.hasOwn(wanted, entityType) && wanted[entityType] === entityName,
  );

/** From the most special to the most general. Kafka: ClientQuotaManager.DefaultQuotaCallback.quotaLimit. */
const levels = (clientId: string): Readonly<Record<string, string | null>>[] => [
  { user, "client-id": clientId },
  { user, "client-id": null },
  { user },
  { user: null, "client-id": clientId },
  { user: null, "client-id": null },
  { user: null },
  { "client-id": clientId },
  { "client-id": null },
];

/** The limit that holds for a client, and whose use is added up for it; null: unlimited. */
function limitFor(
  image: MetadataImage,
  clientId: string,
  quota: Quota,
): { readonly bound: number; readonly key: string } | null {
  const all: readonly ClientQuota[] = Object.values(image.clientQuotas);
  for (const wanted of levels(clientId)) {
    const found = all.find(
      ({ entity, values }) => isFor(entity, wanted) && Object.hasOwn(values, quota),
    );
    const bound = found?.values[quota];
    if (bound === undefined) continue;
    // A default holds for each of its clients by itself.
    const tags = ["user" in wanted ? user : "", "client-id" in wanted ? clientId : ""];
    return { bound, key: `${quota}/${tags.join("/")}` };
  }
  return null;
}

/** Kafka: SampledStat.record: a window begins with what is recorded first after the one before. */
function record({ samples }: Usage, value: number, nowMs: number): void {
  const current = samples.at(-1);
  if (current !== undefined && nowMs - current.startMs < windowMs) {
    current.sum += value;
    current.lastMs = nowMs;
    return;
  }
  samples.push({ startMs: nowMs, lastMs: nowMs, sum: value });
  if (samples.length > windows + 1) samples.shift();
}

/** Kafka: Rate.windowSize: at least all windows but one, so that the first second of use is no burst. */
function measured({ samples }: Usage, nowMs: number): { sum: number; spanMs: number } {
  const kept = samples.filter(({ lastMs }) => nowMs - lastMs < windows * windowMs);
  const sum = kept.reduce((total, each) => total + each.sum, 0);
  const oldestMs = kept[0]?.startMs ?? nowMs;
  let spanMs = nowMs - oldestMs;
  const fullWindows = Math.floor(spanMs / windowMs);
  if (fullWindows < windows - 1) spanMs += (windows - 1 - fullWindows) * windowMs;
  return { sum, spanMs };
}

interface Violation {
  readonly usage: Usage;
  readonly ms: number;
}

/** Kafka: ClientQuotaManager.recordAndGetThrottleTimeMs, QuotaUtils.throttleTime. */
function violation(
  broker: Broker,
  clientId: string,
  used: { readonly quota: Quota; readonly value: number },
  nowMs: number,
): Violation | null {
  const limit = limitFor(broker.image, clientId, used.quota);
  if (limit === null) return null;
  const usage = (broker.quotaUsage[limit.key] ??= { samples: [] });
  record(usage, used.value, nowMs);
  const { sum, spanMs } = measured(usage, nowMs);
  const rate = (sum * 1000) / spanMs;
  if (rate <= limit.bound) return { usage, ms: 0 };
  const ms = Math.round(((rate - limit.bound) / limit.bound) * spanMs);
  // Kafka: ClientRequestQuotaManager.throttleTime: one window at most.
  return { usage, ms: used.quota === "request_percentage" ? Math.min(ms, windowMs) : ms };
}

/**
 * Counts what a request used and says how long its client must be quiet, ms. What a fetch that is throttled would have
 * read does not count, since nothing is sent. Kafka: KafkaApis.handleProduceRequest, processResponseCallback of fetches,
 * ClientQuotaManager, ClientRequestQuotaManager.
 */
export function useQuotas(context: Context, broker: Broker, use: Use): number {
  const nowMs = wallClockMs(context.effects);
  const { clientId, produced, fetched, threadUs } = use;
  const percent = threadUs / 10_000;
  const request = violation(
    broker,
    clientId,
    { quota: "request_percentage", value: percent },
    nowMs,
  );
  const bytes = produced ?? fetched;
  const transfer =
    bytes === null
      ? null
      : violation(
          broker,
          clientId,
          {
            quota: produced === null ? "consumer_byte_rate" : "producer_byte_rate",
            value: bytes,
          },
          nowMs,
        );
  const ms = Math.max(request?.ms ?? 0, transfer?.ms ?? 0);
  if (ms > 0 && fetched !== null && transfer !== null)
    record(transfer.usage, -fetched, nowMs);
  return ms;
}

/** The most bytes that a fetch may take without being throttled for sure. Kafka: ClientQuotaManager.getMaxValueInQuotaWindow. */
export function mostFetchBytes(broker: Broker, clientId: string): number {
  const limit = limitFor(broker.image, clientId, "consumer_byte_rate");
  return limit === null
    ? Number.POSITIVE_INFINITY
    : (limit.bound * (windows - 1) * windowMs) / 1000;
}
