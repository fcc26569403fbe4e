import type { QuorumRole } from "../contract/frame.ts";
import type { StoredElection } from "../kafka/quorum-probe.ts";
import { type Lineage, lineage } from "./lineage.ts";

/** End of a snapshot. */
export interface SnapshotId {
  readonly endOffset: number;
  readonly epoch: number;
}

/** A node of the metadata quorum, or a broker that follows its log, as the oracle was told of it. */
export interface GhostVoter {
  readonly node: number;
  /** It has taken part in elections: only voters do. */
  voter: boolean;
  stored: StoredElection;
  /** The last vote that it gave: it may forget that it did, and may not vote otherwise all the same. */
  vote: Pick<StoredElection, "epoch" | "votedFor">;
  role: QuorumRole;
  log: Lineage;
  snapshots: SnapshotId[];
  /** The last metadata record that its process has applied; -1 before. */
  applied: number;
}

/** The metadata quorum. */
export interface GhostQuorum {
  nodes: Record<number, GhostVoter>;
  /** Node that led, by quorum epoch. */
  leaders: Record<number, number>;
  /** What a leader's high watermark ever covered. */
  committed: Lineage;
  /** The newest epoch in which a leader's high watermark moved. */
  committedEpoch: number;
  /** Voters whose disk was wiped. */
  wiped: number[];
}

export const ghostQuorum = (): GhostQuorum => ({
  nodes: {},
  leaders: {},
  committed: lineage(),
  committedEpoch: -1,
  wiped: [],
});

/** The ghost of a node, made at first sight. */
export const voterOf = (quorum: GhostQuorum, node: number): GhostVoter =>
  (quorum.nodes[node] ??= {
    node,
    voter: false,
    stored: { epoch: -1, leaderId: -1, votedFor: -1 },
    vote: { epoch: -1, votedFor: -1 },
    role: "unattached",
    log: lineage(),
    snapshots: [],
    applied: -1,
  });

/** All that ever took part in an election. */
export const votersOf = ({ nodes }: GhostQuorum): GhostVoter[] =>
  Object.values(nodes).filter(({ voter }) => voter);

/** So many wiped disks that a committed record may have been on no other: nothing is owed any more. */
export const hasLostMajority = (quorum: GhostQuorum): boolean =>
  quorum.wiped.length * 2 >= votersOf(quorum).length && quorum.wiped.length > 0;
