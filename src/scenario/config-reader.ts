import { limits } from "./limits.ts";
import { type Reader, refuse, text } from "./reader.ts";
import { byName } from "./shape.ts";

const words = text(limits.configValue);
const allowed = "text, a number, true or false";

/** Kafka's configs are text; JSON's numbers and flags are taken as they would be written in a properties file. */
export const configValueReader: Reader<string> = {
  allowed,
  read: (value, at) => {
    if (typeof value === "string") return words.read(value, at);
    if (typeof value === "boolean" || Number.isFinite(value)) return String(value);
    return refuse(value, allowed, at);
  },
};

/** Overrides by Kafka's config name; whether there is such a config is checked later, by whoever has the tables. */
export const configReader: Reader<Readonly<Record<string, string>>> = byName(
  configValueReader,
  limits.configs,
);
