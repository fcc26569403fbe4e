/** Partitions of one topic. */
export interface TopicPartitions {
  readonly topic: string;
  readonly partitions: readonly number[];
}

/** What a group coordinator does to a group. */
export type GroupEvent =
  /** Kafka's words: `Empty`, `PreparingRebalance`, `Assigning`, `Stable` … */
  | {
      readonly kind: "state";
      readonly from: string;
      readonly to: string;
      /** Generation, or group epoch. */
      readonly generation: number;
    }
  /** A rebalance begins; `reason` is what Kafka writes into its log. */
  | { readonly kind: "rebalance"; readonly generation: number; readonly reason: string }
  | {
      readonly kind: "member";
      readonly memberId: string;
      /** `group.instance.id` of a static member. */
      readonly instanceId?: string | null;
      /** `client.id`; empty when it is not known. */
      readonly clientId: string;
      /** `joined`: accepted for the first time. `replaced`: a static member came back under a new id. */
      readonly what: "joined" | "rejoined" | "left" | "expired" | "fenced" | "replaced";
      readonly reason: string;
      /** Member epoch or generation that it has now; -1 of one that is gone. */
      readonly epoch: number;
    }
  /** What a member may own from now on: of its generation, or as its current assignment of KIP-848. */
  | {
      readonly kind: "assignment";
      readonly memberId: string;
      readonly generation: number;
      readonly assigned: readonly TopicPartitions[];
      /** KIP-848: what it still has to give up. */
      readonly revoking: readonly TopicPartitions[];
    }
  /** KIP-848: the target of an assignment epoch was computed. */
  | {
      readonly kind: "target";
      readonly epoch: number;
      readonly assignor: string;
      /** All members have one subscription. */
      readonly homogeneous?: boolean;
      readonly members: readonly {
        readonly memberId: string;
        readonly assigned: readonly TopicPartitions[];
      }[];
    }
  /** An offset commit was taken, and will be answered once it is replicated. */
  | {
      readonly kind: "committed";
      readonly memberId: string;
      readonly generation: number;
      readonly topic: string;
      readonly partition: number;
      readonly offset: number;
    }
  | {
      readonly kind: "commitRefused";
      readonly memberId: string;
      readonly generation: number;
      readonly error: string;
    }
  | { readonly kind: "offsetsExpired" | "offsetsDeleted"; readonly partitions: number }
  | { readonly kind: "deleted" };

/** What watches group coordinators, as part of the probe: it reads what it is shown and never writes to it. */
export interface GroupProbe {
  readonly group: (broker: number, group: string, event: GroupEvent) => void;
  /**
   * A broker loads, has loaded, or gave up a partition of an internal topic, in a leader epoch; or takes back what it
   * told of its groups, because the log did not take it.
   */
  readonly coordinator: (
    broker: number,
    partition: { readonly topic: string; readonly partition: number },
    event: {
      readonly what: "loading" | "active" | "unloaded" | "reverted";
      readonly epoch: number;
    },
  ) => void;
  /** An acknowledged commit: the answer left with no error. */
  readonly commitAcknowledged: (
    broker: number,
    group: string,
    offset: {
      readonly topic: string;
      readonly partition: number;
      readonly offset: number;
    },
  ) => void;
}

const nothing = (): void => {};

/** Watches nothing. */
export const silentGroupProbe: GroupProbe = {
  group: nothing,
  coordinator: nothing,
  commitAcknowledged: nothing,
};
