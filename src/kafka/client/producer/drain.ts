import {
  batchSize,
  closeBatch,
  compressionRatio,
  hasSequence,
  isBackingOff,
  isBatchFull,
  noteLeaderEpoch,
  type ProducerBatch,
  type SendReason,
} from "./producer-batch.ts";
import {
  nodeQueues,
  type PartitionQueue,
  type RecordAccumulator,
  topicQueues,
} from "./record-accumulator.ts";
import {
  giveSequence,
  mayNotBeSent,
  type TransactionManager,
} from "./transaction-manager.ts";

export interface Drain {
  readonly node: number;
  /** `max.request.size`. */
  readonly maxSize: number;
  readonly nowUs: number;
  /** Null: the producer is not idempotent. */
  readonly transactions: TransactionManager | null;
}

/**
 * At most one batch of each partition that the node leads, walked from where the last walk ended, until the request is
 * large enough. Kafka: RecordAccumulator.drainBatchesForOneNode.
 */
export function drain(accumulator: RecordAccumulator, wanted: Drain): ProducerBatch[] {
  const node = nodeQueues(accumulator, wanted.node);
  const { queues } = node;
  const { transactions, nowUs } = wanted;
  const drained: ProducerBatch[] = [];
  if (queues.length === 0) return drained;
  let size = 0;
  const start = node.drainIndex % queues.length;
  let index = start;
  do {
    const queue = queues[index] as PartitionQueue;
    // Kept before the look, so that the next walk begins at the partition where this one ends.
    node.drainIndex = index;
    index = (index + 1) % queues.length;
    const [first] = queue.batches;
    if (first === undefined || queue.muted) continue;
    noteLeaderEpoch(first, queue.leaderEpoch);
    if (isBackingOff(first, nowUs)) continue;
    if (drained.length > 0 && size + batchSize(first) > wanted.maxSize) break;
    if (transactions !== null && mayNotBeSent(transactions, queue, first)) break;
    first.reason = reasonOf(accumulator, queue, first, nowUs);
    queue.batches.shift();
    if (transactions !== null && !hasSequence(first))
      giveSequence(transactions, queue, first);
    size += closeForSending(accumulator, first, nowUs);
    drained.push(first);
  } while (index !== start);
  return drained;
}

function closeForSending(
  accumulator: RecordAccumulator,
  batch: ProducerBatch,
  nowUs: number,
): number {
  const { sizeInBytes } = closeBatch(batch);
  if (batch.builder.compression.type !== "none")
    learnRatio(accumulator, batch.topic, compressionRatio(batch));
  if (batch.firstDrainedUs < 0) batch.firstDrainedUs = nowUs;
  batch.drainedUs = Math.max(batch.drainedUs, nowUs);
  return sizeInBytes;
}

/** Down in small steps, up at once. Kafka: CompressionRatioEstimator.updateEstimation. */
function learnRatio(accumulator: RecordAccumulator, name: string, seen: number): void {
  const topic = topicQueues(accumulator, name);
  const { estimatedRatio } = topic;
  const deteriorating = Math.max(Math.fround(estimatedRatio + Math.fround(0.05)), seen);
  const improving = Math.max(Math.fround(estimatedRatio - Math.fround(0.005)), seen);
  if (seen > estimatedRatio) topic.estimatedRatio = deteriorating;
  else if (seen < estimatedRatio) topic.estimatedRatio = improving;
}

function reasonOf(
  accumulator: RecordAccumulator,
  { batches }: PartitionQueue,
  first: ProducerBatch,
  nowUs: number,
): SendReason {
  if (first.attempts > 0) return "retry";
  if (first.isSplit) return "split";
  if (batches.length > 1 || isBatchFull(first)) return "full";
  if (nowUs - first.lastAttemptUs >= accumulator.config.lingerUs) return "linger";
  if (accumulator.pool.waiters.length > 0) return "memory";
  if (accumulator.closed) return "close";
  return accumulator.flushesInProgress > 0 ? "flush" : "alongside";
}
