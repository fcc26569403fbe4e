import { assert, unreachable } from "../../../base/assert.ts";
import { messageSchema } from "./catalogue.ts";
import {
  type Field,
  inRange,
  type MessageSchema,
  type Primitive,
  type StructSchema,
} from "./message-schema.ts";
import { zeroUuid } from "./uuid.ts";

/** A field as one version has it. */
export interface Slot {
  readonly name: string;
  /** Null for a structure, which is `inner`. */
  readonly primitive: Primitive | null;
  readonly inner: StructLayout | null;
  readonly array: boolean;
  readonly nullable: boolean;
  /** With lengths of KIP-482. */
  readonly compact: boolean;
  readonly present: boolean;
  /** The tag's number where this version tags the field. */
  readonly tag: number | null;
  /** The default; frozen and shared. */
  readonly initial: unknown;
  readonly field: Field;
}

/** A structure as one version has it. */
export interface StructLayout {
  readonly name: string;
  /** Every field of every version, so that decoded values always have all of them. */
  readonly slots: readonly Slot[];
  /** By ascending number. */
  readonly tagged: readonly Slot[];
  readonly flexible: boolean;
  readonly initial: object;
}

const layouts = new Map<string, StructLayout[]>();
const emptyList = Object.freeze([]);
const noBytes = new Uint8Array(0);

/** What `version` of the message looks like; worked out when first asked for. */
export function layoutOf(name: string, version: number): StructLayout {
  let byVersion = layouts.get(name);
  if (byVersion === undefined) {
    byVersion = [];
    layouts.set(name, byVersion);
  }
  const known = byVersion[version];
  if (known !== undefined) return known;
  const schema = messageSchema(name);
  assert(inRange(schema.versions, version), `${name} has a version ${version}`);
  const made = structLayout(schema, version, isFlexible(schema, version));
  byVersion[version] = made;
  return made;
}

function isFlexible(schema: MessageSchema, version: number): boolean {
  return schema.firstFlexible !== null && version >= schema.firstFlexible;
}

function structLayout(
  schema: StructSchema,
  version: number,
  flexible: boolean,
): StructLayout {
  const slots = schema.fields.map((field) => slotOf(field, version, flexible));
  const tagged = slots.filter((slot) => slot.present && slot.tag !== null);
  tagged.sort((a, b) => (a.tag ?? 0) - (b.tag ?? 0));
  const initial = Object.freeze(
    Object.fromEntries(slots.map((slot) => [slot.name, slot.initial])),
  );
  return { name: schema.name, slots, tagged, flexible, initial };
}

function slotOf(field: Field, version: number, flexible: boolean): Slot {
  const { name, type, array } = field;
  const inner = typeof type === "string" ? null : structLayout(type, version, flexible);
  return {
    name,
    primitive: typeof type === "string" ? type : null,
    inner,
    array,
    nullable: inRange(field.nullable, version),
    compact: flexible && !field.inflexible,
    present: inRange(field.versions, version),
    tag: flexible ? field.tag : null,
    initial: initialOf(field, inner),
    field,
  };
}

function initialOf(field: Field, inner: StructLayout | null): unknown {
  const { type, defaultText: text } = field;
  if (text === "null") return null;
  if (field.array) return emptyList;
  if (typeof type !== "string") return inner === null ? null : inner.initial;
  switch (type) {
    case "string":
      return "";
    case "bool":
      return text === "true";
    case "uuid":
      return zeroUuid;
    case "bytes":
      return noBytes;
    case "records":
      return null;
    case "int8":
    case "int16":
    case "uint16":
    case "int32":
    case "uint32":
    case "int64":
    case "float64": {
      const number = Number(text ?? 0);
      return Number.isSafeInteger(number) ? number : BigInt(text ?? 0);
    }
    default:
      return unreachable(type);
  }
}
