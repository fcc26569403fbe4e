import type { ConsumerSettings } from "../../contract/client-settings.ts";
import type { ClusterView } from "./cluster-view.ts";
import type { NetworkClient } from "./network-client.ts";

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
  /** `auto.offset.reset` is `none` and there is nowhere to go. */
  stuck: boolean;
}

/** A simulated consumer on assigned partitions. Kafka: KafkaConsumer with assign, Fetcher, OffsetFetcher. */
export interface Consumer {
  readonly id: string;
  settings: ConsumerSettings;
  readonly client: NetworkClient;
  readonly view: ClusterView;
  /** Null: all partitions of the topic. */
  readonly assigned: readonly number[] | null;
  positions: Position[];
  /** A fetch is in flight, by node. */
  fetching: Record<number, boolean>;
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
