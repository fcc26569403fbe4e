import { streams } from "../../../sim/draw.ts";
import { wallClockMs } from "../../context.ts";
import type { ColumnRecord } from "../../protocol/batch-builder.ts";
import type { Compression } from "../../protocol/record-batch.ts";
import { chooseKey, keyTable } from "../workload.ts";
import { chosenSizes } from "./chosen-sizes.ts";
import { type ChosenSend, type Producer, producerTimers } from "./producer.ts";
import type { ProducerHost } from "./producer-host.ts";
import { type Append, topicQueues } from "./record-accumulator.ts";
import { resumeBlocked, send } from "./send.ts";

/** The application makes records at least this far apart, µs; faster rates make several at once. */
const shortestTickUs = 500;

/** What compressing a byte costs the application's thread, ns; about what one core of today does. */
const compressNs: Readonly<Record<Compression, number>> = {
  none: 0,
  gzip: 20,
  snappy: 4,
  lz4: 3,
  zstd: 8,
};

/** Makes the table of the present keys; names that batches refer to stay where they are. */
export function placeKeys(producer: Producer): void {
  const { partitions } = topicQueues(producer.sender.accumulator, producer.topic);
  producer.keys = keyTable(producer.settings.keys, partitions.length);
  const known = new Map(producer.keyNames.map((name, place) => [name, place]));
  producer.keyPlaces = producer.keys.keys.map((name) => {
    const place = known.get(name) ?? producer.keyNames.push(name) - 1;
    known.set(name, place);
    return place;
  });
}

/**
 * The application's turn: what blocked goes on, then records that were asked for, then those that are due. Whether the
 * sender should look.
 */
export function work(host: ProducerHost): boolean {
  const { context, producer } = host;
  const now = context.effects.nowUs();
  const wasBlocked = producer.blocked !== null;
  let look = resumeBlocked(host);
  while (producer.blocked === null) {
    const next = producer.asked.shift();
    if (next === undefined) break;
    if (sendChosen(host, next)) look = true;
  }
  const { recordsPerSecond } = producer.settings;
  if (recordsPerSecond <= 0 || producer.closing || producer.blocked !== null) return look;
  // An application that was blocked goes on at its pace; it does not make up for what it could not send.
  if (wasBlocked) producer.nextRecordUs = Math.max(producer.nextRecordUs, now);
  const gap = 1_000_000 / recordsPerSecond;
  const given = appendOf(host, producer.topic);
  while (producer.nextRecordUs <= now && producer.blocked === null) {
    if (makeRecord(host, given)) look = true;
    producer.nextRecordUs = Math.max(
      producer.nextRecordUs + gap,
      producer.busyUntilNs / 1000,
    );
  }
  armTick(host);
  return look;
}

/** Arms the application's next turn. */
function armTick({ context, producer }: ProducerHost): void {
  if (producer.tickUs !== 0) return;
  const now = context.effects.nowUs();
  const at = Math.max(Math.ceil(producer.nextRecordUs), now + shortestTickUs);
  producer.tickUs = at;
  context.effects.after(at - now, producerTimers.tick, null);
}

function sendChosen(host: ProducerHost, asked: ChosenSend): boolean {
  const { producer, context } = host;
  const { record: bytes, topic, partition } = asked;
  const valueSeed = producer.chosen.push(bytes) - 1;
  return send(host, {
    ...appendOf(host, topic),
    partition: partition ?? -1,
    record: {
      keyIndex: -2,
      valueSeed,
      timestamp: wallClockMs(context.effects),
      ...chosenSizes(bytes),
    },
  });
}

/** One object for all records that are taken at once: `appendRecord` copies it. */
const record: ColumnRecord = {
  keyIndex: -1,
  keySize: -1,
  valueSize: 0,
  valueSeed: 0,
  headersSize: 0,
  timestamp: 0,
};

function makeRecord(host: ProducerHost, given: Append): boolean {
  const { context, producer } = host;
  const { effects } = context;
  const { settings, config } = producer;
  const count = given.topic.partitions.length;
  // The first record may be made before anything is known of the topic; its key must be a key already.
  const placed = producer.keyPlaces.length === producer.keys.keys.length;
  if (!placed || producer.keys.partitionCount !== count) placeKeys(producer);
  const { keys } = producer;
  const key = chooseKey(keys, effects.drawBits(streams.workload));
  const tombstone =
    key >= 0 &&
    settings.tombstonePercent > 0 &&
    effects.draw(streams.workload, 100) < settings.tombstonePercent;
  record.keyIndex = key < 0 ? -1 : (producer.keyPlaces[key] as number);
  record.keySize = key < 0 ? -1 : (keys.sizes[key] as number);
  record.valueSize = tombstone ? -1 : settings.valueSize;
  record.valueSeed = producer.made++ | 0;
  record.timestamp = wallClockMs(effects);
  if (config.compression.type !== "none") compress(producer, given.nowUs);
  const keyed = key >= 0 && !config.ignoresKeys && count > 0;
  given.partition = keyed ? (keys.partitions[key] as number) : -1;
  return send(host, given);
}

/** The application's thread is busy with the record for a while. */
function compress(producer: Producer, nowUs: number): void {
  const bytes = Math.max(0, record.keySize) + Math.max(0, record.valueSize);
  const from = Math.max(producer.busyUntilNs, nowUs * 1000);
  producer.busyUntilNs = from + bytes * compressNs[producer.config.compression.type];
}

/** What all records of one turn have in common. */
const appendOf = ({ context, producer }: ProducerHost, topic: string): Append => ({
  topic: topicQueues(producer.sender.accumulator, topic),
  partition: -1,
  record,
  nowUs: context.effects.nowUs(),
  draw: (bound) => context.effects.draw(streams.partitioner, bound),
});
