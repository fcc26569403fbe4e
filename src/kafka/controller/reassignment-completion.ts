/** Replicas on the way from one assignment to another. */
export interface ReassignmentTarget {
  readonly isr: readonly number[];
  /** New replicas followed by those that go. */
  readonly replicas: readonly number[];
  readonly removing: readonly number[];
  readonly adding: readonly number[];
}

/**
 * The assignment after the move, once it may end: the ISR without the leaving replicas is not empty and holds every
 * added one, and every one that stays if the replication factor falls.
 * Kafka: PartitionReassignmentReplicas.maybeCompleteReassignment.
 */
export function completedReassignment(
  target: ReassignmentTarget,
): ReassignmentTarget | undefined {
  const { removing, adding } = target;
  if (removing.length === 0 && adding.length === 0) return undefined;
  const staying = (replica: number): boolean => !removing.includes(replica);
  const isr = target.isr.filter(staying);
  const replicas = target.replicas.filter(staying);
  if (isr.length === 0 || replicas.length === 0) return undefined;
  const awaited = adding.length < removing.length ? [...adding, ...replicas] : adding;
  return awaited.every((replica) => isr.includes(replica))
    ? { isr, replicas, removing: [], adding: [] }
    : undefined;
}
