import type { StoredElection } from "../quorum-probe.ts";

/** The quorum's times, ms. Kafka: QuorumConfig. */
export interface QuorumTimes {
  readonly electionTimeoutMs: number;
  readonly fetchTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly retryBackoffMs: number;
  readonly electionBackoffMaxMs: number;
}

/** A point of the metadata log that a snapshot stands for: everything before `endOffset`. Kafka: OffsetAndEpoch. */
export interface SnapshotId {
  readonly endOffset: number;
  readonly epoch: number;
}

/** How far a replica of the metadata log has come, as its leader sees it; -1 unknown. Kafka: LeaderState.ReplicaState. */
export interface ReplicaProgress {
  readonly id: number;
  endOffset: number;
  lastFetchUs: number;
  lastFetchLeaderEnd: number;
  lastCaughtUpUs: number;
  acknowledged: boolean;
}

/** Nobody's role but a voter's: asks for votes. Votes by voter, the own one included. Kafka: EpochElection. */
interface Nominee {
  readonly deadlineUs: number;
  readonly votes: Record<number, boolean>;
}

/** Kafka: UnattachedState. An observer's has no deadline. */
interface Unattached {
  readonly kind: "unattached";
  readonly deadlineUs: number;
}

/** Kafka: ProspectiveState (KIP-996). */
export interface Prospective extends Nominee {
  readonly kind: "prospective";
}

/** Kafka: CandidateState. */
export interface Candidate extends Nominee {
  readonly kind: "candidate";
}

/** Kafka: LeaderState. */
export interface Leader {
  readonly kind: "leader";
  readonly epochStartOffset: number;
  /** All voters, itself included, by ascending id. */
  readonly voters: readonly ReplicaProgress[];
  observers: ReplicaProgress[];
  /** It resigns then, unless a majority has fetched. */
  checkQuorumUs: number;
  /** Voters that have fetched since the check began. */
  fetched: number[];
  nextBeginUs: number;
  resignRequested: boolean;
}

/** A snapshot that a follower copies piece by piece. */
export interface SnapshotDownload {
  readonly id: SnapshotId;
  position: number;
}

/** Kafka: FollowerState. */
export interface Follower {
  readonly kind: "follower";
  fetchDeadlineUs: number;
  /** A fetch has succeeded in this epoch: no pre-vote is granted any more. */
  fetched: boolean;
  updateVoterUs: number;
  toldLeader: boolean;
  download: SnapshotDownload | null;
}

/** Kafka: ResignedState. */
export interface Resigned {
  readonly kind: "resigned";
  readonly deadlineUs: number;
  /** Voters by how far they have fetched. */
  readonly successors: readonly number[];
  unacknowledged: number[];
}

export type Role = Unattached | Prospective | Candidate | Leader | Follower | Resigned;

/** What is known of a connection to another node. Kafka: RequestManager.ConnectionState. */
export interface Connection {
  state: "awaiting" | "backingOff";
  /** The last request, whose answer is taken; 0 none. */
  correlationId: number;
  /** Of the request or of its failure. */
  sinceUs: number;
}

/**
 * A node of the metadata quorum, voter or observer. Kafka: KafkaRaftClient with QuorumState. Voters are static
 * (kraft.version 0).
 */
export interface RaftNode {
  readonly localId: number;
  /** Ids in ascending order. */
  readonly voters: readonly number[];
  readonly times: QuorumTimes;
  epoch: number;
  /** -1: none known. */
  leaderId: number;
  /** -1: has not voted in this epoch. */
  votedFor: number;
  /** -1: not known in this role; a new leader learns it from its voters. */
  highWatermark: number;
  role: Role;
  connections: Record<number, Connection>;
  nextCorrelation: number;
  /** In controlled shutdown: it takes part in no new election. */
  stopping: boolean;
}

/** Far beyond any run. */
export const never = Number.MAX_SAFE_INTEGER;

/** A node before it has read its `quorum-state`. */
export const raftNode = (
  localId: number,
  voters: readonly number[],
  times: QuorumTimes,
): RaftNode => ({
  localId,
  voters: [...voters].toSorted((a, b) => a - b),
  times,
  epoch: 0,
  leaderId: -1,
  votedFor: -1,
  highWatermark: -1,
  role: { kind: "unattached", deadlineUs: never },
  connections: {},
  nextCorrelation: 1,
  stopping: false,
});

export const isVoter = (node: RaftNode, id: number = node.localId): boolean =>
  node.voters.includes(id);

/** What is worth keeping of a node's epoch. Kafka: EpochState.election. */
export const electionOf = ({ epoch, leaderId, votedFor }: RaftNode): StoredElection => ({
  epoch,
  leaderId,
  votedFor,
});
