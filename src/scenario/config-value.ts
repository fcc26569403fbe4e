import type { ConfigDefinition } from "../terms/config-definitions.ts";
import { quote } from "./found.ts";

/** Greatest value of Kafka's integer types. */
const greatest: Readonly<Record<string, bigint>> = {
  SHORT: (1n << 15n) - 1n,
  INT: (1n << 31n) - 1n,
  LONG: (1n << 63n) - 1n,
};

const range = /^\[(-?[\d.]+)?,?\.\.\.,?(-?[\d.]+)?\](?: or (-?\d+))?$/;
const words = /^(?:\(case insensitive\) )?\[([^.\]]*)\]$/;
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Why Kafka would not take the value, with what it would take; null when it is fine. Kafka: ConfigDef.parseType and its validators. */
export function configValueProblem(
  definition: ConfigDefinition,
  text: string,
): string | null {
  const value = text.trim();
  const allowed = allowedValue(definition);
  return isOfType(definition.type, value) && isValid(definition, value)
    ? null
    : `found ${quote(text)}; allowed for ${definition.name} is ${allowed}`;
}

function allowedValue({ type, validValues }: ConfigDefinition): string {
  const kind = type === "BOOLEAN" ? "true or false" : type.toLowerCase();
  return validValues === null || validValues === "" ? kind : `${kind} in ${validValues}`;
}

function isOfType(type: ConfigDefinition["type"], value: string): boolean {
  if (type === "BOOLEAN") return /^(?:true|false)$/i.test(value);
  if (type === "DOUBLE") return decimal.test(value);
  const most = greatest[type];
  if (most === undefined) return true;
  if (!/^[+-]?\d+$/.test(value)) return false;
  const integer = BigInt(value.replace("+", ""));
  return integer <= most && integer >= -most - 1n;
}

/** Validators whose text is not understood allow everything: the cluster itself has the last word. */
function isValid({ type, validValues }: ConfigDefinition, value: string): boolean {
  if (validValues === null) return true;
  if (validValues.startsWith("non-empty")) return value !== "";
  const bounds = range.exec(validValues);
  if (bounds !== null) return isWithin(bounds, value);
  const options = words.exec(validValues)?.[1]?.split(", ");
  if (options === undefined) return true;
  const given = type === "LIST" ? listOf(value) : [value];
  const folds = validValues.startsWith("(case insensitive)");
  const fold = (word: string): string => (folds ? word.toLowerCase() : word);
  const known = options.map(fold);
  return given.every((each) => known.includes(fold(each)));
}

/** Nothing is an empty list. */
const listOf = (value: string): string[] =>
  value === "" ? [] : value.split(",").map((each) => each.trim());

function isWithin(bounds: RegExpExecArray, value: string): boolean {
  const [, from, to, or] = bounds;
  const number = Number(value);
  if (or !== undefined && number === Number(or)) return true;
  return (
    (from === undefined || number >= Number(from)) &&
    (to === undefined || number <= Number(to))
  );
}
