import type { QuorumRole } from "../../contract/frame.ts";
import { emptyMetadataImage } from "../../kafka/controller/metadata-image.ts";
import { appendAsFollower } from "../../kafka/log/append.ts";
import { defaultLogConfig } from "../../kafka/log/log-config.ts";
import { logEntry } from "../../kafka/log/log-entry.ts";
import { type PartitionLog, partitionLog } from "../../kafka/log/partition-log.ts";
import { truncateTo } from "../../kafka/log/truncation.ts";
import { batchOfRecords } from "../../kafka/protocol/explicit-batch.ts";
import { type HistoryPair, holdPairs } from "../../testing/history-pairs.ts";
import { OracleStory } from "../../testing/oracle-story.ts";

const batch = batchOfRecords([
  { offsetDelta: 0, timestamp: 0, key: null, value: new Uint8Array(1), headers: [] },
]);

/** A history of a metadata quorum, told step by step. */
class QuorumStory extends OracleStory {
  private readonly logs: Record<number, PartitionLog> = {};

  private log(node: number): PartitionLog {
    return (this.logs[node] ??= partitionLog(defaultLogConfig, 0));
  }

  stores(node: number, epoch: number, votedFor: number, leaderId = -1): this {
    this.probe.quorum.electionStored(node, { epoch, leaderId, votedFor });
    return this;
  }

  becomes(node: number, role: QuorumRole, from: QuorumRole, epoch: number): this {
    const election = { epoch, leaderId: -1, votedFor: -1 };
    this.probe.quorum.roleChanged(node, role, election, from);
    return this;
  }

  /** Records of these epochs are in a node's log now. */
  has(node: number, ...epochs: readonly number[]): this {
    const log = this.log(node);
    for (const leaderEpoch of epochs) {
      const entry = logEntry(log.logEndOffset, leaderEpoch, batch);
      appendAsFollower(log, [entry], leaderEpoch, 0);
      this.probe.quorum.raftAppended(node, log, [entry]);
    }
    return this;
  }

  drops(node: number, to: number): this {
    const log = this.log(node);
    const from = log.logEndOffset;
    truncateTo(log, to, 0);
    this.probe.quorum.raftTruncated(node, log, from);
    return this;
  }

  knows(node: number, highWatermark: number, epoch: number, leader: boolean): this {
    const log = this.log(node);
    const from = log.highWatermark;
    log.highWatermark = highWatermark;
    this.probe.quorum.raftHighWatermark(node, log, { from, leader, epoch });
    return this;
  }

  snapshots(
    node: number,
    what: "taken" | "received" | "loaded",
    endOffset: number,
    epoch: number,
  ): this {
    this.probe.quorum.raftSnapshot(node, what, { endOffset, epoch });
    return this;
  }

  beginsAt(node: number, logStartOffset: number): this {
    this.log(node).logStartOffset = logStartOffset;
    return this;
  }

  applies(node: number, offset: number): this {
    this.probe.quorum.metadataApplied(node, offset, emptyMetadataImage());
    return this;
  }
}

/** Three voters, of which 1 leads epoch 1. */
const led = (): QuorumStory =>
  new QuorumStory()
    .stores(1, 1, 1)
    .stores(2, 1, 1)
    .stores(3, 1, 1)
    .becomes(1, "leader", "candidate", 1);

/** Two records of epoch 1, on voters 1 and 2, committed. */
const twoCommitted = (): QuorumStory =>
  led().has(1, 1, 1).has(2, 1, 1).knows(1, 2, 1, true);

