/** How much a happening matters to a reader. */
export type Weight = "quiet" | "notice" | "warning" | "loss";

/** What happened, by kind; the page words each with its fields. */
export type HappeningKind =
  | "command"
  | "brokerRegistered"
  | "brokerUnfenced"
  | "brokerFenced"
  | "controlledShutdown"
  | "processStarted"
  | "processStopped"
  | "logDirFailed"
  | "topicCreated"
  | "topicDeleted"
  | "partitionChanged"
  | "leaderStarted"
  | "followerStarted"
  | "isrShrinkProposed"
  | "isrExpandProposed"
  | "logTruncated"
  | "produceFailed"
  | "consumerReset"
  | "clientError"
  | "configChanged"
  /** A voter asks for votes, was voted for, leads the quorum, or gave that up; a snapshot was taken or loaded. */
  | "electionStarted"
  | "voted"
  | "quorumLeader"
  | "quorumResigned"
  | "snapshot"
  /** A coordinator of groups, transactions or share groups was loaded or given up. */
  | "coordinatorMoved"
  /** A rebalance began, or a generation is stable. */
  | "groupRebalance"
  | "groupStable"
  /** A member left, was removed, replaced or fenced. */
  | "groupMember"
  | "offsetsExpired"
  | "finding"
  | "assertion";

/** One thing that happened, reported by the engine and shown to people, with the one that led to it. */
export interface Happening {
  /** Counts from 1 over the run. */
  readonly id: number;
  readonly atUs: number;
  readonly kind: HappeningKind;
  readonly weight: Weight;
  /** Node that it happened at; -1 where it is a client's or the whole cluster's. */
  readonly node: number;
  /** `orders-0` where it is about one partition, else empty. */
  readonly partition: string;
  /** One sentence fragment in Kafka's words: `ISR 1,2,3 → 2,3, leader 1 → 2, epoch 4`. */
  readonly text: string;
  /** The config that decided it with its value, such as `broker.session.timeout.ms = 9000`; empty when none did. */
  readonly config: string;
  /** The happening that led to this one; 0 when nothing did. */
  readonly cause: number;
}
