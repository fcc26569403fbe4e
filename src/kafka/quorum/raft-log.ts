import { endOffsetFor, latestEpoch } from "../log/epoch-cache.ts";
import type { PartitionLog } from "../log/partition-log.ts";
import type { SnapshotId } from "./raft-node.ts";

/** An epoch and where it ends. */
interface EpochEnd {
  readonly epoch: number;
  readonly endOffset: number;
}

/** What a leader says to a fetch position. Kafka: ValidOffsetAndEpoch. */
export type FetchPosition =
  | { readonly kind: "valid" }
  | { readonly kind: "diverging"; readonly end: EpochEnd }
  | { readonly kind: "snapshot"; readonly id: SnapshotId };

const valid: FetchPosition = { kind: "valid" };

/** Epoch of the last batch; an empty log has the snapshot's, or 0. Kafka: KafkaRaftLog.lastFetchedEpoch. */
export const lastFetchedEpoch = (
  log: PartitionLog,
  snapshot: SnapshotId | null,
): number => {
  const latest = latestEpoch(log.epochs);
  return latest < 0 ? (snapshot?.epoch ?? 0) : latest;
};

/** Kafka: KafkaRaftLog.endOffsetForEpoch. */
function endOfEpoch(
  log: PartitionLog,
  snapshot: SnapshotId | null,
  epoch: number,
): EpochEnd {
  const found = endOffsetFor(log.epochs, epoch, log.logEndOffset);
  if (found.endOffset < 0)
    return { epoch: lastFetchedEpoch(log, snapshot), endOffset: log.logEndOffset };
  // Below the first epoch that the log has, the data before it is the snapshot's.
  const first = log.epochs.entries[0]?.epoch ?? 0;
  if (epoch < first) return { epoch: snapshot?.epoch ?? 0, endOffset: found.endOffset };
  return found;
}

/** Whether the leader's log holds what a replica has fetched so far. Kafka: RaftLog.validateOffsetAndEpoch. */
export function validatePosition(
  log: PartitionLog,
  snapshot: SnapshotId | null,
  asked: { readonly offset: number; readonly lastFetchedEpoch: number },
): FetchPosition {
  const { offset } = asked;
  // An empty replica is better served by the snapshot than by the log.
  if (offset === 0 && snapshot !== null) return { kind: "snapshot", id: snapshot };
  if (log.logStartOffset === 0 && offset === 0) return valid;
  if (snapshot !== null && log.logStartOffset > 0 && offset < log.logStartOffset)
    return { kind: "snapshot", id: snapshot };
  if (
    snapshot !== null &&
    offset === snapshot.endOffset &&
    asked.lastFetchedEpoch === snapshot.epoch
  )
    return valid;
  const end = endOfEpoch(log, snapshot, asked.lastFetchedEpoch);
  if (end.epoch !== asked.lastFetchedEpoch || end.endOffset < offset)
    return { kind: "diverging", end };
  return valid;
}

/** Where a replica cuts its log when the leader's ends `diverging` there. Kafka: RaftLog.truncateToEndOffset. */
export function truncationPoint(
  log: PartitionLog,
  snapshot: SnapshotId | null,
  diverging: EpochEnd,
): number {
  if (diverging.epoch === 0) return Math.min(diverging.endOffset, log.logEndOffset);
  const own = endOfEpoch(log, snapshot, diverging.epoch);
  return own.epoch === diverging.epoch
    ? Math.min(own.endOffset, diverging.endOffset)
    : own.endOffset;
}
