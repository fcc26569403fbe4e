import { type ConfigDefinition, readConfigs } from "../../terms/config-definitions.ts";
import { brokerConfigs } from "../../terms/configs/broker.ts";
import { topicConfigs } from "../../terms/configs/topic.ts";

const topicDefinitions: readonly ConfigDefinition[] = readConfigs("topic", topicConfigs);
const topicByName: ReadonlyMap<string, ConfigDefinition> = byName(topicDefinitions);
const brokerByName: ReadonlyMap<string, ConfigDefinition> = byName(
  readConfigs("broker", brokerConfigs),
);

function byName(
  definitions: readonly ConfigDefinition[],
): ReadonlyMap<string, ConfigDefinition> {
  return new Map(definitions.map((definition) => [definition.name, definition]));
}

/** Topic settings, by name. */
export function topicConfigDefinitions(): readonly ConfigDefinition[] {
  return topicDefinitions;
}

export function topicConfigDefinition(name: string): ConfigDefinition | undefined {
  return topicByName.get(name);
}

export function brokerConfigDefinition(name: string): ConfigDefinition | undefined {
  return brokerByName.get(name);
}
