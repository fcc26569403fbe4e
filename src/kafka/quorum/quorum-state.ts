import { assert } from "../../base/assert.ts";
import { mutated } from "../../base/mutants.ts";
import type { StoredElection } from "../quorum-probe.ts";
import { leaderRole, successorsOf } from "./leader-progress.ts";
import {
  type Candidate,
  isVoter,
  never,
  type Prospective,
  type RaftNode,
  type Role,
} from "./raft-node.ts";
import type { RaftPort } from "./raft-port.ts";

/** Kafka: QuorumState.randomElectionTimeoutMs. */
const electionDeadline = (node: RaftNode, port: RaftPort): number => {
  const { electionTimeoutMs } = node.times;
  const jitterMs = port.nextInt(electionTimeoutMs);
  return port.nowUs() + (electionTimeoutMs + jitterMs) * 1000;
};

/** What is told of an epoch lies on the disk first. Kafka: QuorumState.durableTransitionTo. */
function durably(
  node: RaftNode,
  port: RaftPort,
  role: Role,
  election: StoredElection,
): void {
  port.store(election);
  node.epoch = election.epoch;
  node.leaderId = election.leaderId;
  node.votedFor = election.votedFor;
  inMemory(node, port, role);
}

function inMemory(node: RaftNode, port: RaftPort, role: Role): void {
  const from = node.role;
  node.role = role;
  port.changed(node, from);
}

/** Requests under way are not waited for any more. Kafka: KafkaRaftClient.resetConnections. */
function resetConnections(node: RaftNode): void {
  node.connections = {};
}

const majority = (node: RaftNode): number =>
  MUTANTS && mutated("majorityOfEvenIsHalf")
    ? Math.ceil(node.voters.length / 2)
    : Math.floor(node.voters.length / 2) + 1;

const votesOf = (nominee: Prospective | Candidate, granted: boolean): number =>
  Object.values(nominee.votes).filter((vote) => vote === granted).length;

/** Kafka: EpochElection.isVoteGranted. */
const isElected = (node: RaftNode, nominee: Prospective | Candidate): boolean =>
  votesOf(nominee, true) >= majority(node);

/** Too many have refused. Kafka: EpochElection.isVoteRejected. */
export const isRejected = (node: RaftNode, nominee: Prospective | Candidate): boolean =>
  node.voters.length - votesOf(nominee, false) < majority(node);

/** The newest that a node knew when its last life ended. Kafka: QuorumState.initialize, KafkaRaftClient.initialize. */
export function initialize(
  node: RaftNode,
  port: RaftPort,
  stored: StoredElection | null,
  lastEpoch: number,
): void {
  const nowUs = port.nowUs();
  const known = { ...(stored ?? { epoch: 0, leaderId: -1, votedFor: -1 }) };
  if (MUTANTS && mutated("voteNotPersisted")) known.votedFor = -1;
  const voter = isVoter(node);
  const deadlineUs = voter ? electionDeadline(node, port) : never;
  if (known.epoch < lastEpoch)
    durably(
      node,
      port,
      { kind: "unattached", deadlineUs },
      { epoch: lastEpoch, leaderId: -1, votedFor: -1 },
    );
  else if (known.leaderId === node.localId && voter) {
    // It can vote for nobody else in that epoch, and offsets of it that were lost are not given out twice.
    const role: Role = {
      kind: "resigned",
      deadlineUs,
      successors: [],
      unacknowledged: node.voters.filter((id) => id !== node.localId),
    };
    durably(node, port, role, { ...known, votedFor: -1 });
  } else if (known.votedFor === node.localId && voter)
    durably(node, port, candidateRole(node, deadlineUs), known);
  else if (known.leaderId >= 0) durably(node, port, followerRole(node, nowUs), known);
  else durably(node, port, { kind: "unattached", deadlineUs }, known);
  // A lone voter needs to wait for nobody.
  const alone = voter && node.voters.length === 1;
  if (alone && node.role.kind !== "candidate") toProspective(node, port);
  else if (node.role.kind === "candidate") maybeElected(node, port);
}

const candidateRole = (node: RaftNode, deadlineUs: number): Candidate => ({
  kind: "candidate",
  deadlineUs,
  votes: { [node.localId]: true },
});

const followerRole = (node: RaftNode, nowUs: number): Role => ({
  kind: "follower",
  fetchDeadlineUs: nowUs + node.times.fetchTimeoutMs * 1000,
  fetched: false,
  updateVoterUs: nowUs + node.times.fetchTimeoutMs * 1000,
  toldLeader: false,
  download: null,
});

/** No leader is known in this epoch. Kafka: QuorumState.transitionToUnattached. */
export function toUnattached(
  node: RaftNode,
  port: RaftPort,
  epoch: number,
  leaderId: number,
): void {
  const { role } = node;
  const votedFor = epoch === node.epoch ? node.votedFor : -1;
  const deadlineUs = unattachedDeadline(node, port);
  if (role.kind === "resigned") node.highWatermark = -1;
  const next: Role = { kind: "unattached", deadlineUs };
  durably(node, port, next, { epoch, leaderId, votedFor });
  resetConnections(node);
}

