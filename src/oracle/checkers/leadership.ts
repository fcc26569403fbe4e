import type { HostedPartition } from "../../kafka/replication/partition.ts";
import { excuseForLostDisks } from "../excuse.ts";
import { violated, type Watch } from "../findings.ts";
import { type GhostPartition, isAbandoned, replicaOf } from "../ghost.ts";
import { agreement, copyLineage, cut, endless, epochAt } from "../lineage.ts";
import { commit } from "./high-watermark.ts";

const name = ({ topic, index }: GhostPartition): string => `${topic}-${index}`;

/** A broker begins to lead: R1, R2 and R6. */
export function leaderStarted(
  watch: Watch,
  ghost: GhostPartition,
  broker: number,
  partition: HostedPartition,
): void {
  const epoch = partition.leaderEpoch;
  const known = ghost.leaders[epoch];
  if (known !== undefined && known.broker !== broker)
    violated(
      watch,
      ghost,
      "R1",
      `brokers ${known.broker} and ${broker} both lead epoch ${epoch} of ${name(ghost)}`,
    );
  const { registration } = ghost;
  const meant = registration?.leaderEpoch === epoch ? registration.leader : broker;
  if (registration === null || meant !== broker || registration.leaderEpoch < epoch)
    violated(
      watch,
      ghost,
      "R1",
      `broker ${broker} leads epoch ${epoch} of ${name(ghost)} without the controller's word`,
    );
  const replica = replicaOf(ghost, broker);
  const log = copyLineage(replica.log);
  log.runs.push({ epoch, start: replica.log.end });
  log.end = endless;
  ghost.leaders[epoch] ??= { broker, log };
  if (epoch <= ghost.newestEpoch) return;
  ghost.newestEpoch = epoch;
  checkCompleteness(watch, ghost, broker, epoch);
}

/**
 * The newest leader's log is the truth from now on: what it lacks is forgotten, once it is told who lost it by that,
 * and what this leader knew to be committed in a history that was given up around it still is.
 */
export function beginHistory(
  watch: Watch,
  ghost: GhostPartition,
  broker: number,
  partition: HostedPartition,
): void {
  if (partition.leaderEpoch < ghost.newestEpoch) return;
  const replica = replicaOf(ghost, broker);
  const same = agreement(replica.log, ghost.committed);
  if (same < ghost.committed.end) cut(ghost.committed, same);
  commit(watch, ghost, replica, partition.log.highWatermark);
}

/** R6: an elected leader holds everything that was ever committed. */
function checkCompleteness(
  watch: Watch,
  ghost: GhostPartition,
  broker: number,
  epoch: number,
): void {
  const { committed } = ghost;
  const same = agreement(replicaOf(ghost, broker).log, committed);
  if (same >= committed.end) return;
  // What an older history committed after it was given up counts for nothing.
  const missing = epochAt(committed, same);
  const excuse = isAbandoned(ghost, missing)
    ? (ghost.rebase?.excuse ?? null)
    : excuseForLostDisks(ghost);
  if (excuse === null)
    violated(
      watch,
      ghost,
      "R6",
      `broker ${broker} leads epoch ${epoch} of ${name(ghost)} and holds what was committed only up to ${same}, not to ${committed.end}`,
    );
  else if (!isAbandoned(ghost, missing)) ghost.rebase = { epoch, excuse };
}
