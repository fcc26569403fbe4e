import type {
  AssignmentTask,
  MemberPartitions,
  TopicPartition,
} from "./group-subscription.ts";
import { compareMembers, compareText } from "./member-order.ts";

/** One partition each in turn, members and partitions sorted. Kafka: RoundRobinAssignor. */
export function assignRoundRobin(task: AssignmentTask): MemberPartitions[] {
  const members = task.members.toSorted(compareMembers).map((member) => ({
    memberId: member.memberId,
    topics: new Set(member.topics),
    partitions: [] as TopicPartition[],
  }));
  let next = 0;
  for (const topic of task.topics.toSorted((a, b) => compareText(a.name, b.name)))
    for (let partition = 0; partition < topic.partitions; partition++) {
      // A topic of the task has a subscriber, so this ends.
      while (members[next]?.topics.has(topic.name) !== true)
        next = (next + 1) % members.length;
      members[next]?.partitions.push({ topic: topic.name, partition });
      next = (next + 1) % members.length;
    }
  return members.map(({ memberId, partitions }) => ({ memberId, partitions }));
}
