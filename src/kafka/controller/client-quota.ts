import type { MetadataChange } from "./metadata-change.ts";
import type { MetadataImage } from "./metadata-image.ts";
import type { ClientQuotaRecord } from "./metadata-record.ts";

/** One part of whom a quota is for: `user`, `client-id` or `ip`; a name of null is the default of its type. */
export interface QuotaEntityPart {
  readonly entityType: string;
  readonly entityName: string | null;
}

/** The quotas of one entity. Kafka: ClientQuotaImage. */
export interface ClientQuota {
  readonly entity: readonly QuotaEntityPart[];
  /** By key, such as `producer_byte_rate`. */
  readonly values: Readonly<Record<string, number>>;
}

/** One entity, however its parts are ordered. Kafka: ClientQuotaEntity. */
export const quotaKey = (entity: readonly QuotaEntityPart[]): string =>
  JSON.stringify(
    entity
      .toSorted((a, b) => (a.entityType < b.entityType ? -1 : 1))
      .map(({ entityType, entityName }) => [entityType, entityName]),
  );

/** Kafka: ClientQuotaControlManager.replay, ClientQuotasDelta. */
export function applyQuota(
  image: MetadataImage,
  { entity, key, value, remove }: ClientQuotaRecord,
): MetadataChange {
  const at = quotaKey(entity);
  const values = { ...image.clientQuotas[at]?.values };
  if (remove) delete values[key];
  else values[key] = value;
  if (Object.keys(values).length === 0) delete image.clientQuotas[at];
  else image.clientQuotas[at] = { entity, values };
  return { kind: "clientQuotaChanged" };
}
