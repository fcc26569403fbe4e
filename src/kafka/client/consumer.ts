import type { ConsumerSettings } from "../../contract/client-settings.ts";
import type { ConsumerConfig } from "./client-config.ts";
import type { ClusterView } from "./cluster-view.ts";
import type { SessionEnd } from "./fetch-session.ts";
import type { NetworkClient } from "./network-client.ts";
import type { ReadReplica } from "./read-replica.ts";

/** Where a consumer stands in one partition. Kafka: SubscriptionState.TopicPartitionState. */
export interface Position {
  readonly partition: number;
  /** Next offset to read; -1 while it is being looked up. */
  offset: number;
  /** High watermark of the last answer; -1 unknown. */
  highWatermark: number;
  /** Epoch of the last batch read; -1 none. */
  lastEpoch: number;
  /** Not asked for before, µs. */
  notBeforeUs: number;
  /** A request that concerns it is on its way. */
  busy: boolean;
  /** Null: it is read from the leader. */
  readReplica: ReadReplica | null;
  /** Node whose fetch session holds it, -1 for none, with what was last asked for it. */
  sessionNode: number;
  askedOffset: number;
  askedEpoch: number;
  askedLastEpoch: number;
  askedMaxBytes: number;
  /** `auto.offset.reset` is `none` and there is nowhere to go. */
  stuck: boolean;
}

/** The fetch session with one node, and its fetch. */
export interface ConsumerSession extends SessionEnd {
  readonly node: number;
  /** Topic that it was opened for. */
  topicId: string;
  /** Its fetch is in flight. */
  busy: boolean;
  /** What that fetch is for; before, what the next one will be for. */
  asked: Position[];
  /** How many positions it holds. */
  members: number;
  /** Partitions that are fetched elsewhere by now. */
  forgotten: number[];
}

/** A simulated consumer on assigned partitions. Kafka: KafkaConsumer with assign, Fetcher, OffsetFetcher. */
export interface Consumer {
  readonly id: string;
  settings: ConsumerSettings;
  /** Of `settings.config`, read once. */
  config: ConsumerConfig;
  readonly client: NetworkClient;
  readonly view: ClusterView;
  /** Null: all partitions of the topic. */
  readonly assigned: readonly number[] | null;
  positions: Position[];
  readonly sessions: ConsumerSession[];
  consumed: number;
  /** Sum over what was read: reading is work that is really done. */
  checksum: number;
  /** Timer that is armed, µs; 0 for none. */
  wakeUs: number;
  lastError: string;
  stopped: boolean;
}

/** Timers of a consumer. */
export const consumerTimers = { sweep: 1, wake: 2, refresh: 3 } as const;

/** What a consumer asks for. */
export const consumerPurposes = { metadata: 1, fetch: 2, offsets: 3 } as const;
