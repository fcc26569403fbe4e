import { defaultProducerSettings } from "../../src/contract/client-settings.ts";
import { type ClientMemory, clientRole } from "../../src/kafka/client/client-process.ts";
import type { ChosenSend, Producer } from "../../src/kafka/client/producer/producer.ts";
import { workAndSend } from "../../src/kafka/client/producer/run-sender.ts";
import type { ProducerEvent } from "../../src/kafka/client-probe.ts";
import { columnStride, type RecordBatch } from "../../src/kafka/protocol/record-batch.ts";
import { utf8Encode } from "../../src/kafka/protocol/utf8.ts";
import { brokerAddresses } from "../../src/run/world.ts";
import { kafkaExceptions } from "../../src/terms/exceptions.ts";
import { type Bench, RecorderError } from "./bench.ts";
import { indexOf, topicOf } from "./lookup.ts";
import type { Step } from "./scenario.ts";

/** A record that was handed to `send`, with what became of it: null while its future is open. */
export interface Sent {
  readonly value: string;
  outcome: string | null;
  partition: string;
  /** -1: none. */
  offset: number;
}

/** A producer that a recording drives. */
export interface SendingClient {
  readonly process: number;
  readonly producer: Producer;
  /** In the order of sending, which is that of their places among the chosen records. */
  readonly all: Sent[];
  open: Sent[];
  values: number;
  closed: boolean;
}

const senders = new WeakMap<Bench, Map<string, SendingClient>>();

/** All producers of a play. */
export function sendersOf(bench: Bench): Map<string, SendingClient> {
  const known = senders.get(bench) ?? new Map<string, SendingClient>();
  senders.set(bench, known);
  return known;
}

/** The producer that a step is about. */
export function senderOf(bench: Bench, step: Step): SendingClient {
  const client = sendersOf(bench).get(step["name"] as string);
  if (client === undefined)
    throw new RecorderError(`no producer ${String(step["name"])}`);
  return client;
}

/** Starts a producer's process that sends nothing by itself. */
export function startSender(
  bench: Bench,
  name: string,
  config: Readonly<Record<string, string>>,
): void {
  const { kernel, state } = bench.world;
  const process = kernel.addProcess(clientRole, {
    kind: "producer",
    id: name,
    topic: "",
    settings: { ...defaultProducerSettings, recordsPerSecond: 0, config },
    addresses: brokerAddresses(state.topology),
  });
  kernel.start(process);
  const memory = state.sim.processes[process]?.memory as Extract<
    ClientMemory,
    { kind: "producer" }
  >;
  const { producer } = memory;
  const client: SendingClient = {
    process,
    producer,
    all: [],
    open: [],
    values: 0,
    closed: false,
  };
  sendersOf(bench).set(name, client);
  bench.producerEvents.set(name, (event) => heard(client, event));
}

/** Futures complete. */
function heard({ all }: SendingClient, event: ProducerEvent): void {
  if (event.kind === "refused") {
    const sent = all[event.chosen];
    if (sent !== undefined) sent.outcome = classOf(event.error);
  } else if (event.kind === "acked" || event.kind === "failed") {
    const { topic, partition, batch } = event.batch;
    placesOf(batch).forEach((place, i) => {
      const sent = all[place];
      if (sent === undefined) return;
      sent.partition = `${topic}-${partition}`;
      sent.outcome = event.kind === "acked" ? "ok" : classOf(event.error);
      if (event.kind === "acked" && event.offset >= 0) sent.offset = event.offset + i;
    });
  }
}

/** Places of a batch's records among the chosen ones. */
function placesOf({ payload, recordCount }: RecordBatch): number[] {
  if (payload.kind !== "columns") return [];
  const { columns, start } = payload;
  return Array.from(
    { length: recordCount },
    (_, i) => columns[start + i * columnStride + 3] ?? -1,
  );
}

/** A client's own exceptions go by their class already. */
const classOf = (error: string): string =>
  kafkaExceptions.find(({ name }) => name === error)?.exception ?? error;

/** Makes the record of a step, and what is known of it. */
export function chosen(
  client: SendingClient,
  step: Step,
  name: string,
): readonly [ChosenSend, Sent] {
  const value = (step["value"] as string | undefined) ?? `${name}-${client.values++}`;
  const size = step["valueBytes"] as number | undefined;
  const text = size === undefined ? value : value.slice(0, size).padEnd(size, ".");
  const partition = step["partition"] as string | undefined;
  const key = step["key"] as string | undefined;
  const send: ChosenSend = {
    topic: partition === undefined ? (step["topic"] as string) : topicOf(partition),
    partition: partition === undefined ? null : indexOf(partition),
    record: {
      key: key === undefined ? null : utf8Encode(key),
      value: utf8Encode(text),
      headers: [],
    },
  };
  const sent: Sent = { value, outcome: null, partition: partition ?? "", offset: -1 };
  return [send, sent];
}

/** Hands records to `send`, one after the other. */
export function sendAll(
  bench: Bench,
  client: SendingClient,
  sends: readonly ChosenSend[],
): void {
  bench.world.kernel.asProcess(client.process, (effects) => {
    client.producer.asked.push(...sends);
    workAndSend({
      context: { effects, probe: bench.world.probe },
      producer: client.producer,
    });
  });
}

/** The recorder waits so long for a future, ms. */
const futureLimitMs = 120_000;

/** Runs the cluster until all of these are settled. */
export function awaitSent(bench: Bench, sent: readonly Sent[]): void {
  const { kernel, state } = bench.world;
  const limitUs = state.sim.nowUs + futureLimitMs * 1000;
  while (sent.some(({ outcome }) => outcome === null))
    if (state.sim.nowUs > limitUs || !kernel.step(Number.POSITIVE_INFINITY))
      throw new RecorderError("a future never completes");
}