const pairs: readonly HistoryPair[] = [
  {
    name: "an epoch has one leader",
    invariant: "K1",
    kept: () => led().becomes(2, "leader", "candidate", 2),
    broken: () => led().becomes(2, "leader", "candidate", 1),
  },
  {
    name: "a voter votes once an epoch",
    invariant: "K2",
    kept: () => led().stores(3, 2, 2),
    broken: () => led().stores(3, 1, 2),
  },
  {
    name: "a voter that has forgotten its vote gives no other",
    invariant: "K2",
    kept: () => led().stores(3, 2, 2).stores(3, 2, -1).stores(3, 2, 2),
    broken: () => led().stores(3, 2, 2).stores(3, 2, -1).stores(3, 2, 1),
  },
  {
    name: "a voter's epoch only rises",
    invariant: "K3",
    kept: () => led().stores(3, 1, 1, 1),
    broken: () => led().stores(3, 0, -1),
  },
  {
    name: "a majority has what is committed",
    invariant: "K4",
    kept: twoCommitted,
    broken: () => led().has(1, 1, 1).knows(1, 2, 1, true),
  },
  {
    name: "what the newest leader commits only grows",
    invariant: "K5",
    kept: () => twoCommitted().has(1, 1).has(3, 1, 1, 1).knows(1, 3, 1, true),
    broken: () => twoCommitted().knows(1, 1, 1, true),
  },
  {
    name: "a leader commits first what its own epoch wrote",
    invariant: "K6",
    kept: () =>
      twoCommitted()
        .becomes(2, "leader", "candidate", 2)
        .has(2, 2)
        .has(1, 2)
        .knows(2, 3, 2, true),
    broken: () =>
      twoCommitted().becomes(2, "leader", "candidate", 2).knows(2, 2, 2, true),
  },
  {
    name: "what nodes believe committed agrees",
    invariant: "K7",
    kept: () => twoCommitted().has(3, 1, 1).knows(3, 2, 1, false),
    broken: () => twoCommitted().has(3, 1, 2).knows(3, 2, 1, false),
  },
  {
    name: "a leader has all that is committed",
    invariant: "K8",
    kept: () => twoCommitted().becomes(2, "leader", "candidate", 2),
    broken: () => twoCommitted().becomes(3, "leader", "candidate", 2),
  },
  {
    name: "a voter cuts nothing that is committed",
    invariant: "K8",
    kept: () => twoCommitted().has(1, 1).drops(1, 2),
    broken: () => twoCommitted().drops(1, 1),
  },
  {
    name: "a log begins at a snapshot",
    invariant: "K9",
    kept: () => twoCommitted().snapshots(1, "taken", 2, 1).beginsAt(1, 2).has(1, 1),
    broken: () => twoCommitted().beginsAt(1, 2).has(1, 1),
  },
  {
    name: "a snapshot holds what is committed",
    invariant: "K9",
    kept: () => twoCommitted().snapshots(1, "taken", 2, 1),
    broken: () => twoCommitted().snapshots(1, "taken", 3, 1),
  },
  {
    name: "a leader loads no snapshot",
    invariant: "K10",
    kept: () =>
      twoCommitted().snapshots(3, "received", 2, 1).snapshots(3, "loaded", 2, 1),
    broken: () => twoCommitted().snapshots(1, "loaded", 2, 1),
  },
  {
    name: "a leader that is started again loads its snapshot",
    invariant: "K10",
    kept: () =>
      twoCommitted()
        .snapshots(1, "taken", 2, 1)
        .faults(1, "kill")
        .snapshots(1, "loaded", 2, 1),
    broken: () => twoCommitted().snapshots(1, "taken", 2, 1).snapshots(1, "loaded", 2, 1),
  },
  {
    name: "a node applies what is committed",
    invariant: "K11",
    kept: () => twoCommitted().has(7, 1, 1).applies(7, 1),
    broken: () => twoCommitted().has(7, 1, 1, 1).applies(7, 2),
  },
  {
    name: "a node applies metadata in its order",
    invariant: "K12",
    kept: () => twoCommitted().has(7, 1, 1).applies(7, 1).faults(7, "kill").applies(7, 0),
    broken: () => twoCommitted().has(7, 1, 1).applies(7, 1).applies(7, 0),
  },
  {
    name: "roles are taken in Raft's order",
    invariant: "K15",
    kept: () => led().becomes(2, "candidate", "prospective", 2),
    broken: () => led().becomes(2, "leader", "follower", 2),
  },
];

holdPairs(pairs);
