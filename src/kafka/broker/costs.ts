/**
 * What takes a broker time besides the network, in flushes of its disk (see `Hardware.fsyncUs`) and milliseconds.
 * The recordings set them: a new leader of existing replicas answers its followers' first fetch with
 * UNKNOWN_LEADER_EPOCH, because they need no disk to follow (replication/leader-killed: about one second until
 * acks=all works again), while at a topic's creation all replicas have logs to make and the leader is in time.
 */
export const costs = {
  /** A directory with its first segment, and `partition.metadata`. */
  flushesToCreateLog: 2,
  /** `leader-epoch-checkpoint`. */
  flushesToLead: 1,
  /** The fetcher thread gives the partition up between two of its rounds. */
  flushesToTakeOver: 8,
  /** The first request of each API after a start: the JVM loads its classes, ms. */
  firstRequestMs: 30,
  /** The first replica that is removed after a start, likewise: meanwhile clients wait (replication/reassign-*), ms. */
  firstRemovalMs: 30,
  /** From the start of the process to its first request, ms. */
  bootMs: 1000,
  /** What one thread recovers of logs after an unclean end, bytes in a µs: 100 MB/s. */
  recoveryBytesPerUs: 100,
  /** From the permission to shut down to the end of the process, ms. */
  exitMs: 250,
} as const;
