/** Whose config it is. `broker` is the controller's too. */
export type ConfigScope =
  | "broker"
  | "broker-dynamic-only"
  | "user-and-client-quota"
  | "ip-quota"
  | "topic"
  | "producer"
  | "consumer"
  | "admin"
  | "group";

/** Kafka: ConfigDef.Type. */
export type ConfigType =
  | "BOOLEAN"
  | "STRING"
  | "INT"
  | "SHORT"
  | "LONG"
  | "DOUBLE"
  | "LIST"
  | "CLASS"
  | "PASSWORD";

/** What is known of one config of Kafka 4.3. Kafka: ConfigDef.ConfigKey. */
export interface ConfigDefinition {
  readonly scope: ConfigScope;
  readonly name: string;
  readonly type: ConfigType;
  /** Nothing starts without it. */
  readonly required: boolean;
  /** As text; null without a default. */
  readonly default: string | null;
  /** The validator's own text, such as `[0,...]`; null without a validator. */
  readonly validValues: string | null;
  readonly importance: "HIGH" | "MEDIUM" | "LOW";
  /** Not documented, not promised. */
  readonly internal: boolean;
  /** Whether a running broker takes a change, and for whom; null outside the broker's own. Kafka: DynamicBrokerConfig. */
  readonly dynamicUpdateMode: "read-only" | "per-broker" | "cluster-wide" | null;
  /** Broker configs that give a topic or a group its default, nearest first. Kafka: ServerTopicConfigSynonyms. */
  readonly brokerSynonyms: readonly string[];
}

const row =
  /^(\S+) (\w+) (high|medium|low)( required)?( internal)?( per-broker| cluster-wide)?(?: in (.+?))?(?: = (.+?))?(?: from (.+))?$/;

/**
 * Reads a table of `configs/`, in its order. A row says: name, type, importance, what is special about it, the valid values after
 * `in`, the default after `=`, broker configs that give the default after `from`; a line `scope …` changes the scope of the rows
 * that follow.
 */
export function readConfigs(scope: ConfigScope, table: string): ConfigDefinition[] {
  let current = scope;
  const definitions: ConfigDefinition[] = [];
  for (const line of table.trim().split("\n")) {
    if (line.startsWith("scope ")) current = line.slice(6) as ConfigScope;
    else definitions.push(readRow(current, line));
  }
  return definitions;
}

function readRow(scope: ConfigScope, line: string): ConfigDefinition {
  const match = row.exec(line);
  if (match === null) throw new Error(`no config in "${line}"`);
  const [, name = "", type = "", importance = "", required, internal, mode] = match;
  const [validValues, initial, synonyms] = match.slice(7);
  return {
    scope,
    name,
    type: type.toUpperCase() as ConfigType,
    required: required !== undefined,
    default: quoted(initial),
    validValues: quoted(validValues),
    importance: importance.toUpperCase() as ConfigDefinition["importance"],
    internal: internal !== undefined,
    dynamicUpdateMode:
      scope === "broker"
        ? ((mode ?? " read-only").slice(1) as ConfigDefinition["dynamicUpdateMode"])
        : null,
    brokerSynonyms: synonyms === undefined ? [] : synonyms.split(" "),
  };
}

/** An empty text stands as two quotes. */
function quoted(text: string | undefined): string | null {
  if (text === undefined) return null;
  return text === '""' ? "" : text;
}
