import type { HostedPartition } from "./partition.ts";

/** Where an answer goes once it is known. */
export interface ReplyTo {
  readonly connection: number;
  readonly api: number;
  readonly version: number;
  readonly correlationId: number;
}

/** One partition of a write that waits for its in-sync replicas. */
export interface ProduceWait {
  readonly topicId: string;
  readonly topic: string;
  readonly index: number;
  /** The high watermark that satisfies it; 0 once it is settled. */
  requiredOffset: number;
  error: number;
  baseOffset: number;
  nextOffset: number;
  logAppendTimeMs: number;
  logStartOffset: number;
  leaderEpoch: number;
  /** Batch indexes that were refused. */
  recordErrors: readonly number[];
}

/** A produce request with acks=all that waits. Kafka: DelayedProduce. */
export interface DelayedProduce {
  readonly reply: ReplyTo;
  readonly waits: ProduceWait[];
  done: boolean;
}

/** One partition that a fetch asks for. */
export interface FetchAsk {
  readonly topicId: string;
  readonly topic: string;
  readonly index: number;
  readonly fetchOffset: number;
  readonly currentLeaderEpoch: number;
  readonly lastFetchedEpoch: number;
  readonly logStartOffset: number;
  readonly partitionMaxBytes: number;
}

/** A fetch that waits for enough bytes. Kafka: DelayedFetch. */
export interface DelayedFetch {
  readonly reply: ReplyTo;
  readonly asks: readonly FetchAsk[];
  /** -1 for a consumer. */
  readonly replica: number;
  readonly replicaEpoch: number;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly isolation: number;
  done: boolean;
}

/** A DeleteRecords that waits for the followers. Kafka: DelayedDeleteRecords. */
export interface DelayedDeleteRecords {
  readonly reply: ReplyTo;
  readonly waits: DeleteWait[];
  done: boolean;
}

/** One partition of it. */
export interface DeleteWait {
  readonly topicId: string;
  readonly topic: string;
  readonly index: number;
  readonly requiredOffset: number;
  lowWatermark: number;
  error: number;
  settled: boolean;
}

/** Drops what is done from a partition's watch lists. */
export function purge(partition: HostedPartition): void {
  if (partition.produces.some((wait) => wait.done))
    partition.produces = partition.produces.filter((wait) => !wait.done);
  if (partition.fetches.some((wait) => wait.done))
    partition.fetches = partition.fetches.filter((wait) => !wait.done);
  if (partition.deletes.some((wait) => wait.done))
    partition.deletes = partition.deletes.filter((wait) => !wait.done);
}
