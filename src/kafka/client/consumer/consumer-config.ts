import { earliest, type ResetStrategy, resetStrategy } from "./reset-strategy.ts";

/** What a consumer reads of its configs; times in µs. Kafka: ConsumerConfig. */
export interface ConsumerConfig {
  /** Empty: it belongs to no group. */
  readonly groupId: string;
  readonly groupInstanceId: string | null;
  readonly isConsumerProtocol: boolean;
  /** `group.remote.assignor`; null: the group's default. */
  readonly remoteAssignor: string | null;
  /** Names of the assignors of the classic protocol, in order. */
  readonly assignors: readonly string[];
  readonly sessionTimeoutUs: number;
  readonly heartbeatIntervalUs: number;
  readonly maxPollIntervalUs: number;
  readonly maxPollRecords: number;
  readonly autoCommit: boolean;
  readonly autoCommitIntervalUs: number;
  readonly reset: ResetStrategy;
  readonly isReadCommitted: boolean;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly maxWaitUs: number;
  readonly maxPartitionBytes: number;
  readonly clientRack: string;
  readonly metadataMaxAgeUs: number;
  readonly requestTimeoutUs: number;
  readonly defaultApiTimeoutUs: number;
  readonly retryBackoffUs: number;
  readonly retryBackoffMaxUs: number;
  readonly reconnectBackoffUs: number;
  readonly reconnectBackoffMaxUs: number;
  readonly excludesInternalTopics: boolean;
  readonly autoCreatesTopics: boolean;
}

type Given = Readonly<Record<string, string>>;

const defaultStrategies =
  "org.apache.kafka.clients.consumer.RangeAssignor,org.apache.kafka.clients.consumer.CooperativeStickyAssignor";

const assignorNames: Readonly<Record<string, string>> = {
  RangeAssignor: "range",
  RoundRobinAssignor: "roundrobin",
  StickyAssignor: "sticky",
  CooperativeStickyAssignor: "cooperative-sticky",
};

/** The name in the protocol of an assignor that is given by its class, or by that name. */
function assignorName(given: string): string {
  const short = given.trim().split(".").at(-1) ?? "";
  return assignorNames[short] ?? short;
}

/** A whole number of a config, or Kafka's default. */
const numberIn = (config: Given, name: string, fallback: number): number => {
  const given = config[name];
  return given === undefined ? fallback : Number(given.trim());
};

const microseconds = (config: Given, name: string, fallbackMs: number): number =>
  numberIn(config, name, fallbackMs) * 1000;

const textIn = (config: Given, name: string): string | null => {
  const text = (config[name] ?? "").trim();
  return text === "" ? null : text;
};

const flagIn = (config: Given, name: string, fallback: boolean): boolean =>
  (config[name] ?? String(fallback)).trim().toLowerCase() === "true";

/** Configs of a consumer, with Kafka's defaults for what is not given. */
export function consumerConfig(config: Given): ConsumerConfig {
  const groupId = textIn(config, "group.id") ?? "";
  const strategies = textIn(config, "partition.assignment.strategy") ?? defaultStrategies;
  return {
    groupId,
    groupInstanceId: textIn(config, "group.instance.id"),
    isConsumerProtocol:
      (textIn(config, "group.protocol") ?? "classic").toLowerCase() === "consumer",
    remoteAssignor: textIn(config, "group.remote.assignor"),
    assignors: strategies.split(",").map(assignorName),
    sessionTimeoutUs: microseconds(config, "session.timeout.ms", 45_000),
    heartbeatIntervalUs: microseconds(config, "heartbeat.interval.ms", 3000),
    maxPollIntervalUs: microseconds(config, "max.poll.interval.ms", 300_000),
    maxPollRecords: numberIn(config, "max.poll.records", 500),
    // Without a group there is nothing to commit to. Kafka: ConsumerConfig.maybeOverrideEnableAutoCommit.
    autoCommit: groupId !== "" && flagIn(config, "enable.auto.commit", true),
    autoCommitIntervalUs: microseconds(config, "auto.commit.interval.ms", 5000),
    reset: resetStrategy(textIn(config, "auto.offset.reset") ?? "latest") ?? earliest,
    isReadCommitted: textIn(config, "isolation.level") === "read_committed",
    minBytes: numberIn(config, "fetch.min.bytes", 1),
    maxBytes: numberIn(config, "fetch.max.bytes", 52_428_800),
    maxWaitUs: microseconds(config, "fetch.max.wait.ms", 500),
    maxPartitionBytes: numberIn(config, "max.partition.fetch.bytes", 1_048_576),
    clientRack: (config["client.rack"] ?? "").trim(),
    metadataMaxAgeUs: microseconds(config, "metadata.max.age.ms", 300_000),
    requestTimeoutUs: microseconds(config, "request.timeout.ms", 30_000),
    defaultApiTimeoutUs: microseconds(config, "default.api.timeout.ms", 60_000),
    retryBackoffUs: microseconds(config, "retry.backoff.ms", 100),
    retryBackoffMaxUs: microseconds(config, "retry.backoff.max.ms", 1000),
    reconnectBackoffUs: microseconds(config, "reconnect.backoff.ms", 50),
    reconnectBackoffMaxUs: microseconds(config, "reconnect.backoff.max.ms", 1000),
    excludesInternalTopics: flagIn(config, "exclude.internal.topics", true),
    autoCreatesTopics: flagIn(config, "allow.auto.create.topics", true),
  };
}
