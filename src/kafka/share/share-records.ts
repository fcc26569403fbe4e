import {
  type CoordinatorRecord,
  record,
  tombstone,
} from "../coordinator/coordinator-record.ts";
import type { ShareGroupOffset } from "./share-group-offset.ts";
import type { StateBatch } from "./share-partition.ts";

/** Which share partition a record is about. */
export interface ShareKey {
  readonly groupId: string;
  readonly topicId: string;
  readonly partition: number;
}

/** All of it. Kafka: ShareCoordinatorRecordHelpers.newShareSnapshotRecord. */
export const snapshotRecord = (
  key: ShareKey,
  message: ShareGroupOffset,
): CoordinatorRecord => record("ShareSnapshot", key, { version: 0, message });

/** What changed. Kafka: ShareCoordinatorRecordHelpers.newShareUpdateRecord. */
export const updateRecord = (
  key: ShareKey,
  message: {
    readonly snapshotEpoch: number;
    readonly leaderEpoch: number;
    readonly startOffset: number;
    readonly deliveryCompleteCount: number;
    readonly stateBatches: readonly StateBatch[];
  },
): CoordinatorRecord => record("ShareUpdate", key, { version: 0, message });

/** Kafka: ShareCoordinatorRecordHelpers.newShareStateTombstoneRecord. */
export const shareTombstone = (key: ShareKey): CoordinatorRecord =>
  tombstone("ShareSnapshot", key);
