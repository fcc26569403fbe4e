/**
 * Members of a topic from the least to the most loaded, handed out level by level from either end.
 * Kafka: UniformHeterogeneousAssignmentBuilder.MemberAssignmentBalancer.
 */
export interface LoadBalancer {
  /** By member: how many partitions it has, of any topic. Changed by the caller. */
  readonly sizes: readonly number[];
  readonly sorted: number[];
  leastEnd: number;
  leastLevel: number;
  nextLeast: number;
  mostStart: number;
  mostEnd: number;
  mostLevel: number;
  nextMost: number;
}

export function loadBalancer(
  subscribers: readonly number[],
  sizes: readonly number[],
): LoadBalancer {
  const size = (member: number | undefined): number => sizes[member ?? -1] ?? 0;
  const sorted = subscribers.toSorted((a, b) => size(a) - size(b) || a - b);
  return {
    sizes,
    sorted,
    leastEnd: 0,
    leastLevel: size(sorted[0]) - 1,
    nextLeast: 0,
    mostStart: sorted.length,
    mostEnd: sorted.length,
    mostLevel: size(sorted.at(-1)) + 1,
    nextMost: sorted.length - 1,
  };
}

/** How far the most loaded is from the least loaded, at the start. Kafka: MemberAssignmentBalancer.initialize. */
export function imbalance(balancer: LoadBalancer): number {
  return balancer.mostLevel - 1 - (balancer.leastLevel + 1);
}

function sizeAt(balancer: LoadBalancer, at: number): number {
  return balancer.sizes[balancer.sorted[at] ?? -1] ?? 0;
}

/** Kafka: MemberAssignmentBalancer.nextLeastLoadedMember. */
export function nextLeastLoaded(balancer: LoadBalancer): number {
  if (balancer.nextLeast >= balancer.leastEnd) {
    balancer.leastLevel += 1;
    while (
      balancer.leastEnd < balancer.sorted.length &&
      sizeAt(balancer, balancer.leastEnd) === balancer.leastLevel
    )
      balancer.leastEnd += 1;
    balancer.nextLeast = 0;
  }
  balancer.nextLeast += 1;
  return balancer.sorted[balancer.nextLeast - 1] ?? 0;
}

/** -1: nobody has anything left to give. Kafka: MemberAssignmentBalancer.nextMostLoadedMember. */
export function nextMostLoaded(balancer: LoadBalancer): number {
  if (balancer.nextMost < balancer.mostStart) {
    // When all of a level were excluded, the next level is the next member's.
    const isEmpty = balancer.mostEnd <= balancer.mostStart && balancer.mostStart > 0;
    balancer.mostLevel = isEmpty
      ? sizeAt(balancer, balancer.mostStart - 1)
      : balancer.mostLevel - 1;
    while (
      balancer.mostStart > 0 &&
      sizeAt(balancer, balancer.mostStart - 1) === balancer.mostLevel
    )
      balancer.mostStart -= 1;
    balancer.nextMost = balancer.mostEnd - 1;
  }
  if (balancer.nextMost < 0) return -1;
  balancer.nextMost -= 1;
  return balancer.sorted[balancer.nextMost + 1] ?? -1;
}

/** The member that was just handed out has nothing of this topic. Kafka: MemberAssignmentBalancer.excludeMostLoadedMember. */
export function excludeMostLoaded(balancer: LoadBalancer): void {
  const [at, last] = [balancer.nextMost + 1, balancer.mostEnd - 1];
  const [member, other] = [balancer.sorted[at] ?? 0, balancer.sorted[last] ?? 0];
  balancer.sorted[at] = other;
  balancer.sorted[last] = member;
  balancer.mostEnd -= 1;
}

/** Kafka: MemberAssignmentBalancer.isBalanced. */
export function isBalanced(balancer: LoadBalancer): boolean {
  return balancer.mostLevel - balancer.leastLevel <= 1;
}
