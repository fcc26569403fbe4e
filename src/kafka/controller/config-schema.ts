import { type ConfigDefinition, readConfigs } from "../../terms/config-definitions.ts";
import { brokerConfigs } from "../../terms/configs/broker.ts";
import { topicConfigs } from "../../terms/configs/topic.ts";

/** A table that is read when it is first asked for: start-up does not pay for broker settings that nobody changes. */
function lazily(
  scope: "broker" | "topic",
  text: string,
): () => ReadonlyMap<string, ConfigDefinition> {
  let read: ReadonlyMap<string, ConfigDefinition> | undefined;
  return () => {
    read ??= new Map(
      readConfigs(scope, text).map((definition) => [definition.name, definition]),
    );
    return read;
  };
}

const topicByName = lazily("topic", topicConfigs);
const brokerByName = lazily("broker", brokerConfigs);

/** Topic settings, by name. */
export function topicConfigDefinitions(): readonly ConfigDefinition[] {
  return [...topicByName().values()];
}

export function topicConfigDefinition(name: string): ConfigDefinition | undefined {
  return topicByName().get(name);
}

export function brokerConfigDefinition(name: string): ConfigDefinition | undefined {
  return brokerByName().get(name);
}
