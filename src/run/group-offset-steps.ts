import { wallClockMs } from "../kafka/context.ts";
import { topicByName } from "../kafka/controller/metadata-image.ts";
import { errorName } from "../terms/errors.ts";
import { clusterImage } from "./cluster-image.ts";
import { askFor, failTask, refusedBy } from "./group-ask.ts";
import { resetTo } from "./group-last-step.ts";
import { type GroupTask, type LeaderQuestion, nameOf } from "./group-task.ts";
import type { World } from "./world.ts";

interface FetchAnswer {
  readonly groups: readonly {
    readonly errorCode: number;
    readonly topics: readonly {
      readonly name: string;
      readonly partitions: readonly {
        readonly partitionIndex: number;
        readonly committedOffset: number;
        readonly errorCode: number;
      }[];
    }[];
  }[];
}

/** Takes what the group has committed, and asks the leaders where their logs begin and end. */
export function fetched(world: World, task: GroupTask, { groups }: FetchAnswer): void {
  const { command } = task;
  const [group] = groups;
  if (group === undefined || command.kind !== "resetOffsets") return;
  // A group that nobody has heard of has committed nothing (GROUP_ID_NOT_FOUND).
  if (group.errorCode !== 69 && refusedBy(world, task, group.errorCode)) return;
  const committed = group.topics.flatMap(({ name: topic, partitions }) =>
    partitions
      .filter(({ errorCode, committedOffset }) => errorCode === 0 && committedOffset >= 0)
      .map(({ partitionIndex: partition, committedOffset }) => ({
        topic,
        partition,
        committedOffset,
      })),
  );
  for (const each of committed) task.committed[nameOf(each)] = each.committedOffset;
  task.wanted = (command.partitions ?? committed).map(({ topic, partition }) => ({
    topic,
    partition,
  }));
  if (task.wanted.length === 0) {
    failTask(world, task, "it has committed no offsets; name the partitions");
    return;
  }
  const { to } = command;
  const times = [-2, -1];
  if (to.kind === "datetime") times.push(to.atMs);
  if (to.kind === "duration")
    times.push(
      Math.max(0, wallClockMs({ nowUs: () => world.state.sim.nowUs }) - to.backMs),
    );
  task.questions = questionsOf(world, task, times);
  askLeader(world, task);
}

/** What to ask which leader. */
function questionsOf(
  world: World,
  { wanted }: GroupTask,
  times: readonly number[],
): LeaderQuestion[] {
  const image = clusterImage(world.state);
  const byLeader = new Map<number, GroupTask["wanted"]>();
  for (const each of wanted) {
    const leader =
      topicByName(image, each.topic)?.partitions[each.partition]?.leader ?? -1;
    const known = byLeader.get(leader);
    if (known === undefined) byLeader.set(leader, [each]);
    else known.push(each);
  }
  return [...byLeader].flatMap(([node, partitions]) =>
    times.map((timestamp) => ({ node, timestamp, partitions })),
  );
}

function askLeader(world: World, task: GroupTask): void {
  const [question] = task.questions;
  if (question === undefined) {
    resetTo(world, task);
    return;
  }
  if (question.node < 0) {
    failTask(world, task, "LEADER_NOT_AVAILABLE");
    return;
  }
  task.step = "offsets";
  askFor(world, task, question.node, {
    api: "ListOffsets",
    version: 10,
    body: {
      replicaId: -1,
      isolationLevel: 0,
      topics: question.partitions.map(({ topic, partition }) => ({
        name: topic,
        partitions: [
          {
            partitionIndex: partition,
            currentLeaderEpoch: -1,
            timestamp: question.timestamp,
          },
        ],
      })),
      timeoutMs: 30_000,
    },
  });
}

interface OffsetsAnswer {
  readonly topics: readonly {
    readonly name: string;
    readonly partitions: readonly {
      readonly partitionIndex: number;
      readonly errorCode: number;
      readonly offset: number;
    }[];
  }[];
}

/** Takes one leader's offsets, and asks the next one. */
export function offsetsTold(
  world: World,
  task: GroupTask,
  { topics }: OffsetsAnswer,
): void {
  const [question, ...rest] = task.questions;
  if (question === undefined) return;
  const into =
    question.timestamp === -2
      ? task.earliest
      : question.timestamp === -1
        ? task.latest
        : task.timed;
  for (const { name: topic, partitions } of topics)
    for (const { partitionIndex: partition, errorCode, offset } of partitions) {
      if (errorCode !== 0) {
        failTask(world, task, errorName(errorCode));
        return;
      }
      into[nameOf({ topic, partition })] = offset;
    }
  task.questions = rest;
  askLeader(world, task);
}
