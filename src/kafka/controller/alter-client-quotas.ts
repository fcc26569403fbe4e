import { readConfigs } from "../../terms/config-definitions.ts";
import { quotaConfigs } from "../../terms/configs/quota.ts";
import { errorCode } from "../../terms/errors.ts";
import type {
  AlterClientQuotasRequest,
  AlterClientQuotasResponse,
} from "../protocol/messages.ts";
import { type QuotaEntityPart, quotaKey } from "./client-quota.ts";
import { type ApiError, apiError, type ControllerResult } from "./controller-context.ts";
import type { ControllerState } from "./controller-state.ts";
import type { MetadataRecord } from "./metadata-record.ts";

const none: ApiError = apiError(0);
const refused = (words: string): ApiError =>
  apiError(errorCode("INVALID_REQUEST"), words);

const types = ["user", "client-id", "ip"];

/** Kafka: ClientQuotaControlManager.validateEntity, configKeysForEntityType. */
function entityError(entity: readonly QuotaEntityPart[]): ApiError {
  if (entity.length === 0) return refused("Invalid empty client quota entity");
  for (const { entityType, entityName } of entity) {
    if (!types.includes(entityType))
      return refused(`Unhandled client quota entity type: ${entityType}`);
    if (entityName === "") return refused(`Empty ${entityType} not supported`);
  }
  const isIp = entity.some(({ entityType }) => entityType === "ip");
  return isIp && entity.length > 1 ? refused("Invalid empty client quota entity") : none;
}

/** Kafka: QuotaConfig.userAndClientQuotaConfigs, ipConfigs. */
function definitionOf(
  entity: readonly QuotaEntityPart[],
  key: string,
): { readonly type: string } | undefined {
  const scope = entity[0]?.entityType === "ip" ? "ip-quota" : "user-and-client-quota";
  return readConfigs("broker-dynamic-only", quotaConfigs).find(
    (each) => each.scope === scope && each.name === key,
  );
}

const epsilon = 1e-6;

/** Kafka: ClientQuotaControlManager.validateQuotaKeyValue. */
function valueError(
  entity: readonly QuotaEntityPart[],
  key: string,
  value: number,
): ApiError {
  const definition = definitionOf(entity, key);
  if (definition === undefined) return refused(`Invalid configuration key ${key}`);
  if (value <= 0) return refused(`Quota ${key} must be greater than 0`);
  if (definition.type === "DOUBLE") return none;
  if (Math.abs(Math.trunc(value + epsilon) - value) <= epsilon) return none;
  const kind = definition.type === "LONG" ? "a Long" : "an Integer";
  return refused(`Configuration ${key} must be ${kind} value`);
}

type Entry = AlterClientQuotasRequest["entries"][number];

/** Records of one entity, or why there are none. Kafka: ClientQuotaControlManager.alterClientQuotaEntity. */
function alterEntity(
  { image }: ControllerState,
  { entity, ops }: Entry,
): { readonly error: ApiError; readonly records: MetadataRecord[] } {
  const wrong = entityError(entity);
  if (wrong.errorCode !== 0) return { error: wrong, records: [] };
  const present = image.clientQuotas[quotaKey(entity)]?.values ?? {};
  const keys = ops.map(({ key }) => key);
  const twice = keys.find((key, i) => keys.indexOf(key) !== i);
  if (twice !== undefined)
    return {
      error: refused(`Duplicate quota key ${twice} not updating quota for this entity`),
      records: [],
    };
  let error = none;
  const records = ops.flatMap(({ key, value, remove }): MetadataRecord[] => {
    const record = { type: "CLIENT_QUOTA_RECORD" as const, entity, key };
    if (remove)
      return Object.hasOwn(present, key) ? [{ ...record, value: 0, remove: true }] : [];
    const unfit = valueError(entity, key, value);
    if (unfit.errorCode !== 0) error = unfit;
    return unfit.errorCode !== 0 || present[key] === value
      ? []
      : [{ ...record, value, remove: false }];
  });
  return error.errorCode === 0 ? { error, records } : { error, records: [] };
}

/** Kafka: ClientQuotaControlManager.alterClientQuotas. */
export function alterClientQuotas(
  state: ControllerState,
  request: AlterClientQuotasRequest,
): ControllerResult<AlterClientQuotasResponse> {
  const keys = request.entries.map(({ entity }) => quotaKey(entity));
  const altered = request.entries.map((entry, i) =>
    keys.indexOf(keys[i] ?? "") === i
      ? alterEntity(state, entry)
      : { error: refused("Ignoring duplicate entity"), records: [] },
  );
  return {
    records: request.validateOnly ? [] : altered.flatMap(({ records }) => records),
    response: {
      throttleTimeMs: 0,
      entries: altered.map(({ error }, i) => ({
        errorCode: error.errorCode,
        errorMessage: error.errorMessage,
        entity: request.entries[i]?.entity ?? [],
      })),
    },
    because: "alterClientQuotas",
  };
}
