import { errorCode } from "../../terms/errors.ts";
import type {
  DescribeClientQuotasRequest,
  DescribeClientQuotasResponse,
} from "../protocol/messages.ts";
import type { ClientQuota } from "./client-quota.ts";
import type { MetadataImage } from "./metadata-image.ts";

/** Kafka: DescribeClientQuotasRequest. */
const matchTypes = { exact: 0, default: 1, specified: 2 } as const;
const types = ["user", "client-id", "ip"];

type Component = DescribeClientQuotasRequest["components"][number];

const failed = (error: number, words: string): DescribeClientQuotasResponse => ({
  throttleTimeMs: 0,
  errorCode: error,
  errorMessage: words,
  entries: null,
});

const invalid = (words: string): DescribeClientQuotasResponse =>
  failed(errorCode("INVALID_REQUEST"), words);

function componentError(
  { entityType, matchType, match }: Component,
  i: number,
  all: readonly Component[],
): DescribeClientQuotasResponse | null {
  if (entityType === "") return invalid("Invalid empty entity type.");
  if (all.findIndex((each) => each.entityType === entityType) !== i)
    return invalid(
      `Entity type ${entityType} cannot appear more than once in the filter.`,
    );
  if (!types.includes(entityType))
    return failed(
      errorCode("UNSUPPORTED_VERSION"),
      `Unsupported entity type ${entityType}`,
    );
  switch (matchType) {
    case matchTypes.exact:
      return match === null
        ? invalid("Request specified MATCH_TYPE_EXACT, but set match string to null.")
        : null;
    case matchTypes.default:
    case matchTypes.specified:
      return match === null
        ? null
        : invalid(
            `Request specified MATCH_TYPE_${matchType === matchTypes.default ? "DEFAULT" : "SPECIFIED"}, but also specified a match string.`,
          );
    default:
      return invalid(`Unknown match type ${matchType}`);
  }
}

function matches({ entity }: ClientQuota, component: Component): boolean {
  const part = entity.find(({ entityType }) => entityType === component.entityType);
  if (part === undefined) return false;
  if (component.matchType === matchTypes.specified) return true;
  return part.entityName === component.match;
}

/** Kafka: ClientQuotasImage.describe. */
export function describeClientQuotas(
  image: MetadataImage,
  { components, strict }: DescribeClientQuotasRequest,
): DescribeClientQuotasResponse {
  for (const [i, component] of components.entries()) {
    const wrong = componentError(component, i, components);
    if (wrong !== null) return wrong;
  }
  const asked = components.map(({ entityType }) => entityType);
  if (asked.includes("ip") && asked.length > 1)
    return invalid(
      "Invalid entity filter component combination. IP filter component should not be used with user or clientId filter component.",
    );
  const found = Object.values(image.clientQuotas).filter(
    (quota) =>
      components.every((component) => matches(quota, component)) &&
      (!strict || quota.entity.length === components.length),
  );
  return {
    throttleTimeMs: 0,
    errorCode: 0,
    errorMessage: null,
    entries: strict && components.length === 0 ? [] : found.map(entryOf),
  };
}

const entryOf = ({
  entity,
  values,
}: ClientQuota): NonNullable<DescribeClientQuotasResponse["entries"]>[number] => ({
  entity: entity.map((part) => ({ ...part })),
  values: Object.entries(values).map(([key, value]) => ({ key, value })),
});
