import { assert } from "../../../base/assert.ts";
import type { MessageName, Messages } from "../messages.ts";
import { ByteReader, MalformedBytes } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { layoutOf, type StructLayout } from "./layout.ts";
import { type RecordsCodec, readStruct } from "./read-struct.ts";
import { isStruct, type Struct } from "./struct.ts";
import { writeStruct } from "./write-struct.ts";

/** A message with any part left out. What is one immutable value, such as a record batch, is given whole. */
export type Draft<T> = T extends
  | string
  | number
  | bigint
  | boolean
  | null
  | Uint8Array
  | { readonly immutable: true }
  ? T
  : T extends readonly (infer Element)[]
    ? readonly Draft<Element>[]
    : { readonly [K in keyof T]?: Draft<T[K]> | undefined };

/**
 * The bytes of a message without its header. A field that the version lacks is left out, whatever its value;
 * Kafka refuses a value other than the default there unless the schema calls it ignorable.
 */
export function encode<Name extends MessageName>(
  name: Name,
  version: number,
  message: Draft<Messages[Name]>,
  records?: RecordsCodec,
): Uint8Array {
  const to = new ByteWriter();
  encodeInto(to, name, { version, message, records });
  return to.done();
}

interface Encoding {
  readonly version: number;
  readonly message: unknown;
  readonly records?: RecordsCodec | undefined;
}

/** Writes behind what a header or a frame has written already. */
export function encodeInto(to: ByteWriter, name: MessageName, encoding: Encoding): void {
  const { version, message, records } = encoding;
  assert(isStruct(message), `a ${name} is an object`);
  writeStruct(to, layoutOf(name, version), message, records);
}

/**
 * The message in `bytes`, with every field of every version: those that this version lacks have their default.
 * Without `records` a field of record batches holds their bytes. Throws {@link MalformedBytes}.
 */
export function decode<Name extends MessageName>(
  name: Name,
  version: number,
  bytes: Uint8Array,
  records?: RecordsCodec,
): Messages[Name];
export function decode(
  name: MessageName,
  version: number,
  bytes: Uint8Array,
  records?: RecordsCodec,
): object {
  const from = new ByteReader(bytes);
  const message = decodeFrom(from, name, version, records);
  if (from.left > 0)
    throw new MalformedBytes(`${from.left} bytes too many for a ${name} of ${version}`);
  return message;
}

/** Reads on from where a header or a frame ended. */
export function decodeFrom<Name extends MessageName>(
  from: ByteReader,
  name: Name,
  version: number,
  records?: RecordsCodec,
): Messages[Name];
export function decodeFrom(
  from: ByteReader,
  name: MessageName,
  version: number,
  records?: RecordsCodec,
): object {
  return readStruct(from, layoutOf(name, version), records);
}

/** A whole message from the parts that matter; the rest is what Kafka's constructors set. */
export function withDefaults<Name extends MessageName>(
  name: Name,
  version: number,
  draft: Draft<Messages[Name]>,
): Messages[Name];
export function withDefaults(name: MessageName, version: number, draft: unknown): object {
  assert(isStruct(draft), `a ${name} is an object`);
  return fill(layoutOf(name, version), draft);
}

/** The message with nothing set: one frozen value, shared. */
export function defaults<Name extends MessageName>(
  name: Name,
  version: number,
): Messages[Name];
export function defaults(name: MessageName, version: number): object {
  return layoutOf(name, version).initial;
}

function fill(layout: StructLayout, draft: Struct): object {
  const made: Record<string, unknown> = {};
  for (const { name, inner, initial, array } of layout.slots) {
    const given = draft[name];
    if (given === undefined) made[name] = initial;
    else if (inner === null) made[name] = given;
    else if (array && Array.isArray(given))
      made[name] = given.map((one) => (isStruct(one) ? fill(inner, one) : one));
    else made[name] = isStruct(given) ? fill(inner, given) : given;
  }
  if ("_unknownTags" in draft) made["_unknownTags"] = draft["_unknownTags"];
  return made;
}
