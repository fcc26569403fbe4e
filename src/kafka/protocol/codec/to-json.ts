import { assert } from "../../../base/assert.ts";
import type { MessageName, Messages } from "../messages.ts";
import { bytesToBase64 } from "./base64.ts";
import { isInitial } from "./initial.ts";
import { layoutOf, type Slot, type StructLayout } from "./layout.ts";
import type { Draft } from "./message.ts";
import type { RecordsCodec } from "./read-struct.ts";
import { isStruct, type Struct } from "./struct.ts";

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/**
 * A message as Kafka's JSON converters write it, with record sets in base64 under their own name and an int64 beyond 2^53
 * as text. Tagged fields at their default are left out, as are the fields that the version lacks. Kafka: *JsonConverter.write.
 */
export function toJson<Name extends MessageName>(
  name: Name,
  version: number,
  message: Draft<Messages[Name]>,
  records?: RecordsCodec,
): Json {
  assert(isStruct(message), `a ${name} is an object`);
  return structJson(layoutOf(name, version), message, records);
}

function structJson(
  layout: StructLayout,
  value: Struct,
  records: RecordsCodec | undefined,
): Json {
  const json: Record<string, Json> = {};
  for (const slot of layout.slots) {
    if (!slot.present) continue;
    const given = value[slot.name] === undefined ? slot.initial : value[slot.name];
    if (slot.tag !== null && isInitial(slot, given)) continue;
    json[slot.name] = Array.isArray(given)
      ? given.map((one: unknown) => oneJson(slot, one, records))
      : oneJson(slot, given, records);
  }
  return json;
}

function oneJson(slot: Slot, value: unknown, records: RecordsCodec | undefined): Json {
  if (value === null) return null;
  if (slot.inner !== null && isStruct(value))
    return structJson(slot.inner, value, records);
  if (value instanceof Uint8Array) return bytesToBase64(value);
  if (slot.primitive === "records" && records)
    return bytesToBase64(records.writeRecords(value));
  if (typeof value === "bigint") return value.toString();
  assert(
    typeof value === "string" || typeof value === "number" || typeof value === "boolean",
    `${slot.name} can be written as JSON`,
  );
  return value;
}
