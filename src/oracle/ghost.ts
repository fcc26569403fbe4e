import type { PartitionRegistration } from "../kafka/controller/partition-registration.ts";
import type { RecordBatch } from "../kafka/protocol/record-batch.ts";
import type { HostedPartition } from "../kafka/replication/partition.ts";
import {
  type GhostProducers,
  type GhostSequence,
  ghostProducers,
} from "./client-ghost.ts";
import type { Finding } from "./finding.ts";
import { type GhostGroups, ghostGroups } from "./group-ghost.ts";
import { type Lineage, lineage } from "./lineage.ts";
import { type GhostQuorum, ghostQuorum } from "./quorum-ghost.ts";
import type { Excuse } from "./verdict.ts";

/** What the oracle knows of one replica's log, from what it was told and not from the engine's own books. */
export interface GhostReplica {
  readonly broker: number;
  log: Lineage;
  highWatermark: number;
  logStartOffset: number;
  /** Leader epoch in which its log was last compared with the leader's. */
  comparedEpoch: number;
  /** Leader epoch of the last high watermark that it moved as leader, and that high watermark. */
  ledEpoch: number;
  ledHighWatermark: number;
  /** Its host lost power, and the log has not been opened since: it may be shorter. */
  lostPower: boolean;
  /** A reassignment took it from its broker since its log was opened: the log may be deleted. */
  dropped: boolean;
}

/** Who led in an epoch, and what its log held then; it goes on without an end in that epoch. */
export interface EpochLeader {
  readonly broker: number;
  readonly log: Lineage;
}

/** A batch that a leader wrote lately: its promise is found by it, and what a follower takes is compared with it. */
export interface WrittenBatch {
  readonly offset: number;
  readonly epoch: number;
  readonly batch: RecordBatch;
}

/** Records acknowledged to producers: offsets of one epoch that adjoin. */
export interface PromiseRange {
  readonly from: number;
  to: number;
  readonly epoch: number;
  readonly acks: number;
  /** Below this they are safe; from here to `to` they are lost. */
  kept: number;
}

/** Kafka's promises were broken here with an excuse: older epochs owe nothing more. */
export interface Rebase {
  /** The first leader epoch of the new history. */
  readonly epoch: number;
  readonly excuse: Excuse;
}

/** One partition as the oracle sees it. */
export interface GhostPartition {
  readonly topic: string;
  readonly topicId: string;
  readonly index: number;
  /** As the quorum committed it last. */
  registration: PartitionRegistration | null;
  minInsyncReplicas: number;
  elrEnabled: boolean;
  /** `unclean.leader.election.enable` of its topic. */
  uncleanElection: boolean;
  /** A reassignment took replicas away while there was an ELR: Kafka leaves them in it (KIP-966). */
  elrOutlived: boolean;
  /** Of those, who was made a replica again, with an empty log, and is still eligible. */
  strays: number[];
  /** Somebody has asked for an unclean election by ElectLeaders. */
  uncleanAsked: boolean;
  /** By leader epoch. */
  leaders: Record<number, EpochLeader>;
  /** The highest epoch in which a broker has begun to lead; -1 for none. */
  newestEpoch: number;
  replicas: Record<number, GhostReplica>;
  /** What was ever below a leader's high watermark. */
  committed: Lineage;
  rebase: Rebase | null;
  /** Brokers whose disk lost committed records of this partition and which have not been taken back into the ISR since. */
  lossy: number[];
  /** The only in-sync replica lost committed records, and without ELR nobody else may lead (KIP-966). */
  lastReplicaLost: boolean;
  promises: PromiseRange[];
  /** Records acknowledged, and those of them that are lost. */
  acked: number;
  lost: number;
  written: WrittenBatch[];
  /** The last batches of idempotent producers, by producer id. */
  sequences: Record<number, GhostSequence[]>;
}

/** What the oracle knows of a broker. */
export interface GhostBroker {
  readonly id: number;
  /** Epoch of its registration; -1 before. */
  epoch: number;
  fenced: boolean;
  shuttingDown: boolean;
  /** Its process died without an orderly end since it was last registered. */
  died: boolean;
  /** It was started again after that: an older life's registration may still be on its way before. */
  returned: boolean;
}

/** A batch sent with acks=0 that no leader has written yet. */
export interface UnplacedPromise {
  readonly client: string;
  readonly topicId: string;
  readonly partition: number;
  readonly batch: RecordBatch;
  /** A later batch of the client was written: this one never arrived. */
  lost: boolean;
}

/** All ghost state, as plain data: cloned with snapshots of the run. */
export interface OracleState {
  topics: Record<string, (GhostPartition | undefined)[]>;
  brokers: Record<number, GhostBroker>;
  unplaced: UnplacedPromise[];
  /** Names of all topics that ever were, by their ids. */
  topicIds: Record<string, string>;
  quorum: GhostQuorum;
  producers: GhostProducers;
  groups: GhostGroups;
  /** Offset of the last committed metadata record that was told. */
  committedOffset: number;
  findings: Finding[];
  nextFinding: number;
}

/** Before anything has happened. */
export const oracleState = (): OracleState => ({
  topics: {},
  brokers: {},
  unplaced: [],
  topicIds: {},
  quorum: ghostQuorum(),
  producers: ghostProducers(),
  groups: ghostGroups(),
  committedOffset: -1,
  findings: [],
  nextFinding: 1,
});

/** The ghost of a partition, made at first sight. */
export function ghostOf(
  state: OracleState,
  { topicId, topic, index }: Pick<HostedPartition, "topic" | "topicId" | "index">,
): GhostPartition {
  const partitions = (state.topics[topicId] ??= []);
  const known = partitions[index];
  if (known !== undefined) return known;
  const ghost: GhostPartition = {
    topic,
    topicId,
    index,
    registration: null,
    minInsyncReplicas: 1,
    elrEnabled: false,
    uncleanElection: false,
    elrOutlived: false,
    strays: [],
    uncleanAsked: false,
    leaders: {},
    newestEpoch: -1,
    replicas: {},
    committed: lineage(),
    rebase: null,
    lossy: [],
    lastReplicaLost: false,
    promises: [],
    acked: 0,
    lost: 0,
    written: [],
    sequences: {},
  };
  while (partitions.length <= index) partitions.push(undefined);
  partitions[index] = ghost;
  return ghost;
}

/** The ghost of a replica, made at first sight. */
export function replicaOf(ghost: GhostPartition, broker: number): GhostReplica {
  return (ghost.replicas[broker] ??= {
    broker,
    log: lineage(),
    highWatermark: 0,
    logStartOffset: 0,
    comparedEpoch: -1,
    ledEpoch: -1,
    ledHighWatermark: 0,
    lostPower: false,
    dropped: false,
  });
}

/** The ghost of a broker, made at first sight. */
export function ghostBroker(state: OracleState, id: number): GhostBroker {
  return (state.brokers[id] ??= {
    id,
    epoch: -1,
    fenced: true,
    shuttingDown: false,
    died: false,
    returned: false,
  });
}

/** Every partition that exists. */
export const allGhosts = (state: OracleState): GhostPartition[] =>
  Object.values(state.topics).flatMap((partitions) =>
    partitions.filter((ghost) => ghost !== undefined),
  );

/** Whether an epoch belongs to a history that Kafka gave up with an excuse. */
export const isAbandoned = (ghost: GhostPartition, epoch: number): boolean =>
  ghost.rebase !== null && epoch < ghost.rebase.epoch;
