import type { ConfigDefinition, ConfigType } from "../../terms/config-definitions.ts";
import {
  brokerConfigDefinition,
  brokerConfigDefinitions,
  groupConfigDefinitions,
  topicConfigDefinitions,
} from "./config-schema.ts";
import { CONFIG_SOURCE } from "./config-source.ts";
import { configText } from "./config-text.ts";
import {
  BROKER_RESOURCE,
  CLIENT_METRICS_RESOURCE,
  CLUSTER_DEFAULT,
  configsOf,
  configValue,
  GROUP_RESOURCE,
  type MetadataImage,
  TOPIC_RESOURCE,
} from "./metadata-image.ts";
import { type ConfigNode, effectiveConfig } from "./topic-config.ts";

/** One place that says a value. */
export interface ConfigSynonym {
  readonly name: string;
  readonly value: string | null;
  readonly source: number;
}

/** One setting of a resource as a broker tells it. */
export interface ConfigEntry {
  readonly name: string;
  /** Null for what has no value, or one that is kept secret. */
  readonly value: string | null;
  readonly source: number;
  /** Null for a name that Kafka does not know. */
  readonly type: ConfigType | null;
  readonly readOnly: boolean;
  readonly sensitive: boolean;
  /** The strongest first. */
  readonly synonyms: readonly ConfigSynonym[];
}

/** Names that say the same thing in other units, the strongest first. Kafka: DynamicBrokerConfig.brokerConfigSynonyms. */
const inOtherUnits: readonly (readonly string[])[] = [
  ["log.roll.ms", "log.roll.hours"],
  ["log.roll.jitter.ms", "log.roll.jitter.hours"],
  ["log.retention.ms", "log.retention.minutes", "log.retention.hours"],
];

function synonymsOf(name: string): readonly string[] {
  // A flush interval falls back on that of the scheduler, but not the other way round.
  if (name === "log.flush.interval.ms") return [name, "log.flush.scheduler.interval.ms"];
  return inOtherUnits.find((names) => names.includes(name)) ?? [name];
}

/** Every place that says a broker's setting, from the first that says it by this very name. Kafka: ConfigHelper.configSynonyms. */
function brokerSynonyms(
  image: MetadataImage,
  node: ConfigNode,
  name: string,
): ConfigSynonym[] {
  const names = synonymsOf(name);
  const layers = [
    [CONFIG_SOURCE.dynamicBroker, configsOf(image, BROKER_RESOURCE, String(node.nodeId))],
    [
      CONFIG_SOURCE.dynamicDefaultBroker,
      configsOf(image, BROKER_RESOURCE, CLUSTER_DEFAULT),
    ],
    [CONFIG_SOURCE.staticBroker, node.staticConfig],
  ] as const;
  const sensitive = isSensitive(brokerConfigDefinition(name));
  const all: ConfigSynonym[] = layers.flatMap(([source, values]) =>
    names.flatMap((each) => {
      const value = configValue(values, each);
      return value === undefined
        ? []
        : [{ name: each, value: sensitive ? null : value, source }];
    }),
  );
  for (const each of names) {
    const value = brokerConfigDefinition(each)?.default;
    if (value !== undefined && value !== null)
      all.push({ name: each, value, source: CONFIG_SOURCE.default });
  }
  const first = all.findIndex((synonym) => synonym.name === name);
  return first < 0 ? [] : all.slice(first);
}

function isSensitive(definition: ConfigDefinition | undefined): boolean {
  return definition === undefined || definition.type === "PASSWORD";
}

/** A topic's settings, by name. Kafka: ConfigHelper.createTopicConfigEntry. */
export function topicConfigEntries(
  image: MetadataImage,
  node: ConfigNode,
  topic: string,
): ConfigEntry[] {
  const own = configsOf(image, TOPIC_RESOURCE, topic);
  return topicConfigDefinitions()
    .filter(({ name, internal }) => !internal || configValue(own, name) !== undefined)
    .map((definition) => {
      const { name, type } = definition;
      const effective = effectiveConfig(image, node, own, definition).value;
      const value = effective === null ? null : configText(type, effective);
      const [main] = definition.brokerSynonyms;
      const below = main === undefined ? [] : brokerSynonyms(image, node, main);
      const synonyms =
        configValue(own, name) === undefined
          ? below
          : [{ name, value, source: CONFIG_SOURCE.topic }, ...below];
      return entry(definition, { value, synonyms, readOnly: false });
    });
}

