import {
  brokerConfigEntries,
  type ConfigEntry,
  clientMetricsEntries,
  clusterConfigEntries,
  groupConfigEntries,
  topicConfigEntries,
} from "../controller/config-entries.ts";
import { CONFIG_SOURCE } from "../controller/config-source.ts";
import { type ApiError, apiError } from "../controller/controller-context.ts";
import {
  BROKER_LOGGER_RESOURCE,
  BROKER_RESOURCE,
  CLIENT_METRICS_RESOURCE,
  GROUP_RESOURCE,
  TOPIC_RESOURCE,
  topicByName,
} from "../controller/metadata-image.ts";
import type { ConfigNode } from "../controller/topic-config.ts";
import { topicNameError } from "../controller/topic-name.ts";
import { errors } from "../error-codes.ts";
import type {
  DescribeConfigsRequest,
  DescribeConfigsRequestResource,
  DescribeConfigsResponse,
  DescribeConfigsResponseConfig,
} from "../protocol/messages.ts";
import type { Broker } from "./broker.ts";
import { nodeOf } from "./dynamic-config.ts";

type Described =
  | { readonly kind: "entries"; readonly entries: readonly ConfigEntry[] }
  | { readonly kind: "refused"; readonly error: ApiError };

const refused = (name: keyof typeof errors, words: string | null): Described => ({
  kind: "refused",
  error: apiError(errors[name], words),
});

const entriesOf = (entries: readonly ConfigEntry[]): Described => ({
  kind: "entries",
  entries,
});

const known: ReadonlySet<number> = new Set([
  TOPIC_RESOURCE,
  BROKER_RESOURCE,
  BROKER_LOGGER_RESOURCE,
  CLIENT_METRICS_RESOURCE,
  GROUP_RESOURCE,
]);

/** Who may see a resource is asked for all of them first, and one of an unknown type fails the whole request there. */
const malformed = apiError(
  errors.INVALID_REQUEST,
  "This most likely occurs because of a request being malformed by the client library or the message was sent to an incompatible broker. See the broker logs for more details.",
);

/** Kafka: ConfigHelper.handleDescribeConfigsRequest. */
export function describeConfigs(
  broker: Broker,
  request: DescribeConfigsRequest,
): DescribeConfigsResponse {
  const strange = request.resources.some(({ resourceType }) => !known.has(resourceType));
  const results = request.resources.map((resource) => {
    const { resourceType, resourceName, configurationKeys } = resource;
    if (strange) return { ...malformed, resourceType, resourceName, configs: [] };
    const described = describe(broker, resource);
    const error = described.kind === "refused" ? described.error : apiError(errors.NONE);
    const entries = described.kind === "refused" ? [] : described.entries;
    const all = configurationKeys === null || configurationKeys.length === 0;
    return {
      ...error,
      resourceType,
      resourceName,
      configs: entries
        .filter(({ name }) => all || configurationKeys.includes(name))
        .map((entry) => configBody(entry, request)),
    };
  });
  return { throttleTimeMs: 0, results };
}

function describe(broker: Broker, resource: DescribeConfigsRequestResource): Described {
  const { resourceType, resourceName } = resource;
  switch (resourceType) {
    case TOPIC_RESOURCE:
      return describeTopic(broker, resourceName);
    case BROKER_RESOURCE:
      if (resourceName === "")
        return entriesOf(clusterConfigEntries(broker.image, nodeOf(broker)));
      return (
        brokerIdError(broker, resourceName, " or empty string,") ??
        entriesOf(brokerConfigEntries(broker.image, describedNode(broker)))
      );
    case BROKER_LOGGER_RESOURCE:
      if (resourceName === "")
        return refused("INVALID_REQUEST", "Broker id must not be empty");
      return brokerIdError(broker, resourceName, "") ?? entriesOf(loggers);
    case CLIENT_METRICS_RESOURCE:
      return resourceName === ""
        ? refused("INVALID_REQUEST", "Client metrics subscription name must not be empty")
        : entriesOf(clientMetricsEntries(broker.image, resourceName));
    case GROUP_RESOURCE:
      return resourceName === ""
        ? refused("INVALID_REQUEST", "Group name must not be empty")
        : entriesOf(groupConfigEntries(broker.image, nodeOf(broker), resourceName));
    default:
      return refused("INVALID_REQUEST", `Unsupported resource type: ${resourceType}`);
  }
}

function describeTopic(broker: Broker, topic: string): Described {
  const invalid = topicNameError(topic);
  if (invalid !== null) return refused("INVALID_TOPIC_EXCEPTION", invalid);
  if (topicByName(broker.image, topic) === undefined)
    return refused("UNKNOWN_TOPIC_OR_PARTITION", null);
  return entriesOf(topicConfigEntries(broker.image, nodeOf(broker), topic));
}

/** A broker tells its own settings and nobody else's. */
function brokerIdError(broker: Broker, name: string, orElse: string): Described | null {
  if (!/^[+-]?\d+$/.test(name))
    return refused("INVALID_REQUEST", `Broker id must be an integer, but it is: ${name}`);
  return Number(name) === broker.id
    ? null
    : refused(
        "INVALID_REQUEST",
        `Unexpected broker id, expected ${broker.id}${orElse} but received ${name}`,
      );
}

/** With what every node's file says besides what the scenario gives. */
function describedNode(broker: Broker): ConfigNode {
  const id = String(broker.id);
  const combined = broker.disk.controllers.includes(broker.id);
  const { rack } = broker.config;
  return {
    nodeId: broker.id,
    staticConfig: {
      "node.id": id,
      "broker.id": id,
      "process.roles": combined ? "broker,controller" : "broker",
      ...(rack === null ? {} : { "broker.rack": rack }),
      ...broker.config.given,
    },
  };
}

const root = { name: "root", value: "INFO", source: CONFIG_SOURCE.brokerLogger };

/** The one logger that every broker has; which others there are depends on the classes that it has loaded. */
const loggers: readonly ConfigEntry[] = [
  { ...root, type: null, readOnly: false, sensitive: false, synonyms: [] },
];

/** Kafka: DescribeConfigsResponse.ConfigType; 0 is a setting that it does not know. */
const types: readonly (ConfigEntry["type"] | "UNKNOWN")[] = [
  "UNKNOWN",
  "BOOLEAN",
  "STRING",
  "INT",
  "SHORT",
  "LONG",
  "DOUBLE",
  "LIST",
  "CLASS",
  "PASSWORD",
];

function configBody(
  entry: ConfigEntry,
  { includeSynonyms, includeDocumentation }: DescribeConfigsRequest,
): DescribeConfigsResponseConfig {
  return {
    name: entry.name,
    value: entry.value,
    readOnly: entry.readOnly,
    configSource: entry.source,
    isSensitive: entry.sensitive,
    synonyms: includeSynonyms ? entry.synonyms : [],
    configType: Math.max(0, types.indexOf(entry.type)),
    // Kafka's own texts are not part of Highwater.
    documentation: includeDocumentation ? "" : null,
  };
}
