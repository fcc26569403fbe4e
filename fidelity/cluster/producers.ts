import { producerTimers } from "../../src/kafka/client/producer/producer.ts";
import { lastStableOffset } from "../../src/kafka/log/log-producers.ts";
import { readEntries } from "../../src/kafka/log/read.ts";
import { recordsOf } from "../../src/kafka/protocol/record-batch.ts";
import { utf8Decode } from "../../src/kafka/protocol/utf8.ts";
import { startErrors } from "../../src/terms/client-start.ts";
import { type Bench, nowMs, RecorderError, sleep } from "./bench.ts";
import { indexOf, leaderOf, topicOf } from "./lookup.ts";
import {
  killMember,
  membersOf,
  setPolling,
  startMember,
  subscribeBy,
} from "./members.ts";
import { logOnDisk } from "./observe.ts";
import type { Step } from "./scenario.ts";
import {
  awaitSent,
  chosen,
  type SendingClient,
  type Sent,
  sendAll,
  senderOf,
  sendersOf,
  startSender,
} from "./senders.ts";

type Act = (bench: Bench, step: Step) => unknown;

/** What `{"op":"producer"}` can do, by `do`. Transactions are not built yet. */
const acts: Readonly<Record<string, Act>> = {
  start,
  send,
  await: (bench, step) => {
    const client = senderOf(bench, step);
    const { open } = client;
    client.open = [];
    awaitSent(bench, open);
    return { sent: outcomes(open) };
  },
  load,
  untilDone,
  awaitLoad,
  readBack,
  partitionsFor,
  flush: () => ({ outcome: "ok" }),
  close,
  kill: (bench, step) => killSender(bench, senderOf(bench, step)),
};

/** A step with a real Java producer, played by ours. */
export function producer(bench: Bench, step: Step): unknown {
  const act = acts[step["do"] as string];
  if (act === undefined)
    throw new RecorderError(`producer ${String(step["do"])} is not built yet`);
  return act(bench, step);
}

/** All producers end as in a crash. */
export function killSenders(bench: Bench): void {
  for (const client of sendersOf(bench).values()) killSender(bench, client);
  sendersOf(bench).clear();
}

function killSender(bench: Bench, client: SendingClient): void {
  const { kernel, state } = bench.world;
  client.closed = true;
  if (state.sim.processes[client.process]?.status !== "down")
    kernel.kill(client.process, false);
}

function start(bench: Bench, step: Step): unknown {
  const config = (step["config"] ?? {}) as Record<string, string>;
  const [wrong] = startErrors("producer", config);
  if (wrong !== undefined)
    return {
      // KafkaProducer's own constructor checks this one, and wraps what it throws.
      outcome:
        wrong.name === "delivery.timeout.ms"
          ? "KafkaException(ConfigException)"
          : "ConfigException",
    };
  if (config["transactional.id"] !== undefined)
    throw new RecorderError("transactional producers are not built yet");
  startSender(bench, step["name"] as string, config);
  return undefined;
}

function send(bench: Bench, step: Step): unknown {
  const client = senderOf(bench, step);
  const name = step["name"] as string;
  const given = (step["records"] ?? []) as readonly (string | object)[];
  const count = (step["count"] as number | undefined) ?? (given.length > 0 ? 0 : 1);
  const steps = [
    ...Array.from({ length: count }, () => step),
    ...given.map((record) =>
      typeof record === "string" ? { ...step, value: record } : { ...step, ...record },
    ),
  ];
  const made = steps.map((one) => chosen(client, one, name));
  const sent = made.map(([, one]) => one);
  if (client.closed) for (const one of sent) one.outcome = "thrown IllegalStateException";
  else {
    client.all.push(...sent);
    sendAll(
      bench,
      client,
      made.map(([one]) => one),
    );
  }
  if (step["await"] === false) {
    client.open.push(...sent);
    awaitCalls(bench, client);
    return undefined;
  }
  awaitSent(bench, sent);
  return { sent: outcomes(sent) };
}

/** `send` itself returns once it no longer blocks. */
function awaitCalls(bench: Bench, { producer: one }: SendingClient): void {
  while (one.blocked !== null || one.asked.length > 0)
    if (!bench.world.kernel.step(Number.POSITIVE_INFINITY))
      throw new RecorderError("send never returns");
}

interface Outcome {
  readonly outcome: string;
  readonly partition?: string;
  readonly offsets?: [number, number];
  readonly noOffset?: true;
  count?: number;
}

/** In the order of sending, equal ones in a row counted once. */
function outcomes(sent: readonly Sent[]): readonly Outcome[] {
  const told: Outcome[] = [];
  for (const { outcome, partition, offset } of sent) {
    const last = told.at(-1);
    const like = last?.outcome === outcome ? last : undefined;
    if (outcome !== "ok") {
      if (like?.count === undefined) told.push({ outcome: outcome ?? "", count: 1 });
      else like.count++;
    } else if (offset < 0) told.push({ outcome, partition, noOffset: true });
    else if (
      like?.offsets !== undefined &&
      like.partition === partition &&
      like.offsets[1] === offset - 1
    )
      like.offsets[1] = offset;
    else told.push({ outcome, partition, offsets: [offset, offset] });
  }
  return told;
}

