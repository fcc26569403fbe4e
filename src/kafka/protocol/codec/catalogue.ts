import { present } from "../../../base/assert.ts";
import type { MessageName } from "../messages.ts";
import { families } from "../schema/families.ts";
import type { MessageSchema } from "./message-schema.ts";
import { type ApiLookup, parseMessage, splitFamily } from "./notation.ts";

let texts = families;
let tables: ReadonlyMap<string, string> | undefined;
const parsed = new Map<string, MessageSchema>();

function allTables(): ReadonlyMap<string, string> {
  tables ??= new Map(texts.flatMap(splitFamily));
  return tables;
}

let apiOf: ApiLookup | null = null;

/** Makes more tables known; those of requests and responses come with the table of APIs (`addWireFamilies`). */
export function addFamilies(
  more: readonly string[],
  apis: ApiLookup | null = null,
): void {
  apiOf ??= apis;
  if (more.every((family) => texts.includes(family))) return;
  texts = [...texts, ...more];
  tables = undefined;
}

/** The schema of a message such as `ProduceRequest` or `TopicRecord`; parsed when first asked for. */
export function messageSchema(name: string): MessageSchema {
  const known = parsed.get(name);
  if (known !== undefined) return known;
  const made = parseMessage(present(allTables().get(name), `schema of ${name}`), apiOf);
  parsed.set(name, made);
  return made;
}

/** Whether a table of this name exists. */
export function isMessageName(name: string): name is MessageName {
  return allTables().has(name);
}

/** The names of all messages, in the order of the tables. */
export function messageNames(): readonly MessageName[] {
  return [...allTables().keys()].filter(isMessageName);
}
