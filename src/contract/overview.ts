/** Bits of one partition, as the controller has it. */
export const partitionBits = {
  /** Fewer in-sync replicas than its replication factor. Kafka: `--under-replicated-partitions`. */
  underReplicated: 0x01,
  /** Exactly `min.insync.replicas` in-sync replicas: one more failure refuses acks=all. */
  atMinIsr: 0x02,
  /** Fewer than `min.insync.replicas`: acks=all is refused. */
  underMinIsr: 0x04,
  /** No leader. Kafka: an offline partition. */
  offline: 0x08,
  reassigning: 0x10,
  /** Led by another than the first of its replicas. */
  notPreferred: 0x20,
} as const;

/** Bits of one replica, as the controller has it. */
export const replicaBits = {
  leader: 0x01,
  inSync: 0x02,
  /** In the eligible leader replicas. */
  eligible: 0x04,
  adding: 0x08,
  removing: 0x10,
  /** Its broker's process does not run. */
  down: 0x20,
} as const;

/**
 * Every partition and every replica as columns: thousands cross the thread in one frame, of which only those that are
 * looked at come as full rows too.
 */
export interface OverviewView {
  /** By row: index into the frame's topics. */
  readonly topicOf: Int32Array;
  /** By row: the partition's number. */
  readonly partitionOf: Int32Array;
  /** By row: its first replica in the columns below; one entry more than there are rows. */
  readonly firstReplica: Int32Array;
  /** By row, see {@link partitionBits}. */
  readonly partitions: Uint8Array;
  /** By replica: its broker. */
  readonly brokerOf: Int32Array;
  /** By replica, see {@link replicaBits}. */
  readonly replicas: Uint8Array;
}

/** Full rows that a frame carries when nobody has asked for certain ones; up to as many partitions all of them. */
export const rowsUnasked = 64;

/** Full rows that may be asked for. */
export const mostRowsAsked = 96;
