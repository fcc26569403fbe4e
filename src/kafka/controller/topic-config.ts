import { present } from "../../base/assert.ts";
import type { ConfigDefinition } from "../../terms/config-definitions.ts";
import { topicConfigDefinition, topicConfigDefinitions } from "./config-schema.ts";
import { CONFIG_SOURCE } from "./config-source.ts";
import type { ControllerState } from "./controller-state.ts";
import {
  BROKER_RESOURCE,
  CLUSTER_DEFAULT,
  configsOf,
  configValue,
  type MetadataImage,
  TOPIC_RESOURCE,
  topicByName,
} from "./metadata-image.ts";

/** Whose point of view decides the default of a topic's setting. */
export interface ConfigNode {
  readonly nodeId: number;
  /** What the node's properties file sets. */
  readonly staticConfig: Readonly<Record<string, string>>;
}

export interface EffectiveConfig {
  readonly name: string;
  readonly value: string | null;
  readonly source: number;
}

/** One setting of a topic as a node sees it: the topic's own, the node's, the cluster's, the file's, the default. */
export function topicConfig(
  image: MetadataImage,
  node: ConfigNode,
  topic: string,
  key: string,
): string | null {
  const overrides = configsOf(image, TOPIC_RESOURCE, topic);
  const definition = present(topicConfigDefinition(key), `topic setting ${key}`);
  return effectiveConfig(image, node, overrides, definition).value;
}

/** Every setting of a topic with these overrides, by name; internal ones are left out. Kafka: KafkaConfigSchema.resolveEffectiveTopicConfigs. */
export function effectiveTopicConfigs(
  image: MetadataImage,
  node: ConfigNode,
  overrides: Readonly<Record<string, string>>,
): EffectiveConfig[] {
  return topicConfigDefinitions()
    .filter((definition) => !definition.internal)
    .map((definition) => effectiveConfig(image, node, overrides, definition))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** One setting by the layers that may say it, the strongest first. Kafka: KafkaConfigSchema.resolveEffectiveTopicConfig. */
export function effectiveConfig(
  image: MetadataImage,
  node: ConfigNode,
  overrides: Readonly<Record<string, string>>,
  definition: ConfigDefinition,
): EffectiveConfig {
  const { name } = definition;
  const own = configValue(overrides, name);
  if (own !== undefined) return { name, value: own, source: CONFIG_SOURCE.topic };
  const layers = [
    {
      values: configsOf(image, BROKER_RESOURCE, String(node.nodeId)),
      source: CONFIG_SOURCE.dynamicBroker,
    },
    {
      values: configsOf(image, BROKER_RESOURCE, CLUSTER_DEFAULT),
      source: CONFIG_SOURCE.dynamicDefaultBroker,
    },
    { values: node.staticConfig, source: CONFIG_SOURCE.staticBroker },
  ];
  for (const { values, source } of layers)
    for (const synonym of definition.brokerSynonyms) {
      const value = configValue(values, synonym);
      if (value !== undefined)
        return { name, value: inTopicUnit(synonym, value), source };
    }
  return { name, value: definition.default, source: CONFIG_SOURCE.default };
}

/** Hours and minutes in brokers' names become the topic's milliseconds. Kafka: ConfigSynonym's converters. */
function inTopicUnit(synonym: string, value: string): string {
  const hours = 3_600_000n;
  const minutes = 60_000n;
  if (synonym.endsWith(".hours")) return inMilliseconds(value, hours);
  if (synonym.endsWith(".minutes")) return inMilliseconds(value, minutes);
  return value;
}

function inMilliseconds(value: string, unit: bigint): string {
  const amount = BigInt(value.trim());
  return String(amount < 0n ? amount : amount * unit);
}

/** Kafka: ConfigurationControlManager.uncleanLeaderElectionEnabledForTopic. */
export function uncleanElectionEnabled(state: ControllerState, topic: string): boolean {
  const { image, config } = state;
  const value = topicConfig(image, config, topic, "unclean.leader.election.enable");
  return value?.trim().toLowerCase() === "true";
}

/** The topic's min.insync.replicas, at most its replica count. Kafka: getTopicEffectiveMinIsr. */
export function effectiveMinIsr(state: ControllerState, topic: string): number {
  const { image, config } = state;
  const configured = Number(topicConfig(image, config, topic, "min.insync.replicas"));
  const first = topicByName(image, topic)?.partitions[0];
  return Math.min(configured, first?.replicas.length ?? configured);
}
