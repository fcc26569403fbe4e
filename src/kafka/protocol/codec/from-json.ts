import type { MessageName, Messages } from "../messages.ts";
import { readJsonValue } from "./json-value.ts";
import { layoutOf, type Slot, type StructLayout } from "./layout.ts";
import { openEnd } from "./message-schema.ts";
import type { RecordsCodec } from "./read-struct.ts";
import { isStruct } from "./struct.ts";

/** One place where a JSON is not what the message allows. */
export interface JsonProblem {
  /** JSON pointer; empty for the whole. */
  readonly path: string;
  readonly found: string;
  readonly allowed: string;
}

/** A message, or every problem that stands in its way. */
export type JsonReading<Message> =
  | { readonly kind: "message"; readonly message: Message }
  | { readonly kind: "problems"; readonly problems: readonly JsonProblem[] };

/**
 * Reads a message in the notation of Kafka's JSON converters: camel case, bytes and record sets in base64, int64 as a
 * number or as decimal text. A field left out has its default. Kafka: *JsonConverter.read.
 */
export function fromJson<Name extends MessageName>(
  name: Name,
  version: number,
  json: unknown,
  records?: RecordsCodec,
): JsonReading<Messages[Name]>;
export function fromJson(
  name: MessageName,
  version: number,
  json: unknown,
  records?: RecordsCodec,
): JsonReading<object> {
  const reader = new JsonReader(version, records);
  const message = reader.struct(layoutOf(name, version), json, "");
  return reader.problems.length === 0
    ? { kind: "message", message }
    : { kind: "problems", problems: reader.problems };
}

/** A problem as one sentence for a person. */
export function problemText(problem: JsonProblem): string {
  return `${problem.path === "" ? "The message" : problem.path}: found ${problem.found}; allowed is ${problem.allowed}.`;
}

class JsonReader {
  readonly problems: JsonProblem[] = [];
  private readonly version: number;
  private readonly records: RecordsCodec | undefined;

  constructor(version: number, records: RecordsCodec | undefined) {
    this.version = version;
    this.records = records;
  }

  struct(layout: StructLayout, json: unknown, path: string): object {
    if (!isStruct(json)) {
      this.refuse(path, json, `an object with the fields of ${layout.name}`);
      return layout.initial;
    }
    const known = new Map(layout.slots.map((slot) => [slot.name, slot]));
    for (const key of Object.keys(json)) {
      const slot = known.get(key);
      if (slot === undefined) this.refuseField(layout, `${path}/${key}`);
      else if (!slot.present) this.refuseVersion(slot, `${path}/${key}`);
    }
    const made: Record<string, unknown> = {};
    for (const slot of layout.slots) {
      const given = json[slot.name];
      made[slot.name] =
        given === undefined || !slot.present
          ? slot.initial
          : this.field(slot, given, `${path}/${slot.name}`);
    }
    return made;
  }

  private field(slot: Slot, json: unknown, path: string): unknown {
    if (json === null && (slot.nullable || slot.primitive === "records")) return null;
    if (!slot.array) return this.one(slot, json, path);
    if (Array.isArray(json))
      return json.map((one: unknown, at) => this.one(slot, one, `${path}/${at}`));
    this.refuse(path, json, slot.nullable ? "a list or null" : "a list");
    return slot.initial;
  }

  private one(slot: Slot, json: unknown, path: string): unknown {
    if (slot.inner !== null) return this.struct(slot.inner, json, path);
    const { primitive } = slot;
    const reading = primitive === null ? undefined : readJsonValue(primitive, json);
    if (reading?.kind !== "value") {
      const orNull = slot.nullable && !slot.array ? " or null" : "";
      this.refuse(path, json, `${reading?.allowed ?? "nothing"}${orNull}`);
      return slot.initial;
    }
    if (primitive === "records" && this.records && reading.value instanceof Uint8Array)
      return this.records.readRecords(reading.value);
    return reading.value;
  }

  private refuse(path: string, json: unknown, allowed: string): void {
    this.problems.push({ path, found: describe(json), allowed });
  }

  private refuseField(layout: StructLayout, path: string): void {
    const names = layout.slots.filter((slot) => slot.present).map((slot) => slot.name);
    const allowed = names.length === 0 ? "no field" : `one of ${names.join(", ")}`;
    this.problems.push({ path, found: `a field that ${layout.name} lacks`, allowed });
  }

  private refuseVersion(slot: Slot, path: string): void {
    const { first, last } = slot.field.versions;
    const found = `a field that version ${this.version} lacks`;
    const until = last === openEnd ? `${first} and later` : `${first} to ${last}`;
    this.problems.push({ path, found, allowed: `this field in versions ${until}` });
  }
}

function describe(json: unknown): string {
  if (json === undefined) return "nothing";
  const text = typeof json === "bigint" ? json.toString() : JSON.stringify(json);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
