import { expect, it } from "vitest";
import { defaultProducerSettings } from "../../contract/client-settings.ts";
import type { Effects } from "../../sim/effects.ts";
import { silentProbe } from "../probe.ts";
import {
  appendRecord,
  batchBuilder,
  finishBatch,
  noProducer,
} from "../protocol/batch-builder.ts";
import type { RecordBatch } from "../protocol/record-batch.ts";
import { producerConfig } from "./client-config.ts";
import { clusterView } from "./cluster-view.ts";
import { networkClient } from "./network-client.ts";
import { type Producer, producerTimers } from "./producer.ts";
import { pumpSender } from "./producer-send.ts";
import { keyTable } from "./workload.ts";

function oneRecord(): RecordBatch {
  const builder = batchBuilder([], 16384);
  const record = { keyIndex: -1, keySize: -1, valueSize: 9, valueSeed: 0, timestamp: 0 };
  appendRecord(builder, record);
  return finishBatch(builder, noProducer);
}

/** A producer with one batch, made at the start, for a partition that nobody leads. */
const waiting = (): Producer => ({
  id: "p",
  settings: defaultProducerSettings,
  config: producerConfig({ "delivery.timeout.ms": "3000" }),
  client: networkClient("p", producerTimers.sweep),
  view: { ...clusterView([], "orders"), partitions: [{ leader: -1, leaderEpoch: 0 }] },
  keys: keyTable({ kind: "none" }, 0),
  keyNames: [],
  keyPlaces: [],
  queues: [
    {
      builder: batchBuilder([], 16384),
      openedUs: 0,
      queue: [
        { batch: oneRecord(), partition: 0, createdUs: 0, attempts: 0, notBeforeUs: 0 },
      ],
    },
  ],
  inFlight: {},
  sticky: -1,
  stickyBytes: 0,
  made: 0,
  nextRecordUs: 0,
  tickUs: 0,
  wakeUs: 0,
  sent: 1,
  acked: 0,
  failed: 0,
  lastError: "",
  tenths: [],
  stopped: true,
});

it("a sender wakes when its first batch expires, though it has nobody to send it to", () => {
  let nowUs = 100_000;
  const wakes: number[] = [];
  const effects: Effects = {
    nowUs: () => nowUs,
    self: () => 0,
    connect: () => 1,
    send: () => {},
    close: () => {},
    after: (delayUs, kind) => {
      if (kind === producerTimers.wake) wakes.push(nowUs + delayUs);
    },
    afterFlush: () => {},
    draw: () => 0,
    drawBits: () => 0,
    exit: () => {},
  };
  const producer = waiting();
  producer.view.refreshing = true;
  pumpSender({ effects, probe: silentProbe }, producer);
  expect(wakes).toEqual([3_000_000]);
  nowUs = 3_000_000;
  pumpSender({ effects, probe: silentProbe }, producer);
  expect(producer.failed).toBe(1);
  expect(producer.lastError).toBe("REQUEST_TIMED_OUT");
});
