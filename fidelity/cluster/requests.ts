import { epochStartMs } from "../../src/kafka/context.ts";
import { batchOfRecords } from "../../src/kafka/protocol/explicit-batch.ts";
import type { RecordBatch, StoredBatch } from "../../src/kafka/protocol/record-batch.ts";
import { utf8Encode } from "../../src/kafka/protocol/utf8.ts";
import { type ApiName, apiNamed } from "../../src/terms/apis.ts";
import { errorName } from "../../src/terms/errors.ts";
import {
  awaitAnswer,
  type Bench,
  call,
  hasAnswer,
  nowMs,
  RecorderError,
  send,
  sleep,
  type Wire,
} from "./bench.ts";
import { batchesJson, responseJson } from "./json.ts";
import {
  anyBroker,
  indexOf,
  leaderOf,
  resolve,
  substitute,
  topicIdOf,
  topicOf,
  wireTo,
} from "./lookup.ts";
import { ordered } from "./ordered.ts";
import { requestBody } from "./request-body.ts";
import type { Step } from "./scenario.ts";

/** Timestamps of records count up from here unless a step gives them. */
const firstTimestamp = 1_700_000_000_000;
/** After a topic's creation every broker shall have the new metadata. */
const afterCreationMs = 300;

/** Any request, answered or left open. */
export function request(bench: Bench, step: Step): unknown {
  const api = step["api"] as ApiName;
  const version = (step["version"] as number | undefined) ?? apiNamed(api).maxVersion;
  const node = resolve(bench, step["to"]);
  const conn = (step["conn"] as string | undefined) ?? "main";
  const wire = wireTo(bench, conn, node);
  const body = requestBody(api, version, substitute(bench, step["body"] ?? {}));
  if (step["clientId"] !== undefined) wire.clientId = step["clientId"] as string;
  const { clientId } = wire;
  const how = { api, version, body, answered: true };
  const tag = send(
    bench,
    wire.connection,
    node,
    clientId === undefined ? how : { ...how, clientId },
  );
  wire.sent.push({ tag, api, version });
  const as = step["as"] as string | undefined;
  if (step["async"] === true) {
    bench.pending.set(as ?? "", `${conn}@${node}`);
    return undefined;
  }
  return take(bench, wire, as);
}

/** The oldest open answer of a wire, waited for. */
function take(bench: Bench, wire: Wire, as: string | undefined): unknown {
  const sent = wire.sent.shift();
  if (sent === undefined) throw new RecorderError("nothing was sent on this connection");
  const body = awaitAnswer(bench, sent.tag);
  const json = ordered(bench, responseJson(sent.api, sent.version, body));
  if (as !== undefined) bench.saved.set(as, json);
  return json;
}

/** The answer of an earlier asynchronous request. */
export function response(bench: Bench, step: Step): unknown {
  const as = step["as"] as string;
  const key = bench.pending.get(as) ?? "";
  bench.pending.delete(as);
  const wire = bench.wires.get(key);
  if (wire === undefined) throw new RecorderError(`no request is open as ${as}`);
  try {
    return take(bench, wire, as);
  } catch (error) {
    if (!(error instanceof RecorderError)) throw error;
    wire.closed = true;
    return { disconnected: true };
  }
}

/** Has the answer come by now? */
export function answered(bench: Bench, step: Step): unknown {
  const wire = bench.wires.get(bench.pending.get(step["as"] as string) ?? "");
  const sent = wire?.sent[0];
  return { answered: sent !== undefined && hasAnswer(bench, sent.tag) };
}

/** CreateTopics through any broker, and the wait that the recorder makes. */
export function createTopic(bench: Bench, step: Step): unknown {
  const replicas = step["replicas"] as Record<string, number[]> | undefined;
  const topic = {
    name: step["topic"],
    ...(replicas === undefined
      ? {
          numPartitions: step["partitions"] ?? -1,
          replicationFactor: step["replicationFactor"] ?? -1,
        }
      : {
          numPartitions: -1,
          replicationFactor: -1,
          assignments: Object.entries(replicas).map(([partition, brokerIds]) => ({
            partitionIndex: Number(partition),
            brokerIds,
          })),
        }),
    configs: Object.entries(
      (step["config"] as Record<string, unknown> | undefined) ?? {},
    ).map(([name, value]) => ({ name, value: String(value) })),
  };
  const answer = call(bench, anyBroker(bench), "CreateTopics", {
    version: 7,
    body: { topics: [topic], timeoutMs: 20000, validateOnly: false },
  });
  const error = errorName(answer.topics[0]?.errorCode ?? -1);
  if (error === "NONE" && replicas !== undefined)
    for (const partition of Object.keys(replicas))
      leaderOf(bench, `${String(step["topic"])}-${partition}`);
  sleep(bench, afterCreationMs);
  return { error };
}

interface RecordedRecord {
  readonly key?: string | null;
  readonly value?: string | null;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly timestamp?: number | string;
}

const bytes = (text: string | null | undefined): Uint8Array | null =>
  text === null || text === undefined ? null : utf8Encode(text);

function timeOf(
  bench: Bench,
  given: number | string | undefined,
  otherwise: number,
): number {
  if (typeof given === "number") return given;
  if (given === undefined) return otherwise;
  const offset = given.slice("now".length);
  return epochStartMs + Math.floor(nowMs(bench)) + (offset === "" ? 0 : Number(offset));
}

