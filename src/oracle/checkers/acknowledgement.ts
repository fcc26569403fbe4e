import {
  effectiveMinIsr,
  type HostedPartition,
  maximalIsr,
} from "../../kafka/replication/partition.ts";
import type { ProduceWait } from "../../kafka/replication/purgatory.ts";
import { violated, type Watch } from "../findings.ts";
import { type GhostPartition, isAbandoned } from "../ghost.ts";
import { epochAt, heldUpTo } from "../lineage.ts";

const notEnoughReplicasAfterAppend = 20;

/** R15: acks=all succeeds, or fails after the append, only when the record is committed. */
export function produceAnswered(
  watch: Watch,
  ghost: GhostPartition,
  broker: number,
  answer: {
    readonly partition: HostedPartition | undefined;
    readonly wait: ProduceWait;
    readonly acks: number;
  },
): void {
  const { partition, wait, acks } = answer;
  if (acks !== -1 || wait.nextOffset < 0) return;
  const after = wait.error === notEnoughReplicasAfterAppend;
  if (wait.error !== 0 && !after) return;
  if (isAbandoned(ghost, wait.leaderEpoch)) return;
  // What an idempotent producer sent twice is answered from where an older epoch wrote it.
  const led = ghost.leaders[wait.leaderEpoch]?.log;
  const epoch = led === undefined ? -1 : epochAt(led, wait.baseOffset);
  const held = heldUpTo(ghost.committed, {
    epoch: epoch < 0 ? wait.leaderEpoch : epoch,
    from: wait.baseOffset,
    to: wait.nextOffset,
  });
  if (held < wait.nextOffset)
    violated(
      watch,
      ghost,
      "R15",
      `leader ${broker} answered acks=all for ${ghost.topic}-${ghost.index} up to ${wait.nextOffset}, committed is ${ghost.committed.end}`,
    );
  const small =
    partition !== undefined && maximalIsr(partition).length < effectiveMinIsr(partition);
  if (partition?.role === "leader" && after && !small)
    violated(
      watch,
      ghost,
      "R15",
      `leader ${broker} answered NOT_ENOUGH_REPLICAS_AFTER_APPEND for ${ghost.topic}-${ghost.index} with enough in sync`,
    );
}
