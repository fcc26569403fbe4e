import { assert, present } from "../../../base/assert.ts";
import type { MessageName, Messages } from "../messages.ts";
import { ByteReader, MalformedBytes } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { isMessageName, messageNames, messageSchema } from "./catalogue.ts";
import { type Draft, decodeFrom, encodeInto } from "./message.ts";
import type { MessageKind } from "./message-schema.ts";

type Ending<End extends string> = Extract<MessageName, `${string}${End}`>;
/** A key in a coordinator's log, such as `OffsetCommitKey`. */
export type CoordinatorKeyName = Ending<"Key">;
/** A value in a coordinator's log, such as `OffsetCommitValue`. */
export type CoordinatorValueName = Ending<"Value">;
/** The logs that coordinators keep. */
export type CoordinatorLog =
  | "__consumer_offsets"
  | "__transaction_state"
  | "__share_group_state";

/** A message that its own bytes name. */
export type NamedMessage<Name extends MessageName = MessageName> = {
  [One in Name]: {
    readonly name: One;
    readonly version: number;
    readonly message: Messages[One];
  };
}[Name];

const frameVersion = 1;
const kindsOfLog = {
  __consumer_offsets: "group",
  __transaction_state: "transaction",
  __share_group_state: "share",
} as const;

/** A record of the metadata log: frame version, type, version, record. Kafka: MetadataRecordSerde (AbstractApiMessageSerde). */
export function encodeMetadataRecord<Name extends MessageName>(
  name: Name,
  version: number,
  record: Draft<Messages[Name]>,
): Uint8Array {
  const to = new ByteWriter();
  to.unsignedVarint(frameVersion);
  to.unsignedVarint(typeOf(name));
  to.unsignedVarint(version);
  encodeInto(to, name, { version, message: record });
  return to.done();
}

/** Throws {@link MalformedBytes}. Kafka: AbstractApiMessageSerde.read. */
export function decodeMetadataRecord(bytes: Uint8Array): NamedMessage;
export function decodeMetadataRecord(bytes: Uint8Array): object {
  const from = new ByteReader(bytes);
  const frame = from.unsignedVarint();
  if (frame !== frameVersion) throw new MalformedBytes(`frame version ${frame}`);
  const name = nameOf("metadata", from.unsignedVarint());
  const version = from.unsignedVarint();
  return readNamed(from, name, version);
}

/** A coordinator's key: its type, then the key. Kafka: CoordinatorRecordSerde.serializeKey. */
export function encodeCoordinatorKey<Name extends CoordinatorKeyName>(
  name: Name,
  key: Draft<Messages[Name]>,
): Uint8Array {
  const to = new ByteWriter();
  to.int16(typeOf(name));
  encodeInto(to, name, { version: 0, message: key });
  return to.done();
}

/** A coordinator's value: its version, then the value. Kafka: CoordinatorRecordSerde.serializeValue. */
export function encodeCoordinatorValue<Name extends CoordinatorValueName>(
  name: Name,
  version: number,
  value: Draft<Messages[Name]>,
): Uint8Array {
  return encodeVersioned(name, version, value);
}

/** Throws {@link MalformedBytes}. Kafka: CoordinatorRecordSerde.deserialize. */
export function decodeCoordinatorKey(
  log: CoordinatorLog,
  bytes: Uint8Array,
): NamedMessage<CoordinatorKeyName>;
export function decodeCoordinatorKey(log: CoordinatorLog, bytes: Uint8Array): object {
  const from = new ByteReader(bytes);
  return readNamed(from, nameOf(`${kindsOfLog[log]}-key`, from.int16()), 0);
}

/** The value that belongs to a key of this name; throws {@link MalformedBytes}. */
export function decodeCoordinatorValue(
  key: CoordinatorKeyName,
  bytes: Uint8Array,
): NamedMessage<CoordinatorValueName>;
export function decodeCoordinatorValue(
  key: CoordinatorKeyName,
  bytes: Uint8Array,
): object {
  const from = new ByteReader(bytes);
  const name = `${key.slice(0, -"Key".length)}Value`;
  assert(isMessageName(name), `every key has a value, ${key} too`);
  return readNamed(from, name, from.int16());
}

/** A message behind its version, as consumers put theirs into the classic group protocol. Kafka: MessageUtil.toVersionPrefixedBytes. */
export function encodeVersioned<Name extends MessageName>(
  name: Name,
  version: number,
  message: Draft<Messages[Name]>,
): Uint8Array {
  const to = new ByteWriter();
  to.int16(version);
  encodeInto(to, name, { version, message });
  return to.done();
}

/**
 * Reads a version and what follows. A version beyond ours is read as our latest, which is a beginning of it; throws
 * {@link MalformedBytes}. Kafka: ConsumerProtocol.deserializeSubscription.
 */
export function decodeVersioned<Name extends MessageName>(
  name: Name,
  bytes: Uint8Array,
): NamedMessage<Name>;
export function decodeVersioned(name: MessageName, bytes: Uint8Array): object {
  const from = new ByteReader(bytes);
  const version = Math.min(from.int16(), messageSchema(name).versions.last);
  return { name, version, message: decodeFrom(from, name, checked(name, version)) };
}

function readNamed(from: ByteReader, name: MessageName, version: number): object {
  const message = decodeFrom(from, name, checked(name, version));
  if (from.left > 0) throw new MalformedBytes(`${from.left} bytes behind a ${name}`);
  return { name, version, message };
}

function checked(name: MessageName, version: number): number {
  const { first, last } = messageSchema(name).versions;
  if (version < first || version > last)
    throw new MalformedBytes(`${name} has no version ${version}`);
  return version;
}

function typeOf(name: MessageName): number {
  return present(messageSchema(name).recordType, `record type of ${name}`);
}

const namesByKind = new Map<MessageKind, Map<number, MessageName>>();

function nameOf(kind: MessageKind, type: number): MessageName {
  if (namesByKind.size === 0)
    for (const name of messageNames()) {
      const schema = messageSchema(name);
      if (schema.recordType === null) continue;
      const names = namesByKind.get(schema.kind) ?? new Map<number, MessageName>();
      namesByKind.set(schema.kind, names.set(schema.recordType, name));
    }
  const name = namesByKind.get(kind)?.get(type);
  if (name === undefined) throw new MalformedBytes(`no ${kind} record has type ${type}`);
  return name;
}
