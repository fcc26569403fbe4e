import { present } from "../../base/assert.ts";
import {
  type ConfigDefinition,
  type ConfigScope,
  readConfigs,
} from "../../terms/config-definitions.ts";
import { topicConfigs } from "../../terms/configs/topic.ts";

/** Tables of `terms/configs` that only an operator's requests need. */
export interface ConfigTables {
  readonly broker: string;
  readonly group: string;
  readonly quota: string;
}

let tables: ConfigTables | null = null;

/** See `../operator-requests.ts`. */
export function addConfigTables(given: ConfigTables): void {
  tables = given;
}

const added = (): ConfigTables =>
  present(tables, "operator-requests.ts, loaded before a broker's config is asked for");

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
const groupByName = lazily(() => readConfigs("group", added().group));
/** With the throttles that no file can set. Kafka: DynamicConfig.Broker. */
const brokerByName = lazily(() => [
  ...readConfigs("broker", added().broker),
  ...readConfigs("broker", added().quota).filter(({ scope }) => scope === dynamicOnly),
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
