import { type ConfigDefinition, readConfigs } from "../terms/config-definitions.ts";
import { brokerConfigs } from "../terms/configs/broker.ts";
import { groupConfigs } from "../terms/configs/group.ts";
import { quotaConfigs } from "../terms/configs/quota.ts";
import { topicConfigs } from "../terms/configs/topic.ts";
import { configValueProblem } from "./config-value.ts";
import { quote } from "./found.ts";
import { hint } from "./nearest.ts";
import { below, type Place, report } from "./place.ts";
import type { Draft } from "./reader.ts";

type Definitions = ReadonlyMap<string, ConfigDefinition>;

/** A read of some configs that may lack what had a problem. */
export type ConfigDraft = Draft<Readonly<Record<string, string>>> | undefined;

const byName = (definitions: readonly ConfigDefinition[]): Definitions =>
  new Map(definitions.map((definition) => [definition.name, definition]));

/** Without SASL and TLS: simulated listeners are in the clear. */
const brokerDefinitions: Definitions = byName(readConfigs("broker", brokerConfigs));
/** With the throttles that no file can set. */
const dynamicDefinitions: Definitions = new Map([
  ...brokerDefinitions,
  ...byName(
    readConfigs("broker", quotaConfigs).filter(
      ({ scope }) => scope === "broker-dynamic-only",
    ),
  ),
]);
const topicDefinitions: Definitions = byName(readConfigs("topic", topicConfigs));

const groupDefinitions: Definitions = byName(readConfigs("group", groupConfigs));

const dynamic = {
  topic: topicDefinitions,
  broker: dynamicDefinitions,
  group: groupDefinitions,
} as const;

/** What the scenario says elsewhere, in a field of its own. */
const elsewhere: ReadonlyMap<string, string> = new Map([
  ["node.id", "the node's `id`"],
  ["broker.id", "the node's `id`"],
  ["broker.rack", "the node's `rack`"],
  ["process.roles", "`brokers` and `controllers`"],
  ["controller.quorum.voters", "`controllers`"],
  ["controller.quorum.bootstrap.servers", "`controllers`"],
]);

/** Static configuration of a node. */
export function checkNodeConfig(at: Place, config: ConfigDraft): void {
  for (const [name, value] of entriesOf(config)) {
    const field = elsewhere.get(name);
    if (field === undefined) checkOne(below(at, name), brokerDefinitions, name, value);
    else report(below(at, name), `${name} is said by ${field}; leave it out here`);
  }
}

/** A topic's own configuration. */
export function checkTopicConfig(at: Place, config: ConfigDraft): void {
  for (const [name, value] of entriesOf(config))
    checkOne(below(at, name), topicDefinitions, name, value);
}

/** One config that a running cluster is asked to change, its value null when the override goes away. */
export function checkDynamicConfig(
  at: { readonly name: Place; readonly value: Place },
  name: string,
  {
    value,
    whose,
  }: { readonly value: string | null; readonly whose: "topic" | "broker" | "group" },
): void {
  const known = dynamic[whose];
  const definition = known.get(name);
  if (definition === undefined)
    reportUnknown(at.name, whose === "broker" ? brokerDefinitions : known, name);
  else if (definition.dynamicUpdateMode === "read-only")
    report(
      at.name,
      `${name} is read when a broker starts; a running broker takes no change of it`,
    );
  else if (value !== null) {
    const problem = configValueProblem(definition, value);
    if (problem !== null) report(at.value, problem);
  }
}

function entriesOf(config: ConfigDraft): [string, string][] {
  return Object.entries(config ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
}

function checkOne(at: Place, known: Definitions, name: string, value: string): void {
  const definition = known.get(name);
  if (definition === undefined) {
    reportUnknown(at, known, name);
    return;
  }
  const problem = configValueProblem(definition, value);
  if (problem !== null) report(at, problem);
}

function reportUnknown(at: Place, known: Definitions, name: string): void {
  const whose =
    known === topicDefinitions
      ? "a topic"
      : known === groupDefinitions
        ? "a group"
        : "a node";
  report(
    at,
    `${quote(name)} is no config of ${whose} in Kafka 4.3${hint(name, known.keys())}`,
  );
}
