import type { ConsumerSettings, ProducerSettings } from "./client-settings.ts";
import type { ConsumerSpec, ProducerSpec, Subscription } from "./scenario.ts";

/** Changed configs by Kafka's name; null takes an override away. */
export type ConfigChange = Readonly<Record<string, string | null>>;

/** Where a consumer, or a group, goes on reading. */
export type SeekTarget =
  | { readonly kind: "offset"; readonly offset: number }
  | { readonly kind: "earliest" }
  | { readonly kind: "latest" };

/** One partition by name. */
export interface PartitionName {
  readonly topic: string;
  readonly partition: number;
}

/** What a client that runs is told to do; what it cannot do it refuses. */
export type ClientAct = Extract<
  ClientCommand,
  {
    readonly kind:
      | "seek"
      | "pausePartitions"
      | "resumePartitions"
      | "commitOffsets"
      | "changeSubscription"
      | "enforceRebalance"
      | "flush";
  }
>;

/** What is done to producers and consumers and the applications around them. */
export type ClientCommand =
  | { readonly kind: "startProducer"; readonly producer: ProducerSpec }
  | { readonly kind: "startConsumer"; readonly consumer: ConsumerSpec }
  /** The application changes at once; another `config` needs a new client, so the old one is closed and started again. */
  | {
      readonly kind: "changeProducer";
      readonly id: string;
      readonly settings?: Partial<Omit<ProducerSettings, "config">>;
      readonly config?: ConfigChange;
    }
  | {
      readonly kind: "changeConsumer";
      readonly id: string;
      readonly settings?: Partial<Omit<ConsumerSettings, "config">>;
      readonly config?: ConfigChange;
    }
  /** Kafka: `close()`: a producer sends what it has, a consumer commits and leaves its group. It can be started again. */
  | { readonly kind: "closeClient"; readonly id: string }
  /** A crash: sockets are closed, nothing is committed, nobody is told. */
  | { readonly kind: "killClient"; readonly id: string }
  /** Starts a client that was closed or killed again, with the same settings and `group.instance.id`. */
  | { readonly kind: "startClient"; readonly id: string }
  /** Ends a client as a crash where it still runs, and forgets it. */
  | { readonly kind: "removeClient"; readonly id: string }
  /**
   * `polling`: the application is busy elsewhere, heartbeats go on. `process`: the whole process stands still, as in a
   * long garbage collection. Null is until it is resumed.
   */
  | {
      readonly kind: "pauseClient";
      readonly id: string;
      readonly what: "polling" | "process";
      readonly forUs: number | null;
    }
  | { readonly kind: "resumeClient"; readonly id: string }
  | {
      readonly kind: "seek";
      readonly id: string;
      readonly topic: string;
      readonly partition: number;
      readonly to: SeekTarget;
    }
  | {
      readonly kind: "pausePartitions";
      readonly id: string;
      readonly partitions: readonly PartitionName[];
    }
  | {
      readonly kind: "resumePartitions";
      readonly id: string;
      readonly partitions: readonly PartitionName[];
    }
  | {
      readonly kind: "commitOffsets";
      readonly id: string;
      readonly how: "sync" | "async";
    }
  | {
      readonly kind: "changeSubscription";
      readonly id: string;
      /** Null is `unsubscribe()`. */
      readonly subscription: Subscription | null;
    }
  | { readonly kind: "enforceRebalance"; readonly id: string }
  | { readonly kind: "flush"; readonly id: string };
