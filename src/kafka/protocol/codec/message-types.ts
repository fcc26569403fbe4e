import { messageNames, messageSchema } from "./catalogue.ts";
import {
  everyVersion,
  type Field,
  type MessageSchema,
  openEnd,
  type StructSchema,
} from "./message-schema.ts";

/** As Biome formats, so that the generated file passes its check as it is. */
const lineWidth = 90;

const head = `// Generated from schema/ by \`npm run generate\`; change the tables there, not this file.
/* oxlint-disable max-lines */
import type { Records } from "./record-batch.ts";
`;

const plainTypes = {
  bool: "boolean",
  int8: "number",
  int16: "number",
  uint16: "number",
  int32: "number",
  uint32: "number",
  int64: "number",
  float64: "number",
  string: "string",
  bytes: "Uint8Array",
  records: "Records",
  uuid: "string",
} as const;

/** The source of `messages.ts`: an interface for every message and every structure in it. */
export function messageTypes(): string {
  const schemas = messageNames().map(messageSchema);
  return [
    head,
    ...schemas.map(interfaces),
    map("Messages", "Every message by its name.", schemas, (schema) => schema.name),
    "/** Any message's name. */\nexport type MessageName = keyof Messages;\n",
    apiMap("Requests", "request", schemas),
    apiMap("Responses", "response", schemas),
  ].join("\n");
}

function interfaces(schema: MessageSchema): string {
  const structs = new Map<string, StructSchema>();
  collect(schema, structs);
  const { first, last } = schema.versions;
  const about = `Versions ${first === last ? first : `${first} to ${last}`}.`;
  return [...structs.values()]
    .map((struct) =>
      interfaceOf(struct, struct === schema ? `${about} @public` : "@public"),
    )
    .join("\n");
}

function collect(struct: StructSchema, into: Map<string, StructSchema>): void {
  into.set(struct.name, struct);
  for (const { type } of struct.fields)
    if (typeof type !== "string" && !into.has(type.name)) collect(type, into);
}

function interfaceOf(struct: StructSchema, about: string): string {
  const fields = struct.fields.map((field) => `${versionsOf(field)}${member(field)}\n`);
  if (fields.length === 0)
    return `/** ${about} */\nexport type ${struct.name} = Readonly<Record<string, never>>;\n`;
  return `/** ${about} */\nexport interface ${struct.name} {\n${fields.join("")}}\n`;
}

function member({ name, type, array, nullable }: Field): string {
  const one = typeof type === "string" ? plainTypes[type] : type.name;
  const orNull = nullable !== null || type === "records" ? " | null" : "";
  const whole = array ? `readonly ${one}[]` : one;
  const line = `  readonly ${name}: ${whole}${orNull};`;
  // Biome breaks a long union only where it holds a list.
  if (line.length <= lineWidth || !array) return line;
  return `  readonly ${name}:\n    | ${whole}\n    | null;`;
}

function versionsOf({ versions }: Field): string {
  if (versions === everyVersion) return "";
  const { first, last } = versions;
  if (first === last) return `  /** Version ${first}. */\n`;
  return `  /** Versions ${first}${last === openEnd ? "+" : ` to ${last}`}. */\n`;
}

function apiMap(
  name: string,
  kind: "request" | "response",
  schemas: readonly MessageSchema[],
): string {
  const of = schemas.filter((schema) => schema.kind === kind);
  return map(name, `Every ${kind} by its API.`, of, (schema) => schema.api ?? "");
}

function map(
  name: string,
  about: string,
  schemas: readonly MessageSchema[],
  key: (schema: MessageSchema) => string,
): string {
  const members = schemas.map((schema) => `  readonly ${key(schema)}: ${schema.name};\n`);
  return `/** ${about} */\nexport interface ${name} {\n${members.join("")}}\n`;
}
