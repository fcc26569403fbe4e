import type { Context } from "../context.ts";
import type { MetadataChange } from "../controller/metadata-change.ts";
import type { ShareStateAsk } from "../coordinator/turn.ts";
import type { HostedPartition } from "../replication/partition.ts";
import type { Broker } from "./broker.ts";

/** A topic as it is created by itself. */
export interface CreatableTopic {
  readonly name: string;
  readonly numPartitions: number;
  readonly replicationFactor: number;
  readonly assignments: readonly object[];
  readonly configs: readonly { readonly name: string; readonly value: string }[];
}

/** What the broker tells its coordinators. They come with the second load: see `../operator-requests.ts`. */
export interface CoordinatorHook {
  /** Replicas have been made leaders and followers. Kafka: BrokerMetadataPublisher.updateCoordinator. */
  readonly published: (
    context: Context,
    broker: Broker,
    changes: readonly MetadataChange[],
  ) => void;
  /** A partition was written to, or its high watermark moved. Kafka: PartitionListener.onHighWatermarkUpdated. */
  readonly moved: (context: Context, broker: Broker, partition: HostedPartition) => void;
  readonly timer: (context: Context, broker: Broker, argument: unknown) => void;
  /** The controller has answered what was asked for by itself. */
  readonly created: (context: Context, broker: Broker, envelope: object | null) => void;
  /** A coordinator has answered this broker; null: the connection was lost. */
  readonly answered: (
    context: Context,
    broker: Broker,
    asked: unknown,
    body: object | null,
  ) => void;
  /** A group coordinator asks about share partitions. */
  readonly askShare: (context: Context, broker: Broker, ask: ShareStateAsk) => void;
  /** A client is gone. Kafka: ConnectionDisconnectListener. */
  readonly closed: (context: Context, broker: Broker, connection: number) => void;
  /** Kafka: AutoTopicCreationManager.creatableTopic; undefined for a topic that is not internal. */
  readonly creatable: (broker: Broker, name: string) => CreatableTopic | undefined;
}

/** Null until the second load is there. */
export const coordinators: { hook: CoordinatorHook | null } = { hook: null };
