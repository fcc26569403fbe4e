import type { PartitionName } from "../contract/client-command.ts";
import type { ResetTarget } from "../contract/group-command.ts";
import { topicByName } from "../kafka/controller/metadata-image.ts";
import { clusterImage } from "./cluster-image.ts";
import { askFor, failTask } from "./group-ask.ts";
import { type GroupTask, nameOf } from "./group-task.ts";
import type { World } from "./world.ts";

/** Lists partitions by topic, as requests do. */
function byTopic<T>(
  wanted: readonly PartitionName[],
  row: (each: PartitionName) => T,
): { readonly name: string; readonly partitions: readonly T[] }[] {
  const topics = new Map<string, T[]>();
  for (const each of wanted) {
    const rows = topics.get(each.topic) ?? [];
    rows.push(row(each));
    topics.set(each.topic, rows);
  }
  return [...topics].map(([name, partitions]) => ({ name, partitions }));
}

/** Offsets outside of the log are brought to its ends. Kafka: ConsumerGroupCommand.checkOffsetsRange, prepareOffsetsToReset. */
function targetOf(task: GroupTask, to: ResetTarget, name: string): number {
  const earliest = task.earliest[name] ?? 0;
  const latest = task.latest[name] ?? 0;
  const within = (offset: number): number => Math.min(Math.max(offset, earliest), latest);
  const committed = task.committed[name];
  switch (to.kind) {
    case "earliest":
      return earliest;
    case "latest":
      return latest;
    case "current":
      return committed ?? latest;
    case "offset":
      return within(to.offset);
    case "shiftBy":
      return within((committed ?? latest) + to.by);
    default: {
      const timed = task.timed[name] ?? -1;
      return timed < 0 ? latest : timed;
    }
  }
}

/** Commits the offsets that were worked out. Kafka: KafkaAdminClient.alterConsumerGroupOffsets, alterShareGroupOffsets. */
export function resetTo(world: World, task: GroupTask): void {
  const { command } = task;
  if (command.kind !== "resetOffsets") return;
  for (const each of task.wanted)
    task.timed[nameOf(each)] = targetOf(task, command.to, nameOf(each));
  const target = (each: PartitionName): number => task.timed[nameOf(each)] ?? 0;
  task.step = "last";
  if (task.groupType.toLowerCase() === "share")
    askFor(world, task, task.coordinator, {
      api: "AlterShareGroupOffsets",
      version: 0,
      body: {
        groupId: command.group,
        topics: byTopic(task.wanted, (each) => ({
          partitionIndex: each.partition,
          startOffset: target(each),
        })).map(({ name, partitions }) => ({ topicName: name, partitions })),
      },
    });
  else
    askFor(world, task, task.coordinator, {
      api: "OffsetCommit",
      version: 9,
      body: {
        groupId: command.group,
        generationIdOrMemberEpoch: -1,
        memberId: "",
        groupInstanceId: null,
        topics: byTopic(task.wanted, (each) => ({
          partitionIndex: each.partition,
          committedOffset: target(each),
          committedLeaderEpoch: -1,
          committedMetadata: "",
        })),
      },
    });
}

/** What needs nothing but the coordinator. */
export function lastRequest(world: World, task: GroupTask): void {
  const { command } = task;
  task.step = "last";
  if (command.kind === "deleteGroup") {
    askFor(world, task, task.coordinator, {
      api: "DeleteGroups",
      version: 2,
      body: { groupsNames: [command.group] },
    });
    return;
  }
  if (command.kind !== "deleteOffsets") return;
  const count =
    topicByName(clusterImage(world.state), command.topic)?.partitions.length ?? 0;
  if (count === 0) {
    failTask(world, task, "UNKNOWN_TOPIC_OR_PARTITION");
    return;
  }
  const all = Array.from({ length: count }, (_, partition) => partition);
  const { topic, partition } = command;
  task.wanted = (partition === null ? all : [partition]).map((each) => ({
    topic,
    partition: each,
  }));
  askFor(world, task, task.coordinator, {
    api: "OffsetDelete",
    version: 0,
    body: {
      groupId: command.group,
      topics: byTopic(task.wanted, (each) => ({ partitionIndex: each.partition })),
    },
  });
}