/** What a JVM's thread sleeps beyond what it is told, ms. */
const oversleepMs = 0.5;

/** A stream of sends from a thread of its own, at its pace whatever becomes of them. */
function load(bench: Bench, step: Step): void {
  const client = senderOf(bench, step);
  const everyMs = ((step["everyMs"] as number | undefined) ?? 2) + oversleepMs;
  const count = step["count"] as number;
  bench.world.kernel.asProcess(client.process, (effects) => {
    for (let i = 0; i < count; i++) {
      const [one, sent] = chosen(client, step, step["name"] as string);
      client.all.push(sent);
      effects.after(Math.round(i * everyMs * 1000) + 1, producerTimers.send, one);
    }
  });
}

function untilDone(bench: Bench, step: Step): unknown {
  const { all } = senderOf(bench, step);
  const limit = nowMs(bench) + 60_000;
  while (
    all.filter(({ outcome }) => outcome !== null).length < (step["count"] as number)
  ) {
    if (nowMs(bench) > limit) throw new RecorderError("never so many done");
    sleep(bench, 30);
  }
  return { reached: true };
}

function awaitLoad(bench: Bench, step: Step): unknown {
  const { all } = senderOf(bench, step);
  awaitSent(bench, all);
  const counts: Record<string, number> = {};
  for (const { outcome } of all) counts[outcome ?? ""] = (counts[outcome ?? ""] ?? 0) + 1;
  return counts;
}

/** Starting a consumer takes a JVM about as long, ms. */
const readerMs = 10;
/** The recorder's reader gives up after this, ms. */
const readLimitMs = 30_000;

/** A fresh consumer reads a partition to its end, which takes its time. */
function readThrough(bench: Bench, step: Step, records: number): void {
  const isolation = (step["isolation"] as string | undefined) ?? "read_committed";
  const config = { "isolation.level": isolation, "enable.auto.commit": "false" };
  const member = startMember(bench, "reader", config);
  sleep(bench, readerMs);
  subscribeBy(bench, member, { ...step, assign: [step["partition"]] });
  setPolling(bench, member, true);
  const limit = nowMs(bench) + readLimitMs;
  while (member.consumer.app.received < records && nowMs(bench) < limit) sleep(bench, 1);
  killMember(bench, member);
  membersOf(bench).delete("reader");
}

/** The partition as a consumer reads it, against what this producer sent and what was acknowledged to it. */
function readBack(bench: Bench, step: Step): unknown {
  const partition = step["partition"] as string;
  const log = logOnDisk(bench, leaderOf(bench, partition), partition);
  if (log === undefined) throw new RecorderError(`no log of ${partition}`);
  const values: string[] = [];
  const list: string[] = [];
  for (const { baseOffset, batch } of readEntries(
    log,
    log.logStartOffset,
    lastStableOffset(log),
  )) {
    if (batch.isControl) continue;
    for (const { offsetDelta, value } of recordsOf(batch)) {
      const text = utf8Decode(value ?? new Uint8Array()).replace(/\.+$/, "");
      values.push(text);
      list.push(
        `${topicOf(partition)}-${indexOf(partition)}@${baseOffset + offsetDelta} ${text}`,
      );
    }
  }
  readThrough(bench, step, values.length);
  const distinct = new Set(values);
  const all = sendersOf(bench).get(step["name"] as string)?.all ?? [];
  const acked = all.filter(({ outcome }) => outcome === "ok");
  const order = all.map(({ value }) => value).filter((value) => distinct.has(value));
  const mine = [...distinct].filter((value) => order.includes(value));
  return {
    records: values.length,
    duplicates: values.length - distinct.size,
    acknowledged: acked.length,
    acknowledgedButMissing: acked.filter(({ value }) => !distinct.has(value)).length,
    inOrderOfSending: order.join() === mine.join(),
    ...(step["values"] === true ? { values: list.slice(0, 60) } : {}),
  };
}

/** Kafka: KafkaProducer.partitionsFor, which waits for metadata as send does. */
function partitionsFor(bench: Bench, step: Step): unknown {
  const client = senderOf(bench, step);
  const { metadata, config } = client.producer;
  const topic = step["topic"] as string;
  const limitUs = bench.world.state.sim.nowUs + config.maxBlockUs;
  while (!metadata.topics.some(({ name, known }) => name === topic && known)) {
    if (bench.world.state.sim.nowUs >= limitUs) return { outcome: "TimeoutException" };
    sleep(bench, Math.min(5, (limitUs - bench.world.state.sim.nowUs) / 1000));
  }
  return { outcome: "ok" };
}

function close(bench: Bench, step: Step): unknown {
  const client = senderOf(bench, step);
  const { kernel, state } = bench.world;
  const timeoutMs = (step["timeoutMs"] as number | undefined) ?? 30_000;
  const limitUs = state.sim.nowUs + timeoutMs * 1000;
  kernel.terminate(client.process);
  while (
    state.sim.processes[client.process]?.status !== "down" &&
    state.sim.nowUs < limitUs
  )
    sleep(bench, 1);
  killSender(bench, client);
  // A JVM ends its thread.
  sleep(bench, 3);
  return { outcome: "ok" };
}
