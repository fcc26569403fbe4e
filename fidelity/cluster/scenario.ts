/** A cluster recording as in the folder's README. */
export interface ClusterRecording {
  readonly scenario: string;
  readonly cluster: RecordedCluster;
  readonly steps: readonly Step[];
  readonly varies?: readonly string[];
}

export interface RecordedCluster {
  readonly brokers?: number;
  readonly controllers?: number;
  readonly combined?: boolean;
  readonly config?: Readonly<Record<string, string | number | boolean>>;
  readonly nodeConfig?: Readonly<
    Record<string, Readonly<Record<string, string | number>>>
  >;
  readonly features?: Readonly<Record<string, number>>;
  readonly releaseVersion?: string;
}

/** One step: its operation with arguments, and what a real cluster did. */
export interface Step {
  readonly op: string;
  readonly got?: unknown;
  /** Fastest and slowest of the plays, ms. */
  readonly ms?: readonly [number, number];
  readonly [argument: string]: unknown;
}

/** The short times that the recorded nodes ran with unless a recording says otherwise. */
export const recordedConfig: Readonly<Record<string, string>> = {
  "replica.lag.time.max.ms": "3000",
  "replica.fetch.wait.max.ms": "200",
  "replica.socket.timeout.ms": "3000",
  "broker.session.timeout.ms": "3000",
  "broker.heartbeat.interval.ms": "500",
  "controller.quorum.election.timeout.ms": "1000",
  "controller.quorum.fetch.timeout.ms": "2000",
  "controller.quorum.election.backoff.max.ms": "500",
  "auto.leader.rebalance.enable": "false",
  "group.initial.rebalance.delay.ms": "0",
  "group.min.session.timeout.ms": "1000",
  "group.consumer.min.session.timeout.ms": "1000",
  "group.consumer.min.heartbeat.interval.ms": "500",
  "offsets.topic.num.partitions": "1",
  "offsets.topic.replication.factor": "3",
  "transaction.state.log.num.partitions": "1",
  "transaction.state.log.replication.factor": "3",
  "transaction.state.log.min.isr": "2",
  "share.coordinator.state.topic.num.partitions": "1",
  "share.coordinator.state.topic.replication.factor": "3",
  "share.coordinator.state.topic.min.isr": "2",
  "log.cleaner.backoff.ms": "500",
  "log.retention.check.interval.ms": "1000",
  "log.initial.task.delay.ms": "500",
  "log.retention.ms": "-1",
  "file.delete.delay.ms": "0",
  "auto.create.topics.enable": "false",
  "transaction.abort.timed.out.transaction.cleanup.interval.ms": "500",
  "log.flush.offset.checkpoint.interval.ms": "1000",
  "num.partitions": "1",
  "default.replication.factor": "3",
};
