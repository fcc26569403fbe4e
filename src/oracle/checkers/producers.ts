import type { ProducerBatchName, ProducerEvent } from "../../kafka/client-probe.ts";
import { partitionForKey } from "../../kafka/protocol/murmur2.ts";
import type { RecordBatch } from "../../kafka/protocol/record-batch.ts";
import { utf8Encode } from "../../kafka/protocol/utf8.ts";
import { type GhostSend, type GhostSends, producerOf, sendsTo } from "../client-ghost.ts";
import { violated, type Watch } from "../findings.ts";

/** Sends of one partition that are remembered; those that are done go first. */
const limit = 64;

/** Errors that say that a leader took nothing, however often it was asked. All others leave it open. */
const definite: readonly string[] = [
  "NOT_ENOUGH_REPLICAS",
  "NotEnoughReplicasException",
  "MESSAGE_TOO_LARGE",
  "RecordTooLargeException",
  "CORRUPT_MESSAGE",
  "CorruptRecordException",
  "INVALID_RECORD",
  "InvalidRecordException",
  "INVALID_TIMESTAMP",
  "InvalidTimestampException",
  "UNKNOWN_TOPIC_OR_PARTITION",
  "UnknownTopicOrPartitionException",
  "UNKNOWN_TOPIC_ID",
  "UnknownTopicIdException",
];

const nameOf = ({ topic, partition }: ProducerBatchName): string =>
  `${topic}-${partition}`;

const sendsOf = (watch: Watch, { topic, partition }: ProducerBatchName): GhostSends =>
  sendsTo(watch.state.producers, topic, partition);

function openSend(
  { sends }: GhostSends,
  client: string,
  number: number,
): GhostSend | undefined {
  for (let i = sends.length - 1; i >= 0; i--) {
    const one = sends[i];
    if (one?.number === number && !one.done && one.client === client) return one;
  }
  return undefined;
}

/** The oldest are forgotten many at once; those that are under way stay. */
function remember(known: GhostSends, send: GhostSend): void {
  known.sends.push(send);
  if (known.sends.length <= limit * 2) return;
  const old = known.sends.length - limit;
  known.sends = known.sends.filter(
    (one, i) => i >= old || (!one.done && i >= old - limit / 2),
  );
}

/** One batch in so many is looked at for P8. */
const eachKeyed = 8;

/** P8: a keyed record goes to its key's partition. Only the first of some batches is looked at. Kafka: BuiltInPartitioner. */
function checkKey(
  watch: Watch,
  client: string,
  event: Extract<ProducerEvent, { kind: "sent" }>,
): void {
  const { partitions } = event;
  const { topic, partition, batch } = event.batch;
  if (partitions <= 0) return;
  const known = (producerOf(watch.state.producers, client).partitions[topic] ??= {
    now: partitions,
    before: partitions,
  });
  if (known.now !== partitions) {
    known.before = known.now;
    known.now = partitions;
  }
  const key = firstKey(batch);
  if (key === undefined) return;
  const bytes = utf8Encode(key);
  const due = partitionForKey(bytes, partitions);
  if (due === partition || partitionForKey(bytes, known.before) === partition) return;
  violated(
    watch,
    null,
    "P8",
    `producer ${client} sent key ${key} to ${topic}-${partition}, of ${partitions} partitions it belongs to ${due}`,
  );
}

function firstKey({ payload }: RecordBatch): string | undefined {
  if (payload.kind !== "columns") return undefined;
  const index = payload.columns[payload.start + 1] ?? -1;
  return index < 0 ? undefined : payload.contents.keys[index];
}

function sent(
  watch: Watch,
  client: string,
  event: Extract<ProducerEvent, { kind: "sent" }>,
): void {
  const producer = producerOf(watch.state.producers, client);
  const { batch, inFlight, node } = event;
  if (producer.maxInFlight > 0 && inFlight > producer.maxInFlight)
    violated(
      watch,
      null,
      "P10",
      `producer ${client} has ${inFlight} requests to broker ${node} unanswered, of ${producer.maxInFlight}`,
    );
  if (event.producerId >= 0 && inFlight > 5)
    violated(
      watch,
      null,
      "P10",
      `producer ${client} with idempotence has ${inFlight} requests to broker ${node} unanswered, of 5`,
    );
  const sends = sendsOf(watch, batch);
  const known = openSend(sends, client, batch.number);
  if (known !== undefined) {
    known.batch = batch.batch;
    return;
  }
  if (batch.number % eachKeyed === 0) checkKey(watch, client, event);
  remember(sends, {
    client,
    number: batch.number,
    batch: batch.batch,
    doubtful: false,
    done: false,
    refused: false,
    producerEpoch: -1,
    offset: -1,
    epoch: -1,
  });
}

/** P6: what completes was sent and had not completed. */
function completed(
  watch: Watch,
  client: string,
  batch: ProducerBatchName,
): GhostSend | null {
  const sends = sendsOf(watch, batch);
  const send = openSend(sends, client, batch.number);
  if (send !== undefined) {
    send.done = true;
    return send;
  }
  const again = sends.sends.some(
    (one) => one.client === client && one.number === batch.number,
  );
  // With so many at once the oldest may be forgotten.
  if (again || sends.sends.length < limit)
    violated(
      watch,
      null,
      "P6",
      `batch ${batch.number} of producer ${client} for ${nameOf(batch)} completed ${again ? "twice" : "without having been sent"}`,
    );
  return null;
}

/** A producer did something: P6, P8, P10, and what P1, P2 and P7 go by. */
export function producerDid(watch: Watch, client: string, event: ProducerEvent): void {
  const { producers } = watch.state;
  switch (event.kind) {
    case "started":
      begin(watch, client, event);
      break;
    case "session": {
      const producer = producerOf(producers, client);
      if (event.producerId === producer.producerId && event.epoch < producer.epoch)
        violated(
          watch,
          null,
          "P4",
          `producer ${client} was given epoch ${event.epoch} of producer id ${event.producerId} after ${producer.epoch}`,
        );
      producer.producerId = event.producerId;
      producer.epoch = event.epoch;
      break;
    }
    case "sent":
      sent(watch, client, event);
      break;
    case "retried": {
      const sends = sendsOf(watch, event.batch);
      const send = openSend(sends, client, event.batch.number);
      if (send !== undefined && !definite.includes(event.error)) send.doubtful = true;
      break;
    }
    case "acked":
      completed(watch, client, event.batch);
      break;
    case "failed": {
      if (!event.sent) break;
      const send = completed(watch, client, event.batch);
      if (send !== null) send.refused = !send.doubtful && definite.includes(event.error);
      break;
    }
    case "split":
      completed(watch, client, event.batch);
      break;
    case "refused":
      break;
    default:
  }
}

/** A process begins: its numbers begin anew, and nobody waits for what the last one sent. */
function begin(
  watch: Watch,
  client: string,
  { idempotent, maxInFlight }: Extract<ProducerEvent, { kind: "started" }>,
): void {
  const { producers } = watch.state;
  delete producers.clients[client];
  const producer = producerOf(producers, client);
  producer.idempotent = idempotent;
  producer.maxInFlight = maxInFlight;
  for (const known of Object.values(producers.sent).flat()) {
    if (known === undefined) continue;
    delete known.written[client];
    known.sends = known.sends.filter((one) => one.client !== client);
  }
}
