import { assert } from "../../../base/assert.ts";
import {
  assignNewPartition,
  type ConstrainedState,
  constrainedState,
  countOverMinQuota,
} from "./constrained-state.ts";
import type { OwnedPartitions } from "./owned-partitions.ts";
import { nextRackMember, type RackInfo, racksMismatch } from "./rack-info.ts";
import { comparePartitions, type StickyTask } from "./sticky-task.ts";
import { unassignedPartitions } from "./unassigned-partitions.ts";

/** What each member gets, and what must first be given up by another. */
export interface StickyOutcome {
  readonly assignment: number[][];
  /** By partition the new owner. Undefined: to be worked out from the subscriptions. */
  readonly transferring: ReadonlyMap<number, number> | undefined;
}

/**
 * All members subscribe to the same topics: each keeps what it owns up to its quota, the rest goes round.
 * Kafka: AbstractStickyAssignor.ConstrainedAssignmentBuilder.build.
 */
export function constrainedAssignment(
  task: StickyTask,
  racks: RackInfo,
  before: OwnedPartitions,
): StickyOutcome {
  const state = constrainedState(task, racks, before);
  for (const member of task.members.keys()) keepOwnedPartitions(state, member);
  const byRank = (a: number, b: number): number =>
    (task.memberRank[a] ?? 0) - (task.memberRank[b] ?? 0);
  const every = Array.from({ length: task.partitionCount }, (_, id) => id);
  const kept = state.assignment.flat().toSorted((a, b) => comparePartitions(task, a, b));
  let unassigned = unassignedPartitions(every, kept);
  state.underMinQuota.sort(byRank);
  state.atMinQuota.sort(byRank);
  if (racks.rackMembers.length > 0)
    unassigned.sort((a, b) => (racks.rackMembers[a] ?? 0) - (racks.rackMembers[b] ?? 0));
  if (racks.inUse) unassigned = assignRackAware(state, unassigned);
  assignInTurn(state, unassigned);
  return { assignment: state.assignment, transferring: state.transferring };
}

/** Kafka: ConstrainedAssignmentBuilder.assignOwnedPartitions. */
function keepOwnedPartitions(state: ConstrainedState, member: number): void {
  const { task, before, minQuota, maxQuota } = state;
  const owned = (before.owned[member] ?? [])
    .filter((partition) => {
      const mismatch = racksMismatch(state.racks, member, partition);
      if (mismatch) state.maybeRevoked.set(partition, member);
      return !mismatch && !before.claimedTwice.has(partition);
    })
    .toSorted((a, b) => byPartitionThenTopic(task, a, b));
  const mayGetMore = state.overMinQuota < state.expectedOverMinQuota;
  let keeps = owned.length;
  if (owned.length < minQuota) {
    state.underMinQuota.push(member);
  } else if (owned.length >= maxQuota && mayGetMore) {
    countOverMinQuota(state);
    keeps = maxQuota;
  } else {
    keeps = minQuota;
    if (mayGetMore) state.atMinQuota.push(member);
  }
  state.assignment[member]?.push(...owned.slice(0, keeps));
  for (const partition of owned.slice(keeps)) state.maybeRevoked.set(partition, member);
}

/** A kept share is the lowest by partition, then topic. */
function byPartitionThenTopic(task: StickyTask, a: number, b: number): number {
  const [left, right] = [task.partitions[a], task.partitions[b]];
  if (left === undefined || right === undefined) return 0;
  return left.partition - right.partition || left.topic - right.topic;
}

/** What finds a member in one of its racks; returns the rest. Kafka: ConstrainedAssignmentBuilder.assignRackAwareRoundRobin. */
function assignRackAware(
  state: ConstrainedState,
  unassigned: readonly number[],
): number[] {
  let next = 0;
  return unassigned.filter((partition) => {
    const at = nextRackMember(state.racks, partition, state.underMinQuota, next);
    if (at >= 0) {
      next = fillUnderMinQuota(state, partition, at);
      return false;
    }
    return !fillAtMinQuota(state, partition);
  });
}

/** Gives the partition to a member below its minimum; returns where the next search begins. */
function fillUnderMinQuota(
  state: ConstrainedState,
  partition: number,
  at: number,
): number {
  const member = state.underMinQuota[at] ?? 0;
  const count = assignNewPartition(state, partition, member);
  let next = at + 1;
  if (count >= state.minQuota) {
    state.underMinQuota.splice(at, 1);
    next = at;
    if (count < state.maxQuota && state.overMinQuota < state.expectedOverMinQuota)
      state.atMinQuota.push(member);
  }
  return state.underMinQuota.length === 0 ? 0 : next % state.underMinQuota.length;
}

function fillAtMinQuota(state: ConstrainedState, partition: number): boolean {
  const at = nextRackMember(state.racks, partition, state.atMinQuota, 0);
  const member = state.atMinQuota[at];
  if (member === undefined) return false;
  if (assignNewPartition(state, partition, member) === state.maxQuota) {
    state.atMinQuota.splice(at, 1);
    countOverMinQuota(state);
  }
  return true;
}

/** Kafka: ConstrainedAssignmentBuilder.assignRoundRobin. */
function assignInTurn(state: ConstrainedState, unassigned: readonly number[]): void {
  let next = 0;
  for (const partition of unassigned) {
    if (next >= state.underMinQuota.length) next = 0;
    const under = state.underMinQuota[next];
    const member = under ?? state.atMinQuota.shift();
    assert(member !== undefined, "the quotas add up to the number of partitions");
    const count = assignNewPartition(state, partition, member);
    if (under === undefined) {
      state.overMinQuota += 1;
    } else if (count === state.minQuota) {
      state.underMinQuota.splice(next, 1);
      state.atMinQuota.push(member);
    } else {
      next += 1;
    }
  }
}