/** An election timeout that runs goes on. */
function unattachedDeadline(node: RaftNode, port: RaftPort): number {
  const { role } = node;
  if (!isVoter(node)) return never;
  const runs =
    role.kind === "candidate" ||
    role.kind === "unattached" ||
    role.kind === "resigned" ||
    (role.kind === "prospective" && !isRejected(node, role));
  return runs ? role.deadlineUs : electionDeadline(node, port);
}

/** Kafka: QuorumState.unattachedAddVotedState, prospectiveAddVotedState. */
export function addVote(node: RaftNode, port: RaftPort, candidate: number): void {
  const { epoch, leaderId, role } = node;
  assert(node.votedFor < 0, "a voter votes once in an epoch");
  const election = { epoch, leaderId, votedFor: candidate };
  // The candidate has as good a chance as this node, so the time begins again.
  const deadlineUs = electionDeadline(node, port);
  if (role.kind === "prospective")
    durably(node, port, prospectiveRole(node, deadlineUs), election);
  else durably(node, port, { kind: "unattached", deadlineUs }, election);
}

/** Kafka: QuorumState.transitionToFollower, KafkaRaftClient.onBecomeFollower. */
export function toFollower(
  node: RaftNode,
  port: RaftPort,
  epoch: number,
  leaderId: number,
): void {
  assert(leaderId !== node.localId, "no node follows itself");
  const votedFor = epoch === node.epoch ? node.votedFor : -1;
  durably(node, port, followerRole(node, port.nowUs()), { epoch, leaderId, votedFor });
  resetConnections(node);
}

const prospectiveRole = (node: RaftNode, deadlineUs: number): Prospective => ({
  kind: "prospective",
  deadlineUs,
  votes: { [node.localId]: true },
});

/** Asks first whether anybody would vote for it. Kafka: QuorumState.transitionToProspective. */
export function toProspective(node: RaftNode, port: RaftPort): void {
  inMemory(node, port, prospectiveRole(node, electionDeadline(node, port)));
  if (!maybeElected(node, port)) resetConnections(node);
}

/** Kafka: QuorumState.transitionToCandidate. */
function toCandidate(node: RaftNode, port: RaftPort): void {
  const role = candidateRole(node, electionDeadline(node, port));
  const epoch = node.epoch + 1;
  durably(node, port, role, { epoch, leaderId: -1, votedFor: node.localId });
  if (!maybeElected(node, port)) resetConnections(node);
}

/** Enough votes make a candidate of a prospective one, and a leader of a candidate. */
export function maybeElected(node: RaftNode, port: RaftPort): boolean {
  const { role } = node;
  if (role.kind !== "prospective" && role.kind !== "candidate") return false;
  if (!isElected(node, role)) return false;
  if (role.kind === "prospective") toCandidate(node, port);
  else toLeader(node, port);
  return true;
}

/**
 * A new leader forgets the high watermark: its voters must reach the start of its epoch first.
 * Kafka: QuorumState.transitionToLeader, KafkaRaftClient.onBecomeLeader.
 */
function toLeader(node: RaftNode, port: RaftPort): void {
  const role = leaderRole(node, port.log.logEndOffset, port.nowUs());
  node.highWatermark = -1;
  const { epoch, localId } = node;
  durably(node, port, role, { epoch, leaderId: localId, votedFor: -1 });
  resetConnections(node);
}

/** Gives leadership up and says who should have it. Kafka: QuorumState.transitionToResigned. */
export function toResigned(node: RaftNode, port: RaftPort): void {
  const { role } = node;
  assert(role.kind === "leader", "only a leader resigns");
  const successors = successorsOf(node, role);
  node.highWatermark = -1;
  inMemory(node, port, {
    kind: "resigned",
    deadlineUs: electionDeadline(node, port),
    successors,
    unacknowledged: node.voters.filter((id) => id !== node.localId),
  });
  resetConnections(node);
}

/** What a prospective that got too few votes becomes. Kafka: KafkaRaftClient.prospectiveTransitionAfterElectionLoss. */
export function electionLost(node: RaftNode, port: RaftPort): void {
  if (node.leaderId >= 0) toFollower(node, port, node.epoch, node.leaderId);
  else toUnattached(node, port, node.epoch, -1);
}

/** Whether what a message says of a leader fits. Kafka: KafkaRaftClient.hasConsistentLeader. */
function isConsistent(node: RaftNode, epoch: number, leaderId: number): boolean {
  if (leaderId >= 0 && leaderId === node.localId) return node.role.kind === "leader";
  return (
    epoch !== node.epoch ||
    leaderId < 0 ||
    node.leaderId < 0 ||
    leaderId === node.leaderId
  );
}

/** A message tells of an epoch and perhaps its leader. Kafka: KafkaRaftClient.maybeTransition. */
export function learn(
  node: RaftNode,
  port: RaftPort,
  epoch: number,
  leaderId: number,
): void {
  if (!isConsistent(node, epoch, leaderId))
    port.fatal(
      `leader ${leaderId} of epoch ${epoch} is inconsistent with leader ${node.leaderId} of epoch ${node.epoch}`,
    );
  else if (epoch > node.epoch)
    if (leaderId >= 0) toFollower(node, port, epoch, leaderId);
    else toUnattached(node, port, epoch, -1);
  else if (leaderId >= 0 && node.leaderId < 0) toFollower(node, port, epoch, leaderId);
}
