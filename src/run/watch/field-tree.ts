import type { FieldTree } from "../../contract/request-view.ts";
import type { LogEntry } from "../../kafka/log/log-entry.ts";
import { recordsOf } from "../../kafka/protocol/record-batch.ts";
import { utf8Decode } from "../../kafka/protocol/utf8.ts";

/** The most elements of one list that are shown, and the most bytes of one value. */
const mostElements = 40;
const mostBytes = 120;

const leaf = (name: string, value: string): FieldTree => ({ name, value, fields: [] });

function bytesText(bytes: Uint8Array | null): string {
  if (bytes === null) return "null";
  const text = utf8Decode(bytes.subarray(0, mostBytes));
  return bytes.length > mostBytes ? `${text}… (${bytes.length} bytes)` : text;
}

const isEntry = (value: object): value is LogEntry =>
  "batch" in value && "baseOffset" in value;

/** A record batch in Kafka's own names, with its records inside. */
function batchTree(name: string, entry: LogEntry): FieldTree {
  const { batch, baseOffset, leaderEpoch } = entry;
  const records = recordsOf(batch).slice(0, mostElements);
  return {
    name,
    value: `${batch.recordCount} record${batch.recordCount === 1 ? "" : "s"}, ${batch.sizeInBytes} bytes`,
    fields: [
      leaf("baseOffset", String(baseOffset)),
      leaf("partitionLeaderEpoch", String(leaderEpoch)),
      leaf("lastOffsetDelta", String(batch.lastOffsetDelta)),
      leaf("maxTimestamp", String(batch.maxTimestamp)),
      leaf("compression", batch.compression),
      leaf("producerId", String(batch.producerId)),
      ...records.map((record, i) =>
        leaf(
          `record ${baseOffset + i}`,
          `${bytesText(record.key)}: ${bytesText(record.value)}`,
        ),
      ),
    ],
  };
}

function listTree(name: string, list: readonly unknown[]): FieldTree {
  const shown = list.slice(0, mostElements);
  const simple = shown.every((one) => typeof one !== "object" || one === null);
  const rest = list.length - shown.length;
  const value = simple
    ? `[${shown.map(String).join(", ")}${rest > 0 ? `, and ${rest} more` : ""}]`
    : `${list.length} element${list.length === 1 ? "" : "s"}${rest > 0 ? `, the first ${shown.length}` : ""}`;
  return {
    name,
    value,
    fields: simple ? [] : shown.map((one, i) => fieldTree(`[${i}]`, one)),
  };
}

/** Any value of a body as a tree of Kafka's field names. */
export function fieldTree(name: string, value: unknown): FieldTree {
  if (value instanceof Uint8Array) return leaf(name, bytesText(value));
  if (Array.isArray(value)) return listTree(name, value as readonly unknown[]);
  if (typeof value !== "object" || value === null) return leaf(name, String(value));
  if (isEntry(value)) return batchTree(name, value);
  return {
    name,
    value: "",
    fields: Object.entries(value).map(([key, each]) => fieldTree(key, each)),
  };
}
