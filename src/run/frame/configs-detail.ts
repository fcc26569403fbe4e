import type { Focus } from "../../contract/command.ts";
import type { ConfigRow, ConfigSource, ConfigTarget } from "../../contract/config-row.ts";
import type { Detail } from "../../contract/detail.ts";
import {
  brokerConfigEntries,
  type ConfigEntry,
  clusterConfigEntries,
  groupConfigEntries,
  topicConfigEntries,
} from "../../kafka/controller/config-entries.ts";
import {
  brokerConfigDefinition,
  groupConfigDefinitions,
  topicConfigDefinition,
} from "../../kafka/controller/config-schema.ts";
import { CONFIG_SOURCE } from "../../kafka/controller/config-source.ts";
import { topicByName } from "../../kafka/controller/metadata-image.ts";
import type { ConfigNode } from "../../kafka/controller/topic-config.ts";
import type { ConfigDefinition } from "../../terms/config-definitions.ts";
import { clusterImage } from "../cluster-image.ts";
import type { WorldState } from "../world.ts";

const sources: Readonly<Record<number, ConfigSource>> = {
  [CONFIG_SOURCE.topic]: "DYNAMIC_TOPIC_CONFIG",
  [CONFIG_SOURCE.group]: "DYNAMIC_GROUP_CONFIG",
  [CONFIG_SOURCE.dynamicBroker]: "DYNAMIC_BROKER_CONFIG",
  [CONFIG_SOURCE.dynamicDefaultBroker]: "DYNAMIC_DEFAULT_BROKER_CONFIG",
  [CONFIG_SOURCE.staticBroker]: "STATIC_BROKER_CONFIG",
};

const sourceName = (source: number): ConfigSource => sources[source] ?? "DEFAULT_CONFIG";

/** All configs of a topic, a broker or the cluster's default; null when the topic or broker is not there. */
export function configsDetail(
  state: WorldState,
  focus: Extract<Focus, { kind: "configs" }>,
): Detail | null {
  const entries = entriesOf(state, focus.scope);
  if (entries === null) return null;
  const configs = entries
    .map((entry) => rowOf(entry, focus.scope))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    focus,
    title: titleOf(focus.scope),
    badge: "",
    sections: [],
    configs,
    why: [],
    shell: `kafka-configs.sh --describe --all ${entityOf(focus.scope)} \\\n  --bootstrap-server localhost:9092`,
  };
}

function entriesOf(state: WorldState, scope: ConfigTarget): ConfigEntry[] | null {
  const image = clusterImage(state);
  switch (scope.kind) {
    case "topic":
      return topicByName(image, scope.topic) === undefined
        ? null
        : topicConfigEntries(image, nodeOf(state, -1), scope.topic);
    case "broker":
      return state.topology.brokers.includes(scope.broker)
        ? brokerConfigEntries(image, nodeOf(state, scope.broker))
        : null;
    case "group":
      return groupConfigEntries(image, nodeOf(state, -1), scope.group);
    default:
      return clusterDefaults(state);
  }
}

/** What is set for all brokers, then all that could be, as a broker without settings of its own has it. */
function clusterDefaults(state: WorldState): ConfigEntry[] {
  const image = clusterImage(state);
  const node = nodeOf(state, -1);
  const set = clusterConfigEntries(image, node);
  const names = new Set(set.map(({ name }) => name));
  const others = brokerConfigEntries(image, node).filter(({ name }) => !names.has(name));
  return [...set, ...others];
}

const nodeOf = ({ blueprint }: WorldState, nodeId: number): ConfigNode => ({
  nodeId,
  staticConfig: {
    ...blueprint.config,
    ...[...blueprint.brokers, ...blueprint.controllers].find(({ id }) => id === nodeId)
      ?.config,
  },
});

function definitionOf(scope: ConfigTarget, name: string): ConfigDefinition | undefined {
  if (scope.kind === "topic") return topicConfigDefinition(name);
  return scope.kind === "group"
    ? groupConfigDefinitions().find((each) => each.name === name)
    : brokerConfigDefinition(name);
}

function rowOf(entry: ConfigEntry, scope: ConfigTarget): ConfigRow {
  const { name, value, source, readOnly, synonyms } = entry;
  const definition = definitionOf(scope, name);
  const perBroker = definition?.dynamicUpdateMode === "per-broker";
  return {
    name,
    value,
    source: sourceName(source),
    type: entry.type ?? "UNKNOWN",
    default: definition?.default ?? null,
    validValues: definition?.validValues ?? null,
    documentation: "",
    readOnly: readOnly || (scope.kind === "cluster" && perBroker),
    synonyms: synonyms.map((synonym) => ({
      name: synonym.name,
      value: synonym.value ?? "",
      source: sourceName(synonym.source),
    })),
  };
}

function titleOf(scope: ConfigTarget): string {
  if (scope.kind === "topic") return `Configs of ${scope.topic}`;
  if (scope.kind === "group") return `Configs of group ${scope.group}`;
  return scope.kind === "broker"
    ? `Configs of broker ${scope.broker}`
    : "Default configs of all brokers";
}

function entityOf(scope: ConfigTarget): string {
  if (scope.kind === "topic") return `--topic ${scope.topic}`;
  if (scope.kind === "group") return `--group ${scope.group}`;
  return scope.kind === "broker" ? `--broker ${scope.broker}` : "--broker-defaults";
}
