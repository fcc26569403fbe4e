import { present } from "../../base/assert.ts";
import type { BatchRecord } from "../protocol/batch-records.ts";
import {
  type CoordinatorKeyName,
  type CoordinatorLog,
  decodeCoordinatorKey,
  decodeCoordinatorValue,
  encodeCoordinatorKey,
  encodeCoordinatorValue,
} from "../protocol/codec/record-frame.ts";
import type { Messages } from "../protocol/messages.ts";

type TypeOfKey<Key> = Key extends `${infer Type}Key` ? Type : never;
/** A kind of record, such as `OffsetCommit`. */
export type RecordType = TypeOfKey<CoordinatorKeyName>;

type KeyOf<Type extends RecordType> = Messages[`${Type}Key`];
type ValueOf<Type extends RecordType> = Messages[`${Type}Value` & keyof Messages];

/** A value with the version in which it is written. */
export interface VersionedValue<Value> {
  readonly version: number;
  readonly message: Value;
}

/** A record of a coordinator's log; a value of null is a tombstone. Kafka: CoordinatorRecord. */
export type CoordinatorRecord<Type extends RecordType = RecordType> = {
  readonly [One in Type]: {
    readonly type: One;
    readonly key: KeyOf<One>;
    readonly value: VersionedValue<ValueOf<One>> | null;
  };
}[Type];

/** Kafka: CoordinatorRecord.record. */
export const record = <Type extends RecordType>(
  type: Type,
  key: KeyOf<Type>,
  value: VersionedValue<ValueOf<Type>>,
): CoordinatorRecord =>
  // The union of all types cannot follow that key and value are of one type.
  ({ type, key, value }) as unknown as CoordinatorRecord;

/** Kafka: CoordinatorRecord.tombstone. */
export const tombstone = <Type extends RecordType>(
  type: Type,
  key: KeyOf<Type>,
): CoordinatorRecord => ({ type, key, value: null }) as unknown as CoordinatorRecord;

/** The record as a batch holds it. Kafka: CoordinatorRecordSerde.serializeKey, serializeValue. */
export function encodeRecord(
  { type, key, value }: CoordinatorRecord,
  timestamp: number,
  offsetDelta: number,
): BatchRecord {
  return {
    offsetDelta,
    timestamp,
    key: encodeCoordinatorKey(`${type}Key`, key as never),
    value:
      value === null
        ? null
        : encodeCoordinatorValue(
            `${type}Value` as "OffsetCommitValue",
            value.version,
            value.message as never,
          ),
    headers: [],
  };
}

/** A record as it is read back. Kafka: CoordinatorRecordSerde.deserialize. */
export function decodeRecord(
  log: CoordinatorLog,
  { key, value }: BatchRecord,
): CoordinatorRecord {
  const decoded = decodeCoordinatorKey(
    log,
    present(key, "key of a coordinator's record"),
  );
  const read = value === null ? null : decodeCoordinatorValue(decoded.name, value);
  return {
    type: decoded.name.slice(0, -"Key".length),
    key: decoded.message,
    value: read === null ? null : { version: read.version, message: read.message },
  } as unknown as CoordinatorRecord;
}