/** A running broker's settings, and those of its file that Kafka does not know. Kafka: ConfigHelper.createBrokerConfigEntry. */
export function brokerConfigEntries(
  image: MetadataImage,
  node: ConfigNode,
): ConfigEntry[] {
  const given = new Set([
    ...Object.keys(node.staticConfig),
    ...Object.keys(configsOf(image, BROKER_RESOURCE, String(node.nodeId))),
    ...Object.keys(configsOf(image, BROKER_RESOURCE, CLUSTER_DEFAULT)),
  ]);
  const known = brokerConfigDefinitions().filter(
    ({ name, internal, scope }) => given.has(name) || (!internal && scope === "broker"),
  );
  const unknown = [...given].filter((name) => brokerConfigDefinition(name) === undefined);
  return [
    ...known.map((definition) => {
      const synonyms = brokerSynonyms(image, node, definition.name);
      const said = synonyms.find(({ name }) => name === definition.name)?.value ?? null;
      const value = said === null ? null : configText(definition.type, said);
      return entry(definition, { value, synonyms, readOnly: isReadOnly(definition) });
    }),
    ...unknown.map((name) => unknownEntry(name, brokerSynonyms(image, node, name))),
  ];
}

/** What is set for all brokers, and nothing else. */
export function clusterConfigEntries(
  image: MetadataImage,
  node: ConfigNode,
): ConfigEntry[] {
  const own = configsOf(image, BROKER_RESOURCE, CLUSTER_DEFAULT);
  return Object.entries(own).map(([name, value]) => {
    const definition = brokerConfigDefinition(name);
    const synonyms = brokerSynonyms(image, node, name).filter(
      ({ source }) => source === CONFIG_SOURCE.dynamicDefaultBroker,
    );
    return definition === undefined
      ? unknownEntry(name, synonyms)
      : entry(definition, { value, synonyms, readOnly: isReadOnly(definition) });
  });
}

/** A group's settings. Kafka: ConfigHelper.createGroupConfigEntry. */
export function groupConfigEntries(
  image: MetadataImage,
  node: ConfigNode,
  group: string,
): ConfigEntry[] {
  const own = configsOf(image, GROUP_RESOURCE, group);
  return groupConfigDefinitions().map((definition) => {
    const { name, type } = definition;
    const broker = brokerConfigDefinition(`group.${name}`);
    const below =
      broker === undefined
        ? [{ name, value: definition.default, source: CONFIG_SOURCE.default }]
        : brokerSynonyms(image, node, broker.name);
    const said = configValue(own, name);
    const value = configText(type, said ?? below[0]?.value ?? "");
    const synonyms =
      said === undefined
        ? below
        : [{ name, value, source: CONFIG_SOURCE.group }, ...below];
    return entry(definition, { value, synonyms, readOnly: false });
  });
}

/** Kafka: ClientMetricsConfigs. */
const clientMetricsDefaults: readonly (readonly [string, ConfigType, string])[] = [
  ["interval.ms", "INT", "300000"],
  ["match", "LIST", ""],
  ["metrics", "LIST", ""],
];

/** A subscription to clients' metrics. */
export function clientMetricsEntries(image: MetadataImage, name: string): ConfigEntry[] {
  const own = configsOf(image, CLIENT_METRICS_RESOURCE, name);
  return clientMetricsDefaults.map(([key, type, initial]) => {
    const said = configValue(own, key);
    const value = configText(type, said ?? initial);
    const source = CONFIG_SOURCE.clientMetrics;
    return {
      name: key,
      value,
      source: said === undefined ? CONFIG_SOURCE.default : source,
      type,
      readOnly: false,
      sensitive: false,
      synonyms: said === undefined ? [] : [{ name: key, value, source }],
    };
  });
}

const isReadOnly = ({ dynamicUpdateMode }: ConfigDefinition): boolean =>
  dynamicUpdateMode === null || dynamicUpdateMode === "read-only";

function entry(
  definition: ConfigDefinition,
  { value, synonyms, readOnly }: Pick<ConfigEntry, "value" | "synonyms" | "readOnly">,
): ConfigEntry {
  const { name, type } = definition;
  const sensitive = isSensitive(definition);
  return {
    name,
    value: sensitive ? null : value,
    source: synonyms[0]?.source ?? CONFIG_SOURCE.default,
    type,
    readOnly,
    sensitive,
    synonyms,
  };
}

/** What Kafka does not know might be a secret of a plugin. Kafka: KafkaConfig.maybeSensitive. */
const unknownEntry = (name: string, synonyms: readonly ConfigSynonym[]): ConfigEntry => ({
  name,
  value: null,
  source: synonyms[0]?.source ?? CONFIG_SOURCE.default,
  type: null,
  readOnly: true,
  sensitive: true,
  synonyms,
});
