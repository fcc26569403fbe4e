import { isBalanced } from "./balanced.ts";
import { type GeneralState, loadOf, topicOfPartition } from "./general-state.ts";
import { addMember, memberAt, removeMember } from "./members-by-load.ts";
import { mostPossible } from "./most-possible.ts";
import { partitionToMove, recordMove } from "./partition-movements.ts";
import { racksMismatch } from "./rack-info.ts";

/** Kafka: GeneralAssignmentBuilder.balance. */
export function balance(
  state: GeneralState,
  all: readonly number[],
  unassigned: readonly number[],
): void {
  const mostLoaded = memberAt(state.sorted, -1);
  const initializing = mostLoaded === undefined || loadOf(state, mostLoaded) === 0;
  const left = state.racks.inUse
    ? unassigned.filter((partition) => !assignPartition(state, partition, true))
    : unassigned;
  for (const partition of left) assignPartition(state, partition, false);
  const movable = (partition: number): boolean =>
    isMovable(state, topicOfPartition(state, partition));
  fixMembers(state);
  const [assignment, owner] = [
    state.assignment.map((list) => [...list]),
    [...state.owner],
  ];
  if (!state.revocationRequired) reassign(state, unassigned.filter(movable));
  const moved = reassign(state, all.filter(movable));
  if (initializing || !moved) return;
  if (balanceScore(state, state.assignment) < balanceScore(state, assignment)) return;
  state.assignment.splice(0, state.assignment.length, ...assignment);
  state.owner = owner;
}

/** To the least loaded member that may have it. Kafka: GeneralAssignmentBuilder.maybeAssignPartition. */
function assignPartition(
  state: GeneralState,
  partition: number,
  inRack: boolean,
): boolean {
  const topic = topicOfPartition(state, partition);
  for (let at = 0; at < state.sorted.keys.length; at++) {
    const member = memberAt(state.sorted, at) ?? 0;
    if (state.potentialTopics[member]?.has(topic) !== true) continue;
    if (inRack && racksMismatch(state.racks, member, partition)) continue;
    removeMember(state.sorted, member, loadOf(state, member));
    state.assignment[member]?.push(partition);
    state.owner[partition] = member;
    addMember(state.sorted, member, loadOf(state, member));
    return true;
  }
  return false;
}

/** Kafka: GeneralAssignmentBuilder.canTopicParticipateInReassignment. */
function isMovable(state: GeneralState, topic: number): boolean {
  return (state.potentialMembers[topic]?.length ?? 0) >= 2;
}

/** Leaves out members to which nothing can come and from which nothing can go. */
function fixMembers(state: GeneralState): void {
  for (const [member, partitions] of state.assignment.entries()) {
    if (partitions.length < mostPossible(state, member)) continue;
    if (partitions.some((each) => isMovable(state, topicOfPartition(state, each))))
      continue;
    removeMember(state.sorted, member, partitions.length);
    state.fixed.add(member);
  }
}

/** Kafka: GeneralAssignmentBuilder.performReassignments. */
function reassign(state: GeneralState, partitions: readonly number[]): boolean {
  let performed = false;
  let balanced = isBalanced(state);
  for (let modified = true; modified; ) {
    modified = false;
    for (const partition of partitions) {
      if (balanced) break;
      if (!reassignPartition(state, partition)) continue;
      modified = true;
      performed = true;
      balanced = isBalanced(state);
    }
  }
  return performed;
}

function reassignPartition(state: GeneralState, partition: number): boolean {
  const owner = state.owner[partition];
  if (owner === undefined) return false;
  const load = loadOf(state, owner);
  const before = state.previous.get(partition)?.[0];
  if (before !== undefined && load > loadOf(state, before) + 1) {
    move(state, partition, before);
    return true;
  }
  const topic = topicOfPartition(state, partition);
  const potential = state.potentialMembers[topic] ?? [];
  if (!potential.some((member) => load > loadOf(state, member) + 1)) return false;
  for (let at = 0; at < state.sorted.keys.length; at++) {
    const member = memberAt(state.sorted, at);
    if (member === undefined || state.potentialTopics[member]?.has(topic) !== true)
      continue;
    move(state, partition, member);
    return true;
  }
  return false;
}

/** Kafka: GeneralAssignmentBuilder.reassignPartition, processPartitionMovement. */
function move(state: GeneralState, wanted: number, to: number): void {
  const topic = topicOfPartition(state, wanted);
  const place = state.task.topics[topic] ?? { name: "", first: 0 };
  const owner = state.owner[wanted] ?? to;
  const id = partitionToMove(state.movements, { id: wanted, topic }, [owner, to], place);
  const from = state.owner[id] ?? owner;
  removeMember(state.sorted, from, loadOf(state, from));
  removeMember(state.sorted, to, loadOf(state, to));
  recordMove(state.movements, { id, topic }, from, to);
  const at = state.assignment[from]?.indexOf(id) ?? -1;
  if (at >= 0) state.assignment[from]?.splice(at, 1);
  state.assignment[to]?.push(id);
  state.owner[id] = to;
  addMember(state.sorted, to, loadOf(state, to));
  addMember(state.sorted, from, loadOf(state, from));
}

/** How uneven it is: the sum of all differences between two members. Kafka: GeneralAssignmentBuilder.getBalanceScore. */
function balanceScore(
  state: GeneralState,
  assignment: readonly (readonly number[])[],
): number {
  const loads = assignment
    .filter((_, member) => !state.fixed.has(member))
    .map((partitions) => partitions.length)
    .toSorted((a, b) => a - b);
  return loads.reduce((score, load, at) => score + load * (2 * at - loads.length + 1), 0);
}
