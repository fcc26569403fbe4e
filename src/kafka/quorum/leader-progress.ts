import { assert } from "../../base/assert.ts";
import { mutated } from "../../base/mutants.ts";
import type { Leader, RaftNode, ReplicaProgress } from "./raft-node.ts";

/** Kafka: LeaderState.CHECK_QUORUM_TIMEOUT_FACTOR, in tenths. */
const checkQuorumTenths = 15;
/** An observer that has not fetched for so long is forgotten, µs. Kafka: LeaderState.OBSERVER_SESSION_TIMEOUT_MS. */
const observerSessionUs = 300_000_000;

const progressOf = (id: number, acknowledged: boolean): ReplicaProgress => ({
  id,
  endOffset: -1,
  lastFetchUs: -1,
  lastFetchLeaderEnd: -1,
  lastCaughtUpUs: -1,
  acknowledged,
});

/** A leader that begins. Kafka: LeaderState. */
export const leaderRole = (
  node: RaftNode,
  epochStartOffset: number,
  nowUs: number,
): Leader => ({
  kind: "leader",
  epochStartOffset,
  voters: node.voters.map((id) => progressOf(id, id === node.localId)),
  observers: [],
  checkQuorumUs: checkQuorumDeadline(node, nowUs),
  fetched: [],
  nextBeginUs: nowUs,
  resignRequested: false,
});

const checkQuorumDeadline = (node: RaftNode, nowUs: number): number =>
  nowUs + node.times.fetchTimeoutMs * checkQuorumTenths * 100;

/** A majority that fetches keeps its leader. Kafka: LeaderState.updateCheckQuorumForFollowingVoter. */
export function voterFetched(
  node: RaftNode,
  leader: Leader,
  id: number,
  nowUs: number,
): void {
  if (!node.voters.includes(id)) return;
  if (!leader.fetched.includes(id)) leader.fetched.push(id);
  // The leader counts as one of the majority and never fetches.
  if (leader.fetched.length < Math.floor(node.voters.length / 2)) return;
  leader.fetched = [];
  leader.checkQuorumUs = checkQuorumDeadline(node, nowUs);
}

/** By descending end offset, then by id. Kafka: LeaderState.followersByDescendingFetchOffset. */
const byProgress = (leader: Leader): ReplicaProgress[] =>
  leader.voters.toSorted((a, b) => b.endOffset - a.endOffset || a.id - b.id);

/** Who should succeed: the others, those who have the most first. */
export const successorsOf = (node: RaftNode, leader: Leader): number[] =>
  byProgress(leader)
    .map(({ id }) => id)
    .filter((id) => id !== node.localId);

/**
 * The greatest offset that a majority has, but none of an earlier epoch before a record of this one has got there.
 * Whether it moved. Kafka: LeaderState.maybeUpdateHighWatermark.
 */
function maybeUpdateHighWatermark(node: RaftNode, leader: Leader): boolean {
  const counted = byProgress(leader);
  if (MUTANTS && mutated("observerCountsAsVoter")) {
    counted.push(...leader.observers);
    counted.sort((a, b) => b.endOffset - a.endOffset);
  }
  const half = leader.voters.length / 2;
  const position =
    MUTANTS && mutated("majorityOfEvenIsHalf") ? Math.ceil(half) - 1 : Math.floor(half);
  const middle = counted[position];
  const offset = middle?.endOffset ?? -1;
  const early =
    offset <= leader.epochStartOffset &&
    !(MUTANTS && mutated("highWatermarkBeforeOwnEpoch"));
  if (early || offset <= node.highWatermark) return false;
  node.highWatermark = offset;
  return true;
}

/** The leader's own log is durable up to there; whether the high watermark moved. Kafka: LeaderState.updateLocalState. */
export function updateLocalEnd(
  node: RaftNode,
  leader: Leader,
  endOffset: number,
): boolean {
  const own = leader.voters.find(({ id }) => id === node.localId);
  assert(own !== undefined, "a leader is a voter");
  own.endOffset = Math.max(own.endOffset, endOffset);
  return maybeUpdateHighWatermark(node, leader);
}

/** A fetch says how far its sender has come. */
export interface SeenFetch {
  readonly replicaId: number;
  readonly offset: number;
  readonly leaderEnd: number;
  readonly nowUs: number;
}

/** A replica has everything before its fetch offset; whether the high watermark moved. Kafka: LeaderState.updateReplicaState. */
export function updateReplica(node: RaftNode, leader: Leader, seen: SeenFetch): boolean {
  const { replicaId, offset, leaderEnd, nowUs } = seen;
  if (replicaId < 0 || replicaId === node.localId) return false;
  const state = replicaOf(leader, replicaId);
  if (offset >= leaderEnd) state.lastCaughtUpUs = Math.max(state.lastCaughtUpUs, nowUs);
  else if (state.lastFetchLeaderEnd > 0 && offset >= state.lastFetchLeaderEnd)
    state.lastCaughtUpUs = Math.max(state.lastCaughtUpUs, state.lastFetchUs);
  state.lastFetchLeaderEnd = leaderEnd;
  state.lastFetchUs = nowUs;
  state.endOffset = offset;
  state.acknowledged = true;
  if (!node.voters.includes(replicaId) && !(MUTANTS && mutated("observerCountsAsVoter")))
    return false;
  voterFetched(node, leader, replicaId, nowUs);
  return maybeUpdateHighWatermark(node, leader);
}

function replicaOf(leader: Leader, id: number): ReplicaProgress {
  const voter = leader.voters.find((state) => state.id === id);
  if (voter !== undefined) return voter;
  const known = leader.observers.find((state) => state.id === id);
  if (known !== undefined) return known;
  const fresh = progressOf(id, false);
  leader.observers.push(fresh);
  return fresh;
}

/** Observers that are still there. Kafka: LeaderState.observerStates. */
export function activeObservers(leader: Leader, nowUs: number): ReplicaProgress[] {
  leader.observers = leader.observers.filter(
    ({ lastFetchUs }) => nowUs - lastFetchUs < observerSessionUs,
  );
  return leader.observers;
}
