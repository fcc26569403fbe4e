import type { CoordinatorRecord } from "../coordinator/coordinator-record.ts";
import {
  type CoordinatorResult,
  emptyResult,
  result,
} from "../coordinator/coordinator-result.ts";
import type { TopicChange } from "../coordinator/role.ts";
import { schedule } from "../coordinator/timer.ts";
import { silentReport } from "../report.ts";
import type { Group } from "./group.ts";
import { groupNumber } from "./group-config.ts";
import { offsetTombstone } from "./group-records.ts";
import { rulesOf } from "./group-rules.ts";
import { type CommittedOffset, type GroupTurn, keyOf, nameOf } from "./group-state.ts";
import { offsetEntries } from "./offset-entries.ts";

/** Kafka: GroupCoordinatorShard.GROUP_EXPIRATION_KEY. */
export const expiryTimer = "expireGroupMetadata";

const msOfMinute = 60_000;

/** Every `offsets.retention.check.interval.ms`. Kafka: GroupCoordinatorShard.scheduleGroupMetadataExpiration. */
export function scheduleExpiry(turn: GroupTurn): void {
  const waitMs = groupNumber(turn, "offsets.retention.check.interval.ms");
  schedule(turn.timers, expiryTimer, turn.nowMs + waitMs, {
    kind: expiryTimer,
    retries: true,
  });
}

/** Old offsets, and empty groups without any, are deleted. Kafka: GroupCoordinatorShard.cleanupGroupMetadata. */
export function expireOffsets(turn: GroupTurn): CoordinatorResult {
  const records: CoordinatorRecord[] = [];
  for (const group of Object.values(turn.state.groups)) {
    const expired = expiredOf(turn, group);
    records.push(...expired.records);
    const isEmpty = rulesOf(group).isEmpty(group);
    // A share group has no committed offsets, and is there until somebody deletes it.
    if (expired.all && isEmpty && group.type !== "share") {
      records.push(...rulesOf(group).tombstones(group));
      turn.tell(group.groupId, { kind: "deleted" });
    }
    tellExpired(turn, group.groupId, expired.records.length);
  }
  scheduleExpiry(turn);
  // A long list may take several batches.
  return { ...result(records, null), atomic: false };
}

function tellExpired(turn: GroupTurn, groupId: string, partitions: number): void {
  if (partitions === 0) return;
  turn.tell(groupId, { kind: "offsetsExpired", partitions });
  const minutes = groupNumber(turn, "offsets.retention.minutes");
  turn.report({
    ...silentReport,
    kind: "offsetsExpired",
    weight: "warning",
    node: turn.node,
    text: `${partitions} committed offsets of group ${groupId} expired`,
    config: `offsets.retention.minutes = ${minutes}`,
    key: `offsets:${groupId}`,
    because: [`member:${groupId}`],
  });
}

/** Expired offsets of a group, and whether nothing is left. Kafka: OffsetMetadataManager.cleanupExpiredOffsets. */
function expiredOf(
  turn: GroupTurn,
  group: Group,
): { readonly records: CoordinatorRecord[]; readonly all: boolean } {
  const records: CoordinatorRecord[] = [];
  const topics = turn.state.offsets[keyOf(group.groupId)];
  if (topics === undefined) return { records, all: true };
  const { expiryBase, isSubscribedTo } = rulesOf(group);
  const base = expiryBase(group);
  if (base === null) return { records, all: false };
  const retentionMs = groupNumber(turn, "offsets.retention.minutes") * msOfMinute;
  const isExpired = (offset: CommittedOffset): boolean =>
    offset.expireTimestampMs >= 0
      ? turn.nowMs >= offset.expireTimestampMs
      : turn.nowMs - base(offset) >= retentionMs;
  let all = true;
  for (const { topic, partition, offset } of offsetEntries(topics))
    if (!isSubscribedTo(group, topic) && isExpired(offset))
      records.push(offsetTombstone({ group: group.groupId, topic, partition }));
    else all = false;
  return { records, all };
}

/** Offsets of a topic that is gone go with it. Kafka: OffsetMetadataManager.onPartitionsDeleted. */
export function forgetTopics(
  turn: GroupTurn,
  changes: readonly TopicChange[],
): CoordinatorResult {
  const gone = changes.filter(({ deleted }) => deleted).map(({ name }) => name);
  if (gone.length === 0) return emptyResult;
  const records = Object.entries(turn.state.offsets).flatMap(([key, offsets]) =>
    offsetEntries(offsets)
      .filter(({ topic }) => gone.includes(topic))
      .map(({ topic, partition }) =>
        offsetTombstone({ group: nameOf(key), topic, partition }),
      ),
  );
  return { ...result(records, null), atomic: false };
}
