import { expect, it } from "vitest";
import { defaultProducerSettings } from "../../../contract/client-settings.ts";
import type { Effects } from "../../../sim/effects.ts";
import { silentProbe } from "../../probe.ts";
import { knownTopic } from "./known-topics.ts";
import { newProducer, type Producer, producerTimers } from "./producer.ts";
import { arrangeByNode, partitionQueue, topicQueues } from "./record-accumulator.ts";
import { runSender, workAndSend } from "./run-sender.ts";
import { blockedTooLong } from "./send.ts";

/** A world that notes the timers of one producer. */
function world(config: Readonly<Record<string, string>>) {
  const timers: { readonly kind: number; readonly atUs: number }[] = [];
  const clock = { nowUs: 100_000 };
  const effects: Effects = {
    nowUs: () => clock.nowUs,
    self: () => 0,
    connect: () => 1,
    send: () => {},
    close: () => {},
    after: (delayUs, kind) => {
      timers.push({ kind, atUs: clock.nowUs + delayUs });
    },
    afterFlush: () => {},
    draw: () => 0,
    drawBits: () => 0,
    exit: () => {},
  };
  const settings = { ...defaultProducerSettings, recordsPerSecond: 0, config };
  const given = { id: "p", topic: "orders", settings, addresses: [] };
  const producer: Producer = newProducer(given, clock.nowUs);
  const host = { context: { effects, probe: silentProbe }, producer };
  return { clock, timers, producer, host };
}

const record = { key: null, value: new Uint8Array(9), headers: [] };

/** The topic has one partition, which nobody leads. */
function withoutLeader(producer: Producer): void {
  knownTopic(producer.metadata, "orders").known = true;
  partitionQueue(topicQueues(producer.sender.accumulator, "orders"), 0);
  arrangeByNode(producer.sender.accumulator);
}

it("a sender wakes when its first batch expires, though it has nobody to send it to", () => {
  const { clock, timers, producer, host } = world({
    "delivery.timeout.ms": "3000",
    "enable.idempotence": "false",
  });
  withoutLeader(producer);
  producer.asked.push({ topic: "orders", partition: 0, record });
  workAndSend(host);
  const wakes = timers.filter(({ kind }) => kind === producerTimers.wake);
  expect(wakes.at(-1)?.atUs).toBe(3_100_000);
  clock.nowUs = 3_100_000;
  runSender(host);
  expect(producer.figures.failed).toBe(1);
  expect(producer.figures.lastError).toBe("TimeoutException");
});

it("send waits max.block.ms for a partition that metadata does not know, and fails then", () => {
  const { clock, timers, producer, host } = world({ "max.block.ms": "1500" });
  withoutLeader(producer);
  producer.asked.push({ topic: "orders", partition: 7, record });
  workAndSend(host);
  expect(producer.blocked).not.toBeNull();
  const [deadline] = timers.filter(({ kind }) => kind === producerTimers.blocked);
  expect(deadline?.atUs).toBe(1_600_000);
  clock.nowUs = 1_600_000;
  blockedTooLong(host, 1_600_000);
  expect(producer.blocked).toBeNull();
  expect(producer.figures.errors).toEqual([{ error: "TimeoutException", count: 1 }]);
});

it("send waits for buffer.memory, and its memory makes the sender hurry", () => {
  const { producer, host } = world({
    "buffer.memory": "200",
    "batch.size": "200",
    "linger.ms": "100000",
    "enable.idempotence": "false",
  });
  withoutLeader(producer);
  const large = { ...record, value: new Uint8Array(80) };
  for (let i = 0; i < 3; i++)
    producer.asked.push({ topic: "orders", partition: 0, record: large });
  workAndSend(host);
  expect(producer.blocked?.waiter?.size).toBe(200);
  expect(producer.sender.accumulator.pool.waiters).toHaveLength(1);
});
