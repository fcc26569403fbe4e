import { mutated } from "../../base/mutants.ts";
import { errors } from "../error-codes.ts";
import { updateReplica, voterFetched } from "./leader-progress.ts";
import { addVote, learn, toUnattached } from "./quorum-state.ts";
import { type FetchPosition, lastFetchedEpoch, validatePosition } from "./raft-log.ts";
import type { EpochAnswer, RaftRequest, VoteAnswer } from "./raft-message.ts";
import type { RaftNode } from "./raft-node.ts";
import type { RaftPort } from "./raft-port.ts";

type VoteRequest = Extract<RaftRequest, { api: "Vote" }>;
type BeginRequest = Extract<RaftRequest, { api: "BeginQuorumEpoch" }>;
type EndRequest = Extract<RaftRequest, { api: "EndQuorumEpoch" }>;

/** Kafka: KafkaRaftClient.validateVoterOnlyRequest. */
const voterError = (node: RaftNode, from: number, epoch: number): number => {
  if (epoch < node.epoch) return errors.FENCED_LEADER_EPOCH;
  return from < 0 ? errors.INVALID_REQUEST : errors.NONE;
};

/** Kafka: KafkaRaftClient.validateLeaderOnlyRequest. */
export const leaderError = (node: RaftNode, epoch: number): number => {
  if (epoch < node.epoch) return errors.FENCED_LEADER_EPOCH;
  if (epoch > node.epoch) return errors.UNKNOWN_LEADER_EPOCH;
  if (node.role.kind !== "leader") return errors.NOT_LEADER_OR_FOLLOWER;
  return node.stopping ? errors.BROKER_NOT_AVAILABLE : errors.NONE;
};

/** Kafka: KafkaRaftClient.handleVoteRequest. */
export function handleVote(
  node: RaftNode,
  port: RaftPort,
  request: VoteRequest,
): VoteAnswer {
  const { candidate, epoch, lastEpoch, lastOffset, preVote } = request;
  const answer = (error: number, granted: boolean): VoteAnswer => ({
    api: "Vote",
    error,
    granted,
    epoch: node.epoch,
    leader: node.leaderId,
  });
  // A candidate has a new epoch, in which nobody has written; who only asks beforehand has its old one.
  const illegal = preVote ? lastEpoch > epoch : lastEpoch >= epoch;
  if (lastOffset < 0 || lastEpoch < 0 || illegal)
    return answer(errors.INVALID_REQUEST, false);
  const error = voterError(node, candidate, epoch);
  if (error !== errors.NONE) return answer(error, false);
  if (epoch > node.epoch) toUnattached(node, port, epoch, -1);
  const granted = grants(node, port, request);
  const mayVote = node.role.kind === "unattached" || node.role.kind === "prospective";
  if (granted && !preVote && mayVote && node.votedFor < 0) addVote(node, port, candidate);
  return answer(errors.NONE, granted);
}

/** Kafka: EpochState.canGrantVote of each state. */
function grants(node: RaftNode, port: RaftPort, request: VoteRequest): boolean {
  const { role } = node;
  const upToDate = isUpToDate(port, request);
  switch (role.kind) {
    case "leader":
      return false;
    case "follower":
      // Before its first fetch it cannot know that its leader lives.
      return request.preVote && upToDate && !role.fetched;
    case "candidate":
    case "resigned":
      return request.preVote && upToDate;
    default:
      if (request.preVote) return upToDate;
      if (node.votedFor >= 0) return node.votedFor === request.candidate;
      return node.leaderId < 0 && upToDate;
  }
}

function isUpToDate(port: RaftPort, { lastEpoch, lastOffset }: VoteRequest): boolean {
  if (MUTANTS && mutated("voteForShorterLog")) return true;
  const own = lastFetchedEpoch(port.log, port.latestSnapshot());
  return lastEpoch === own ? lastOffset >= port.log.logEndOffset : lastEpoch > own;
}

const epochAnswer = (
  node: RaftNode,
  api: EpochAnswer["api"],
  error: number,
): EpochAnswer => ({ api, error, epoch: node.epoch, leader: node.leaderId });

/** Kafka: KafkaRaftClient.handleBeginQuorumEpochRequest. */
export function handleBegin(
  node: RaftNode,
  port: RaftPort,
  { leader, epoch }: BeginRequest,
): EpochAnswer {
  const error = voterError(node, leader, epoch);
  if (error === errors.NONE) learn(node, port, epoch, leader);
  return epochAnswer(node, "BeginQuorumEpoch", error);
}

/** Kafka: KafkaRaftClient.handleEndQuorumEpochRequest. */
export function handleEnd(
  node: RaftNode,
  port: RaftPort,
  request: EndRequest,
): EpochAnswer {
  const { leader, epoch, successors } = request;
  const error = voterError(node, leader, epoch);
  if (error === errors.NONE) {
    learn(node, port, epoch, leader);
    const { role } = node;
    if (role.kind === "follower" && node.leaderId === leader)
      role.fetchDeadlineUs = port.nowUs() + endBackoffMs(node, successors) * 1000;
  }
  return epochAnswer(node, "EndQuorumEpoch", error);
}

/** The better the successor, the sooner it stands. Kafka: KafkaRaftClient.strictExponentialElectionBackoffMs. */
function endBackoffMs(node: RaftNode, successors: readonly number[]): number {
  const max = node.times.electionBackoffMaxMs;
  const position = successors.indexOf(node.localId);
  if (position < 0) return max;
  if (position === 0) return 0;
  return Math.min(max, (max >> (successors.length - 1)) << (position - 1));
}

/** What the leader makes of a fetch of its log. */
export type FetchOutcome =
  | { readonly kind: "error"; readonly error: number }
  | { readonly kind: "position"; readonly position: FetchPosition };

/** Takes a fetch for what its sender has. Kafka: KafkaRaftClient.tryCompleteFetchRequest. */
export function acceptFetch(
  node: RaftNode,
  port: RaftPort,
  replicaId: number,
  fetch: Extract<RaftRequest, { api: "Fetch" }>,
): FetchOutcome {
  const { epoch, offset } = fetch;
  if (offset < 0 || fetch.lastFetchedEpoch < 0 || fetch.lastFetchedEpoch > epoch)
    return { kind: "error", error: errors.INVALID_REQUEST };
  const error = leaderError(node, epoch);
  const { role } = node;
  if (error !== errors.NONE || role.kind !== "leader") return { kind: "error", error };
  const position = validatePosition(port.log, port.latestSnapshot(), fetch);
  if (position.kind === "valid") {
    const from = node.highWatermark;
    const seen = {
      replicaId,
      offset,
      leaderEnd: port.log.logEndOffset,
      nowUs: port.nowUs(),
    };
    if (updateReplica(node, role, seen)) port.committed(node, from);
  }
  return { kind: "position", position };
}

/** A piece of a snapshot may be read; its reader counts as one that fetches. Kafka: KafkaRaftClient.handleFetchSnapshotRequest. */
export function acceptSnapshotFetch(
  node: RaftNode,
  port: RaftPort,
  replicaId: number,
  epoch: number,
): number {
  const error = leaderError(node, epoch);
  if (error === errors.NONE && node.role.kind === "leader")
    voterFetched(node, node.role, replicaId, port.nowUs());
  return error;
}
