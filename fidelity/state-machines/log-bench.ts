import { defaultLogConfig, type LogConfig } from "../../src/kafka/log/log-config.ts";
import { lastStableOffset } from "../../src/kafka/log/log-producers.ts";
import { type PartitionLog } from "../../src/kafka/log/partition-log.ts";
import { lastSequenceOf } from "../../src/kafka/log/producer-state.ts";
import { lastOffsetOf } from "../../src/kafka/log/segment.ts";

/** Topic configs as a log has them. */
export function configOf(config: Readonly<Record<string, string | number>>): LogConfig {
  const number = (name: string, otherwise: number): number =>
    Number(config[name] ?? otherwise);
  const policy = String(config["cleanup.policy"] ?? "delete");
  const base = defaultLogConfig;
  return {
    ...base,
    segmentBytes: number("internal.segment.bytes", base.segmentBytes),
    segmentMs: number("segment.ms", base.segmentMs),
    indexIntervalBytes: number("index.interval.bytes", base.indexIntervalBytes),
    segmentIndexBytes: number("segment.index.bytes", base.segmentIndexBytes),
    retentionMs: number("retention.ms", base.retentionMs),
    retentionBytes: number("retention.bytes", base.retentionBytes),
    maxMessageBytes: number("max.message.bytes", base.maxMessageBytes),
    messageTimestampBeforeMaxMs: number(
      "message.timestamp.before.max.ms",
      base.messageTimestampBeforeMaxMs,
    ),
    messageTimestampAfterMaxMs: number(
      "message.timestamp.after.max.ms",
      base.messageTimestampAfterMaxMs,
    ),
    messageTimestampType:
      config["message.timestamp.type"] === "LogAppendTime"
        ? "LogAppendTime"
        : "CreateTime",
    deletes: policy.includes("delete"),
    compacts: policy.includes("compact"),
  };
}

/** What the recording shows of a log. */
export function digest(log: PartitionLog): unknown {
  return {
    logStart: log.logStartOffset,
    leo: log.logEndOffset,
    hw: log.highWatermark,
    lso: lastStableOffset(log),
    recoveryPoint: log.recoveryPoint,
    size: log.sizeInBytes,
    segments: log.segments.map((each) => [
      each.baseOffset,
      each.sizeInBytes,
      lastOffsetOf(each),
      each.maxTimestamp,
    ]),
    epochs: log.epochs.entries.map((entry) => [entry.epoch, entry.startOffset]),
    producers: producersOf(log),
    snapshots: log.producers.snapshots.map(({ offset }) => offset),
  };
}

function producersOf({ producers }: PartitionLog): unknown {
  const rows = Object.values(producers.producers).map((entry) => [
    entry.producerId,
    entry.producerEpoch,
    lastSequenceOf(entry),
    entry.batches.at(-1)?.lastOffset ?? -1,
    entry.batches.length,
    entry.currentTxnFirstOffset < 0 ? null : entry.currentTxnFirstOffset,
  ]);
  return rows.length === 0 ? undefined : rows;
}
