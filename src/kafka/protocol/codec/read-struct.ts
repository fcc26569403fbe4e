import { unreachable } from "../../../base/assert.ts";
import { type ByteReader, MalformedBytes } from "./byte-reader.ts";
import type { Slot, StructLayout } from "./layout.ts";

/** Puts the engine's record batches in the place of their bytes. */
export interface RecordsCodec {
  readonly readRecords: (bytes: Uint8Array) => object;
  readonly writeRecords: (records: unknown) => Uint8Array;
}

/** A tagged field that no schema here knows, kept so that the message is written again as it came. */
export interface UnknownTag {
  readonly tag: number;
  readonly bytes: Uint8Array;
}

/** Reads a structure with every field; those that the version lacks have their default. */
export function readStruct(
  from: ByteReader,
  layout: StructLayout,
  records: RecordsCodec | undefined,
): object {
  const made: Record<string, unknown> = {};
  for (const slot of layout.slots)
    made[slot.name] =
      slot.present && slot.tag === null ? readField(from, slot, records) : slot.initial;
  if (layout.flexible) readTags(from, layout, { made, records });
  return made;
}

interface Reading {
  readonly made: Record<string, unknown>;
  readonly records: RecordsCodec | undefined;
}

function readTags(from: ByteReader, layout: StructLayout, reading: Reading): void {
  const unknownTags: UnknownTag[] = [];
  for (let count = from.unsignedVarint(); count > 0; count--) {
    const tag = from.unsignedVarint();
    const size = from.unsignedVarint();
    const end = from.at + size;
    const slot = layout.tagged.find((one) => one.tag === tag);
    if (slot === undefined) unknownTags.push({ tag, bytes: from.slice(size) });
    else reading.made[slot.name] = readField(from, slot, reading.records);
    if (from.at !== end)
      throw new MalformedBytes(`tag ${tag} of ${layout.name} is not of size ${size}`);
  }
  if (unknownTags.length > 0) reading.made["_unknownTags"] = unknownTags;
}

function readField(
  from: ByteReader,
  slot: Slot,
  records: RecordsCodec | undefined,
): unknown {
  if (!slot.array) return readOne(from, slot, records);
  const length = slot.compact ? from.unsignedVarint() - 1 : from.int32();
  if (length < 0) return nothing(slot);
  if (length > from.left)
    throw new MalformedBytes(`${slot.name} cannot hold ${length} elements`);
  const list: unknown[] = [];
  for (let at = 0; at < length; at++) list.push(readOne(from, slot, records));
  return list;
}

function nothing(slot: Slot): null {
  if (!slot.nullable && slot.primitive !== "records")
    throw new MalformedBytes(`${slot.name} is null`);
  return null;
}

function readOne(
  from: ByteReader,
  slot: Slot,
  records: RecordsCodec | undefined,
): unknown {
  const { primitive, inner } = slot;
  if (inner !== null) {
    if (slot.nullable && !slot.array && from.int8() < 0) return null;
    return readStruct(from, inner, records);
  }
  switch (primitive) {
    case null:
      return null;
    case "bool":
      return from.int8() !== 0;
    case "string": {
      const length = slot.compact ? from.unsignedVarint() - 1 : from.int16();
      return length < 0 ? nothing(slot) : from.string(length);
    }
    case "bytes":
    case "records": {
      const length = slot.compact ? from.unsignedVarint() - 1 : from.int32();
      if (length < 0) return nothing(slot);
      const bytes = from.slice(length);
      return primitive === "records" && records ? records.readRecords(bytes) : bytes;
    }
    case "int8":
    case "int16":
    case "uint16":
    case "int32":
    case "uint32":
    case "int64":
    case "float64":
    case "uuid":
      return from[primitive]();
    default:
      return unreachable(primitive);
  }
}
