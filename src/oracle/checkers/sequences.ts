import type { LeaderWrite } from "../../kafka/probe.ts";
import type { HostedPartition } from "../../kafka/replication/partition.ts";
import type { GhostSequence } from "../client-ghost.ts";
import { violated, type Watch } from "../findings.ts";
import { type GhostPartition, replicaOf } from "../ghost.ts";
import { heldUpTo, type Lineage } from "../lineage.ts";

/** Batches of one producer that are remembered: Kafka keeps five (ProducerStateEntry.NUM_BATCHES_TO_RETAIN). */
const kept = 8;
/** Producers of one partition that are remembered. */
const producers = 64;
/** Sequences wrap behind this. Kafka: DefaultRecordBatch.incrementSequence. */
const maxSequence = 2_147_483_647;

/** Kafka: DefaultRecordBatch.incrementSequence. */
const plus = (sequence: number, increment: number): number =>
  sequence > maxSequence - increment
    ? increment - (maxSequence - sequence) - 1
    : sequence + increment;

/** Whether a log has a batch, and has not deleted it: what is deleted by retention is forgotten with its producer. */
const holds = (log: Lineage, logStart: number, one: GhostSequence): boolean =>
  one.offset >= logStart &&
  heldUpTo(log, { epoch: one.leaderEpoch, from: one.offset, to: one.end }) >= one.end;

/** The last batch of a producer in a log: of two that it holds the later one was written later. */
const lastHeld = (
  sequences: readonly GhostSequence[],
  log: Lineage,
  logStart: number,
): GhostSequence | undefined => sequences.findLast((one) => holds(log, logStart, one));

function problem(
  last: GhostSequence,
  { producerEpoch, first }: GhostSequence,
): readonly [string, string] | null {
  if (producerEpoch < last.producerEpoch)
    return ["P4", `epoch ${producerEpoch} after epoch ${last.producerEpoch}`];
  const due = producerEpoch > last.producerEpoch ? 0 : plus(last.last, 1);
  if (first === due) return null;
  return ["P3", `sequence ${first} where ${due} is due`];
}

/**
 * A leader wrote a batch of an idempotent producer. P1: none twice; P3: the next sequence, or 0 in a newer epoch, or any
 * when it knows nothing of the producer; P4: none of an older epoch. Kafka: ProducerAppendInfo.appendDataBatch.
 */
export function sequenceAppended(
  watch: Watch,
  ghost: GhostPartition,
  broker: number,
  wrote: { readonly partition: HostedPartition; readonly write: LeaderWrite },
): void {
  const { baseOffset, batch } = wrote.write;
  const { producerId, producerEpoch, baseSequence, lastOffsetDelta } = batch;
  if (producerId < 0 || batch.isControl || baseSequence < 0) return;
  const { log } = replicaOf(ghost, broker);
  const { logStartOffset } = wrote.partition.log;
  const known = sequencesOf(ghost, producerId);
  const where = `${ghost.topic}-${ghost.index}`;
  const last = lastHeld(known, log, logStartOffset);
  const next: GhostSequence = {
    producerEpoch,
    first: baseSequence,
    last: plus(baseSequence, lastOffsetDelta),
    offset: baseOffset,
    end: baseOffset + lastOffsetDelta + 1,
    leaderEpoch: wrote.partition.leaderEpoch,
    blind: last === undefined && baseSequence !== 0,
  };
  const twin = known.find(
    (one) =>
      one.producerEpoch === producerEpoch &&
      one.first === baseSequence &&
      one.offset !== baseOffset &&
      holds(log, logStartOffset, one),
  );
  const wrong = last === undefined ? null : problem(last, next);
  const found =
    twin === undefined ? wrong : (["P1", `also at offset ${twin.offset}`] as const);
  if (found !== null)
    violated(
      watch,
      ghost,
      found[0],
      `leader ${broker} wrote sequence ${baseSequence} of producer ${producerId}, epoch ${producerEpoch} to ${where} at offset ${baseOffset}: ${found[1]}`,
    );
  known.push(next);
  if (known.length > kept) known.shift();
}

function sequencesOf(ghost: GhostPartition, producerId: number): GhostSequence[] {
  const known = ghost.sequences[producerId];
  if (known !== undefined) return known;
  forgetProducers(ghost);
  const made: GhostSequence[] = [];
  ghost.sequences[producerId] = made;
  return made;
}

function forgetProducers(ghost: GhostPartition): void {
  if (Object.keys(ghost.sequences).length < producers) return;
  let oldest = "";
  let end = Number.POSITIVE_INFINITY;
  for (const [id, known] of Object.entries(ghost.sequences)) {
    const last = known.at(-1)?.end ?? -1;
    if (last >= end) continue;
    oldest = id;
    end = last;
  }
  delete ghost.sequences[Number(oldest)];
}
