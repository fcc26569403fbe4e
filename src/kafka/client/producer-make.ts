import { streams } from "../../sim/draw.ts";
import type { Effects } from "../../sim/effects.ts";
import { epochStartMs } from "../context.ts";
import {
  appendRecord,
  type ColumnRecord,
  hasRoomFor,
  isFull,
} from "../protocol/batch-builder.ts";
import { closeBatch } from "./accumulator.ts";
import { type Producer, producerTimers } from "./producer.ts";
import { chooseKey } from "./workload.ts";

/** The application makes records at least this far apart, µs; faster rates make several at once. */
const shortestTickUs = 500;

/** One object for all records: `appendRecord` copies it. */
const record: ColumnRecord = {
  keyIndex: -1,
  keySize: -1,
  valueSize: 0,
  valueSeed: 0,
  timestamp: 0,
};

/** The application's turn: hands all records that are due to send; the sender should look afterwards. */
export function tick(effects: Effects, producer: Producer): void {
  producer.tickUs = 0;
  if (producer.stopped || producer.settings.recordsPerSecond <= 0) return;
  const now = effects.nowUs();
  if (producer.view.partitions.length > 0) {
    const gap = 1_000_000 / producer.settings.recordsPerSecond;
    while (producer.nextRecordUs <= now) {
      makeRecord(effects, producer);
      producer.nextRecordUs += gap;
    }
  } else producer.nextRecordUs = now;
  armTick(effects, producer);
}

/** Arms the application's next turn. */
export function armTick(effects: Effects, producer: Producer): void {
  if (producer.tickUs !== 0 || producer.settings.recordsPerSecond <= 0) return;
  const now = effects.nowUs();
  const at = Math.max(Math.ceil(producer.nextRecordUs), now + shortestTickUs);
  producer.tickUs = at;
  effects.after(at - now, producerTimers.tick, null);
}

/** KIP-794 without load awareness: another random partition once `batch.size` bytes went to this one. */
function stickyPartition(effects: Effects, producer: Producer): number {
  const count = producer.queues.length;
  if (producer.sticky < 0 || producer.stickyBytes >= producer.config.batchSize) {
    producer.sticky = effects.draw(streams.partitioner, count);
    producer.stickyBytes = 0;
  }
  return producer.sticky;
}

function makeRecord(effects: Effects, producer: Producer): void {
  const { keys, settings } = producer;
  const bits = effects.drawBits(streams.workload);
  const key = chooseKey(keys, bits);
  const partition =
    key < 0 ? stickyPartition(effects, producer) : (keys.partitions[key] as number);
  const queue = producer.queues[partition];
  if (queue === undefined) return;
  const tombstone =
    key >= 0 &&
    settings.tombstonePercent > 0 &&
    effects.draw(streams.workload, 100) < settings.tombstonePercent;
  const now = effects.nowUs();
  record.keyIndex = key < 0 ? -1 : (producer.keyPlaces[key] as number);
  record.keySize = key < 0 ? -1 : (keys.sizes[key] as number);
  record.valueSize = tombstone ? -1 : settings.valueSize;
  record.valueSeed = producer.made++ | 0;
  record.timestamp = epochStartMs + Math.floor(now / 1000);
  if (!hasRoomFor(queue.builder, record)) closeBatch(queue, partition);
  if (queue.builder.recordCount === 0) queue.openedUs = now;
  appendRecord(queue.builder, record);
  if (key < 0) producer.stickyBytes += settings.valueSize;
  if (isFull(queue.builder)) closeBatch(queue, partition);
  producer.sent++;
}
