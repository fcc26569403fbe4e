import { present } from "../../../base/assert.ts";
import type { MessageName } from "../messages.ts";
import { families } from "../schema/families.ts";
import type { MessageSchema } from "./message-schema.ts";
import { parseMessage, splitFamily } from "./notation.ts";

let tables: ReadonlyMap<string, string> | undefined;
const parsed = new Map<string, MessageSchema>();

function allTables(): ReadonlyMap<string, string> {
  tables ??= new Map(families.flatMap(splitFamily));
  return tables;
}

/** The schema of a message such as `ProduceRequest` or `TopicRecord`; parsed when first asked for. */
export function messageSchema(name: string): MessageSchema {
  const known = parsed.get(name);
  if (known !== undefined) return known;
  const made = parseMessage(present(allTables().get(name), `schema of ${name}`));
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
