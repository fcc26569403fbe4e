import type { QuorumTimes } from "./quorum/raft-node.ts";

/** The static configuration of a node that its rules read, as numbers. Names are Kafka's config names in camel case. */
export interface NodeConfig {
  readonly immutable: true;
  readonly nodeId: number;
  /** `broker.rack`. */
  readonly rack: string | null;
  /** `replica.selector.class`; empty is the leader alone. */
  readonly replicaSelector: string;
  /** What was given, by Kafka's name; the source of synonyms of topic configs. */
  readonly given: Readonly<Record<string, string>>;
  readonly replicaLagTimeMaxMs: number;
  readonly replicaFetchWaitMaxMs: number;
  readonly replicaFetchMinBytes: number;
  readonly replicaFetchMaxBytes: number;
  readonly replicaFetchResponseMaxBytes: number;
  readonly replicaFetchBackoffMs: number;
  readonly replicaSocketTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly brokerSessionTimeoutMs: number;
  readonly brokerHeartbeatIntervalMs: number;
  readonly highWatermarkCheckpointIntervalMs: number;
  readonly logStartCheckpointIntervalMs: number;
  readonly retentionCheckIntervalMs: number;
  readonly initialTaskDelayMs: number;
  readonly producerIdExpirationMs: number;
  readonly producerIdExpirationCheckMs: number;
  readonly quotaWindows: number;
  readonly quotaWindowSeconds: number;
  readonly autoCreateTopics: boolean;
  readonly numPartitions: number;
  readonly defaultReplicationFactor: number;
  readonly autoLeaderRebalance: boolean;
  readonly deleteTopicEnable: boolean;
  readonly leaderImbalanceCheckIntervalSeconds: number;
  readonly uncleanElectionIntervalMs: number;
  readonly quorumAppendLingerMs: number;
  readonly quorumRequestTimeoutMs: number;
  readonly quorumFetchTimeoutMs: number;
  readonly quorumTimes: QuorumTimes;
  readonly snapshotMaxBytes: number;
  readonly snapshotMaxIntervalMs: number;
  readonly metadataRetentionBytes: number;
  readonly metadataRetentionMs: number;
  readonly metadataMaxIdleIntervalMs: number;
  /** `num.network.threads` */
  readonly networkThreads: number;
  /** `num.io.threads` */
  readonly ioThreads: number;
  readonly controlledShutdownEnable: boolean;
  readonly logDirFailureTimeoutMs: number;
  readonly recoveryThreadsPerDataDir: number;
}

/** Kafka 4.3's defaults by name. */
const defaults = {
  "replica.lag.time.max.ms": 30000,
  "replica.fetch.wait.max.ms": 500,
  "replica.fetch.min.bytes": 1,
  "replica.fetch.max.bytes": 1048576,
  "replica.fetch.response.max.bytes": 10485760,
  "replica.fetch.backoff.ms": 1000,
  "replica.socket.timeout.ms": 30000,
  "request.timeout.ms": 30000,
  "broker.session.timeout.ms": 9000,
  "broker.heartbeat.interval.ms": 2000,
  "replica.high.watermark.checkpoint.interval.ms": 5000,
  "log.flush.start.offset.checkpoint.interval.ms": 60000,
  "log.retention.check.interval.ms": 300000,
  "log.initial.task.delay.ms": 30000,
  "replication.quota.window.num": 11,
  "replication.quota.window.size.seconds": 1,
  "num.partitions": 1,
  "default.replication.factor": 1,
  "leader.imbalance.check.interval.seconds": 300,
  "unclean.leader.election.interval.ms": 300000,
  "controller.quorum.append.linger.ms": 25,
  "controller.quorum.request.timeout.ms": 2000,
  "controller.quorum.fetch.timeout.ms": 2000,
  "controller.quorum.election.timeout.ms": 1000,
  "controller.quorum.election.backoff.max.ms": 1000,
  "controller.quorum.retry.backoff.ms": 20,
  "metadata.log.max.record.bytes.between.snapshots": 20971520,
  "metadata.log.max.snapshot.interval.ms": 3600000,
  "metadata.max.retention.bytes": 104857600,
  "metadata.max.retention.ms": 604800000,
  "metadata.max.idle.interval.ms": 500,
  "log.dir.failure.timeout.ms": 30000,
  "num.recovery.threads.per.data.dir": 2,
  "num.network.threads": 3,
  "num.io.threads": 8,
  "producer.id.expiration.ms": 86400000,
  "producer.id.expiration.check.interval.ms": 600000,
} as const;

