import { rackOf, racksMatter } from "./rack-awareness.ts";
import type { StickyTask } from "./sticky-task.ts";

/** Racks of members and partitions, empty where they do not count. Kafka: AbstractStickyAssignor.RackInfo. */
export interface RackInfo {
  /** By member; undefined: none, or racks do not matter. */
  readonly memberRacks: readonly (string | undefined)[];
  readonly inUse: boolean;
  /** By partition; empty when racks do not matter. */
  readonly partitionRacks: readonly ReadonlySet<string>[];
  /** By partition: how many members could read it in their own rack. Known as soon as one member has a rack, even when racks do not matter. */
  readonly rackMembers: readonly number[];
}

export function rackInfo(task: StickyTask): RackInfo {
  const racks = task.members.map(rackOf);
  const membersByRack = new Map<string, number>();
  for (const rack of racks)
    if (rack !== undefined) membersByRack.set(rack, (membersByRack.get(rack) ?? 0) + 1);
  if (membersByRack.size === 0)
    return { memberRacks: [], inUse: false, partitionRacks: [], rackMembers: [] };
  const partitionRacks = task.topics.flatMap((topic) =>
    Array.from({ length: topic.partitions }, (_, p) => new Set(topic.racks?.[p] ?? [])),
  );
  const rackMembers = partitionRacks.map((those) =>
    [...those].reduce((sum, rack) => sum + (membersByRack.get(rack) ?? 0), 0),
  );
  const inUse = racksMatter(new Set(membersByRack.keys()), partitionRacks);
  return {
    memberRacks: inUse ? racks : [],
    inUse,
    partitionRacks: inUse ? partitionRacks : [],
    rackMembers,
  };
}

/** Kafka: RackInfo.racksMismatch. */
export function racksMismatch(
  info: RackInfo,
  member: number,
  partition: number,
): boolean {
  const rack = info.memberRacks[member];
  return rack !== undefined && info.partitionRacks[partition]?.has(rack) !== true;
}

/** The first member from `from` on, going round, in a rack of the partition; -1: none. Kafka: RackInfo.nextRackConsumer. */
export function nextRackMember(
  info: RackInfo,
  partition: number,
  members: readonly number[],
  from: number,
): number {
  const racks = info.partitionRacks[partition];
  if (racks === undefined || racks.size === 0) return -1;
  for (let i = 0; i < members.length; i++) {
    const at = (from + i) % members.length;
    const rack = info.memberRacks[members[at] ?? -1];
    if (rack !== undefined && racks.has(rack)) return at;
  }
  return -1;
}
