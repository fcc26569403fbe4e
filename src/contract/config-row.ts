/** Whose dynamic configuration is meant: one topic's, one broker's, the default of all brokers, or one group's. */
export type ConfigTarget =
  | { readonly kind: "topic"; readonly topic: string }
  | { readonly kind: "broker"; readonly broker: number }
  | { readonly kind: "cluster" }
  | { readonly kind: "group"; readonly group: string };

/** Where a value comes from, the strongest first. Kafka: ConfigEntry.ConfigSource. */
export type ConfigSource =
  | "DYNAMIC_TOPIC_CONFIG"
  | "DYNAMIC_GROUP_CONFIG"
  | "DYNAMIC_BROKER_CONFIG"
  | "DYNAMIC_DEFAULT_BROKER_CONFIG"
  | "STATIC_BROKER_CONFIG"
  | "DEFAULT_CONFIG";

/** One config of a focused resource, with all that a form needs to offer it. */
export interface ConfigRow {
  readonly name: string;
  /** In effect now; null when nothing is set and there is no default. */
  readonly value: string | null;
  readonly source: ConfigSource;
  /** `INT`, `LONG`, `BOOLEAN`, `LIST` …, as Kafka's ConfigDef has it. */
  readonly type: string;
  /** Kafka's own default. */
  readonly default: string | null;
  /** The range or the words that are allowed, as Kafka writes them: `[1,...]`; null when anything goes. */
  readonly validValues: string | null;
  /** What it is for, in one line; empty where Highwater has no words for it. */
  readonly documentation: string;
  /** It cannot be changed here while the node runs. */
  readonly readOnly: boolean;
  /** All places that say a value, the strongest first. */
  readonly synonyms: readonly ConfigSynonym[];
}

/** One place that says a value. */
export interface ConfigSynonym {
  readonly name: string;
  readonly value: string;
  readonly source: ConfigSource;
}
