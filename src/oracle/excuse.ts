import type { EpochLeader, GhostPartition } from "./ghost.ts";
import { heldUpTo } from "./lineage.ts";
import type { Excuse } from "./verdict.ts";

const listed = (ids: readonly number[]): string =>
  ids.length === 1 ? `broker ${ids[0]}` : `brokers ${ids.join(", ")}`;

/** Disks that lost committed records, and those that may have: nobody has looked yet. */
export const lossyDisks = ({ lossy, replicas }: GhostPartition): number[] => {
  const unknown = Object.values(replicas).filter(
    ({ broker, lostPower }) => lostPower && !lossy.includes(broker),
  );
  return [...lossy, ...unknown.map(({ broker }) => broker)];
};

/**
 * Why committed records of a partition may be gone, or null when Kafka has no excuse (reliability 2.1, BUD): more
 * disks lost them than `min.insync.replicas` - 1, or the last in-sync replica did and is trusted without ELR.
 */
export function excuseForLostDisks(ghost: GhostPartition): Excuse | null {
  const { minInsyncReplicas, strays } = ghost;
  if (strays.length > 0)
    return {
      verdict: "hazard",
      words: `${listed([...new Set(strays)])} stayed eligible when a reassignment took its replica away, and was made a replica again with an empty log`,
      reference: "KIP-966",
    };
  const lossy = lossyDisks(ghost);
  if (lossy.length === 0) return null;
  const verb = lossy.length === 1 ? "has" : "have";
  if (lossy.length > minInsyncReplicas - 1)
    return {
      verdict: "expected",
      words: `${listed(lossy)} ${verb} lost what was not flushed to disk, and min.insync.replicas = ${minInsyncReplicas} survives ${minInsyncReplicas - 1} such losses`,
      reference: "",
    };
  return ghost.lastReplicaLost
    ? {
        verdict: "hazard",
        words: `${listed(lossy)} was the last in-sync replica, lost what was not flushed, and was trusted when it came back`,
        reference: "KIP-966",
      }
    : null;
}

/** The history that began when Kafka gave the older one up; null when its leader has not started. */
function newHistory(ghost: GhostPartition, since: number): EpochLeader | null {
  const epochs = Object.keys(ghost.leaders).map(Number);
  const first = Math.min(...epochs.filter((epoch) => epoch >= since));
  return ghost.leaders[first] ?? null;
}

/** Why a record may be gone, or null. */
export function excuseFor(
  ghost: GhostPartition,
  record: { readonly epoch: number; readonly offset: number },
): Excuse | null {
  const { rebase } = ghost;
  const { epoch, offset } = record;
  if (rebase !== null && epoch < rebase.epoch) {
    const history = newHistory(ghost, rebase.epoch);
    const survived =
      history !== null &&
      heldUpTo(history.log, { epoch, from: offset, to: offset + 1 }) > offset;
    if (!survived) return rebase.excuse;
  }
  return excuseForLostDisks(ghost);
}
