import { errors } from "../error-codes.ts";
import { appendAsFollower } from "../log/append.ts";
import { updateHighWatermark } from "../log/high-watermark.ts";
import { truncateTo } from "../log/truncation.ts";
import {
  electionLost,
  isRejected,
  learn,
  maybeElected,
  toFollower,
} from "./quorum-state.ts";
import { truncationPoint } from "./raft-log.ts";
import type {
  FetchAnswer,
  RaftAnswer,
  SnapshotAnswer,
  VoteAnswer,
} from "./raft-message.ts";
import type { Follower, RaftNode } from "./raft-node.ts";
import type { RaftPort } from "./raft-port.ts";
import { answered, isExpected } from "./request-manager.ts";

/** An answer to one of this node's requests; null when the connection was lost. Kafka: KafkaRaftClient.handleInboundMessage. */
export function handleAnswer(
  node: RaftNode,
  port: RaftPort,
  from: { readonly id: number; readonly correlationId: number },
  answer: RaftAnswer | null,
): void {
  if (!isExpected(node, from.id, from.correlationId)) return;
  const success = answer !== null && handled(node, port, from.id, answer);
  answered(node, from, success, port.nowUs());
}

function handled(
  node: RaftNode,
  port: RaftPort,
  from: number,
  answer: RaftAnswer,
): boolean {
  const common = commonResult(node, port, answer);
  if (common !== null) return common;
  switch (answer.api) {
    case "Vote":
      return voteAnswered(node, port, from, answer);
    case "Fetch":
      return fetchAnswered(node, port, answer);
    case "FetchSnapshot":
      return snapshotAnswered(node, port, answer);
    default:
      return epochAnswered(node, port, from, answer);
  }
}

/**
 * What an answer says of epochs and leaders, whatever it answers; null: its own handler goes on.
 * Kafka: KafkaRaftClient.maybeHandleCommonResponse.
 */
function commonResult(
  node: RaftNode,
  port: RaftPort,
  answer: RaftAnswer,
): boolean | null {
  const { error, epoch, leader } = answer;
  if (epoch < node.epoch || error === errors.UNKNOWN_LEADER_EPOCH) return true;
  if (
    epoch > node.epoch ||
    error === errors.FENCED_LEADER_EPOCH ||
    error === errors.NOT_LEADER_OR_FOLLOWER
  ) {
    learn(node, port, epoch, leader);
    return true;
  }
  if (leader >= 0 && node.leaderId < 0) {
    if (leader === node.localId) {
      port.fatal(`an answer says that this node leads epoch ${epoch}`);
      return true;
    }
    toFollower(node, port, epoch, leader);
    return error === errors.NONE ? null : true;
  }
  if (error === errors.BROKER_NOT_AVAILABLE) return false;
  return error === errors.INVALID_VOTER_KEY ? true : null;
}

/** Kafka: KafkaRaftClient.handleVoteResponse. */
function voteAnswered(
  node: RaftNode,
  port: RaftPort,
  from: number,
  { error, granted }: VoteAnswer,
): boolean {
  if (error !== errors.NONE) return false;
  const { role } = node;
  if (role.kind !== "prospective" && role.kind !== "candidate") return true;
  role.votes[from] = granted;
  if (granted) maybeElected(node, port);
  else if (role.kind === "prospective" && isRejected(node, role))
    electionLost(node, port);
  return true;
}

/** Kafka: KafkaRaftClient.handleBeginQuorumEpochResponse, handleEndQuorumEpochResponse, handleUpdateVoterResponse. */
function epochAnswered(
  node: RaftNode,
  port: RaftPort,
  from: number,
  { api, error }: RaftAnswer,
): boolean {
  const { role } = node;
  if (api === "UpdateRaftVoter" && role.kind === "follower") {
    if (error !== errors.NONE && error !== errors.UNSUPPORTED_VERSION) return false;
    role.toldLeader = true;
    succeeded(node, port, role);
    return true;
  }
  if (error !== errors.NONE) return false;
  if (role.kind === "leader")
    for (const voter of role.voters) voter.acknowledged ||= voter.id === from;
  else if (role.kind === "resigned")
    role.unacknowledged = role.unacknowledged.filter((id) => id !== from);
  return true;
}

/** Kafka: FollowerState.resetFetchTimeoutForSuccessfulFetch. */
function succeeded(node: RaftNode, port: RaftPort, role: Follower): void {
  role.fetchDeadlineUs = port.nowUs() + node.times.fetchTimeoutMs * 1000;
  role.fetched = true;
}

/** Kafka: KafkaRaftClient.handleFetchResponse. */
function fetchAnswered(node: RaftNode, port: RaftPort, answer: FetchAnswer): boolean {
  const { role } = node;
  if (role.kind !== "follower") return true;
  if (answer.error !== errors.NONE) return false;
  if (answer.diverging !== null) truncate(node, port, answer.diverging);
  else if (answer.snapshotId !== null) {
    const has = port.latestSnapshot();
    const stored = has !== null && has.endOffset >= answer.snapshotId.endOffset;
    role.download = stored ? null : { id: answer.snapshotId, position: 0 };
  } else take(node, port, answer);
  succeeded(node, port, role);
  return true;
}

function truncate(
  node: RaftNode,
  port: RaftPort,
  diverging: { readonly epoch: number; readonly endOffset: number },
): void {
  const { log } = port;
  if (diverging.endOffset < node.highWatermark) {
    port.fatal(
      `the leader asks for a truncation to ${diverging.endOffset}, below the high watermark ${node.highWatermark}`,
    );
    return;
  }
  const from = log.logEndOffset;
  truncateTo(log, truncationPoint(log, port.latestSnapshot(), diverging), port.nowMs());
  if (log.logEndOffset < from) port.truncated(from);
}

function take(node: RaftNode, port: RaftPort, answer: FetchAnswer): void {
  const { log } = port;
  if (answer.entries.length > 0) {
    appendAsFollower(log, answer.entries, node.epoch, port.nowMs());
    port.copied(answer.entries);
  }
  moveHighWatermark(node, port, Math.min(answer.highWatermark, log.logEndOffset));
}

/** Kafka: KafkaRaftClient.updateFollowerHighWatermark. */
function moveHighWatermark(node: RaftNode, port: RaftPort, offset: number): void {
  const from = node.highWatermark;
  if (offset < 0 || offset <= from) return;
  node.highWatermark = offset;
  if (offset > port.log.highWatermark) updateHighWatermark(port.log, offset);
  port.committed(node, from);
}

/** Kafka: KafkaRaftClient.handleFetchSnapshotResponse. */
function snapshotAnswered(
  node: RaftNode,
  port: RaftPort,
  answer: SnapshotAnswer,
): boolean {
  const { role } = node;
  if (role.kind !== "follower") return true;
  const { download } = role;
  const { error, snapshotId } = answer;
  const gone = error === errors.SNAPSHOT_NOT_FOUND || snapshotId.endOffset < 0;
  if (!gone && error !== errors.NONE) return false;
  if (gone || download === null) role.download = null;
  else {
    download.position += answer.bytes;
    if (download.position >= answer.size && answer.content !== null) {
      role.download = null;
      port.install(download.id, answer.content);
      moveHighWatermark(node, port, download.id.endOffset);
    }
  }
  succeeded(node, port, role);
  return true;
}
