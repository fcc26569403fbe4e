import type { HappeningKind, Weight } from "../contract/happening.ts";
import { type ClientProbe, silentClientProbe } from "./client-probe.ts";
import type { MetadataChange } from "./controller/metadata-change.ts";
import type { MetadataImage } from "./controller/metadata-image.ts";
import { type GroupProbe, silentGroupProbe } from "./group-probe.ts";
import type { LogEntry } from "./log/log-entry.ts";
import type { RequestMessage } from "./protocol/envelope.ts";
import type { RecordBatch } from "./protocol/record-batch.ts";
import { type QuorumProbe, silentQuorumProbe } from "./quorum-probe.ts";
import type { HostedPartition } from "./replication/partition.ts";
import type { ProduceWait } from "./replication/purgatory.ts";

/** A happening as a node reports it; whoever listens numbers it and finds its cause. */
export interface Report {
  readonly kind: HappeningKind;
  readonly weight: Weight;
  /** Node id; -1 for a client. */
  readonly node: number;
  readonly topic: string;
  readonly partition: number;
  readonly text: string;
  readonly config: string;
  /** What later reports can name as their reason, such as `fenced:1`. */
  readonly key: string;
  /** Keys of possible causes; the latest of them that happened is the cause. */
  readonly because: readonly string[];
}

/**
 * What watches the cluster: the oracle, and the list of happenings. Nodes call it and never read from it; it reads
 * the partition that it is shown and never writes to it.
 */
export interface Probe {
  readonly report: (report: Report) => void;
  /** A leader gave offsets from `baseOffset` on to a batch. */
  readonly leaderAppended: (
    broker: number,
    partition: HostedPartition,
    write: LeaderWrite,
  ) => void;
  /** A follower took batches over. */
  readonly followerAppended: (
    broker: number,
    partition: HostedPartition,
    entries: readonly LogEntry[],
  ) => void;
  /** A log was cut from `from` to its present end. */
  readonly truncated: (broker: number, partition: HostedPartition, from: number) => void;
  /** A leader moved its high watermark on from `from`. */
  readonly highWatermark: (
    broker: number,
    partition: HostedPartition,
    from: number,
  ) => void;
  /** A replica's log start or, at a follower, high watermark changed. */
  readonly offsetsMoved: (broker: number, partition: HostedPartition) => void;
  /** A replica began to lead in a new epoch. */
  readonly leaderStarted: (broker: number, partition: HostedPartition) => void;
  /** A leader asks the controller for another in-sync replica set. */
  readonly isrProposed: (
    broker: number,
    partition: HostedPartition,
    isr: readonly number[],
  ) => void;
  /** A write of a client was answered for one partition; the partition is missing where it is not hosted. */
  readonly produceAnswered: (
    broker: number,
    partition: HostedPartition | undefined,
    wait: ProduceWait,
    acks: number,
  ) => void;
  /** A fetch that named a leader epoch got data (`error` 0) or was refused. */
  readonly fetchChecked: (
    broker: number,
    partition: HostedPartition,
    epoch: number,
    error: number,
  ) => void;
  /** A leader told a client where its log ends, or that it does not know yet. */
  readonly latestOffsetTold: (
    broker: number,
    partition: HostedPartition,
    told: { readonly error: number; readonly offset: number },
  ) => void;
  /** The active controller has worked out its answer; its image does not show the records that come of it yet. */
  readonly controllerDecided: (
    controller: number,
    request: RequestMessage,
    decision: { readonly response: object; readonly image: MetadataImage },
  ) => void;
  /** The quorum committed a change of the metadata; told in the order of the log, again after a restart. */
  readonly committed: (change: CommittedChange) => void;
  /** A person's command is about to act on a node's process or disk. */
  readonly faulted: (node: number, fault: NodeFault) => void;
  /** A producer took an acknowledgement for a batch; with acks=0 when it was sent, without offset (-1). */
  readonly acknowledged: (client: string, ack: Acknowledgement) => void;
  /** A consumer was given batches of a partition. */
  readonly consumed: (
    client: string,
    topicId: string,
    partition: number,
    entries: readonly LogEntry[],
  ) => void;
  /** A replica's log was opened after a start, or is gone from a disk. */
  readonly replicaOpened: (broker: number, partition: HostedPartition) => void;
  /** What happens in the metadata quorum. */
  readonly quorum: QuorumProbe;
  /** What producers and consumers do. */
  readonly clients: ClientProbe;
  /** What group coordinators do. */
  readonly groups: GroupProbe;
}

/** A batch that a leader appended. */
export interface LeaderWrite {
  readonly baseOffset: number;
  readonly batch: RecordBatch;
  readonly acks: number;
}

/** What a command does to a node. */
export type NodeFault =
  | "kill"
  | "stop"
  | "start"
  | "pause"
  | "resume"
  | "powerLoss"
  | "wipe";

/** A committed change of the metadata with what the controller went by when it made it. */
export interface CommittedChange {
  /** Of its record in the metadata log. */
  readonly offset: number;
  readonly change: MetadataChange;
  /** Effective `min.insync.replicas` of the topic; 0 where the change is about none. */
  readonly minInsyncReplicas: number;
  /** `eligible.leader.replicas.version` is 1. */
  readonly elrEnabled: boolean;
  /** `unclean.leader.election.enable` of the topic; false where the change is about none. */
  readonly uncleanElection: boolean;
}

/** What a producer was promised. */
export interface Acknowledgement {
  readonly topic: string;
  readonly topicId: string;
  readonly partition: number;
  readonly baseOffset: number;
  readonly batch: RecordBatch;
  readonly acks: number;
}

const nothing = (): void => {};

/** Watches nothing. */
export const silentProbe: Probe = {
  report: nothing,
  leaderAppended: nothing,
  followerAppended: nothing,
  truncated: nothing,
  highWatermark: nothing,
  offsetsMoved: nothing,
  leaderStarted: nothing,
  isrProposed: nothing,
  produceAnswered: nothing,
  fetchChecked: nothing,
  latestOffsetTold: nothing,
  controllerDecided: nothing,
  committed: nothing,
  faulted: nothing,
  acknowledged: nothing,
  consumed: nothing,
  replicaOpened: nothing,
  quorum: silentQuorumProbe,
  clients: silentClientProbe,
  groups: silentGroupProbe,
};
