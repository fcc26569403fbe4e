import type { OwnedPartitions } from "./owned-partitions.ts";
import type { RackInfo } from "./rack-info.ts";
import type { StickyTask } from "./sticky-task.ts";

/** An assignment of equal subscriptions on its way. Kafka: AbstractStickyAssignor.ConstrainedAssignmentBuilder. */
export interface ConstrainedState {
  readonly task: StickyTask;
  readonly racks: RackInfo;
  readonly before: OwnedPartitions;
  readonly minQuota: number;
  readonly maxQuota: number;
  /** How many members are to have more than `minQuota`; 0 when all get the same. */
  readonly expectedOverMinQuota: number;
  overMinQuota: number;
  readonly assignment: number[][];
  readonly maybeRevoked: Map<number, number>;
  /** Members with less than `minQuota`, and those with exactly that who may get one more. */
  readonly underMinQuota: number[];
  readonly atMinQuota: number[];
  /** Partitions that go from one owner to another, by number, with the new owner. */
  readonly transferring: Map<number, number>;
}

export function constrainedState(
  task: StickyTask,
  racks: RackInfo,
  before: OwnedPartitions,
): ConstrainedState {
  const [total, members] = [task.partitionCount, task.members.length];
  return {
    task,
    racks,
    before,
    minQuota: Math.floor(total / members),
    maxQuota: Math.ceil(total / members),
    expectedOverMinQuota: total % members,
    overMinQuota: 0,
    assignment: task.members.map(() => []),
    maybeRevoked: new Map(),
    underMinQuota: [],
    atMinQuota: [],
    transferring: new Map(),
  };
}

/** One more member has `maxQuota`; with the last of them no member at `minQuota` may get more. */
export function countOverMinQuota(state: ConstrainedState): void {
  state.overMinQuota += 1;
  if (state.overMinQuota === state.expectedOverMinQuota) state.atMinQuota.length = 0;
}

/** Kafka: ConstrainedAssignmentBuilder.assignNewPartition. */
export function assignNewPartition(
  state: ConstrainedState,
  partition: number,
  member: number,
): number {
  const revokedFrom = state.maybeRevoked.get(partition);
  if (
    (revokedFrom !== undefined && revokedFrom !== member) ||
    state.before.claimedTwice.has(partition)
  )
    state.transferring.set(partition, member);
  return state.assignment[member]?.push(partition) ?? 0;
}
