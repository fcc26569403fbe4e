import type { ConfigChange } from "../../contract/client-command.ts";
import type { ClientConfig } from "../../contract/client-settings.ts";
import { clientDefinitions } from "../../terms/client-start.ts";
import type { ConfigDefinition } from "../../terms/config-definitions.ts";
import { configValueError } from "../../terms/config-value.ts";
import type { Draft } from "./command-form.tsx";

/** Whose configs a form offers by their names. */
export type ConfigOwner = "producer" | "consumer";

/** Configs that the engine sets itself, or that Highwater's clients do not have: other classes, security, metrics. */
const unused =
  /^(bootstrap\.servers|client\.id|.*\.(de)?serializer(\..*)?|interceptor\.classes|metric.*|sasl\..*|ssl\..*|security\..*|config\.providers|internal\..*|auto\.include\.jmx\.reporter|socket\..*|enable\.metrics\.push)$/;

/** Configs of a client that somebody may want to set, by name. */
const offeredConfigs = (owner: ConfigOwner): readonly ConfigDefinition[] =>
  [...clientDefinitions[owner].values()]
    .filter(({ name, internal }) => !internal && !unused.test(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** Those whose name has every word that is searched. */
export function foundConfigs(
  owner: ConfigOwner,
  search: string,
): readonly ConfigDefinition[] {
  const words = search.toLowerCase().split(/[\s]+/).filter(Boolean);
  return offeredConfigs(owner).filter(({ name }) =>
    words.every((word) => name.includes(word)),
  );
}

/** `INT in [0,...], default 500`. */
export function configRange({
  type,
  validValues,
  default: initial,
}: ConfigDefinition): string {
  const range = validValues === null ? "" : ` in ${validValues}`;
  const byDefault = initial === null ? "no default" : `default ${initial || "empty"}`;
  return `${type}${range}, ${byDefault}`;
}

/** Names of Kafka's configs that a draft has a value for, whether a field of its own or searched for. */
const namesIn = (owner: ConfigOwner, draft: Draft): string[] =>
  Object.keys(draft).filter((name) => clientDefinitions[owner].has(name));

/** The configs that were filled in. */
export const draftConfig = (owner: ConfigOwner, draft: Draft): ClientConfig =>
  Object.fromEntries(
    namesIn(owner, draft).flatMap((name) => {
      const typed = (draft[name] ?? "").trim();
      return typed === "" ? [] : [[name, typed]];
    }),
  );

/** Only what differs crosses the thread and stands in the log; what was emptied or taken out loses its override. */
export function draftChange(
  owner: ConfigOwner,
  before: ClientConfig,
  draft: Draft,
): ConfigChange {
  const after = draftConfig(owner, draft);
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...names]
      .filter((name) => before[name] !== after[name])
      .map((name) => [name, after[name] ?? null]),
  );
}

/** What is wrong with the values by themselves, in Kafka's words, by name. */
export function draftErrors(owner: ConfigOwner, draft: Draft): Record<string, string> {
  const wrongs: Record<string, string> = {};
  for (const [name, value] of Object.entries(draftConfig(owner, draft))) {
    const definition = clientDefinitions[owner].get(name);
    const error = definition === undefined ? null : configValueError(definition, value);
    if (error !== null) wrongs[name] = error;
  }
  return wrongs;
}
