import type { Focus } from "../../contract/command.ts";
import type { Detail } from "../../contract/detail.ts";
import { topicByName } from "../../kafka/controller/metadata-image.ts";
import { read } from "../../kafka/log/read.ts";
import { recordsOf } from "../../kafka/protocol/record-batch.ts";
import { utf8Decode } from "../../kafka/protocol/utf8.ts";
import { clusterImage } from "../cluster-image.ts";
import type { WorldState } from "../world.ts";
import { field, section } from "./fields.ts";
import { diskLog } from "./partitions.ts";
import { recordBytes } from "./record-bytes.ts";

const longest = 200;

function shown(bytes: Uint8Array | null): string {
  if (bytes === null) return "null";
  const text = utf8Decode(bytes.slice(0, longest));
  return bytes.length > longest ? `${text}… (${bytes.length} bytes)` : text;
}

/** One record with its batch. */
export function recordDetail(
  state: WorldState,
  focus: Extract<Focus, { kind: "record" }>,
): Detail | null {
  const { topic: name, partition, broker, offset } = focus;
  const topic = topicByName(clusterImage(state), name);
  const log =
    topic === undefined ? undefined : diskLog(state, broker, topic.topicId, partition);
  if (log === undefined) return null;
  const found = read(log, {
    offset,
    maxBytes: 1,
    minOneMessage: true,
    endOffset: log.logEndOffset,
  });
  const entry = found.kind === "read" ? found.entries[0] : undefined;
  if (entry === undefined || entry.baseOffset > offset) return null;
  const { batch } = entry;
  const record = recordsOf(batch)[offset - entry.baseOffset];
  if (record === undefined) return null;
  return {
    focus,
    title: `${name}-${partition} offset ${offset}`,
    badge: offset < log.highWatermark ? "committed" : "not committed",
    sections: [
      section("Record", [
        field("offset", offset),
        field("timestamp", record.timestamp),
        field("key", shown(record.key)),
        field("value", shown(record.value)),
        ...record.headers.map(({ key, value }) => field(`header ${key}`, shown(value))),
      ]),
      section("Batch", [
        field("baseOffset", entry.baseOffset),
        field("lastOffset", entry.baseOffset + batch.lastOffsetDelta),
        field("partitionLeaderEpoch", entry.leaderEpoch),
        field("sizeInBytes", batch.sizeInBytes),
        field("count", batch.recordCount),
        field("maxTimestamp", batch.maxTimestamp),
        field("compression", batch.compression),
        field("producerId", batch.producerId),
      ]),
    ],
    bytes: recordBytes(entry, offset - entry.baseOffset),
    why: [],
    shell: `kafka-console-consumer.sh --topic ${name} --partition ${partition} --offset ${offset} \\\n  --max-messages 1 --bootstrap-server localhost:9092`,
  };
}
