import { constrainedAssignment, type StickyOutcome } from "./constrained-assignment.ts";
import { generalAssignment } from "./general-assignment.ts";
import type { AssignmentTask, MemberSubscription } from "./group-subscription.ts";
import { ownedPartitions } from "./owned-partitions.ts";
import { rackInfo } from "./rack-info.ts";
import { type MemberData, type StickyTask, stickyTask } from "./sticky-task.ts";

/** A sticky assignment in numbers. */
export interface StickyAssignment extends StickyOutcome {
  readonly task: StickyTask;
  /** The newest generation that this leader has seen, in this assignment or an earlier one. */
  readonly maxGeneration: number;
}

/** Kafka: AbstractStickyAssignor.assignPartitions. */
export function stickyAssignment(
  task: AssignmentTask,
  memberDataOf: (member: MemberSubscription) => MemberData,
  maxGeneration: number,
): StickyAssignment {
  const sticky = stickyTask(task, memberDataOf);
  const before = ownedPartitions(sticky, maxGeneration);
  const racks = rackInfo(sticky);
  const build = before.allSubscriptionsEqual ? constrainedAssignment : generalAssignment;
  const outcome = build(sticky, racks, before);
  return { ...outcome, task: sticky, maxGeneration: before.maxGeneration };
}
