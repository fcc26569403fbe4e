import type { LeaderWrite } from "../../kafka/probe.ts";
import type { RecordBatch } from "../../kafka/protocol/record-batch.ts";
import { type GhostSend, type GhostSends, producerOf } from "../client-ghost.ts";
import { find, violated, type Watch } from "../findings.ts";
import { type GhostPartition, replicaOf } from "../ghost.ts";
import { heldUpTo } from "../lineage.ts";
import type { Verdict } from "../verdict.ts";
import { payloadIs } from "../written.ts";

/** Tells of something that repeats at the first time, and whenever that has doubled. */
function tellSometimes(
  { told }: GhostSends,
  client: string,
  tell: (times: number) => void,
): void {
  const times = (told[client] ?? 0) + 1;
  told[client] = times;
  if ((times & (times - 1)) === 0) tell(times);
}

function sendOf({ sends }: GhostSends, batch: RecordBatch): GhostSend | undefined {
  for (let i = sends.length - 1; i >= 0; i--) {
    const one = sends[i];
    if (one !== undefined && payloadIs(batch, one.batch)) return one;
  }
  return undefined;
}

/** A leader wrote a batch: P1, P2 and P7 as its producer sees them. */
export function sendWritten(
  watch: Watch,
  ghost: GhostPartition,
  broker: number,
  write: LeaderWrite & { readonly leaderEpoch: number },
): void {
  const { batch, baseOffset: offset } = write;
  const known = watch.state.producers.sent[ghost.topic]?.[ghost.index];
  const send = known === undefined ? undefined : sendOf(known, batch);
  if (known === undefined || send === undefined) return;
  const { client, number } = send;
  if (send.refused)
    violated(
      watch,
      ghost,
      "P7",
      `broker ${broker} wrote batch ${number} of producer ${client}, which had failed for good, to ${ghost.topic}-${ghost.index} at offset ${offset}`,
    );
  const { log } = replicaOf(ghost, broker);
  const { lastOffsetDelta } = batch;
  const before = { epoch: send.epoch, from: send.offset, to: send.offset + 1 };
  if (send.offset >= 0 && heldUpTo(log, before) > send.offset)
    duplicate(watch, ghost, known, { send, offset, batch });
  else if (send.offset < 0) {
    const greatest = known.written[client] ?? -1;
    if (number < greatest) turned(watch, ghost, known, { send, offset, greatest });
    known.written[client] = Math.max(greatest, number);
  }
  send.offset = offset + lastOffsetDelta;
  send.producerEpoch = batch.producerEpoch;
  send.epoch = write.leaderEpoch;
}

function duplicate(
  watch: Watch,
  ghost: GhostPartition,
  known: GhostSends,
  { send, offset, batch }: { send: GhostSend; offset: number; batch: RecordBatch },
): void {
  const { recordCount } = batch;
  const idempotent = batch.producerId >= 0;
  const renewed = idempotent && batch.producerEpoch !== send.producerEpoch;
  const verdict: Verdict = renewed ? "hazard" : idempotent ? "engineBug" : "expected";
  const why = renewed
    ? ": the producer raised its epoch and gave what was under way new sequences, by which no broker knows it again"
    : idempotent
      ? ""
      : ": the answer to the first sending was lost or late, the producer sent it again, and without enable.idempotence no broker knows it again";
  tellSometimes(known, send.client, (times) =>
    find(watch, ghost, {
      invariant: "P1",
      verdict,
      from: offset,
      to: offset + recordCount,
      records: 0,
      reference: renewed ? "KIP-360" : "",
      text: `P1: ${recordCount} records of producer ${send.client} are in ${ghost.topic}-${ghost.index} twice, up to offset ${send.offset} and from ${offset} on${why}${times > 1 ? ` (${times} batches so far)` : ""}`,
    }),
  );
}

/** P2: a producer's order is kept with idempotence, or with one request at a time. */
function turned(
  watch: Watch,
  ghost: GhostPartition,
  known: GhostSends,
  { send, offset, greatest }: { send: GhostSend; offset: number; greatest: number },
): void {
  const { batch, client, number } = send;
  const { maxInFlight } = producerOf(watch.state.producers, client);
  const { producerId } = batch;
  const blind = ghost.sequences[producerId]?.some((one) => one.blind) === true;
  const lenient = producerId < 0 && maxInFlight !== 1 && maxInFlight !== 0;
  // What failed at its producer comes late without any retry of it.
  const late = producerId < 0 && send.done;
  const verdict: Verdict = lenient || late ? "expected" : blind ? "hazard" : "engineBug";
  const why =
    verdict === "expected"
      ? ": it was retried while a later one was under way, with max.in.flight.requests.per.connection above 1 and no idempotence"
      : verdict === "hazard"
        ? ": a leader that knew nothing of the producer took the later one first"
        : "";
  tellSometimes(known, client, () =>
    find(watch, ghost, {
      invariant: "P2",
      verdict,
      from: offset,
      to: offset + batch.recordCount,
      records: 0,
      reference: verdict === "hazard" ? "KIP-360" : "",
      text: `P2: batch ${number} of producer ${client} stands in ${ghost.topic}-${ghost.index} behind its batch ${greatest}${why}`,
    }),
  );
}

/** P5: an acknowledged batch is at the offset that its producer was told. */
export function ackedAt(
  watch: Watch,
  ghost: GhostPartition,
  client: string,
  acked: { readonly offset: number; readonly batch: RecordBatch },
): void {
  const { offset, batch } = acked;
  const { written } = ghost;
  const known = written.findLast(
    (one) => one.offset === offset && payloadIs(one.batch, batch),
  );
  // It may be too long ago to be known.
  if (known !== undefined || (written.length > 0 && (written[0]?.offset ?? 0) > offset))
    return;
  violated(
    watch,
    ghost,
    "P5",
    `producer ${client} was told that its batch is in ${ghost.topic}-${ghost.index} at offset ${offset}, where no leader wrote it`,
  );
}
