import type {
  GroupSpec,
  ServerAssignor,
  TopicPartitions,
} from "../../src/kafka/group/assignors/group-spec.ts";
import { assignSimple } from "../../src/kafka/group/assignors/simple.ts";
import type { Player } from "../recording.ts";
import { isObject, playRows } from "../rows.ts";

/** A topic's index with partitions of it. */
type IndexedPartitions = readonly [topic: number, partitions: readonly number[]];

interface Row {
  readonly topics: readonly {
    readonly id: string;
    readonly partitions: number;
    readonly assignable?: readonly number[];
  }[];
  readonly subscriptionType: "HOMOGENEOUS" | "HETEROGENEOUS";
  readonly members: readonly {
    readonly id: string;
    readonly instanceId?: string;
    readonly topics: readonly number[];
    readonly previous: readonly IndexedPartitions[];
    readonly assigned?: readonly IndexedPartitions[];
  }[];
  readonly error?: string;
}

/** The coordinator's assignors: one step of a group at a time, from the target that the row tells. */
export const playServerAssignor =
  (assignor: ServerAssignor): Player =>
  (recording) =>
    playRows(recording, isRow, (row) => {
      const outcome = assignor(groupSpec(row));
      return outcome.kind === "failed"
        ? [row.error, exception]
        : compared(row, outcome.members);
    });

/** The assignor of share groups, whose coordinator leaves out topics that do not exist: Kafka's would fail. */
export const playShareAssignor: Player = (recording) =>
  playRows(recording, isRow, (row) => {
    const { members, homogeneous, partitionsOf } = groupSpec(row);
    const topicIds = members.flatMap((member) => member.topicIds);
    if (topicIds.some((topicId) => partitionsOf(topicId) === -1))
      return [row.error, exception];
    const known = new Map(row.topics.map((topic) => [topic.id, topic]));
    const assignable = (topicId: string): readonly number[] =>
      known.get(topicId)?.assignable ??
      Array.from({ length: partitionsOf(topicId) }, (_, at) => at);
    return compared(row, assignSimple({ members, homogeneous, assignable }));
  });

const exception = "PartitionAssignorException";

function compared(
  row: Row,
  targets: ReadonlyMap<string, TopicPartitions>,
): readonly [unknown, unknown] {
  const ids = row.topics.map((topic) => topic.id);
  const expected = row.members.map((member) =>
    sorted(byTopicId(ids, member.assigned ?? [])),
  );
  const got = row.members.map((member) => sorted(targets.get(member.id) ?? {}));
  return [row.error ?? expected, got];
}

function groupSpec(row: Row): GroupSpec {
  const ids = row.topics.map((topic) => topic.id);
  const topicOf = new Map(row.topics.map((topic) => [topic.id, topic]));
  const members = row.members.map((member) => ({
    memberId: member.id,
    instanceId: member.instanceId ?? null,
    topicIds: member.topics.flatMap((at) => ids[at] ?? []),
    assigned: byTopicId(ids, member.previous),
  }));
  return {
    members,
    homogeneous: row.subscriptionType === "HOMOGENEOUS",
    partitionsOf: (topicId) => topicOf.get(topicId)?.partitions ?? -1,
    isAssigned: (topicId, partition) =>
      members.some((member) => member.assigned[topicId]?.includes(partition) === true),
  };
}

function byTopicId(
  ids: readonly string[],
  indexed: readonly IndexedPartitions[],
): TopicPartitions {
  return Object.fromEntries(indexed.map(([at, partitions]) => [ids[at], partitions]));
}

function sorted(assigned: TopicPartitions): TopicPartitions {
  return Object.fromEntries(
    Object.entries(assigned).map(([id, partitions]) => [
      id,
      partitions.toSorted((a, b) => a - b),
    ]),
  );
}

function isRow(row: unknown): row is Row {
  return isObject(row) && "subscriptionType" in row;
}
