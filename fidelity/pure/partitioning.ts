import {
  coordinatorPartition,
  stringHash,
} from "../../src/kafka/protocol/coordinator-partition.ts";
import { murmur2, partitionForKey } from "../../src/kafka/protocol/murmur2.ts";
import type { Recording, Report } from "../recording.ts";
import { isObject, playRows } from "../rows.ts";
import { bytesOf } from "./recorded-record.ts";

interface KeyRow {
  readonly key: string;
  readonly partitions: number;
  readonly hash: number;
  readonly partition: number;
}

interface IdRow {
  readonly id: string;
  readonly partitions: number;
  readonly hash: number;
  readonly partition: number;
}

/** Kafka: Utils.murmur2, BuiltInPartitioner.partitionForKey. */
export function playPartitionOfKey(recording: Recording): Promise<Report> {
  return playRows(recording, isKeyRow, ({ key, partitions, hash, partition }) => {
    const bytes = bytesOf(key);
    return [
      { hash, partition },
      { hash: murmur2(bytes), partition: partitionForKey(bytes, partitions) },
    ];
  });
}

/** Kafka: String.hashCode, Utils.abs. */
export function playCoordinatorPartition(recording: Recording): Promise<Report> {
  return playRows(recording, isIdRow, ({ id, partitions, hash, partition }) => [
    { hash, partition },
    { hash: stringHash(id), partition: coordinatorPartition(id, partitions) },
  ]);
}

function isKeyRow(row: unknown): row is KeyRow {
  return isObject(row);
}

function isIdRow(row: unknown): row is IdRow {
  return isObject(row);
}
