import { withDefaults } from "../../src/kafka/protocol/codec/message.ts";
import { toJson } from "../../src/kafka/protocol/codec/to-json.ts";
import type { MessageName } from "../../src/kafka/protocol/messages.ts";
import {
  type RecordBatch,
  type Records,
  recordsOf,
  type StoredBatch,
} from "../../src/kafka/protocol/record-batch.ts";
import { utf8Decode } from "../../src/kafka/protocol/utf8.ts";
import { type ApiName } from "../../src/terms/apis.ts";
import { errorName } from "../../src/terms/errors.ts";

/** The value below a path of keys and indexes, or undefined. */
export function at(value: unknown, path: readonly string[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== "object" || here === null) return undefined;
    here = (here as Record<string, unknown>)[step];
  }
  return here;
}

/** A response as the recorder writes it: Kafka's JSON, errors by name, without throttle times and messages. */
export function responseJson(api: ApiName, version: number, body: object): unknown {
  const name = `${api}Response` as MessageName;
  const shown =
    api === "Fetch" || api === "ShareFetch" ? withoutRecords(api, body) : body;
  const whole = withDefaults(name, version, shown as never);
  const json = tidy(toJson(name, version, whole as never));
  return api === "Fetch" ? withBatches(json, body) : json;
}

interface FetchBody {
  readonly responses: readonly {
    readonly partitions: readonly { readonly records: Records | null }[];
  }[];
}

/** Kafka's converter of ShareFetch writes records as no bytes, whatever they are. */
const withoutRecords = (api: ApiName, body: object): object => ({
  ...body,
  responses: (body as FetchBody).responses.map((topic) => ({
    ...topic,
    partitions: topic.partitions.map((partition) => ({
      ...partition,
      records:
        api === "ShareFetch" && partition.records !== null ? new Uint8Array(0) : null,
    })),
  })),
});

function withBatches(json: unknown, body: object): unknown {
  const shown = json as { responses: { partitions: Record<string, unknown>[] }[] };
  (body as FetchBody).responses.forEach((topic, i) =>
    topic.partitions.forEach((partition, j) => {
      const target = shown.responses[i]?.partitions[j];
      if (target === undefined) return;
      delete target["records"];
      if (partition.records !== null)
        target["batches"] = batchesJson(partition.records, false);
    }),
  );
  return json;
}

/** Error codes by name, no throttle times, no messages. */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== "object" || value === null) return value;
  const out: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(value)) {
    if (
      key === "throttleTimeMs" ||
      key === "errorMessage" ||
      key.endsWith("ErrorMessage")
    )
      continue;
    if (key.endsWith("rrorCode") && typeof each === "number")
      out[key.replace("rrorCode", "rror")] = errorName(each);
    else out[key] = tidy(each);
  }
  return out;
}

const longestText = 60;

const text = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : utf8Decode(bytes);

const valueText = (bytes: Uint8Array | null): string | null =>
  bytes !== null && bytes.length > longestText ? `(${bytes.length} bytes)` : text(bytes);

/** Batches as the recorder writes them. */
export const batchesJson = (stored: readonly StoredBatch[], values: boolean): unknown[] =>
  stored.map((entry) => ({
    baseOffset: entry.baseOffset,
    lastOffset: entry.baseOffset + entry.batch.lastOffsetDelta,
    leaderEpoch: entry.leaderEpoch,
    sizeInBytes: entry.batch.sizeInBytes,
    ...producerJson(entry.batch),
    ...(values ? { records: recordsJson(entry) } : { count: entry.batch.recordCount }),
  }));

const producerJson = ({
  producerId,
  producerEpoch,
  baseSequence,
}: RecordBatch): object =>
  producerId < 0 ? {} : { producerId, producerEpoch, baseSequence };

const recordsJson = ({ baseOffset, batch }: StoredBatch): unknown[] =>
  recordsOf(batch).map((record) => [
    baseOffset + record.offsetDelta,
    text(record.key),
    valueText(record.value),
  ]);
