import { balance } from "./balance.ts";
import type { StickyOutcome } from "./constrained-assignment.ts";
import { type GeneralState, generalState, topicOfPartition } from "./general-state.ts";
import { addMember } from "./members-by-load.ts";
import type { OwnedPartitions } from "./owned-partitions.ts";
import { type RackInfo, racksMismatch } from "./rack-info.ts";
import { comparePartitions, type StickyTask } from "./sticky-task.ts";
import { unassignedPartitions } from "./unassigned-partitions.ts";

/**
 * Members subscribe to different topics: what is still valid stays, the rest goes to the least loaded, then partitions
 * move until no move makes it more even. Kafka: AbstractStickyAssignor.GeneralAssignmentBuilder.build.
 */
export function generalAssignment(
  task: StickyTask,
  racks: RackInfo,
  before: OwnedPartitions,
): StickyOutcome {
  const state = generalState(task, racks, before);
  const order = partitionOrder(state);
  const all = Array.from({ length: task.partitionCount }, (_, id) => id).toSorted(order);
  const kept = keepValidPartitions(state).toSorted(order);
  const unassigned = unassignedPartitions(all, kept);
  state.sorted.keys.length = 0;
  for (const [member, partitions] of state.assignment.entries())
    addMember(state.sorted, member, partitions.length);
  balance(state, all, unassigned);
  return { assignment: state.assignment, transferring: undefined };
}

/** Topics that fewer members may have come first. Kafka: TopicComparator, PartitionComparator. */
function partitionOrder(state: GeneralState): (a: number, b: number) => number {
  const members = (partition: number): number =>
    state.potentialMembers[topicOfPartition(state, partition)]?.length ?? 0;
  return (a, b) => members(a) - members(b) || comparePartitions(state.task, a, b);
}

/** Takes from each member what it no longer subscribes to, or cannot read in its rack. Kafka: GeneralAssignmentBuilder.assignOwnedPartitions. */
function keepValidPartitions(state: GeneralState): number[] {
  for (const [member, partitions] of state.assignment.entries()) {
    const valid = partitions.filter(
      (partition) =>
        state.potentialTopics[member]?.has(topicOfPartition(state, partition)) === true &&
        !racksMismatch(state.racks, member, partition),
    );
    if (valid.length < partitions.length) state.revocationRequired = true;
    state.assignment[member] = valid;
  }
  return state.assignment.flat();
}
