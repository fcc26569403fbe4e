import type { HostedPartition } from "../../kafka/replication/partition.ts";
import { violated, type Watch } from "../findings.ts";
import type { GhostPartition } from "../ghost.ts";

const fencedLeaderEpoch = 74;
const unknownLeaderEpoch = 75;

/** R25: a fetch of another epoch than the replica's is refused, an older one with 74 and a newer one with 75. */
export function fetchChecked(
  watch: Watch,
  ghost: GhostPartition,
  partition: HostedPartition,
  fetch: { readonly broker: number; readonly epoch: number; readonly error: number },
): void {
  const { broker, epoch, error } = fetch;
  if (epoch < 0) return;
  const { leaderEpoch } = partition;
  const right =
    epoch === leaderEpoch
      ? error !== fencedLeaderEpoch
      : error === (epoch < leaderEpoch ? fencedLeaderEpoch : unknownLeaderEpoch);
  if (!right)
    violated(
      watch,
      ghost,
      "R25",
      `broker ${broker} answered a fetch of epoch ${epoch} of ${ghost.topic}-${ghost.index} with error ${error} in epoch ${leaderEpoch}`,
    );
}
