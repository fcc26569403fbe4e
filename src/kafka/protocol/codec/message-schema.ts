import type { ApiName } from "../../../terms/apis.ts";

/** Versions from `first` to `last`, both included; `last` is `openEnd` for `3+`. */
export interface VersionRange {
  readonly first: number;
  readonly last: number;
}

export const openEnd = 32_767;
export const everyVersion: VersionRange = { first: 0, last: openEnd };

export function inRange(range: VersionRange | null, version: number): boolean {
  return range !== null && version >= range.first && version <= range.last;
}

/** Whole numbers that a number always holds. */
export type SmallInteger = "int8" | "int16" | "uint16" | "int32" | "uint32";

export type Primitive =
  | SmallInteger
  | "bool"
  | "int64"
  | "float64"
  | "string"
  | "bytes"
  | "records"
  | "uuid";

/** One line of a schema table. */
export interface Field {
  /** Kafka's name in camel case, as in Kafka's JSON. */
  readonly name: string;
  /** Of the field, or of its elements where `array`. */
  readonly type: Primitive | StructSchema;
  readonly array: boolean;
  readonly versions: VersionRange;
  readonly nullable: VersionRange | null;
  /** The number of the tagged field (KIP-482), in flexible versions. */
  readonly tag: number | null;
  /** Written with a fixed-size length even in flexible versions: the client id in a request header. */
  readonly inflexible: boolean;
  /** As in the table; null without one, which means zero, empty or false. */
  readonly defaultText: string | null;
}

export interface StructSchema {
  /** Message and structure, such as `ProduceRequestTopicData`; the name of the TypeScript interface too. */
  readonly name: string;
  readonly fields: readonly Field[];
}

export type MessageKind =
  | "request"
  | "response"
  | "header"
  | "consumer"
  | "control"
  | "metadata"
  | "group-key"
  | "group-value"
  | "transaction-key"
  | "transaction-value"
  | "share-key"
  | "share-value";

/** A message, record or header in all its versions. */
export interface MessageSchema extends StructSchema {
  readonly kind: MessageKind;
  /** Of requests and responses. */
  readonly api: ApiName | null;
  /** Of records: the number that says in the log which record it is. */
  readonly recordType: number | null;
  readonly versions: VersionRange;
  /** The first version with compact lengths and tagged fields, or null. */
  readonly firstFlexible: number | null;
}
