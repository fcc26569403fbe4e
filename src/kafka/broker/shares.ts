import type { LogEntry } from "../log/log-entry.ts";
import type { ReplyTo } from "../replication/purgatory.ts";
import type { AcknowledgementBatch } from "../share/acknowledge.ts";
import type { AcquiredRecords } from "../share/acquire.ts";
import type { SharePartition } from "../share/share-partition.ts";
import type { SessionPartition, ShareSessions } from "../share/share-session.ts";
import type { Broker } from "./broker.ts";

/** What one partition of a ShareFetch gave. */
export interface ShareRead extends SessionPartition {
  readonly error: number;
  readonly entries: readonly LogEntry[];
  readonly acquired: readonly AcquiredRecords[];
}

/** What a ShareFetch asks for. Kafka: ShareFetch. */
export interface ShareFetchAsk {
  readonly partitions: readonly SessionPartition[];
  /** It opened the session: every partition is answered. */
  readonly isFull: boolean;
  readonly minBytes: number;
  readonly maxBytes: number;
  readonly maxRecords: number;
  readonly batchSize: number;
  readonly recordLimit: boolean;
}

/** An acknowledgement of a request; -1 while it waits for the share coordinator. */
export interface AcknowledgedPartition extends SessionPartition {
  readonly batches: readonly AcknowledgementBatch[];
  error: number;
}

/** A ShareFetch or ShareAcknowledge that is not answered yet. Kafka: DelayedShareFetch, and the futures of KafkaApis. */
export interface ShareWait {
  readonly id: number;
  readonly reply: ReplyTo;
  readonly groupId: string;
  readonly memberId: string;
  /** It is a ShareFetch. */
  readonly isFetch: boolean;
  readonly acknowledged: AcknowledgedPartition[];
  /** Null: nothing is fetched. */
  readonly fetch: ShareFetchAsk | null;
  /** Null until the fetch is over. */
  reads: readonly ShareRead[] | null;
  done: boolean;
}

/** What a broker keeps for share groups. Kafka: SharePartitionManager, SharePartitionCache, ShareSessionCache. */
export interface Shares {
  /** By group, topic id and partition. */
  readonly partitions: Record<string, SharePartition>;
  readonly sessions: ShareSessions;
  waits: ShareWait[];
  nextWait: number;
}

/** The broker's share partitions and sessions. */
export function sharesOf(broker: Broker): Shares {
  broker.shares ??= { partitions: {}, sessions: {}, waits: [], nextWait: 1 };
  return broker.shares;
}

/** What the kernel wakes share partitions for. */
export type ShareWake =
  | { readonly share: "lock"; readonly key: string; readonly armedMs: number }
  | { readonly share: "fetch"; readonly id: number }
  | { readonly share: "persist"; readonly ask: object }
  | { readonly share: "end"; readonly asked: object };
