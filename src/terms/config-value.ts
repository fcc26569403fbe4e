import { unreachable } from "../base/assert.ts";
import type { ConfigDefinition } from "./config-definitions.ts";

/** A setting's value, read by its type. Kafka: ConfigDef.parseType. */
export type ParsedConfig =
  | { readonly kind: "number"; readonly value: number | bigint }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "list"; readonly value: readonly string[] }
  | { readonly kind: "text"; readonly value: string };

const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[fFdD]?$/;

/** The bits of Java's integer types. */
const INTEGER_BITS: Readonly<Record<string, bigint>> = {
  SHORT: 15n,
  INT: 31n,
  LONG: 63n,
};

/** Why a value is refused, in words like Kafka's, or null when it is fine. Kafka: ConfigDef.parse and its validators. */
export function configValueError(
  definition: Pick<ConfigDefinition, "name" | "validValues"> & { readonly type: string },
  text: string,
): string | null {
  const { name, type, validValues } = definition;
  const parsed = parseConfig(type, text);
  if (parsed === null)
    return `Invalid value ${text} for configuration ${name}: ${notOfType(type)}`;
  if (validValues === null || allowed(validValues, parsed)) return null;
  if (validValues.startsWith("[partitionId]"))
    return `${name} must be the literal '*' or a list of replicas in the following format: ${validValues}`;
  const told = parsed.kind === "list" ? `[${parsed.value.join(", ")}]` : text.trim();
  return `Invalid value ${told} for configuration ${name}: ${whatIsAllowed(validValues, parsed)}`;
}

/** Kafka: ConfigDef.parseType. */
function notOfType(type: string): string {
  return type === "BOOLEAN"
    ? "Expected value to be either true or false"
    : `Not a number of type ${type}`;
}

/** In the words of the validator. Kafka: ConfigDef.Range, ValidString, ValidList. */
function whatIsAllowed(validValues: string, parsed: ParsedConfig): string {
  const range = RANGE.exec(validValues);
  if (range !== null && parsed.kind === "number") {
    const [, from, to] = range;
    return from !== undefined && parsed.value < Number(from)
      ? `Value must be at least ${from}`
      : `Value must be no more than ${to}`;
  }
  const options = optionsOf(validValues)?.join(", ");
  return options === undefined
    ? `must be ${validValues}`
    : `String must be one of${validValues.startsWith("(case") ? " (case insensitive)" : ""}: ${options}`;
}

function parseConfig(type: string, text: string): ParsedConfig | null {
  const trimmed = text.trim();
  switch (type) {
    case "BOOLEAN":
      return parseBoolean(trimmed);
    case "SHORT":
    case "INT":
    case "LONG":
      return parseInteger(trimmed, INTEGER_BITS[type] ?? 63n);
    case "DOUBLE":
      return DECIMAL.test(trimmed)
        ? { kind: "number", value: Number.parseFloat(trimmed) }
        : null;
    case "LIST":
      return { kind: "list", value: splitList(trimmed) };
    default:
      return { kind: "text", value: trimmed };
  }
}

/** Kafka: ConfigDef splits lists on commas with spaces around them; nothing is an empty list. */
function splitList(text: string): string[] {
  return text === "" ? [] : text.split(",").map((part) => part.trim());
}

function parseBoolean(text: string): ParsedConfig | null {
  const lower = text.toLowerCase();
  if (lower !== "true" && lower !== "false") return null;
  return { kind: "boolean", value: lower === "true" };
}

function parseInteger(text: string, bits: bigint): ParsedConfig | null {
  if (!INTEGER.test(text)) return null;
  const value = BigInt(text.startsWith("+") ? text.slice(1) : text);
  const limit = 1n << bits;
  return value < -limit || value >= limit ? null : { kind: "number", value };
}

/** Does the value fulfil the validator's text? Texts that are not known allow everything. */
function allowed(validValues: string, parsed: ParsedConfig): boolean {
  switch (parsed.kind) {
    case "number":
      return inNumberRange(validValues, parsed.value);
    case "text":
      return validText(validValues, parsed.value);
    case "list":
      return validList(validValues, parsed.value);
    case "boolean":
      return true;
    default:
      return unreachable(parsed);
  }
}

const RANGE = /^\[(-?[\d.]+)?,?\.\.\.,?(-?[\d.]+)?\](?: or (-?\d+))?$/;

/** `[0,...]`, `[1,...,9]` and `[1,...,9] or -1`. */
function inNumberRange(validValues: string, value: number | bigint): boolean {
  const match = RANGE.exec(validValues);
  if (match === null) return true;
  const [, from, to, or] = match;
  if (or !== undefined && value === BigInt(or)) return true;
  return (
    (from === undefined || value >= Number(from)) &&
    (to === undefined || value <= Number(to))
  );
}

function validText(validValues: string, value: string): boolean {
  if (validValues.startsWith("non-empty string")) return value !== "";
  const ignoresCase = validValues.startsWith("(case insensitive) ");
  const options = optionsOf(validValues);
  if (options === null) return true;
  return ignoresCase
    ? options.some((option) => option.toLowerCase() === value.toLowerCase())
    : options.includes(value);
}

const REPLICA = /^\d+:\d+$/;

function validList(validValues: string, value: readonly string[]): boolean {
  if (validValues.startsWith("non-empty list")) return value.length > 0;
  if (validValues.startsWith("[partitionId]"))
    return (
      value.every((replica) => REPLICA.test(replica)) ||
      (value.length === 1 && (value[0] === "*" || value[0] === ""))
    );
  const options = optionsOf(validValues);
  if (options === null) return true;
  return (
    value.every((option) => options.includes(option)) &&
    new Set(value).size === value.length
  );
}

const OPTIONS = /^(?:\(case insensitive\) )?\[([^.\]]*)\]$/;

function optionsOf(validValues: string): string[] | null {
  const match = OPTIONS.exec(validValues);
  return match?.[1] === undefined ? null : match[1].split(", ");
}