function batchOf(bench: Bench, step: Step): RecordBatch {
  const start = timeOf(bench, step["timestamp"] as number | undefined, firstTimestamp);
  const records: Parameters<typeof batchOfRecords>[0][number][] = [];
  const repeated = utf8Encode(
    "x".repeat((step["valueBytes"] as number | undefined) ?? 100),
  );
  for (let i = 0; i < ((step["repeat"] as number | undefined) ?? 0); i++)
    records.push({
      offsetDelta: records.length,
      timestamp: start + i,
      key: null,
      value: repeated,
      headers: [],
    });
  const listed = (step["records"] as (string | RecordedRecord)[] | undefined) ?? [];
  listed.forEach((given, i) => {
    const record: RecordedRecord = typeof given === "string" ? { value: given } : given;
    records.push({
      offsetDelta: records.length,
      timestamp: timeOf(bench, record.timestamp, start + i),
      key: bytes(record.key),
      value: bytes(record.value),
      headers: Object.entries(record.headers ?? {}).map(([key, value]) => ({
        key,
        value: bytes(value),
      })),
    });
  });
  const producer = substitute(bench, step["producer"]) as
    | { id: number; epoch?: number; sequence?: number }
    | undefined;
  if (producer === undefined) return batchOfRecords(records);
  return batchOfRecords(records, {
    producer: {
      producerId: producer.id,
      producerEpoch: producer.epoch ?? 0,
      baseSequence: producer.sequence ?? 0,
      isTransactional: typeof step["transactionalId"] === "string",
    },
  });
}

const firstProduceVersionById = 13;

/** One batch to one partition. */
export function produce(bench: Bench, step: Step): unknown {
  const partition = step["partition"] as string;
  const acks = (step["acks"] as number | undefined) ?? -1;
  const version = (step["version"] as number | undefined) ?? firstProduceVersionById;
  const batch = batchOf(bench, step);
  const node =
    step["to"] === undefined ? leaderOf(bench, partition) : resolve(bench, step["to"]);
  const name = topicOf(partition);
  const topicId =
    step["topicId"] === undefined
      ? undefined
      : (substitute(bench, step["topicId"]) as string);
  const topic =
    version >= firstProduceVersionById
      ? { topicId: topicId ?? topicIdOf(bench, name) }
      : { name };
  const records: StoredBatch[] = [
    { immutable: true, baseOffset: 0, leaderEpoch: -1, batch },
  ];
  const conn = (step["conn"] as string | undefined) ?? "main";
  const wire = wireTo(bench, conn, node);
  const tag = send(bench, wire.connection, node, {
    api: "Produce",
    version,
    body: {
      transactionalId: step["transactionalId"] ?? null,
      acks,
      timeoutMs: step["timeoutMs"] ?? 15000,
      topicData: [{ ...topic, partitionData: [{ index: indexOf(partition), records }] }],
    },
    answered: acks !== 0,
  });
  if (acks === 0) return undefined;
  wire.sent.push({ tag, api: "Produce", version });
  const as = step["as"] as string | undefined;
  if (step["async"] === true) {
    bench.pending.set(as ?? "", `${conn}@${node}`);
    return undefined;
  }
  return take(bench, wire, as);
}

interface FetchAnswer {
  readonly errorCode: number;
  readonly responses: readonly {
    readonly partitions: readonly {
      readonly errorCode: number;
      readonly highWatermark: number;
      readonly lastStableOffset: number;
      readonly logStartOffset: number;
      readonly preferredReadReplica: number;
      readonly divergingEpoch: { readonly epoch: number; readonly endOffset: number };
      readonly records: readonly StoredBatch[] | null;
    }[];
  }[];
}

/** One partition by Fetch version 12, as the recorder shows it. */
export function fetch(bench: Bench, step: Step): unknown {
  const partition = step["partition"] as string;
  const node =
    step["to"] === undefined ? leaderOf(bench, partition) : resolve(bench, step["to"]);
  const wire = wireTo(bench, (step["conn"] as string | undefined) ?? "main", node);
  const tag = send(bench, wire.connection, node, {
    api: "Fetch",
    version: 12,
    body: fetchBody(step, partition),
    answered: true,
  });
  const answer = awaitAnswer(bench, tag) as FetchAnswer;
  if (answer.errorCode !== 0) return { error: errorName(answer.errorCode) };
  const found = answer.responses[0]?.partitions[0];
  if (found === undefined) throw new RecorderError("the answer has no partition");
  const diverging = found.divergingEpoch.epoch >= 0;
  return {
    error: errorName(found.errorCode),
    highWatermark: found.highWatermark,
    lastStableOffset: found.lastStableOffset,
    logStartOffset: found.logStartOffset,
    ...(found.preferredReadReplica === -1
      ? {}
      : { preferredReadReplica: found.preferredReadReplica }),
    ...(diverging
      ? {
          divergingEpoch: {
            epoch: found.divergingEpoch.epoch,
            endOffset: found.divergingEpoch.endOffset,
          },
        }
      : {}),
    ...(found.records === null
      ? {}
      : { batches: batchesJson(found.records, step["values"] !== false) }),
  };
}

const fetchBody = (step: Step, partition: string): unknown => ({
  replicaId: -1,
  maxWaitMs: step["maxWaitMs"] ?? 200,
  minBytes: step["minBytes"] ?? 1,
  maxBytes: step["maxBytes"] ?? 50_000_000,
  isolationLevel: step["isolation"] === "read_committed" ? 1 : 0,
  sessionId: 0,
  sessionEpoch: -1,
  topics: [
    {
      topic: topicOf(partition),
      partitions: [
        {
          partition: indexOf(partition),
          currentLeaderEpoch: step["epoch"] ?? -1,
          fetchOffset: step["offset"] ?? 0,
          partitionMaxBytes: step["partitionMaxBytes"] ?? 50_000_000,
          lastFetchedEpoch: step["lastFetchedEpoch"] ?? -1,
        },
      ],
    },
  ],
  rackId: step["rack"] ?? "",
});
