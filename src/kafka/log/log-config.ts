/** The settings of one log; each field is the topic config of that name. Kafka: LogConfig. */
export interface LogConfig {
  /** A copier of state takes values with this mark by reference; a change of config is a new value. */
  readonly immutable: true;
  readonly segmentBytes: number;
  readonly segmentMs: number;
  readonly segmentJitterMs: number;
  readonly segmentIndexBytes: number;
  readonly indexIntervalBytes: number;
  readonly maxMessageBytes: number;
  readonly retentionMs: number;
  readonly retentionBytes: number;
  /** `cleanup.policy` holds `delete`. */
  readonly deletes: boolean;
  /** `cleanup.policy` holds `compact`. */
  readonly compacts: boolean;
  readonly messageTimestampType: "CreateTime" | "LogAppendTime";
  readonly messageTimestampBeforeMaxMs: number;
  readonly messageTimestampAfterMaxMs: number;
  readonly flushMessages: number;
}

/** Kafka 4.3's defaults; infinity stands for Long.MAX_VALUE. */
export const defaultLogConfig: LogConfig = {
  immutable: true,
  segmentBytes: 1073741824,
  segmentMs: 604800000,
  segmentJitterMs: 0,
  segmentIndexBytes: 10485760,
  indexIntervalBytes: 4096,
  maxMessageBytes: 1048588,
  retentionMs: 604800000,
  retentionBytes: -1,
  deletes: true,
  compacts: false,
  messageTimestampType: "CreateTime",
  messageTimestampBeforeMaxMs: Number.POSITIVE_INFINITY,
  messageTimestampAfterMaxMs: 3600000,
  flushMessages: Number.POSITIVE_INFINITY,
};
