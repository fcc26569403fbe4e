import {
  BROKER_LOGGER_RESOURCE,
  BROKER_RESOURCE,
  brokersOf,
  CLIENT_METRICS_RESOURCE,
  GROUP_RESOURCE,
  type MetadataImage,
  TOPIC_RESOURCE,
  topicsOf,
} from "../controller/metadata-image.ts";
import { errors } from "../error-codes.ts";
import type {
  ListConfigResourcesRequest,
  ListConfigResourcesResponse,
} from "../protocol/messages.ts";

const everyType: readonly number[] = [
  TOPIC_RESOURCE,
  BROKER_RESOURCE,
  BROKER_LOGGER_RESOURCE,
  CLIENT_METRICS_RESOURCE,
  GROUP_RESOURCE,
];

/** What has configs, by kind; version 0 asks for subscriptions of client metrics alone. Kafka: KafkaApis.handleListConfigResources. */
export function listConfigResources(
  image: MetadataImage,
  { resourceTypes }: ListConfigResourcesRequest,
  version: number,
): ListConfigResourcesResponse {
  const known = version === 0 ? [CLIENT_METRICS_RESOURCE] : everyType;
  const asked =
    version === 0 || resourceTypes.length === 0 ? known : [...new Set(resourceTypes)];
  if (asked.some((type) => !known.includes(type)))
    return {
      throttleTimeMs: 0,
      errorCode: errors.UNSUPPORTED_VERSION,
      configResources: [],
    };
  const configResources = asked.flatMap((resourceType) =>
    namesOf(image, resourceType).map((resourceName) => ({ resourceName, resourceType })),
  );
  return { throttleTimeMs: 0, errorCode: errors.NONE, configResources };
}

function namesOf(image: MetadataImage, type: number): string[] {
  if (type === TOPIC_RESOURCE) return topicsOf(image).map(({ name }) => name);
  if (type === BROKER_RESOURCE || type === BROKER_LOGGER_RESOURCE)
    return brokersOf(image).map(({ brokerId }) => String(brokerId));
  const prefix = `${type}/`;
  return Object.entries(image.configs)
    .filter(([key, values]) => key.startsWith(prefix) && Object.keys(values).length > 0)
    .map(([key]) => key.slice(prefix.length));
}