type NumberName = keyof typeof defaults;

/** The configuration of one node from what was given to it; what is absent has Kafka's default. */
export function nodeConfig(
  nodeId: number,
  rack: string | null,
  given: Readonly<Record<string, string>>,
): NodeConfig {
  const number = (name: NumberName): number => {
    const text = given[name];
    return text === undefined ? defaults[name] : Number(text);
  };
  const flag = (name: string): boolean => (given[name] ?? "true") === "true";
  return {
    immutable: true,
    nodeId,
    rack,
    replicaSelector: given["replica.selector.class"] ?? "",
    given,
    replicaLagTimeMaxMs: number("replica.lag.time.max.ms"),
    replicaFetchWaitMaxMs: number("replica.fetch.wait.max.ms"),
    replicaFetchMinBytes: number("replica.fetch.min.bytes"),
    replicaFetchMaxBytes: number("replica.fetch.max.bytes"),
    replicaFetchResponseMaxBytes: number("replica.fetch.response.max.bytes"),
    replicaFetchBackoffMs: number("replica.fetch.backoff.ms"),
    replicaSocketTimeoutMs: number("replica.socket.timeout.ms"),
    requestTimeoutMs: number("request.timeout.ms"),
    brokerSessionTimeoutMs: number("broker.session.timeout.ms"),
    brokerHeartbeatIntervalMs: number("broker.heartbeat.interval.ms"),
    highWatermarkCheckpointIntervalMs: number(
      "replica.high.watermark.checkpoint.interval.ms",
    ),
    logStartCheckpointIntervalMs: number("log.flush.start.offset.checkpoint.interval.ms"),
    retentionCheckIntervalMs: number("log.retention.check.interval.ms"),
    initialTaskDelayMs: number("log.initial.task.delay.ms"),
    producerIdExpirationMs: number("producer.id.expiration.ms"),
    producerIdExpirationCheckMs: number("producer.id.expiration.check.interval.ms"),
    quotaWindows: number("replication.quota.window.num"),
    quotaWindowSeconds: number("replication.quota.window.size.seconds"),
    autoCreateTopics: flag("auto.create.topics.enable"),
    numPartitions: number("num.partitions"),
    defaultReplicationFactor: number("default.replication.factor"),
    autoLeaderRebalance: flag("auto.leader.rebalance.enable"),
    deleteTopicEnable: flag("delete.topic.enable"),
    leaderImbalanceCheckIntervalSeconds: number(
      "leader.imbalance.check.interval.seconds",
    ),
    uncleanElectionIntervalMs: number("unclean.leader.election.interval.ms"),
    quorumAppendLingerMs: number("controller.quorum.append.linger.ms"),
    quorumRequestTimeoutMs: number("controller.quorum.request.timeout.ms"),
    quorumFetchTimeoutMs: number("controller.quorum.fetch.timeout.ms"),
    quorumTimes: {
      electionTimeoutMs: number("controller.quorum.election.timeout.ms"),
      fetchTimeoutMs: number("controller.quorum.fetch.timeout.ms"),
      requestTimeoutMs: number("controller.quorum.request.timeout.ms"),
      retryBackoffMs: number("controller.quorum.retry.backoff.ms"),
      electionBackoffMaxMs: number("controller.quorum.election.backoff.max.ms"),
    },
    snapshotMaxBytes: number("metadata.log.max.record.bytes.between.snapshots"),
    snapshotMaxIntervalMs: number("metadata.log.max.snapshot.interval.ms"),
    metadataRetentionBytes: number("metadata.max.retention.bytes"),
    metadataRetentionMs: number("metadata.max.retention.ms"),
    metadataMaxIdleIntervalMs: number("metadata.max.idle.interval.ms"),
    logDirFailureTimeoutMs: number("log.dir.failure.timeout.ms"),
    recoveryThreadsPerDataDir: number("num.recovery.threads.per.data.dir"),
    networkThreads: number("num.network.threads"),
    ioThreads: number("num.io.threads"),
    controlledShutdownEnable: flag("controlled.shutdown.enable"),
  };
}
