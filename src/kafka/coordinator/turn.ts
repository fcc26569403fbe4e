import type { GroupEvent } from "../group-probe.ts";
import type { Report } from "../probe.ts";
import type { Continuation } from "./coordinator-result.ts";
import type { Journal } from "./journal.ts";
import type { Answer } from "./responder.ts";
import type { Timers } from "./timer.ts";

/** A topic as a coordinator needs it. */
export interface TopicView {
  readonly name: string;
  readonly topicId: string;
  /** Replica brokers of each partition. */
  readonly partitions: readonly { readonly replicas: readonly number[] }[];
}

/** What a coordinator reads of the cluster's metadata. Kafka: CoordinatorMetadataImage. */
export interface ClusterView {
  readonly topicByName: (name: string) => TopicView | undefined;
  readonly topicById: (topicId: string) => TopicView | undefined;
  readonly topics: () => readonly TopicView[];
  /** Rack of a broker, null where it has none. */
  readonly rackOf: (broker: number) => string | null;
  /** A config of this broker in Kafka's name: dynamic, static or Kafka's default. */
  readonly config: (name: string) => string;
  /** A dynamic config of a group; undefined where none is set. */
  readonly groupConfig: (groupId: string, name: string) => string | undefined;
  readonly featureLevel: (name: string) => number;
  /** Offset of the last metadata record that is known. */
  readonly version: number;
}

/** A request about share partitions of a group to their coordinators. */
export interface ShareStateAsk {
  readonly api: "InitializeShareGroupState" | "DeleteShareGroupState";
  readonly groupId: string;
  readonly parts: readonly {
    readonly topicId: string;
    readonly index: number;
    /** Of the partition in the request. */
    readonly fields: object;
  }[];
  /** Runs with `answers` when all have answered. */
  readonly onward: Continuation;
}

/** What became of one share partition. */
export interface ShareStateAnswer {
  readonly topicId: string;
  readonly index: number;
  readonly errorCode: number;
}

/**
 * What an operation acts through while it runs: the state of its coordinator and what it leaves to be done. It is
 * made anew for every operation and never kept.
 */
export interface Turn<State = object> {
  readonly state: State;
  readonly nowMs: number;
  /** Offset of the record that is replayed, or the end of what is written. */
  readonly offset: number;
  readonly cluster: ClusterView;
  readonly journal: Journal;
  readonly timers: Timers;
  /** Filled by `complete`; sent when the operation is done. */
  readonly answers: Answer[];
  readonly report: (report: Report) => void;
  /** Tells whoever watches what happens to a group. */
  readonly tell: (groupId: string, event: GroupEvent) => void;
  /** An answer without error tells a member that this is committed. */
  readonly commitAcknowledged: (
    groupId: string,
    offset: {
      readonly topic: string;
      readonly partition: number;
      readonly offset: number;
    },
  ) => void;
  /** Asks the coordinators of share partitions. Kafka: Persister. */
  readonly askShareCoordinators: (ask: ShareStateAsk) => void;
  /** A whole number below the bound. */
  readonly draw: (bound: number) => number;
  /** Node id of the coordinator, for reports. */
  readonly node: number;
}
