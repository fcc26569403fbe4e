import type { CoordinatorRecord } from "../coordinator/coordinator-record.ts";
import { emptyResult, result } from "../coordinator/coordinator-result.ts";
import { drop, put } from "../coordinator/journal.ts";
import type { CoordinatorRole, TopicChange } from "../coordinator/role.ts";
import { schedule } from "../coordinator/timer.ts";
import { combineBatches } from "./combine-batches.ts";
import { type ShareTurn, shareState } from "./share-group-offset.ts";
import { sharePartitionKey } from "./share-partition.ts";
import { shareTombstone, snapshotRecord } from "./share-records.ts";

/** Kafka: ShareCoordinatorShard.handleShareSnapshot, handleShareUpdate. */
function replay(turn: ShareTurn, { type, key, value }: CoordinatorRecord): void {
  if (type !== "ShareSnapshot" && type !== "ShareUpdate") return;
  const { offsets, updates } = turn.state;
  const at = sharePartitionKey(key.groupId, key.topicId, key.partition);
  if (value === null) {
    drop(turn.journal, offsets, at);
    drop(turn.journal, updates, at);
    return;
  }
  if (type === "ShareSnapshot") {
    put(turn.journal, offsets, at, value.message);
    put(turn.journal, updates, at, 0);
    return;
  }
  const known = offsets[at];
  // The snapshot that it belongs to was deleted with what is before it.
  if (known === undefined) return;
  const { leaderEpoch, startOffset, deliveryCompleteCount, stateBatches } = value.message;
  const start = startOffset === -1 ? known.startOffset : startOffset;
  put(turn.journal, offsets, at, {
    ...known,
    leaderEpoch: leaderEpoch === -1 ? known.leaderEpoch : leaderEpoch,
    startOffset: start,
    deliveryCompleteCount,
    writeTimestamp: turn.nowMs,
    stateBatches: combineBatches(known.stateBatches, stateBatches, start),
  });
  put(turn.journal, updates, at, (updates[at] ?? 0) + 1);
}

const coldTimer = "shareColdPartitions";

const scheduleCold = (turn: ShareTurn): void =>
  schedule(
    turn.timers,
    coldTimer,
    turn.nowMs +
      Number(
        turn.cluster.config("share.coordinator.cold.partition.snapshot.interval.ms"),
      ),
    { kind: coldTimer },
  );

/** The group, topic and partition that a key is made of; a group's id may have colons. */
function keyParts(at: string): Parameters<typeof shareTombstone>[0] {
  const parts = at.split(":");
  const partition = Number(parts.pop());
  const topicId = parts.pop() ?? "";
  return { groupId: parts.join(":"), topicId, partition };
}

/** What was not written for long gets a snapshot, so that the log before it can go. Kafka: ShareCoordinatorShard.snapshotColdPartitions. */
function snapshotCold(turn: ShareTurn): ReturnType<typeof result> {
  const { offsets, updates } = turn.state;
  const sinceMs =
    turn.nowMs -
    Number(turn.cluster.config("share.coordinator.cold.partition.snapshot.interval.ms"));
  scheduleCold(turn);
  const cold = Object.entries(offsets).filter(
    ([at, { writeTimestamp }]) => writeTimestamp <= sinceMs && (updates[at] ?? 0) > 0,
  );
  const records = cold.map(([at, offset]) =>
    snapshotRecord(keyParts(at), {
      ...offset,
      snapshotEpoch: offset.snapshotEpoch + 1,
      writeTimestamp: turn.nowMs,
    }),
  );
  return { ...result(records, null), atomic: false };
}

/** Kafka: ShareCoordinatorShard.maybeCleanupShareState. */
function forgetTopics(
  turn: ShareTurn,
  changes: readonly TopicChange[],
): ReturnType<typeof result> {
  const gone = changes.filter(({ deleted }) => deleted).map(({ topicId }) => topicId);
  if (gone.length === 0) return emptyResult;
  const keys = Object.keys(turn.state.offsets)
    .map(keyParts)
    .filter(({ topicId }) => gone.includes(topicId));
  return { ...result(keys.map(shareTombstone), null), atomic: false };
}

/** The coordinator of share partitions' states, on `__share_group_state`. Kafka: ShareCoordinatorShard. */
export const shareRole: CoordinatorRole = {
  empty: shareState,
  replay,
  loaded: (turn: ShareTurn) => {
    scheduleCold(turn);
    return emptyResult;
  },
  unloaded: () => {},
  topicsChanged: forgetTopics,
  timers: { [coldTimer]: snapshotCold },
  continuations: {},
};
