import {
  type ConfigDefinition,
  type ConfigScope,
  readConfigs,
} from "../../terms/config-definitions.ts";
import { brokerConfigs } from "../../terms/configs/broker.ts";
import { groupConfigs } from "../../terms/configs/group.ts";
import { quotaConfigs } from "../../terms/configs/quota.ts";
import { topicConfigs } from "../../terms/configs/topic.ts";

type Definitions = ReadonlyMap<string, ConfigDefinition>;

/** A table that is read when it is first asked for: start-up does not pay for broker settings that nobody changes. */
function lazily(read: () => readonly ConfigDefinition[]): () => Definitions {
  let known: Definitions | undefined;
  return () => {
    known ??= new Map(read().map((definition) => [definition.name, definition]));
    return known;
  };
}

const dynamicOnly: ConfigScope = "broker-dynamic-only";

const topicByName = lazily(() => readConfigs("topic", topicConfigs));
const groupByName = lazily(() => readConfigs("group", groupConfigs));
/** With the throttles that no file can set. Kafka: DynamicConfig.Broker. */
const brokerByName = lazily(() => [
  ...readConfigs("broker", brokerConfigs),
  ...readConfigs("broker", quotaConfigs).filter(({ scope }) => scope === dynamicOnly),
]);

/** Topic settings, by name. */
export function topicConfigDefinitions(): readonly ConfigDefinition[] {
  return [...topicByName().values()];
}

export function topicConfigDefinition(name: string): ConfigDefinition | undefined {
  return topicByName().get(name);
}

/** Broker settings, by name. */
export function brokerConfigDefinitions(): readonly ConfigDefinition[] {
  return [...brokerByName().values()];
}

export function brokerConfigDefinition(name: string): ConfigDefinition | undefined {
  return brokerByName().get(name);
}

/** Group settings, by name. */
export function groupConfigDefinitions(): readonly ConfigDefinition[] {
  return [...groupByName().values()];
}
