import { mutated } from "../../base/mutants.ts";
import { type FollowerState, type HostedPartition, maximalIsr } from "./partition.ts";

/**
 * A follower is caught up when it holds all that the leader holds, or did so no longer ago than
 * `replica.lag.time.max.ms`. Kafka: ReplicaState.isCaughtUp.
 */
const isCaughtUp = (
  follower: FollowerState,
  leaderEnd: number,
  nowMs: number,
  lagTimeMaxMs: number,
): boolean =>
  follower.logEndOffset === leaderEnd || nowMs - follower.lastCaughtUpMs <= lagTimeMaxMs;

/** Members that have been behind for too long. Kafka: Partition.getOutOfSyncReplicas. */
export function outOfSyncReplicas(
  partition: HostedPartition,
  nowMs: number,
  lagTimeMaxMs: number,
): number[] {
  if (partition.role !== "leader" || partition.pending !== null) return [];
  const leaderEnd = partition.log.logEndOffset;
  return partition.isr.filter((member) => {
    const follower = partition.followers.find(({ broker }) => broker === member);
    return (
      follower !== undefined && !isCaughtUp(follower, leaderEnd, nowMs, lagTimeMaxMs)
    );
  });
}

/** What the metadata says about whether a broker may be in sync. */
export interface Eligibility {
  /** Registered, unfenced, not in controlled shutdown. */
  readonly active: boolean;
  /** Its registered epoch. */
  readonly brokerEpoch: number;
}

/**
 * Whether a follower outside the set may be proposed: it holds everything committed and everything of this
 * leader's epoch so far, and its broker is alive in the same life. Kafka: Partition.needsExpandIsr,
 * isFollowerInSync, isReplicaIsrEligible.
 */
export function mayExpand(
  partition: HostedPartition,
  follower: FollowerState,
  eligibility: Eligibility,
): boolean {
  return (
    partition.pending === null &&
    !maximalIsr(partition).includes(follower.broker) &&
    follower.logEndOffset >= partition.log.highWatermark &&
    (follower.logEndOffset >= partition.epochStartOffset ||
      (MUTANTS && mutated("expandBeforeEpochStart"))) &&
    eligibility.active &&
    (follower.brokerEpoch === -1 ||
      follower.brokerEpoch === eligibility.brokerEpoch ||
      (MUTANTS && mutated("expandIgnoresBrokerEpoch")))
  );
}

/**
 * The offset below which every in-sync replica, and every eligible one that is caught up, has the log.
 * Kafka: Partition.maybeIncrementLeaderHW.
 */
export function committableOffset(
  partition: HostedPartition,
  nowMs: number,
  lagTimeMaxMs: number,
  eligible: (broker: number) => boolean,
): number {
  const leaderEnd = partition.log.logEndOffset;
  if (MUTANTS && mutated("highWatermarkIsMaximum")) return leaderEnd;
  const members =
    MUTANTS && mutated("highWatermarkIgnoresPendingIsr")
      ? partition.pending?.kind === "shrink"
        ? partition.pending.isr
        : partition.isr
      : maximalIsr(partition);
  let offset = leaderEnd;
  for (const follower of partition.followers) {
    if (follower.logEndOffset >= offset) continue;
    if (
      members.includes(follower.broker) ||
      (isCaughtUp(follower, leaderEnd, nowMs, lagTimeMaxMs) && eligible(follower.broker))
    )
      offset = follower.logEndOffset;
  }
  return offset;
}

/**
 * Takes in that a follower has fetched from `fetchOffset`: it holds everything below.
 * Kafka: Replica.updateFetchStateOrThrow.
 */
export function recordFetch(
  follower: FollowerState,
  fetch: { readonly fetchOffset: number; readonly logStartOffset: number },
  leaderEnd: number,
  nowMs: number,
): void {
  if (fetch.fetchOffset >= leaderEnd)
    follower.lastCaughtUpMs = Math.max(follower.lastCaughtUpMs, nowMs);
  else if (fetch.fetchOffset >= follower.lastFetchLeaderEnd)
    follower.lastCaughtUpMs = Math.max(follower.lastCaughtUpMs, follower.lastFetchMs);
  follower.logStartOffset = fetch.logStartOffset;
  follower.logEndOffset = fetch.fetchOffset;
  follower.lastFetchLeaderEnd = Math.max(leaderEnd, follower.lastFetchLeaderEnd);
  follower.lastFetchMs = nowMs;
}
