import type { ConsumerSettings, ProducerSettings } from "./client-settings.ts";
import type { ConfigTarget } from "./config-row.ts";
import type { ConsumerSpec, ProducerSpec, TopicSpec } from "./scenario.ts";

/** What a person can look at closely; the detail arrives in the next frame. */
export type Focus =
  | { readonly kind: "broker"; readonly broker: number }
  | { readonly kind: "controller"; readonly node: number }
  | { readonly kind: "partition"; readonly topic: string; readonly partition: number }
  | {
      readonly kind: "replica";
      readonly topic: string;
      readonly partition: number;
      readonly broker: number;
    }
  | {
      readonly kind: "record";
      readonly topic: string;
      readonly partition: number;
      readonly broker: number;
      readonly offset: number;
    }
  | { readonly kind: "client"; readonly id: string }
  | { readonly kind: "link"; readonly a: number; readonly b: number }
  /** One request of the list, while it is watched. */
  | { readonly kind: "request"; readonly id: number }
  /** All configs of a topic, of a broker, or of the cluster's default. */
  | { readonly kind: "configs"; readonly scope: ConfigTarget };

/** What costs the engine work and is only made while somebody looks at it. */
export type Watch = "requests" | "guarantees";

/** One record written by hand. */
export interface RecordByHand {
  readonly topic: string;
  /** Null lets the key choose, as the default partitioner does. */
  readonly partition: number | null;
  readonly key: string | null;
  /** Null is a tombstone. */
  readonly value: string | null;
  readonly acks: 0 | 1 | -1;
}

/**
 * Everything a person, a link, a lesson, a test or a fuzzer can do to a run. The same value is what a button
 * submits and what the command log keeps; an unknown broker, topic or client is a refused receipt.
 */
export type Command =
  | { readonly kind: "createTopic"; readonly topic: TopicSpec }
  | { readonly kind: "deleteTopic"; readonly topic: string }
  | { readonly kind: "startProducer"; readonly producer: ProducerSpec }
  | {
      readonly kind: "changeProducer";
      readonly id: string;
      readonly settings: Partial<ProducerSettings>;
    }
  | { readonly kind: "startConsumer"; readonly consumer: ConsumerSpec }
  | {
      readonly kind: "changeConsumer";
      readonly id: string;
      readonly settings: Partial<ConsumerSettings>;
    }
  | { readonly kind: "stopClient"; readonly id: string }
  | { readonly kind: "produce"; readonly record: RecordByHand }
  /** SIGKILL: memory is gone, what was written to the page cache stays. */
  | { readonly kind: "kill"; readonly node: number }
  /** SIGTERM: controlled shutdown. */
  | { readonly kind: "stop"; readonly node: number }
  | { readonly kind: "start"; readonly node: number }
  /** SIGSTOP: a long garbage collection, say. */
  | { readonly kind: "pause"; readonly node: number }
  | { readonly kind: "resume"; readonly node: number }
  /** The machine loses power: what was not flushed to disk may be gone. */
  | { readonly kind: "powerLoss"; readonly node: number }
  /** An empty disk for a stopped node. */
  | { readonly kind: "wipe"; readonly node: number }
  /** No packets between two nodes; `oneWay` drops only those from `a` to `b`. */
  | {
      readonly kind: "cut";
      readonly a: number;
      readonly b: number;
      readonly oneWay: boolean;
    }
  /** Restores one link, or all when null. */
  | {
      readonly kind: "heal";
      readonly link: { readonly a: number; readonly b: number } | null;
    }
  | {
      readonly kind: "electLeaders";
      readonly election: "preferred" | "unclean";
      readonly topic: string;
      readonly partition: number;
    }
  | {
      readonly kind: "alterConfig";
      readonly scope: ConfigTarget;
      readonly name: string;
      /** Null removes the override. */
      readonly value: string | null;
    }
  /** More partitions for a topic; `count` is how many it has then. */
  | { readonly kind: "createPartitions"; readonly topic: string; readonly count: number }
  | {
      readonly kind: "reassign";
      readonly topic: string;
      readonly partition: number;
      /** The replicas that it shall have, the preferred leader first; null cancels what is under way. */
      readonly replicas: readonly number[] | null;
    }
  /** Takes a fenced broker out of the metadata for good. */
  | { readonly kind: "unregisterBroker"; readonly broker: number }
  /** Finalizes a feature at a level, up or down. */
  | { readonly kind: "updateFeature"; readonly feature: string; readonly level: number }
  | {
      readonly kind: "deleteRecords";
      readonly topic: string;
      readonly partition: number;
      /** The new log start offset; -1 is the high watermark. */
      readonly beforeOffset: number;
    }
  | { readonly kind: "focus"; readonly on: Focus | null }
  /** What frames carry from now on besides the rest; of the view alone, as `focus`. */
  | { readonly kind: "watch"; readonly what: readonly Watch[] };

/** A command as the log keeps it: met by the kernel before the first event after `atUs`. */
export interface LoggedCommand {
  readonly atUs: number;
  /** Events processed when the command took effect; with `atUs` it places the command exactly. */
  readonly afterEvents: number;
  readonly command: Command;
}

/** The answer to a command: taken, or refused with a reason that the page words. */
export type Receipt =
  | { readonly kind: "accepted"; readonly atUs: number }
  | {
      readonly kind: "refused";
      /** JSON pointer into the command, such as `/node`. */
      readonly path: string;
      /** What was found, what is allowed, what to do: a whole sentence. */
      readonly reason: string;
    };
