/** Kafka's types of groups, as `kafka-groups.sh --list` names them. */
export type GroupType = "Classic" | "Consumer" | "Share";

/** A member as its coordinator has it. */
export interface MemberView {
  readonly memberId: string;
  readonly clientId: string;
  /** `group.instance.id`; empty for a dynamic member. */
  readonly instanceId: string;
  /** Member epoch of KIP-848; of a classic member the group's generation. */
  readonly epoch: number;
  /** Where it stands in words of Kafka's: `STABLE`, `UNREVOKED_PARTITIONS`, `UNRELEASED_PARTITIONS`; of a classic member `joined`, `awaitingJoin`, `awaitingSync`. */
  readonly state: string;
  /** Assigned to it now, `orders-0`. */
  readonly assigned: readonly string[];
  /** KIP-848: what it still has to give up. */
  readonly revoking: readonly string[];
  /** KIP-848: what it is to have in the end. */
  readonly target: readonly string[];
  readonly subscribed: readonly string[];
  /** When it is given up unless it is heard of, virtual microseconds. */
  readonly sessionUntilUs: number;
}

/** What a group has committed in a partition, and how far behind it is. */
export interface GroupOffsetView {
  readonly topic: string;
  readonly partition: number;
  /** -1 nothing is committed. Of a share group the share-partition start offset. */
  readonly committed: number;
  /** High watermark at the leader; -1 without a leader. */
  readonly end: number;
  /** `end` minus committed, or minus the log start where nothing is committed; -1 unknown. */
  readonly lag: number;
  /** `client.id` of the member that owns it; empty for nobody. */
  readonly owner: string;
}

/** Runs of records of a share-partition in one state, oldest first. */
export interface ShareStateView {
  readonly topic: string;
  readonly partition: number;
  readonly startOffset: number;
  readonly endOffset: number;
  readonly runs: readonly {
    readonly first: number;
    readonly last: number;
    readonly state: "Available" | "Acquired" | "Acknowledged" | "Archived";
    readonly deliveryCount: number;
    /** `client.id` of who acquired it; empty for nobody. */
    readonly member: string;
  }[];
}

/** A group as its coordinator has it. */
export interface GroupView {
  readonly id: string;
  readonly type: GroupType;
  /** Kafka's words: `Empty`, `PreparingRebalance`, `CompletingRebalance`, `Stable`, `Assigning`, `Reconciling`, `Dead`. */
  readonly state: string;
  /** Broker that leads its partition of `__consumer_offsets`; -1 none. */
  readonly coordinator: number;
  /** Its partition of `__consumer_offsets`. */
  readonly coordinatorPartition: number;
  /** Assignor in use: the protocol's name of a classic group, the server's assignor else. */
  readonly assignor: string;
  /** Generation of a classic group, else the group epoch. */
  readonly epoch: number;
  /** KIP-848: epoch of the target assignment; of a classic group the generation. */
  readonly assignmentEpoch: number;
  /** Leader's member id of a classic group. */
  readonly leader: string;
  readonly memberCount: number;
  /** These and the offsets come for the group in focus and where members are few; else they are left out. */
  readonly members: readonly MemberView[];
  readonly offsets: readonly GroupOffsetView[];
  /** Of share groups; else empty. */
  readonly share: readonly ShareStateView[];
  /** Sum of known lags. */
  readonly lag: number;
  /** Records that were processed twice, and that a commit passed though nobody had processed them, by all members so far. */
  readonly processedTwice: number;
  readonly passedOver: number;
}

/** One span of a member's part in a rebalance. */
export interface RebalancePhase {
  /**
   * `processing`: it goes on; `revoking`: callbacks and commits before it gives up; `joining`: JoinGroup waits;
   * `syncing`: SyncGroup waits; `reconciling`: KIP-848, between the new target and owning it; `idle`: owns nothing and waits.
   */
  readonly phase:
    | "processing"
    | "revoking"
    | "joining"
    | "syncing"
    | "reconciling"
    | "idle"
    | "gone";
  readonly fromUs: number;
  /** -1 while it lasts. */
  readonly toUs: number;
}

/** A member's part in a rebalance. */
export interface RebalanceMember {
  readonly clientId: string;
  readonly memberId: string;
  readonly phases: readonly RebalancePhase[];
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** How long it processed nothing, microseconds. */
  readonly stoppedUs: number;
}

/** A rebalance, from its reason until every member owns what it is to own. */
export interface RebalanceView {
  readonly id: number;
  readonly group: string;
  readonly beganUs: number;
  /** -1 while it goes on. */
  readonly endedUs: number;
  /** Why it began, in Kafka's words with the member named. */
  readonly reason: string;
  readonly fromEpoch: number;
  /** -1 while it is not known. */
  readonly toEpoch: number;
  readonly members: readonly RebalanceMember[];
  /** Partitions that somebody gave up, and that have another owner now. */
  readonly revoked: readonly string[];
  readonly moved: readonly string[];
  /** How long no partition of the group was processed by anybody, microseconds. */
  readonly allStoppedUs: number;
  /** Sum over partitions of the time that each was processed by nobody, microseconds. */
  readonly partitionStoppedUs: number;
}
