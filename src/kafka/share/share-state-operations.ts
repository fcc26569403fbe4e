import type { CoordinatorRecord } from "../coordinator/coordinator-record.ts";
import { type Outcome, result } from "../coordinator/coordinator-result.ts";
import { errors } from "../error-codes.ts";
import { combineBatches } from "./combine-batches.ts";
import type { ShareGroupOffset, ShareTurn } from "./share-group-offset.ts";
import { type StateBatch, sharePartitionKey } from "./share-partition.ts";
import {
  type ShareKey,
  shareTombstone,
  snapshotRecord,
  updateRecord,
} from "./share-records.ts";

/** Fields of a request about one share partition. */
interface WriteAsk {
  readonly stateEpoch: number;
  readonly leaderEpoch: number;
  readonly startOffset: number;
  readonly deliveryCompleteCount: number;
  readonly stateBatches: readonly StateBatch[];
}

const uninitializedEpoch = 0;

const keptOf = (turn: ShareTurn, key: ShareKey): ShareGroupOffset | undefined =>
  turn.state.offsets[sharePartitionKey(key.groupId, key.topicId, key.partition)];

/** Kafka: ShareCoordinatorShard.maybeGetWriteStateError and its like. */
function unknownPartition(turn: ShareTurn, { topicId, partition }: ShareKey): number {
  if (partition < 0) return errors.INVALID_REQUEST;
  const topic = turn.cluster.topicById(topicId);
  return topic?.partitions[partition] === undefined
    ? errors.UNKNOWN_TOPIC_OR_PARTITION
    : 0;
}

/** What is refused is an answer of its own: the coordinator is the right one. */
const refused = (
  { partition }: ShareKey,
  errorCode: number,
  errorMessage: string | null = null,
): Outcome => result([], refusedPartition(partition, errorCode, errorMessage));

/** One partition with an error, as the answer to any of these requests. */
export const refusedPartition = (
  partition: number,
  errorCode: number,
  errorMessage: string | null,
): object => ({
  partition,
  errorCode,
  errorMessage,
  stateEpoch: 0,
  leaderEpoch: 0,
  startOffset: 0,
  deliveryCompleteCount: -1,
  stateBatches: [],
});

/** The answer about one partition. */
const answer = (records: readonly CoordinatorRecord[], key: ShareKey): Outcome =>
  result(records, { partition: key.partition, errorCode: 0, errorMessage: null });

/** A snapshot when enough updates were written since the last, else an update. Kafka: ShareCoordinatorShard.generateShareStateRecord. */
function stateRecord(
  turn: ShareTurn,
  key: ShareKey,
  kept: ShareGroupOffset,
  ask: WriteAsk,
): CoordinatorRecord {
  const at = sharePartitionKey(key.groupId, key.topicId, key.partition);
  const limit = Number(
    turn.cluster.config("share.coordinator.snapshot.update.records.per.snapshot"),
  );
  const { leaderEpoch, startOffset, deliveryCompleteCount } = ask;
  if ((turn.state.updates[at] ?? 0) < limit)
    return updateRecord(key, {
      snapshotEpoch: kept.snapshotEpoch,
      leaderEpoch,
      startOffset,
      deliveryCompleteCount,
      stateBatches: combineBatches([], ask.stateBatches, startOffset),
    });
  const start = startOffset === -1 ? kept.startOffset : startOffset;
  return snapshotRecord(key, {
    snapshotEpoch: kept.snapshotEpoch + 1,
    stateEpoch: ask.stateEpoch === -1 ? kept.stateEpoch : ask.stateEpoch,
    leaderEpoch: leaderEpoch === -1 ? kept.leaderEpoch : leaderEpoch,
    startOffset: start,
    deliveryCompleteCount,
    createTimestamp: kept.createTimestamp,
    writeTimestamp: turn.nowMs,
    stateBatches: combineBatches(kept.stateBatches, ask.stateBatches, start),
  });
}

