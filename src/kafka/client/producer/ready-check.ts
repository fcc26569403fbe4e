import { loadStats } from "./built-in-partitioner.ts";
import { isBackingOff, isBatchFull, noteLeaderEpoch } from "./producer-batch.ts";
import type {
  PartitionQueue,
  RecordAccumulator,
  TopicQueues,
} from "./record-accumulator.ts";

/** Kafka: RecordAccumulator.ReadyCheckResult. */
export interface ReadyCheck {
  /** Nodes with data to send. */
  readonly nodes: number[];
  /** When to look again, µs from now. */
  nextCheckUs: number;
  /** Topics with data for a partition without leader. */
  readonly unknownLeader: string[];
}

/** Which nodes could be sent to now. Kafka: RecordAccumulator.ready. */
export function ready(accumulator: RecordAccumulator, nowUs: number): ReadyCheck {
  const check: ReadyCheck = {
    nodes: [],
    nextCheckUs: Number.POSITIVE_INFINITY,
    unknownLeader: [],
  };
  for (const topic of accumulator.topics) {
    for (const queue of topic.partitions)
      if (queue.batches.length > 0) checkPartition(accumulator, queue, check, nowUs);
    if (topic.partitioner.current >= 0)
      topic.partitioner.load = loadOf(accumulator, topic);
  }
  return check;
}

function checkPartition(
  accumulator: RecordAccumulator,
  queue: PartitionQueue,
  check: ReadyCheck,
  nowUs: number,
): void {
  const [first] = queue.batches;
  if (first === undefined) return;
  noteLeaderEpoch(first, queue.leaderEpoch);
  if (queue.leader < 0) {
    if (!check.unknownLeader.includes(queue.topic)) check.unknownLeader.push(queue.topic);
    return;
  }
  if (queue.muted || check.nodes.includes(queue.leader)) return;
  const backingOff = isBackingOff(first, nowUs);
  const toWaitUs = backingOff ? first.backoffUs : accumulator.config.lingerUs;
  const waitedUs = Math.max(0, nowUs - first.lastAttemptUs);
  const sendable =
    waitedUs >= toWaitUs ||
    queue.batches.length > 1 ||
    isBatchFull(first) ||
    isHurried(accumulator);
  if (sendable && !backingOff) check.nodes.push(queue.leader);
  else check.nextCheckUs = Math.min(check.nextCheckUs, toWaitUs - waitedUs);
}

/** Nobody waits for `linger.ms` now: a send waits for memory, or it is a flush or a close. */
const isHurried = (accumulator: RecordAccumulator): boolean =>
  accumulator.pool.waiters.length > 0 ||
  accumulator.flushesInProgress > 0 ||
  accumulator.closed;

/** Kafka: RecordAccumulator.partitionReady, what it tells the partitioner. */
function loadOf(
  accumulator: RecordAccumulator,
  { partitions, opened }: TopicQueues,
): ReturnType<typeof loadStats> {
  const { adaptive, availabilityTimeoutUs } = accumulator.config;
  if (!adaptive || opened < partitions.length) return null;
  const sizes = partitions.map(() => 0);
  const ids = partitions.map(() => 0);
  let last = -1;
  for (const { leader, partition, batches } of partitions) {
    if (leader < 0) continue;
    last++;
    ids[last] = partition;
    if (batches.length === 0) continue;
    sizes[last] = batches.length;
    if (availabilityTimeoutUs === 0) continue;
    const node = accumulator.nodes.find(({ id }) => id === leader);
    // Its broker has had data ready for too long without taking any.
    if (node !== undefined && node.readyUs - node.drainUs > availabilityTimeoutUs) last--;
  }
  return loadStats(sizes, ids, last + 1);
}
