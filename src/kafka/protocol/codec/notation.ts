import { assert, present } from "../../../base/assert.ts";
import type { Api } from "../../../terms/apis.ts";
import {
  everyVersion,
  type Field,
  type MessageKind,
  type MessageSchema,
  openEnd,
  type Primitive,
  type StructSchema,
  type VersionRange,
} from "./message-schema.ts";

const kinds: ReadonlySet<string> = new Set<MessageKind>([
  "request",
  "response",
  "header",
  "consumer",
  "control",
  "metadata",
  "group-key",
  "group-value",
  "transaction-key",
  "transaction-value",
  "share-key",
  "share-value",
]);
const primitives: ReadonlySet<string> = new Set<Primitive>([
  "bool",
  "int8",
  "int16",
  "uint16",
  "int32",
  "uint32",
  "int64",
  "float64",
  "string",
  "bytes",
  "records",
  "uuid",
]);
const isKind = (word: string): word is MessageKind => kinds.has(word);
const isPrimitive = (word: string): word is Primitive => primitives.has(word);

/** The messages of a family's text: name to the text of its table, not parsed yet. */
export function splitFamily(text: string): [name: string, table: string][] {
  return text
    .trim()
    .split(/\n\n+/)
    .map((table) => {
      const [kind = "", word = ""] = table.split(/\s/, 2);
      return [messageName(kind, word), table];
    });
}

function messageName(kind: string, word: string): string {
  if (kind === "request") return `${word}Request`;
  return kind === "response" ? `${word}Response` : word;
}

/** Finds an API by its name; only who speaks on the wire needs the table of all of them. */
export type ApiLookup = (name: string) => Api | undefined;

/** Reads the table of one message; a mistake in it is our own bug. */
export function parseMessage(
  table: string,
  apiOf: ApiLookup | null = null,
): MessageSchema {
  const [head = "", ...lines] = table.split("\n");
  const [kind = "", word = ""] = head.split(" ");
  assert(isKind(kind), `a message begins with its kind, not with "${head}"`);
  const name = messageName(kind, word);
  const fields = new FieldParser(name, lines).all();
  if (kind === "request" || kind === "response") {
    const api = present(apiOf?.(word), `the API ${word}`);
    return {
      name,
      kind,
      versions: { first: api.minVersion, last: api.maxVersionUnstable },
      fields,
      api: api.name,
      recordType: null,
      firstFlexible: api.firstFlexibleVersion,
    };
  }
  const after = (key: string): string | undefined =>
    new RegExp(` ${key} (\\S+)`).exec(head)?.[1];
  const type = after("type");
  const versions = parseRange(present(after("versions"), `versions of ${name}`));
  const flexible = after("flexible");
  return {
    name,
    kind,
    api: null,
    recordType: type === undefined ? null : Number(type),
    versions,
    firstFlexible: flexible === undefined ? null : parseRange(flexible).first,
    fields,
  };
}

function parseRange(text: string): VersionRange {
  const match = present(/^(\d+)(\+|-(\d+))?$/.exec(text), `version range in "${text}"`);
  const first = Number(match[1]);
  if (match[2] === undefined) return { first, last: first };
  return { first, last: match[3] === undefined ? openEnd : Number(match[3]) };
}

const line = /^( *)(\w+): (\[\])?(\w+)(\?(\S*))?((?: [^=]\S*)*)(?: = (\S+))?$/;

/** Kafka's own definitions are nested; here indentation nests, and a structure may be named again without its fields. */
class FieldParser {
  private readonly structs = new Map<string, StructSchema>();
  private at = 0;
  private readonly message: string;
  private readonly lines: readonly string[];

  constructor(message: string, lines: readonly string[]) {
    this.message = message;
    this.lines = lines;
  }

  all(): readonly Field[] {
    const fields = this.block(0);
    assert(this.at === this.lines.length, `every line of ${this.message} belongs to it`);
    return fields;
  }

  private block(depth: number): readonly Field[] {
    const fields: Field[] = [];
    while (this.at < this.lines.length && this.depthHere() === depth)
      fields.push(this.field(depth));
    return fields;
  }

  private depthHere(): number {
    return (this.lines[this.at] ?? "").search(/\S/) / 2;
  }

  private field(depth: number): Field {
    const text = this.lines[this.at++] ?? "";
    const match = present(line.exec(text), `field in "${text}" of ${this.message}`);
    const [, , name = "", array, typeName = "", nullable, nullableVersions = ""] = match;
    const words = (match[7] ?? "").split(" ").filter((word) => word !== "");
    const range = words.find((word) => /^\d/.test(word));
    const tag = words.find((word) => word.startsWith("@"));
    return {
      name,
      type: isPrimitive(typeName) ? typeName : this.struct(typeName, depth),
      array: array !== undefined,
      versions: range === undefined ? everyVersion : parseRange(range),
      nullable:
        nullable === undefined
          ? null
          : nullableVersions === ""
            ? everyVersion
            : parseRange(nullableVersions),
      tag: tag === undefined ? null : Number(tag.slice(1)),
      inflexible: words.includes("inflexible"),
      defaultText: match[8] ?? null,
    };
  }

  private struct(typeName: string, depth: number): StructSchema {
    const known = this.structs.get(typeName);
    const fields = this.block(depth + 1);
    if (known !== undefined && fields.length === 0) return known;
    assert(
      fields.length > 0,
      `${typeName} has fields where ${this.message} names it first`,
    );
    const made = { name: this.message + typeName, fields };
    const twin = known !== undefined && JSON.stringify(known) === JSON.stringify(made);
    assert(known === undefined || twin, `${made.name} has one meaning`);
    this.structs.set(typeName, known ?? made);
    return known ?? made;
  }
}
