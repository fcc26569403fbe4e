import { assert } from "../../../base/assert.ts";
import { ByteWriter } from "./byte-writer.ts";
import { isInitial } from "./initial.ts";
import type { Slot, StructLayout } from "./layout.ts";
import type { RecordsCodec, UnknownTag } from "./read-struct.ts";
import { isStruct, type Struct } from "./struct.ts";

/** Writes a structure; fields that the version lacks are left out, fields that are undefined have their default. */
export function writeStruct(
  to: ByteWriter,
  layout: StructLayout,
  value: Struct,
  records: RecordsCodec | undefined,
): void {
  for (const slot of layout.slots) {
    if (!slot.present || slot.tag !== null) continue;
    const given = value[slot.name];
    writeField(to, slot, given === undefined ? slot.initial : given, records);
  }
  if (layout.flexible) writeTags(to, layout, value, records);
}

/** Tags ascend, unknown ones among the known. Kafka: RawTaggedFieldWriter. */
function writeTags(
  to: ByteWriter,
  layout: StructLayout,
  value: Struct,
  records: RecordsCodec | undefined,
): void {
  const tags: UnknownTag[] = [];
  for (const slot of layout.tagged) {
    const given = value[slot.name];
    if (given === undefined || isInitial(slot, given)) continue;
    const own = new ByteWriter();
    writeField(own, slot, given, records);
    tags.push({ tag: slot.tag ?? 0, bytes: own.done() });
  }
  const unknown = unknownTagsOf(value);
  tags.push(...unknown);
  if (unknown.length > 0) tags.sort((a, b) => a.tag - b.tag);
  to.unsignedVarint(tags.length);
  for (const { tag, bytes } of tags) {
    to.unsignedVarint(tag);
    to.unsignedVarint(bytes.length);
    to.raw(bytes);
  }
}

/** What a decoded structure kept of a newer schema. */
export function unknownTagsOf(value: object): readonly UnknownTag[] {
  const kept = isStruct(value) ? value["_unknownTags"] : undefined;
  if (!Array.isArray(kept)) return [];
  return kept.filter(isUnknownTag);
}

function isUnknownTag(value: unknown): value is UnknownTag {
  return (
    isStruct(value) &&
    typeof value["tag"] === "number" &&
    value["bytes"] instanceof Uint8Array
  );
}

function writeField(
  to: ByteWriter,
  slot: Slot,
  value: unknown,
  records: RecordsCodec | undefined,
): void {
  if (!slot.array) {
    writeOne(to, slot, value, records);
    return;
  }
  if (value === null) {
    writeNothing(to, slot, 32);
    return;
  }
  assert(Array.isArray(value), `${slot.name} is a list`);
  if (slot.compact) to.unsignedVarint(value.length + 1);
  else to.int32(value.length);
  for (const one of value) writeOne(to, slot, one, records);
}

function writeNothing(to: ByteWriter, slot: Slot, lengthBits: 16 | 32): void {
  assert(
    slot.nullable || slot.primitive === "records",
    `${slot.name} is null only in versions that allow it`,
  );
  if (slot.compact) to.unsignedVarint(0);
  else if (lengthBits === 16) to.int16(-1);
  else to.int32(-1);
}

function writeOne(
  to: ByteWriter,
  slot: Slot,
  value: unknown,
  records: RecordsCodec | undefined,
): void {
  const { primitive, inner } = slot;
  if (inner !== null) {
    if (slot.nullable && !slot.array) to.int8(value === null ? -1 : 1);
    if (value === null && slot.nullable) return;
    assert(isStruct(value), `${slot.name} is a structure`);
    writeStruct(to, inner, value, records);
    return;
  }
  if (value === null) writeNothing(to, slot, primitive === "string" ? 16 : 32);
  else if (primitive === "bytes" || primitive === "records")
    writeBytes(
      to,
      slot,
      primitive === "records" && records ? records.writeRecords(value) : value,
    );
  else writePlain(to, slot, value);
}

function writeBytes(to: ByteWriter, slot: Slot, value: unknown): void {
  assert(value instanceof Uint8Array, `${slot.name} is bytes`);
  if (slot.compact) to.unsignedVarint(value.length + 1);
  else to.int32(value.length);
  to.raw(value);
}

function writePlain(to: ByteWriter, slot: Slot, value: unknown): void {
  const { primitive, name } = slot;
  switch (primitive) {
    case "string":
      assert(typeof value === "string", `${name} is text`);
      to.string(value, slot.compact);
      return;
    case "uuid":
      assert(typeof value === "string", `${name} is an id`);
      to.uuid(value);
      return;
    case "bool":
      assert(typeof value === "boolean", `${name} is true or false`);
      to.int8(value ? 1 : 0);
      return;
    case "int64":
      assert(
        typeof value === "number" || typeof value === "bigint",
        `${name} is a number`,
      );
      to.int64(value);
      return;
    case "int8":
    case "int16":
    case "uint16":
    case "int32":
    case "uint32":
    case "float64":
      assert(typeof value === "number", `${name} is a number`);
      to[primitive](value);
      return;
    case "bytes":
    case "records":
    case null:
      assert(false, `${name} is plain`);
  }
}
