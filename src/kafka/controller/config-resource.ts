import { configValueError } from "../../terms/config-value.ts";
import { errorCode } from "../../terms/errors.ts";
import {
  brokerConfigDefinition,
  groupConfigDefinitions,
  topicConfigDefinition,
} from "./config-schema.ts";
import { type ApiError, apiError } from "./controller-context.ts";
import type { ControllerState } from "./controller-state.ts";
import {
  BROKER_RESOURCE,
  CLIENT_METRICS_RESOURCE,
  configValue,
  GROUP_RESOURCE,
  TOPIC_RESOURCE,
  topicByName,
} from "./metadata-image.ts";
import { topicNameError } from "./topic-name.ts";

/** Whose settings are changed. */
export interface ConfigResource {
  readonly resourceType: number;
  readonly resourceName: string;
}

export type Configs = Readonly<Record<string, string>>;

/** Kafka: ControllerConfigurationValidator.validate, then, for what should exist already, the existence checker. */
export function configsError(
  state: ControllerState,
  resource: ConfigResource,
  configs: Configs,
  newlyCreated: boolean,
): ApiError | null {
  const { resourceType, resourceName } = resource;
  switch (resourceType) {
    case TOPIC_RESOURCE:
      return (
        topicConfigsError(resourceName, configs) ??
        (newlyCreated ? null : topicMissing(state, resourceName))
      );
    case BROKER_RESOURCE:
      return (
        brokerConfigsError(resourceName, configs) ?? brokerMissing(state, resourceName)
      );
    case CLIENT_METRICS_RESOURCE:
      return resourceName === ""
        ? apiError(
            errorCode("INVALID_REQUEST"),
            "Default group resources are not allowed.",
          )
        : null;
    case GROUP_RESOURCE:
      return groupConfigsError(state, resourceName, configs);
    default:
      return apiError(
        errorCode("INVALID_REQUEST"),
        `Unknown resource type ${resourceType}`,
      );
  }
}

/** Kafka: LogConfig.validate. */
function topicConfigsError(topic: string, configs: Configs): ApiError | null {
  if (topic === "")
    return apiError(
      errorCode("INVALID_REQUEST"),
      "Default topic resources are not allowed.",
    );
  const nameError = topicNameError(topic);
  if (nameError !== null)
    return apiError(errorCode("INVALID_TOPIC_EXCEPTION"), nameError);
  for (const [name, value] of Object.entries(configs)) {
    const definition = topicConfigDefinition(name);
    const words =
      definition === undefined
        ? `Unknown topic config name: ${name}`
        : configValueError(definition, value);
    if (words !== null) return apiError(errorCode("INVALID_CONFIG"), words);
  }
  const conflict = topicConfigConflict(configs);
  return conflict === null ? null : apiError(errorCode("INVALID_CONFIG"), conflict);
}

/** Kafka: LogConfig.validateValues and the checks that need remote storage, which no broker here has. */
function topicConfigConflict(configs: Configs): string | null {
  const minLag = configValue(configs, "min.compaction.lag.ms");
  const maxLag = configValue(configs, "max.compaction.lag.ms");
  if (
    minLag !== undefined &&
    maxLag !== undefined &&
    BigInt(minLag.trim()) > BigInt(maxLag.trim())
  )
    return `conflict topic config setting min.compaction.lag.ms (${minLag}) > max.compaction.lag.ms (${maxLag})`;
  const remote = configValue(configs, "remote.storage.enable");
  if (remote?.trim().toLowerCase() === "true")
    return "Tiered Storage functionality is disabled in the broker. Topic cannot be configured with remote log storage.";
  return null;
}

