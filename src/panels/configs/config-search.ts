import type { ConfigRow, ConfigSource, ConfigTarget } from "../../contract/config-row.ts";

const sourceWords: Readonly<Record<ConfigSource, string>> = {
  DYNAMIC_TOPIC_CONFIG: "set on the topic",
  DYNAMIC_GROUP_CONFIG: "set on the group",
  DYNAMIC_BROKER_CONFIG: "set on the broker",
  DYNAMIC_DEFAULT_BROKER_CONFIG: "set for all brokers",
  STATIC_BROKER_CONFIG: "in server.properties",
  DEFAULT_CONFIG: "default",
};

/** Where a value comes from, in words. */
export const sourceText = (source: ConfigSource): string => sourceWords[source];

/** Rows whose name or description has every word that is searched; what was set stands first. */
export function found(rows: readonly ConfigRow[], search: string): readonly ConfigRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const isSet = (row: ConfigRow): number => (row.source === "DEFAULT_CONFIG" ? 1 : 0);
  return rows
    .filter((row) => {
      const text = `${row.name} ${row.documentation}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .toSorted((a, b) => isSet(a) - isSet(b) || (a.name < b.name ? -1 : 1));
}

/** The words that a config's value is chosen from; null where it is typed. */
export function choicesOf(row: ConfigRow): readonly string[] | null {
  if (row.type === "BOOLEAN") return ["true", "false"];
  if (row.type !== "STRING" || row.validValues === null) return null;
  const list = /^\[([^\][.]+)\]$/.exec(row.validValues)?.[1];
  return list === undefined ? null : list.split(",").map((word) => word.trim());
}

/** `INT in [1,...], default 1`. */
export function rangeText(row: ConfigRow): string {
  const range = row.validValues === null ? "" : ` in ${row.validValues}`;
  const byDefault =
    row.default === null ? "no default" : `default ${row.default || "“”"}`;
  return `${row.type}${range}, ${byDefault}`;
}

/** True where the override of this very resource can be removed. */
export function isOverride(row: ConfigRow, scope: ConfigTarget["kind"]): boolean {
  const own: Readonly<Record<typeof scope, ConfigSource>> = {
    topic: "DYNAMIC_TOPIC_CONFIG",
    group: "DYNAMIC_GROUP_CONFIG",
    broker: "DYNAMIC_BROKER_CONFIG",
    cluster: "DYNAMIC_DEFAULT_BROKER_CONFIG",
  };
  return row.source === own[scope];
}
