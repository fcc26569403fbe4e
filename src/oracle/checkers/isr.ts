import type { HostedPartition } from "../../kafka/replication/partition.ts";
import { violated, type Watch } from "../findings.ts";
import type { GhostPartition } from "../ghost.ts";

/** A leader asks for another ISR: R8, R13 and R23. */
export function isrProposed(
  watch: Watch,
  ghost: GhostPartition,
  broker: number,
  asked: { readonly partition: HostedPartition; readonly isr: readonly number[] },
): void {
  const { partition, isr } = asked;
  const where = `${ghost.topic}-${ghost.index}`;
  for (const id of isr) {
    if (id === broker || partition.isr.includes(id)) continue;
    const follower = partition.followers.find((state) => state.broker === id);
    const end = follower?.logEndOffset ?? -1;
    if (end < partition.log.highWatermark)
      violated(
        watch,
        ghost,
        "R23",
        `leader ${broker} wants broker ${id} in the ISR of ${where} at ${end}, below its high watermark ${partition.log.highWatermark}`,
      );
    if (end < partition.epochStartOffset)
      violated(
        watch,
        ghost,
        "R13",
        `leader ${broker} wants broker ${id} in the ISR of ${where} at ${end}, before its epoch's start ${partition.epochStartOffset}`,
      );
  }
  if (!isr.includes(broker))
    violated(watch, ghost, "R23", `leader ${broker} wants to leave the ISR of ${where}`);
  checkSuperset(watch, ghost, broker, partition);
}

/** R8: a leader that the controller means counts at least everybody that the controller counts. */
function checkSuperset(
  watch: Watch,
  ghost: GhostPartition,
  broker: number,
  partition: HostedPartition,
): void {
  const { registration } = ghost;
  const current =
    registration !== null &&
    registration.leaderEpoch === partition.leaderEpoch &&
    registration.partitionEpoch === partition.partitionEpoch;
  if (!current) return;
  const missing = registration.isr.filter((id) => !partition.isr.includes(id));
  if (missing.length > 0)
    violated(
      watch,
      ghost,
      "R8",
      `leader ${broker} of ${ghost.topic}-${ghost.index} does not count ${missing.join(",")}, which the controller has in the ISR`,
    );
}
