import {
  type CoordinatorRecord,
  decodeRecord,
} from "../../src/kafka/coordinator/coordinator-record.ts";
import type { CoordinatorLog } from "../../src/kafka/protocol/codec/record-frame.ts";
import { toJson } from "../../src/kafka/protocol/codec/to-json.ts";
import { recordsOf } from "../../src/kafka/protocol/record-batch.ts";
import { type Bench, call, nowMs, RecorderError, sleep } from "./bench.ts";
import { at, responseJson } from "./json.ts";
import { leaderOf, listOffset, resolve } from "./lookup.ts";
import { filedEntries, logOnDisk } from "./observe.ts";
import { ordered } from "./ordered.ts";
import { createTopic, request } from "./requests.ts";
import type { Step } from "./scenario.ts";

type Configs = Readonly<Record<string, string>>;

const internal: Readonly<Record<string, Configs>> = {
  __consumer_offsets: { "cleanup.policy": "compact", "compression.type": "producer" },
  __transaction_state: {
    "cleanup.policy": "compact",
    "compression.type": "uncompressed",
    "min.insync.replicas": "2",
    "unclean.leader.election.enable": "false",
  },
};

const shareState: Configs = {
  "cleanup.policy": "delete",
  "retention.ms": "-1",
  "min.insync.replicas": "2",
};

const segmentBytes = { "segment.bytes": "104857600" };

/** The coordinators' topics with one partition each at these brokers, and everybody ready. */
export function internalTopics(bench: Bench, step: Step): unknown {
  const replicas = { 0: step["replicas"] };
  const topics =
    step["share"] === true ? { ...internal, __share_group_state: shareState } : internal;
  // In the recorder's order, which is that of the names.
  for (const [topic, config] of Object.entries(topics).toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  ))
    createTopic(bench, {
      op: "createTopic",
      topic,
      replicas,
      config: { ...config, ...segmentBytes },
    });
  const coordinator = resolve(bench, "coordinator:group:any");
  awaitReady(bench, coordinator, "DescribeGroups", {
    version: 6,
    body: { groups: ["any"] },
  });
  for (const broker of bench.world.state.topology.brokers)
    awaitReady(bench, broker, "InitProducerId", { version: 5, body: noProducer });
  return undefined;
}

const noProducer = {
  transactionalId: null,
  transactionTimeoutMs: 60_000,
  producerId: -1,
  producerEpoch: -1,
};

/** Until the answer says nothing of a coordinator that is not there or loads. */
function awaitReady(
  bench: Bench,
  node: number,
  api: "DescribeGroups" | "InitProducerId",
  how: { readonly version: number; readonly body: unknown },
): void {
  for (let i = 0; i < 300; i++) {
    const answer = call(bench, node, api, how);
    const json = JSON.stringify(responseJson(api, how.version, answer));
    if (!json.includes("COORDINATOR")) return;
    sleep(bench, 100);
  }
  throw new RecorderError(`${api} at ${node} never ready`);
}

const same = (value: unknown, wanted: unknown): boolean =>
  JSON.stringify(value) === JSON.stringify(wanted);

/** A request sent again until its answer holds what is wanted. */
export function poll(bench: Bench, step: Step): unknown {
  const limit = nowMs(bench) + ((step["limitMs"] as number | undefined) ?? 30_000);
  const pointers = (name: string): [string, unknown][] =>
    Object.entries((step[name] as Record<string, unknown> | undefined) ?? {});
  let got: unknown;
  while (nowMs(bench) < limit) {
    try {
      got = request(bench, step);
      const value = (pointer: string): unknown => at(got, pointer.split("/").slice(1));
      const holds =
        pointers("where").every(([pointer, wanted]) => same(value(pointer), wanted)) &&
        pointers("whereNot").every(([pointer, wanted]) => !same(value(pointer), wanted));
      if (holds) return got;
    } catch (error) {
      if (!(error instanceof RecorderError)) throw error;
      const conn = (step["conn"] as string | undefined) ?? "main";
      bench.wires.delete(`${conn}@${resolve(bench, step["to"])}`);
    }
    sleep(bench, 100);
  }
  throw new RecorderError(
    `never ${JSON.stringify(step["where"])}, last ${JSON.stringify(got)}`,
  );
}

const logs: Readonly<Record<string, CoordinatorLog>> = {
  group: "__consumer_offsets",
  txn: "__transaction_state",
  share: "__share_group_state",
};

/** The records about one group or transactional id in the coordinator's log, by batch. */
export function coordinatorLog(bench: Bench, step: Step): unknown {
  const log = logs[step["of"] as string] ?? "__consumer_offsets";
  const partition = `${log}-0`;
  const node = leaderOf(bench, partition);
  const end = listOffset(bench, node, partition, { timestamp: -1, isolation: 0 });
  const about: Record<string, unknown>[] = [];
  const batches: number[] = [];
  const files = logOnDisk(bench, node, partition);
  if (files === undefined) throw new RecorderError(`no files of ${partition}`);
  for (const { baseOffset, batch } of filedEntries(files)) {
    if (baseOffset >= end) break;
    if (batch.isControl) continue;
    for (const each of recordsOf(batch)) {
      const decoded = decodeRecord(log, each);
      const json = recordJson(decoded);
      if (!Object.values(json.key as object).includes(step["id"])) continue;
      if (!batches.includes(baseOffset)) batches.push(baseOffset);
      const producer =
        batch.producerId < 0
          ? {}
          : { producerId: batch.producerId, producerEpoch: batch.producerEpoch };
      about.push({ batch: batches.indexOf(baseOffset) + 1, ...producer, ...json });
    }
  }
  return ordered(bench, about);
}

function recordJson({ type, key, value }: CoordinatorRecord): {
  readonly type: string;
  readonly key: unknown;
  readonly value: unknown;
} {
  return {
    type,
    key: toJson(`${type}Key` as "OffsetCommitKey", 0, key as never),
    value: value === null ? null : valueJson(type, value),
  };
}

/** The recording shows a tagged field that is null, which Kafka's JSON leaves out. */
function valueJson(
  type: CoordinatorRecord["type"],
  { version, message }: NonNullable<CoordinatorRecord["value"]>,
): object {
  const nulls = Object.entries(message).filter(([, field]) => field === null);
  const json = toJson(`${type}Value` as "OffsetCommitValue", version, message as never);
  return { ...Object.fromEntries(nulls), ...(json as object) };
}