/** Kafka: ShareCoordinatorShard.writeState. */
export function writeState(turn: ShareTurn, key: ShareKey, ask: WriteAsk): Outcome {
  const unknown = unknownPartition(turn, key);
  if (unknown !== 0) return refused(key, unknown);
  const kept = keptOf(turn, key);
  if (kept === undefined)
    return refused(
      key,
      errors.INVALID_REQUEST,
      "Write operation on uninitialized share partition not allowed.",
    );
  if (kept.leaderEpoch > ask.leaderEpoch) return refused(key, errors.FENCED_LEADER_EPOCH);
  if (kept.stateEpoch > ask.stateEpoch) return refused(key, errors.FENCED_STATE_EPOCH);
  return answer([stateRecord(turn, key, kept, ask)], key);
}

/** A new leader reads; from now on older ones are fenced. Kafka: ShareCoordinatorShard.readStateAndMaybeUpdateLeaderEpoch. */
export function readState(turn: ShareTurn, key: ShareKey, leaderEpoch: number): Outcome {
  const unknown = unknownPartition(turn, key);
  if (unknown !== 0) return refused(key, unknown);
  const kept = keptOf(turn, key);
  if (kept === undefined)
    return refused(
      key,
      errors.INVALID_REQUEST,
      "Read operation on uninitialized share partition not allowed.",
    );
  if (leaderEpoch !== -1 && kept.leaderEpoch > leaderEpoch)
    return refused(key, errors.FENCED_LEADER_EPOCH);
  const { stateEpoch, startOffset, stateBatches, deliveryCompleteCount } = kept;
  const isKnown = leaderEpoch === -1 || leaderEpoch === kept.leaderEpoch;
  const update = { stateEpoch, leaderEpoch, startOffset, deliveryCompleteCount };
  return result(
    isKnown ? [] : [stateRecord(turn, key, kept, { ...update, stateBatches: [] })],
    {
      partition: key.partition,
      errorCode: 0,
      errorMessage: null,
      stateEpoch,
      startOffset,
      stateBatches,
    },
  );
}

/** Kafka: ShareCoordinatorShard.initializeState. */
export function initializeState(
  turn: ShareTurn,
  key: ShareKey,
  ask: { readonly stateEpoch: number; readonly startOffset: number },
): Outcome {
  const unknown = unknownPartition(turn, key);
  if (unknown !== 0) return refused(key, unknown);
  const kept = keptOf(turn, key);
  const { stateEpoch, startOffset } = ask;
  if (kept !== undefined && kept.stateEpoch > stateEpoch)
    return refused(key, errors.FENCED_STATE_EPOCH);
  const record = snapshotRecord(key, {
    snapshotEpoch: kept === undefined ? 0 : kept.snapshotEpoch + 1,
    stateEpoch,
    leaderEpoch: uninitializedEpoch,
    startOffset,
    // From a start offset on nothing is done yet; without one it is not known.
    deliveryCompleteCount: startOffset === -1 ? -1 : 0,
    createTimestamp: turn.nowMs,
    writeTimestamp: turn.nowMs,
    stateBatches: [],
  });
  return answer([record], key);
}

/** Kafka: ShareCoordinatorShard.deleteState. */
export function deleteState(turn: ShareTurn, key: ShareKey): Outcome {
  const unknown = unknownPartition(turn, key);
  if (unknown !== 0) return refused(key, unknown);
  return answer(keptOf(turn, key) === undefined ? [] : [shareTombstone(key)], key);
}

/** Of committed state. Kafka: ShareCoordinatorShard.readStateSummary. */
export function readSummary(turn: ShareTurn, key: ShareKey): object {
  const { partition } = key;
  const unknown = unknownPartition(turn, key);
  const kept = keptOf(turn, key);
  return {
    partition,
    errorCode: unknown,
    errorMessage: null,
    stateEpoch: kept?.stateEpoch ?? 0,
    leaderEpoch: kept?.leaderEpoch ?? uninitializedEpoch,
    startOffset: kept?.startOffset ?? -1,
    deliveryCompleteCount: kept?.deliveryCompleteCount ?? -1,
  };
}
