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
