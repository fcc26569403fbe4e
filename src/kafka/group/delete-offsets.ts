import type { CoordinatorRecord } from "../coordinator/coordinator-record.ts";
import { failure, type Outcome, result } from "../coordinator/coordinator-result.ts";
import { errors } from "../error-codes.ts";
import { javaStringSet } from "../java-hash-set.ts";
import type {
  DeleteGroupsResponseGroup,
  OffsetDeleteRequest,
  OffsetDeleteResponse,
} from "../protocol/messages.ts";
import { offsetTombstone } from "./group-records.ts";
import { rulesOf } from "./group-rules.ts";
import { type GroupTurn, groupOf, keyOf } from "./group-state.ts";
import { offsetEntries } from "./offset-entries.ts";
import { deleteShareStates } from "./share/share-offsets.ts";

/** Kafka: OffsetMetadataManager.deleteOffsets. */
export function deleteOffsets(turn: GroupTurn, body: OffsetDeleteRequest): Outcome {
  const { groupId } = body;
  const group = groupOf(turn, groupId);
  if (group === undefined)
    return failure(errors.GROUP_ID_NOT_FOUND, `Group ${groupId} not found.`);
  const refused = rulesOf(group).offsetDeleteError(group);
  if (refused !== null) return refused;
  const records: CoordinatorRecord[] = [];
  const topics = body.topics.map(({ name, partitions }) => {
    const errorCode = rulesOf(group).isSubscribedTo(group, name)
      ? errors.GROUP_SUBSCRIBED_TO_TOPIC
      : 0;
    const known = turn.state.offsets[keyOf(groupId)]?.[keyOf(name)];
    for (const { partitionIndex: partition } of partitions)
      if (errorCode === 0 && known?.[partition] !== undefined)
        records.push(offsetTombstone({ group: groupId, topic: name, partition }));
    return {
      name,
      partitions: partitions.map(({ partitionIndex }) => ({ partitionIndex, errorCode })),
    };
  });
  if (records.length > 0)
    turn.tell(groupId, { kind: "offsetsDeleted", partitions: records.length });
  const response: OffsetDeleteResponse = { errorCode: 0, throttleTimeMs: 0, topics };
  return result(records, response);
}

/** Tombstones of everything that a group has committed. Kafka: OffsetMetadataManager.deleteAllOffsets. */
const allOffsetTombstones = (turn: GroupTurn, groupId: string): CoordinatorRecord[] =>
  offsetEntries(turn.state.offsets[keyOf(groupId)]).map(({ topic, partition }) =>
    offsetTombstone({ group: groupId, topic, partition }),
  );

/** Groups of this coordinator are deleted with their offsets, if nobody is in them. Kafka: GroupCoordinatorShard.deleteGroups. */
export function deleteGroups(turn: GroupTurn, groupIds: readonly string[]): Outcome {
  const records: CoordinatorRecord[] = [];
  // Kafka takes them out of a HashSet.
  const results = javaStringSet(groupIds).map((groupId): DeleteGroupsResponseGroup => {
    const group = groupOf(turn, groupId);
    if (group === undefined) return { groupId, errorCode: errors.GROUP_ID_NOT_FOUND };
    const refused = rulesOf(group).deleteError(group);
    if (refused !== null) return { groupId, errorCode: refused.error };
    if (group.type === "share") deleteShareStates(turn, group);
    records.push(
      ...allOffsetTombstones(turn, groupId),
      ...rulesOf(group).tombstones(group),
    );
    turn.tell(groupId, { kind: "deleted" });
    return { groupId, errorCode: 0 };
  });
  return result(records, { results });
}
