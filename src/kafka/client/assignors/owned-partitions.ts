import type { StickyTask } from "./sticky-task.ts";

/** -1: a member that told no generation. Kafka: AbstractStickyAssignor.DEFAULT_GENERATION. */
export const noGeneration = -1;

/** Who owns what before the assignment, with rival claims settled. */
export interface OwnedPartitions {
  readonly allSubscriptionsEqual: boolean;
  /** By member. */
  readonly owned: readonly number[][];
  /** Two members of one generation claim them, so neither keeps them at once. */
  readonly claimedTwice: ReadonlySet<number>;
  readonly maxGeneration: number;
}

/** Of two claims the one of the newer generation holds. Kafka: AbstractStickyAssignor.allSubscriptionsEqual. */
export function ownedPartitions(task: StickyTask, maxSoFar: number): OwnedPartitions {
  const owned: number[][] = [];
  const ownerOf = new Map<number, number>();
  const claimedTwice = new Set<number>();
  let maxGeneration = maxSoFar;
  for (const [member, data] of task.memberData.entries()) {
    const generation = data.generation ?? noGeneration;
    maxGeneration = Math.max(maxGeneration, generation);
    const mine: number[] = [];
    owned.push(mine);
    for (const partition of task.claims[member] ?? []) {
      const other = ownerOf.get(partition);
      // StickyAssignor's claims come with user data, yet the rival's generation is read from its subscription.
      const otherGeneration =
        other === undefined ? undefined : task.members[other]?.generationId;
      const isRival = other !== undefined && otherGeneration !== undefined;
      if (isRival && generation < otherGeneration) continue;
      ownerOf.set(partition, member);
      if (isRival && generation === otherGeneration) claimedTwice.add(partition);
      else mine.push(partition);
      if (isRival) remove(owned[other], partition);
    }
  }
  return {
    allSubscriptionsEqual: subscriptionsEqual(task),
    owned,
    claimedTwice,
    maxGeneration,
  };
}

function subscriptionsEqual(task: StickyTask): boolean {
  let subscribed = new Set<string>();
  for (const { topics } of task.members) {
    if (subscribed.size === 0) subscribed = new Set(topics);
    else if (topics.length !== subscribed.size || !topics.every((t) => subscribed.has(t)))
      return false;
  }
  return true;
}

function remove(list: number[] | undefined, value: number): void {
  const at = list?.indexOf(value) ?? -1;
  if (at >= 0) list?.splice(at, 1);
}
