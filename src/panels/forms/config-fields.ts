import type { ConfigChange } from "../../contract/client-command.ts";
import type { ClientConfig } from "../../contract/client-settings.ts";
import type { Draft } from "./command-form.tsx";
import type { FieldSpec } from "./field.tsx";

/** A field whose name is Kafka's config; what is empty has Kafka's default. */
export function configField(
  kafka: string,
  label: string,
  more: Partial<FieldSpec> = {},
): FieldSpec {
  return {
    name: kafka,
    label,
    kafka,
    kind: "text",
    paths: [`/settings/config/${kafka}`, `/config/${kafka}`],
    ...more,
  };
}

/** Config fields as they are filled at the start. */
export const configDraft = (fields: readonly FieldSpec[], config: ClientConfig): Draft =>
  Object.fromEntries(
    fields.flatMap(({ name, kafka }) =>
      kafka === undefined || name !== kafka ? [] : [[name, config[name] ?? ""]],
    ),
  );

/** The configs that were filled in. */
export const configOf = (fields: readonly FieldSpec[], draft: Draft): ClientConfig =>
  Object.fromEntries(
    fields.flatMap(({ name, kafka }) => {
      const typed = (draft[name] ?? "").trim();
      return kafka === undefined || name !== kafka || typed === "" ? [] : [[name, typed]];
    }),
  );

/** Only what differs crosses the thread and stands in the log; an emptied field takes its override away. */
export function configChange(
  fields: readonly FieldSpec[],
  before: ClientConfig,
  draft: Draft,
): ConfigChange {
  const after = configOf(fields, draft);
  const named = fields.filter(({ name, kafka }) => name === kafka);
  return Object.fromEntries(
    named
      .filter(({ name }) => before[name] !== after[name])
      .map(({ name }) => [name, after[name] ?? null]),
  );
}
