import {
  electionLost,
  isRejected,
  toProspective,
  toResigned,
  toUnattached,
} from "./quorum-state.ts";
import { lastFetchedEpoch } from "./raft-log.ts";
import type { RaftRequest } from "./raft-message.ts";
import {
  type Candidate,
  type Follower,
  isVoter,
  type Leader,
  never,
  type Prospective,
  type RaftNode,
  type Resigned,
} from "./raft-node.ts";
import type { RaftPort } from "./raft-port.ts";
import {
  anyInFlight,
  firstReadyUs,
  hasTimedOut,
  isBackingOff,
  maybeSend,
  readyAgainUs,
  readyBootstrapServer,
} from "./request-manager.ts";

/** The role has changed: it is looked at again at once. */
const again = 0;

/**
 * Does what is due in the node's role and sends what it can send; gives the time, µs, at which it must look again
 * though nothing reaches it. Kafka: KafkaRaftClient.pollCurrentState.
 */
export function poll(node: RaftNode, port: RaftPort): number {
  for (;;) {
    const dueUs = pollRole(node, port);
    if (dueUs !== again) return dueUs;
  }
}

/** When an election is due: never for a node that is about to leave. Kafka: KafkaRaftClient.pollCandidate with a GracefulShutdown. */
const electionUs = (node: RaftNode, deadlineUs: number): number =>
  node.stopping ? never : deadlineUs;

function pollRole(node: RaftNode, port: RaftPort): number {
  const { role } = node;
  switch (role.kind) {
    case "leader":
      return pollLeader(node, port, role);
    case "candidate":
      return pollCandidate(node, port, role);
    case "prospective":
      return pollProspective(node, port, role);
    case "follower":
      return pollFollower(node, port, role);
    case "resigned":
      return pollResigned(node, port, role);
    default: {
      if (isVoter(node) && !node.stopping && port.nowUs() >= role.deadlineUs) {
        toProspective(node, port);
        return again;
      }
      return Math.min(fetchFromAny(node, port), electionUs(node, role.deadlineUs));
    }
  }
}

/** Sends to each of these; when the first of those that are not free will be, µs. */
function sendToAll(
  node: RaftNode,
  port: RaftPort,
  to: readonly number[],
  request: () => RaftRequest,
): number {
  let dueUs = never;
  for (const id of to) {
    maybeSend(node, port, id, request);
    dueUs = Math.min(dueUs, readyAgainUs(node, id));
  }
  return dueUs;
}

/** Kafka: KafkaRaftClient.pollLeader. */
function pollLeader(node: RaftNode, port: RaftPort, role: Leader): number {
  const nowUs = port.nowUs();
  const alone = node.voters.length === 1;
  const deserted = !alone && nowUs >= role.checkQuorumUs;
  if (role.resignRequested || deserted || (node.stopping && !alone)) {
    toResigned(node, port);
    return again;
  }
  if (alone) return never;
  if (nowUs >= role.nextBeginUs) {
    const intervalUs = node.times.fetchTimeoutMs * 500;
    const silent = role.voters.filter(
      (voter) =>
        voter.id !== node.localId &&
        (!voter.acknowledged || nowUs - voter.lastFetchUs >= intervalUs),
    );
    sendToAll(
      node,
      port,
      silent.map(({ id }) => id),
      () => ({ api: "BeginQuorumEpoch", epoch: node.epoch, leader: node.localId }),
    );
    role.nextBeginUs = nowUs + intervalUs;
  }
  return Math.min(role.checkQuorumUs, role.nextBeginUs);
}

/** Kafka: KafkaRaftClient.maybeSendVoteRequests. */
function askForVotes(
  node: RaftNode,
  port: RaftPort,
  role: Prospective | Candidate,
): number {
  if (isRejected(node, role)) return never;
  const silent = node.voters.filter((id) => role.votes[id] === undefined);
  return sendToAll(node, port, silent, () => ({
    api: "Vote",
    epoch: node.epoch,
    candidate: node.localId,
    lastEpoch: lastFetchedEpoch(port.log, port.latestSnapshot()),
    lastOffset: port.log.logEndOffset,
    preVote: role.kind === "prospective",
  }));
}

