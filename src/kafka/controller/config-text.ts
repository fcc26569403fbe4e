import type { ConfigType } from "../../terms/config-definitions.ts";

/** A value as Kafka prints it after it was read by its type. Kafka: ConfigDef.convertToString of ConfigDef.parseType. */
export function configText(type: ConfigType, value: string): string {
  const trimmed = value.trim();
  switch (type) {
    case "BOOLEAN":
      return trimmed.toLowerCase();
    case "SHORT":
    case "INT":
    case "LONG":
      return /^[+-]?\d+$/.test(trimmed) ? String(BigInt(trimmed)) : trimmed;
    case "DOUBLE":
      return doubleText(trimmed);
    case "LIST":
      return trimmed
        .split(",")
        .map((part) => part.trim())
        .join(",");
    default:
      return trimmed;
  }
}

/** Java prints whole doubles with one decimal, and large ones with an exponent, as the tables of defaults have them. */
function doubleText(text: string): string {
  const value = Number(text);
  if (!Number.isInteger(value) || Math.abs(value) >= 1e7) return text;
  return `${value}.0`;
}
