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
  readonly kind: "produce";
  readonly reply: ReplyTo;
  readonly waits: ProduceWait[];
  /** When the request came in, and when its records were in the log, µs. */
  readonly arrivedUs: number;
  readonly appendedUs: number;
  done: boolean;
}

/**
 * One partition that a fetch asks for; in a session it stays from request to request.
 * Kafka: FetchRequest.PartitionData, FetchSession.CachedPartition.
 */
export interface FetchAsk {
  topicId: string;
  topic: string;
  readonly index: number;
  fetchOffset: number;
  currentLeaderEpoch: number;
  lastFetchedEpoch: number;
  logStartOffset: number;
  partitionMaxBytes: number;
  /** What the session's last answer told; a -1 makes the next one tell it again. */
  toldHighWatermark: number;
  toldLogStart: number;
  /** The last fetch that waited on it. */
  waiting: DelayedFetch | null;
  /** It stands in the watch list of its replica. */
  watching: boolean;
  /** Of a session: it stays there between requests. */
  kept: boolean;
}

/** What a reader asked for before, so that it need only name what changed (KIP-227). Kafka: FetchSession. */
export interface FetchSession {
  readonly id: number;
  /** Its requests name topics by id. */
  readonly byId: boolean;
  /** The epoch that the next request must have. */
  epoch: number;
  lastUsedMs: number;
  /** In the order in which they are read. */
  readonly asks: FetchAsk[];
}

/** A fetch that waits for enough bytes. Kafka: DelayedFetch. */
export interface DelayedFetch {
  readonly kind: "fetch";
  readonly reply: ReplyTo;
  readonly asks: readonly FetchAsk[];
  /** -1 for a consumer. */
  readonly replica: number;
  readonly replicaEpoch: number;
  /** `client.rack` of a consumer that may be sent to a replica near it; empty otherwise. */
  readonly rack: string;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly isolation: number;
  /** The session whose changes it tells; null for a full fetch. */
  readonly session: FetchSession | null;
  /** Epoch of the session while this fetch is its latest. */
  readonly sessionEpoch: number;
  /** A full fetch whose answer opens a session. */
  readonly opens: boolean;
  done: boolean;
}

/** The request of a connection that waits, and until when: a connection has one request at a time. */
export interface Parked {
  wait: DelayedFetch | DelayedProduce | null;
  deadlineUs: number;
  /** When its timer is due, µs; 0 when none is armed. */
  timerUs: number;
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

/** Takes what is done out of a list, in place. */
function dropDone(list: { readonly done: boolean }[]): void {
  let kept = 0;
  for (const wait of list) if (!wait.done) list[kept++] = wait;
  list.length = kept;
}

/** Drops what is done from a partition's watch lists; partitions of a session go on watching. */
export function purge(partition: HostedPartition): void {
  if (partition.produces.length > 0) dropDone(partition.produces);
  if (partition.deletes.length > 0) dropDone(partition.deletes);
  const { fetches } = partition;
  let kept = 0;
  for (const ask of fetches) {
    ask.watching = partition.role !== "none" && (ask.kept || ask.waiting?.done === false);
    if (ask.watching) fetches[kept++] = ask;
  }
  fetches.length = kept;
}
