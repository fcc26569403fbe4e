import type { QuorumRole } from "../../contract/frame.ts";
import type { NodeFault } from "../../kafka/probe.ts";
import type { QuorumProbe, StoredElection } from "../../kafka/quorum-probe.ts";
import { violated, type Watch } from "../findings.ts";
import type { OracleState } from "../ghost.ts";
import { agreement, lineage } from "../lineage.ts";
import { type GhostVoter, hasLostMajority, voterOf } from "../quorum-ghost.ts";
import {
  metadataApplied,
  quorumAppended,
  quorumCommitted,
  quorumTruncated,
  snapshotHandled,
} from "./quorum-log.ts";

/** From which roles each one may be taken. Kafka: QuorumState.transitionTo…. */
const legal: Readonly<Record<QuorumRole, readonly QuorumRole[]>> = {
  unattached: [
    "unattached",
    "follower",
    "prospective",
    "candidate",
    "leader",
    "resigned",
  ],
  follower: ["unattached", "follower", "prospective", "candidate", "leader", "resigned"],
  // One that has asked for votes itself may give its own to another (QuorumState.prospectiveAddVotedState).
  prospective: ["unattached", "follower", "prospective", "candidate", "resigned"],
  candidate: ["prospective", "candidate", "unattached", "resigned"],
  leader: ["candidate", "unattached"],
  resigned: ["leader", "unattached"],
};

/** K2 and K3: one vote an epoch, and epochs that only rise, whatever its process went through. */
function electionStored(watch: Watch, node: number, election: StoredElection): void {
  const voter = voterOf(watch.state.quorum, node);
  const { stored, vote } = voter;
  voter.voter = true;
  voter.stored = election;
  if (election.epoch < stored.epoch)
    violated(
      watch,
      null,
      "K3",
      `voter ${node} went back from quorum epoch ${stored.epoch} to ${election.epoch}`,
    );
  const { epoch, votedFor } = election;
  if (votedFor < 0) return;
  voter.vote = { epoch, votedFor };
  if (epoch === vote.epoch && votedFor !== vote.votedFor)
    violated(
      watch,
      null,
      "K2",
      `voter ${node} voted for ${vote.votedFor} and for ${votedFor} in quorum epoch ${epoch}`,
    );
}

/** K8: who leads holds everything that was committed. */
function checkCompleteness(watch: Watch, voter: GhostVoter, epoch: number): void {
  const { quorum } = watch.state;
  const same = agreement(voter.log, quorum.committed);
  if (same >= quorum.committed.end || hasLostMajority(quorum)) return;
  violated(
    watch,
    null,
    "K8",
    `controller ${voter.node} leads quorum epoch ${epoch} and holds committed metadata only up to ${same}, not to ${quorum.committed.end}`,
  );
}

/** K1, K3, K8 and K15 when a voter takes a role. */
function roleChanged(
  watch: Watch,
  voter: GhostVoter,
  change: {
    readonly role: QuorumRole;
    readonly from: QuorumRole;
    readonly election: StoredElection;
  },
): void {
  const { role, from, election } = change;
  const { node } = voter;
  const { leaders } = watch.state.quorum;
  const { epoch } = election;
  voter.role = role;
  if (epoch < voter.stored.epoch)
    violated(
      watch,
      null,
      "K3",
      `voter ${node} is ${role} in quorum epoch ${epoch} after epoch ${voter.stored.epoch}`,
    );
  if (!legal[role].includes(from))
    violated(watch, null, "K15", `voter ${node} became ${role} from ${from}`);
  if (role !== "leader") return;
  const known = leaders[epoch];
  if (known !== undefined && known !== node)
    violated(
      watch,
      null,
      "K1",
      `controllers ${known} and ${node} both lead quorum epoch ${epoch}`,
    );
  leaders[epoch] = node;
  checkCompleteness(watch, voter, epoch);
}

/** What the oracle hears of the metadata quorum. */
export const quorumWatch = (watchNow: () => Watch): QuorumProbe => ({
  electionStored: (node, election) => electionStored(watchNow(), node, election),
  roleChanged: (node, role, election, from) => {
    const watch = watchNow();
    const voter = voterOf(watch.state.quorum, node);
    voter.voter = true;
    roleChanged(watch, voter, { role, from, election });
  },
  raftAppended: (node, log, entries) => quorumAppended(watchNow(), node, log, entries),
  raftTruncated: (node, log) => quorumTruncated(watchNow(), node, log),
  raftHighWatermark: (node, log, change) =>
    quorumCommitted(watchNow(), node, log.highWatermark, change),
  raftSnapshot: (node, what, id) => snapshotHandled(watchNow(), node, what, id),
  metadataApplied: (node, offset) => metadataApplied(watchNow(), node, offset),
  activeController: () => {},
});

/**
 * A node's process or disk is acted upon: a new life has no role and applies the metadata from
 * its start, and a new disk owes nothing.
 */
export function quorumNodeFaulted(
  { quorum }: OracleState,
  node: number,
  fault: NodeFault,
): void {
  const voter = quorum.nodes[node];
  if (voter === undefined) return;
  if (fault === "start" || fault === "kill" || fault === "powerLoss") {
    voter.applied = -1;
    voter.role = "unattached";
  }
  if (fault !== "wipe") return;
  if (voter.voter && !quorum.wiped.includes(node)) quorum.wiped.push(node);
  voter.log = lineage();
  voter.snapshots = [];
  voter.stored = { epoch: -1, leaderId: -1, votedFor: -1 };
  voter.vote = { epoch: -1, votedFor: -1 };
}
