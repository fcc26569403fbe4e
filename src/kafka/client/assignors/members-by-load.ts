/** Members sorted by how many partitions they have, then by member id. Kafka: the TreeSet with SubscriptionComparator. */
export interface MembersByLoad {
  /** Sort keys: partitions × members + place of the member id. */
  readonly keys: number[];
  readonly memberOfRank: readonly number[];
  readonly rankOf: readonly number[];
}

export function membersByLoad(
  rankOf: readonly number[],
  assignment: readonly (readonly number[])[],
): MembersByLoad {
  const memberOfRank: number[] = [];
  for (const [member, rank] of rankOf.entries()) memberOfRank[rank] = member;
  const keys = rankOf
    .map((rank, member) => (assignment[member]?.length ?? 0) * rankOf.length + rank)
    .toSorted((a, b) => a - b);
  return { keys, memberOfRank, rankOf };
}

/** The member `at` this place; undefined: there are not so many. */
export function memberAt(sorted: MembersByLoad, at: number): number | undefined {
  const key = sorted.keys.at(at);
  return key === undefined ? undefined : sorted.memberOfRank[key % sorted.rankOf.length];
}

export function removeMember(
  sorted: MembersByLoad,
  member: number,
  partitions: number,
): void {
  const key = keyOf(sorted, member, partitions);
  const at = place(sorted.keys, key);
  if (sorted.keys[at] === key) sorted.keys.splice(at, 1);
}

export function addMember(
  sorted: MembersByLoad,
  member: number,
  partitions: number,
): void {
  const key = keyOf(sorted, member, partitions);
  const at = place(sorted.keys, key);
  if (sorted.keys[at] !== key) sorted.keys.splice(at, 0, key);
}

function keyOf(sorted: MembersByLoad, member: number, partitions: number): number {
  return partitions * sorted.rankOf.length + (sorted.rankOf[member] ?? 0);
}

/** The first place whose key is not below this one. */
function place(keys: readonly number[], key: number): number {
  let [from, to] = [0, keys.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((keys[middle] ?? 0) < key) from = middle + 1;
    else to = middle;
  }
  return from;
}
