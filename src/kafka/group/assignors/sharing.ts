import {
  type JavaHashTable,
  javaHashTable,
  tableAdd,
  tableAddFirst,
  tableHas,
  tableKeys,
  tableRemove,
} from "../../java-hash-table.ts";
import type { TopicPartitions } from "./group-spec.ts";

type Ints = JavaHashTable<number>;

/** Ints hash to themselves. */
export const intTable = (capacity?: number): Ints =>
  javaHashTable((value: number) => value, capacity);

/** A share group's assignment on its way: partitions are numbers of whoever uses it, members indexes. */
export interface Sharing {
  /** Partitions with the members that share each. */
  readonly partitions: JavaHashTable<number>;
  readonly membersOf: Map<number, Ints>;
  /** Members with their partitions. */
  readonly members: Ints;
  readonly partitionsOf: Map<number, JavaHashTable<number>>;
  /** By member: what it is to get, by topic id. Copied from the old target. */
  readonly target: readonly Map<string, Set<number>>[];
  /** How many members are to share a partition. */
  readonly desiredSharing: number;
  /** By member: how many partitions it is to have. */
  readonly desiredCounts: readonly number[];
  /** Topic id and index of a partition. */
  readonly place: (partition: number) => readonly [topicId: string, index: number];
  readonly hashOf: (partition: number) => number;
}

/** The old targets, to be changed. */
export const copyTargets = (
  targets: readonly TopicPartitions[],
): Map<string, Set<number>>[] =>
  targets.map(
    (target) =>
      new Map(
        Object.entries(target).map(([topicId, partitions]) => [
          topicId,
          new Set(partitions),
        ]),
      ),
  );

export function sharedBy(sharing: Sharing, partition: number, capacity?: number): Ints {
  tableAddFirst(sharing.partitions, partition);
  const members = sharing.membersOf.get(partition) ?? intTable(capacity);
  sharing.membersOf.set(partition, members);
  return members;
}

export function heldBy(sharing: Sharing, member: number): JavaHashTable<number> {
  tableAddFirst(sharing.members, member);
  const partitions = sharing.partitionsOf.get(member) ?? javaHashTable(sharing.hashOf);
  sharing.partitionsOf.set(member, partitions);
  return partitions;
}

const holds = (sharing: Sharing, member: number): number =>
  sharing.partitionsOf.get(member)?.size ?? 0;

function takeFromTarget(sharing: Sharing, member: number, partition: number): boolean {
  const [topicId, index] = sharing.place(partition);
  return sharing.target[member]?.get(topicId)?.delete(index) === true;
}

/** Takes what members have beyond their count. Kafka: revokeOverfilledMembers. */
export function revokeOverfilled(sharing: Sharing, members: readonly number[]): void {
  for (const member of members) {
    const held = heldBy(sharing, member);
    for (const partition of tableKeys(held)) {
      if (held.size <= (sharing.desiredCounts[member] ?? 0)) break;
      takeFromTarget(sharing, member, partition);
      tableRemove(sharedBy(sharing, partition), member);
      tableRemove(held, partition);
    }
  }
}

/** Takes partitions from members where too many share them; returns who lost one. Kafka: revokeOversharedPartitions. */
export function revokeOvershared(sharing: Sharing): number[] {
  const lost: number[] = [];
  for (const partition of tableKeys(sharing.partitions)) {
    const members = sharedBy(sharing, partition);
    for (const member of tableKeys(members)) {
      if (members.size <= sharing.desiredSharing) break;
      if (!takeFromTarget(sharing, member, partition)) continue;
      tableRemove(members, member);
      tableRemove(heldBy(sharing, member), partition);
      lost.push(member);
    }
  }
  return lost;
}

/** A walk round the members that want more. */
interface Turns {
  readonly unfilled: Ints;
  round: number[];
  next: number;
  /** Somebody got something in this round. */
  progressed: boolean;
}

/** The next member; undefined when a whole round gave nothing, or nobody is left, where Kafka's walk ends in an exception. */
function nextMember(turns: Turns): number | undefined {
  if (turns.next >= turns.round.length) {
    if (!turns.progressed) return undefined;
    turns.round = tableKeys(turns.unfilled);
    turns.next = 0;
    turns.progressed = false;
  }
  turns.next += 1;
  return turns.round[turns.next - 1];
}

/** Goes round the members that want more while going once over the partitions. Kafka: assignRemainingPartitions. */
export function assignRemaining(sharing: Sharing, unfilled: Ints): void {
  const turns = { unfilled, round: tableKeys(unfilled), next: 0, progressed: false };
  for (const partition of tableKeys(sharing.partitions)) {
    if (unfilled.size === 0) return;
    const had = tableKeys(sharedBy(sharing, partition));
    for (let wanted = sharing.desiredSharing - had.length; wanted > 0; ) {
      const member = nextMember(turns);
      if (member === undefined) break;
      if (had.includes(member)) continue;
      give(sharing, partition, member);
      wanted -= 1;
      turns.progressed = true;
      if (holds(sharing, member) >= (sharing.desiredCounts[member] ?? 0))
        tableRemove(unfilled, member);
    }
  }
}

function give(sharing: Sharing, partition: number, member: number): void {
  const [topicId, index] = sharing.place(partition);
  const target = sharing.target[member];
  const partitions = target?.get(topicId) ?? new Set();
  target?.set(topicId, partitions.add(index));
  const held = heldBy(sharing, member);
  if (!tableHas(held, partition)) tableAdd(held, partition);
}