/** Kafka: ControllerConfigurationValidator.validateGroupName, GroupConfig.validate. */
function groupConfigsError(
  { config }: ControllerState,
  group: string,
  configs: Configs,
): ApiError | null {
  if (group === "")
    return apiError(
      errorCode("INVALID_REQUEST"),
      "Default group resources are not allowed.",
    );
  for (const [name, value] of Object.entries(configs)) {
    const definition = groupConfigDefinitions().find((each) => each.name === name);
    const words =
      definition === undefined
        ? `Unknown group config name: ${name}`
        : (configValueError(definition, value) ??
          outOfBrokerLimits(config.staticConfig, name, Number(value)));
    if (words !== null) return apiError(errorCode("INVALID_CONFIG"), words);
  }
  return beatsTooRarely(config.staticConfig, configs);
}

/** In effect for a broker's file: said there, or Kafka's default. */
function brokerValue(staticConfig: Configs, name: string): number {
  const text =
    configValue(staticConfig, name) ?? brokerConfigDefinition(name)?.default ?? "";
  return Number(text);
}

/** Brokers limit what groups may set by `group.consumer.min.…` and `group.consumer.max.…`. */
function outOfBrokerLimits(
  staticConfig: Configs,
  name: string,
  value: number,
): string | null {
  const [kind = "", ...rest] = name.split(".");
  const limit = (side: "min" | "max"): string =>
    `group.${kind}.${side}.${rest.join(".")}`;
  const known = (side: "min" | "max"): boolean =>
    brokerConfigDefinition(limit(side)) !== undefined;
  if (known("min") && value < brokerValue(staticConfig, limit("min")))
    return `${name} must be greater than or equal to ${limit("min")}`;
  if (known("max") && value > brokerValue(staticConfig, limit("max")))
    return `${name} must be less than or equal to ${limit("max")}`;
  return null;
}

function beatsTooRarely(staticConfig: Configs, configs: Configs): ApiError | null {
  for (const kind of ["consumer", "share", "streams"]) {
    const valueOf = (name: string): number =>
      Number(configValue(configs, name) ?? brokerValue(staticConfig, `group.${name}`));
    const session = `${kind}.session.timeout.ms`;
    const heartbeat = `${kind}.heartbeat.interval.ms`;
    if (valueOf(session) <= valueOf(heartbeat))
      return apiError(
        errorCode("INVALID_CONFIG"),
        `${session} must be greater than ${heartbeat}`,
      );
  }
  return null;
}

function topicMissing(state: ControllerState, topic: string): ApiError | null {
  return topicByName(state.image, topic) === undefined
    ? apiError(
        errorCode("UNKNOWN_TOPIC_OR_PARTITION"),
        `The topic '${topic}' does not exist.`,
      )
    : null;
}

function brokerMissing(state: ControllerState, name: string): ApiError | null {
  if (name === "" || state.image.brokers[Number(name)] !== undefined) return null;
  return apiError(
    errorCode("BROKER_ID_NOT_REGISTERED"),
    `No broker with id ${name} found.`,
  );
}

/** Kafka: DynamicBrokerConfig.validate: only settings that a running broker can change. Unknown names pass. */
function brokerConfigsError(broker: string, configs: Configs): ApiError | null {
  if (broker !== "" && !/^\d+$/.test(broker))
    return apiError(
      errorCode("INVALID_REQUEST"),
      "Unable to parse broker name as a base 10 number.",
    );
  for (const [name, value] of Object.entries(configs)) {
    const definition = brokerConfigDefinition(name);
    if (definition === undefined) continue;
    const words = dynamicUpdateError(broker, name) ?? configValueError(definition, value);
    if (words !== null) return apiError(errorCode("INVALID_REQUEST"), words);
  }
  return null;
}

/** A running broker takes a change of it, through a broker's resource or that of all brokers. Kafka: DynamicConfig.Broker. */
export function isDynamicBrokerConfig(name: string): boolean {
  return brokerConfigDefinition(name)?.dynamicUpdateMode !== "read-only";
}

function dynamicUpdateError(broker: string, name: string): string | null {
  const mode = brokerConfigDefinition(name)?.dynamicUpdateMode;
  if (mode === "read-only") return `Cannot update these configs dynamically: [${name}]`;
  if (mode === "per-broker" && broker === "")
    return `Cannot update these configs at default cluster level, broker id must be specified: [${name}]`;
  return null;
}
