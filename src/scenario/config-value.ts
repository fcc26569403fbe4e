import type { ConfigDefinition } from "../terms/config-definitions.ts";
import { configValueError } from "../terms/config-value.ts";
import { quote } from "./found.ts";

/** Why Kafka would not take the value, with what it would take; null when it is fine. */
export function configValueProblem(
  definition: ConfigDefinition,
  text: string,
): string | null {
  return configValueError(definition, text) === null
    ? null
    : `found ${quote(text)}; allowed for ${definition.name} is ${allowedValue(definition)}`;
}

function allowedValue({ type, validValues }: ConfigDefinition): string {
  const kind = type === "BOOLEAN" ? "true or false" : type.toLowerCase();
  return validValues === null || validValues === "" ? kind : `${kind} in ${validValues}`;
}
