import type { MetadataRecord } from "../controller/metadata-record.ts";
import {
  decodeMetadataRecord,
  encodeMetadataRecord,
} from "../controller/metadata-record-codec.ts";
import type { LogEntry } from "../log/log-entry.ts";
import { encode } from "../protocol/codec/message.ts";
import { controlRecord } from "../protocol/control-batch.ts";
import { batchOfRecords } from "../protocol/explicit-batch.ts";
import { type RecordBatch, recordsOf } from "../protocol/record-batch.ts";

/** The fixed id of `__cluster_metadata`. Kafka: Uuid.METADATA_TOPIC_ID. */
export const metadataTopicId = "AAAAAAAAAAAAAAAAAAAAAQ";

/** One record with its place in the metadata log. */
export interface PlacedRecord {
  readonly record: MetadataRecord;
  readonly offset: number;
  readonly epoch: number;
}

const noBytes = new Uint8Array(0);

/** A batch of metadata records as the quorum's leader writes it. Kafka: BatchBuilder, MetadataRecordSerde. */
export const metadataBatch = (
  records: readonly MetadataRecord[],
  nowMs: number,
): RecordBatch =>
  batchOfRecords(
    records.map((record, i) => ({
      offsetDelta: i,
      timestamp: nowMs,
      key: null,
      value: encodeMetadataRecord(record),
      headers: [],
    })),
  );

/** Who leads a new epoch, and who voted for that. Kafka: LeaderState.appendLeaderChangeMessageAndBootstrapRecords. */
export interface LeaderChange {
  readonly leaderId: number;
  readonly voters: readonly number[];
  readonly grantingVoters: readonly number[];
}

const votersOf = (ids: readonly number[]): { readonly voterId: number }[] =>
  ids.map((voterId) => ({ voterId }));

/** The control batch that begins a leader's epoch. Kafka: BatchAccumulator.appendLeaderChangeMessage. */
export function leaderChangeBatch(
  { leaderId, voters, grantingVoters }: LeaderChange,
  nowMs: number,
): RecordBatch {
  const value = encode("LeaderChangeMessage", 0, {
    version: 0,
    leaderId,
    voters: votersOf(voters),
    grantingVoters: votersOf(grantingVoters),
  });
  return batchOfRecords([controlRecord("LEADER_CHANGE", value, nowMs)], {
    isControl: true,
  });
}

/** The metadata records of an entry; control batches have none. */
export function recordsOfEntry(entry: LogEntry): PlacedRecord[] {
  if (entry.batch.isControl) return [];
  return recordsOf(entry.batch).map((record) => ({
    record: decodeMetadataRecord(record.value ?? noBytes),
    offset: entry.baseOffset + record.offsetDelta,
    epoch: entry.leaderEpoch,
  }));
}
