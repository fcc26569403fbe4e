import { type MembersByLoad, membersByLoad } from "./members-by-load.ts";
import { noGeneration, type OwnedPartitions } from "./owned-partitions.ts";
import { type PartitionMovements, partitionMovements } from "./partition-movements.ts";
import type { RackInfo } from "./rack-info.ts";
import type { StickyTask } from "./sticky-task.ts";

/** An assignment of differing subscriptions on its way. Kafka: AbstractStickyAssignor.GeneralAssignmentBuilder. */
export interface GeneralState {
  readonly task: StickyTask;
  readonly racks: RackInfo;
  /** By topic the members that may have it. */
  readonly potentialMembers: readonly (readonly number[])[];
  /** By member the topics that it may have. */
  readonly potentialTopics: readonly ReadonlySet<number>[];
  /** By member; kept while balancing, empty lists included. */
  assignment: number[][];
  /** By partition. */
  owner: (number | undefined)[];
  /** By partition, who had it in an older generation than the newest, and in which. */
  readonly previous: ReadonlyMap<number, readonly [member: number, generation: number]>;
  readonly sorted: MembersByLoad;
  readonly movements: PartitionMovements;
  /** Members out of the balancing because nothing can come to them or go from them. */
  readonly fixed: Set<number>;
  /** Something has to be given up anyway, so balancing does not try to move new partitions only. */
  revocationRequired: boolean;
}

export function generalState(
  task: StickyTask,
  racks: RackInfo,
  before: OwnedPartitions,
): GeneralState {
  const topicOf = new Map(task.topics.map((topic, at) => [topic.name, at]));
  const potentialTopics = task.members.map(
    (member) => new Set(member.topics.flatMap((name) => topicOf.get(name) ?? [])),
  );
  const potentialMembers = task.topics.map((_, topic) =>
    [...task.members.keys()].filter((at) => potentialTopics[at]?.has(topic) === true),
  );
  const owner: (number | undefined)[] = [];
  for (const [member, partitions] of before.owned.entries())
    for (const partition of partitions) owner[partition] = member;
  const assignment = before.owned.map((partitions) => [...partitions]);
  return {
    task,
    racks,
    potentialMembers,
    potentialTopics,
    assignment,
    owner,
    previous: previousOwners(task, before.maxGeneration),
    sorted: membersByLoad(task.memberRank, assignment),
    movements: partitionMovements(),
    fixed: new Set(),
    revocationRequired: false,
  };
}

/** Kafka: GeneralAssignmentBuilder.prepopulateCurrentAssignments. */
function previousOwners(
  task: StickyTask,
  maxGeneration: number,
): Map<number, readonly [member: number, generation: number]> {
  const previous = new Map<number, readonly [number, number]>();
  for (const [member, data] of task.memberData.entries()) {
    const generation = data.generation ?? noGeneration;
    if (generation >= maxGeneration) continue;
    for (const partition of task.claims[member] ?? []) {
      const known = previous.get(partition);
      if (known === undefined || generation > known[1])
        previous.set(partition, [member, generation]);
    }
  }
  return previous;
}

export function loadOf(state: GeneralState, member: number): number {
  return state.assignment[member]?.length ?? 0;
}

export function topicOfPartition(state: GeneralState, partition: number): number {
  return state.task.partitions[partition]?.topic ?? -1;
}