/** Kafka: KafkaRaftClient.pollCandidate. */
function pollCandidate(node: RaftNode, port: RaftPort, role: Candidate): number {
  if (!node.stopping && port.nowUs() >= role.deadlineUs) {
    toProspective(node, port);
    return again;
  }
  return Math.min(askForVotes(node, port, role), electionUs(node, role.deadlineUs));
}

/** Kafka: KafkaRaftClient.pollProspective. */
function pollProspective(node: RaftNode, port: RaftPort, role: Prospective): number {
  if (!node.stopping && port.nowUs() >= role.deadlineUs) {
    electionLost(node, port);
    return again;
  }
  return Math.min(askForVotes(node, port, role), electionUs(node, role.deadlineUs));
}

/** Kafka: KafkaRaftClient.pollFollowerAsVoter, pollFollowerAsObserver. */
function pollFollower(node: RaftNode, port: RaftPort, role: Follower): number {
  const nowUs = port.nowUs();
  // An observer has no election to call: requests that get no answer are what sends it elsewhere.
  if (!isVoter(node)) return fetchFromBest(node, port, role);
  if (nowUs >= role.fetchDeadlineUs && !node.stopping) {
    toProspective(node, port);
    return again;
  }
  if (!role.toldLeader && nowUs >= role.updateVoterUs) {
    const request = (): RaftRequest => ({ api: "UpdateRaftVoter", epoch: node.epoch });
    if (maybeSend(node, port, node.leaderId, request))
      role.updateVoterUs = nowUs + node.times.fetchTimeoutMs * 1000;
    return Math.min(
      readyAgainUs(node, node.leaderId),
      electionUs(node, role.fetchDeadlineUs),
    );
  }
  return Math.min(
    fetchFromBest(node, port, role),
    electionUs(node, role.fetchDeadlineUs),
  );
}

/** From the leader, or while that does not answer from anybody who may know another. Kafka: KafkaRaftClient.maybeSendFetchToBestNode. */
function fetchFromBest(node: RaftNode, port: RaftPort, role: Follower): number {
  const nowUs = port.nowUs();
  const { leaderId } = node;
  if (hasTimedOut(node, leaderId, nowUs)) {
    delete node.connections[leaderId];
    return fetchFromAny(node, port);
  }
  if (isBackingOff(node, leaderId, nowUs)) return fetchFromAny(node, port);
  if (!anyInFlight(node, nowUs))
    maybeSend(node, port, leaderId, () => fetchRequest(node, port, role));
  return firstReadyUs(node);
}

/** Kafka: KafkaRaftClient.maybeSendFetchToAnyBootstrap. */
function fetchFromAny(node: RaftNode, port: RaftPort): number {
  const to = readyBootstrapServer(node, port);
  if (to >= 0) maybeSend(node, port, to, () => fetchRequest(node, port, null));
  return firstReadyUs(node);
}

function fetchRequest(
  node: RaftNode,
  port: RaftPort,
  role: Follower | null,
): RaftRequest {
  const { epoch } = node;
  const download = role?.download ?? null;
  if (download !== null) {
    const { id, position } = download;
    return { api: "FetchSnapshot", epoch, snapshotId: id, position };
  }
  return {
    api: "Fetch",
    epoch,
    offset: port.log.logEndOffset,
    lastFetchedEpoch: lastFetchedEpoch(port.log, port.latestSnapshot()),
    highWatermark: node.highWatermark,
  };
}

/** Kafka: KafkaRaftClient.pollResigned. */
function pollResigned(node: RaftNode, port: RaftPort, role: Resigned): number {
  const dueUs = sendToAll(node, port, role.unacknowledged, () => ({
    api: "EndQuorumEpoch",
    epoch: node.epoch,
    leader: node.localId,
    successors: role.successors,
  }));
  if (node.stopping) return dueUs;
  if (port.nowUs() >= role.deadlineUs) {
    // In a higher epoch nobody takes this node for the leader any more.
    toUnattached(node, port, node.epoch + 1, -1);
    return again;
  }
  return Math.min(dueUs, role.deadlineUs);
}
