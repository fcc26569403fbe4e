/**
 * What of `all` is not in `assigned`, both in the same order. The walk is Kafka's: an assigned partition that does not exist
 * stops it, and everything behind counts as unassigned. Kafka: AbstractStickyAssignor.getUnassignedPartitions.
 */
export function unassignedPartitions(
  all: readonly number[],
  assigned: readonly number[],
): number[] {
  let next = 0;
  return all.filter((partition) => {
    if (assigned[next] !== partition) return true;
    next += 1;
    return false;
  });
}
