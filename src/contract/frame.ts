import type { ConsumerView, ProducerView } from "./client-view.ts";
import type { Command } from "./command.ts";
import type { Detail } from "./detail.ts";
import type { LinkEnd } from "./fault-command.ts";
import type { GroupView, RebalanceView } from "./group-view.ts";
import type { GuaranteesView } from "./guarantee.ts";
import type { Happening } from "./happening.ts";
import type { OverviewView } from "./overview.ts";
import type { RequestView } from "./request-view.ts";

/** What a process does at the moment. `starting` is up but fenced, `stopping` is in controlled shutdown. */
export type NodeStatus = "running" | "starting" | "stopping" | "paused" | "down";

/** A broker's column. */
export interface BrokerView {
  readonly id: number;
  readonly rack: string | null;
  readonly status: NodeStatus;
  /** Since when it has this status, virtual microseconds. */
  readonly statusSinceUs: number;
  /** As the controller has it; a fenced broker leads nothing and is in no in-sync replica set that could do without it. */
  readonly fenced: boolean;
  readonly brokerEpoch: number;
  /** Last metadata offset that it applied. */
  readonly metadataOffset: number;
  /** True when this node is the active controller too. */
  readonly controller: boolean;
  /** In the order of `log.dirs`. */
  readonly dirs: readonly LogDirView[];
  /** How many times as long handling takes it: 1 is as it should be. */
  readonly slowFactor: number;
}

/** One log dir of a broker. */
export interface LogDirView {
  /** As in `log.dirs`. */
  readonly path: string;
  readonly directoryId: string;
  /** `offline`: the broker has given it up until its next start, or its disk is broken. */
  readonly status: "online" | "offline" | "full";
  /** The disk below is broken: at its next start the broker would find it so. */
  readonly broken: boolean;
  /** Null, as `usedBytes`: not counted in every frame of a large cluster, only for the broker in focus and under a limit. */
  readonly replicas: number | null;
  readonly usedBytes: number | null;
  /** Null is without limit. */
  readonly capacityBytes: number | null;
  /** Writes or flushes take longer than they should. */
  readonly slow: boolean;
}

/** A command that waits for its time, a link that flaps, or a rolling restart that goes on. */
export interface PlannedView {
  /** What `unschedule` takes. */
  readonly id: number;
  /** When something happens next. */
  readonly atUs: number;
  readonly command: Command;
}

/** What a voter of the metadata quorum is. Kafka: the subclasses of EpochState. */
export type QuorumRole =
  | "leader"
  | "follower"
  | "candidate"
  | "prospective"
  | "unattached"
  | "resigned";

/** An isolated controller, or a combined node's controller side. */
export interface ControllerView {
  readonly id: number;
  readonly status: NodeStatus;
  /** It leads the quorum and answers as the controller; two may believe so for a while. */
  readonly active: boolean;
  /** Of a controller that is down, what it was in its stored `quorum-state`. */
  readonly role: QuorumRole;
  /** Quorum epoch. */
  readonly epoch: number;
  /** The leader it believes in, itself included; -1 none. */
  readonly leaderId: number;
  /** Whom it voted for in this epoch; -1 nobody. */
  readonly votedFor: number;
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  readonly highWatermark: number;
  /** End offset of its newest snapshot; 0 without one. */
  readonly snapshotEndOffset: number;
}

/** A link that is not as it should be. */
export interface LinkView {
  readonly a: LinkEnd;
  readonly b: LinkEnd;
  /** Packets from a to b are dropped. */
  readonly cutForth: boolean;
  /** Packets from b to a are dropped. */
  readonly cutBack: boolean;
  /** Bytes from a to b are taken and held. */
  readonly stalledForth: boolean;
  readonly stalledBack: boolean;
  /** One way, virtual microseconds; null is as the network has it. */
  readonly latencyUs: number | null;
  readonly jitterUs: number | null;
  /** Bytes a second; null is as the network has it. */
  readonly bandwidth: number | null;
}

/** One replica's log: a cell of the stage. */
export interface ReplicaView {
  readonly broker: number;
  readonly logStartOffset: number;
  readonly logEndOffset: number;
  readonly highWatermark: number;
  /** Latest epoch of its leader epoch cache, -1 when empty. */
  readonly leaderEpoch: number;
  /** In the controller's committed in-sync replica set. */
  readonly inSync: boolean;
  /** In the controller's eligible leader replicas. */
  readonly eligible: boolean;
  /** This broker acts as leader: it may disagree with the controller for a while. */
  readonly role: "leader" | "follower" | "none";
  /** The log exists on this broker's disk. */
  readonly exists: boolean;
  /** Index into {@link ViewFrame.cells} of this replica's first cell, see there. */
  readonly cellsAt: number;
}

/** One partition: a row of the stage. */
export interface PartitionView {
  /** Its place among all partitions, see {@link ViewFrame.overview}. */
  readonly row: number;
  readonly topic: string;
  readonly partition: number;
  /** As the controller has it; -1 is none. */
  readonly leader: number;
  readonly leaderEpoch: number;
  readonly partitionEpoch: number;
  readonly replicas: readonly number[];
  readonly isr: readonly number[];
  /** Out of the in-sync replicas, yet sure to hold all that was committed (KIP-966). */
  readonly eligibleLeaderReplicas: readonly number[];
  /** The last leader of a partition that lost all of them. */
  readonly lastKnownElr: readonly number[];
  /** Of a reassignment under way; both are empty without one. */
  readonly addingReplicas: readonly number[];
  readonly removingReplicas: readonly number[];
  /** Recovering from an unclean election until the leader changes its in-sync replicas. */
  readonly leaderRecoveryState: "RECOVERED" | "RECOVERING";
  /** Offset of the first cell of every replica of this row: all cells of a row share one offset scale. */
  readonly firstOffset: number;
  /** In the order of `replicas`. */
  readonly logs: readonly ReplicaView[];
}

/** A topic heads its rows. */
export interface TopicView {
  readonly name: string;
  readonly topicId: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  /** Effective `min.insync.replicas`. */
  readonly minInsyncReplicas: number;
  /** Configs set on the topic itself. */
  readonly config: Readonly<Record<string, string>>;
}

/** What the cluster promised to producers, counted in records by the oracle. */
export interface PromisesView {
  readonly acked: number;
  /** Of those, below the high watermark of a leader that can be read. */
  readonly readable: number;
  /** Of those, on no replica any more that could bring them back. */
  readonly lost: number;
  /** False until the oracle has looked; then 0 lost is a checked fact. */
  readonly checked: boolean;
}

/** The engine's health: failure is in the frame, so there is one way to show anything. */
export type Health =
  | { readonly kind: "well" }
  | {
      readonly kind: "failed";
      readonly message: string;
      readonly seed: number;
      readonly events: number;
      readonly atUs: number;
    };

/** Fields of one packet in {@link ViewFrame.packets}, in this order. */
const packetFields = [
  /** Grows with every packet, so motion can tell new from known. */
  "id",
  /** Node that sent it; a client is -1 minus its index among producers, or -1001 minus its index among consumers. */
  "from",
  "to",
  /** Virtual microseconds. */
  "sentUs",
  /** Virtual microseconds; -1 while a cut or stall holds it. */
  "arriveUs",
  /** Kafka's API key. */
  "api",
  /** 0 request, 1 response. */
  "response",
  /** Row in {@link ViewFrame.overview} that it mainly concerns, -1 none. */
  "row",
  /** Records that it carries. */
  "records",
  /** Key hue 1 to 8 of its first record, 9 without key, 0 without records. */
  "hue",
  /** Kafka's error code of the response, 0 none. */
  "error",
] as const;

/** Numbers a packet takes in {@link ViewFrame.packets}. */
export const packetStride = packetFields.length;

/** Cells a replica takes in {@link ViewFrame.cells}. */
export const cellsPerReplica = 48;

/** Bits of one cell: 0 is no record here. */
export const cellBits = {
  /** 1 to 8: hue of the key; 9: record without key. */
  hue: 0x0f,
  /** Null value. */
  tombstone: 0x10,
  /** Control record. */
  control: 0x20,
  /** Not the record that the leader has at this offset: it will be truncated. */
  diverged: 0x40,
  /** Acknowledged to its producer. */
  acked: 0x80,
} as const;

/** The run as a person sees it at one moment. Plain data, cloned across the thread. */
export interface ViewFrame {
  readonly atUs: number;
  /** Events processed since the run began. */
  readonly events: number;
  readonly traceHash: string;
  readonly brokers: readonly BrokerView[];
  readonly controllers: readonly ControllerView[];
  readonly links: readonly LinkView[];
  /** What is to come by command, by time. The scenario's own plan is not in it. */
  readonly planned: readonly PlannedView[];
  readonly topics: readonly TopicView[];
  /** Every partition in columns, sorted by topic name and partition; internal topics last. */
  readonly overview: OverviewView;
  /** In the same order: all of them where they are few, else those that were asked for and those in trouble. */
  readonly partitions: readonly PartitionView[];
  /** `cellsPerReplica` bytes a replica, see {@link cellBits}. */
  readonly cells: Uint8Array;
  /** Packets on their way or arrived since the last frame, `packetStride` numbers each, see {@link packetFields}. */
  readonly packets: Float64Array;
  readonly producers: readonly ProducerView[];
  readonly consumers: readonly ConsumerView[];
  /** By group id; the coordinators' own knowledge. */
  readonly groups: readonly GroupView[];
  /** New or changed since the last frame, oldest first; null while nobody watches groups. */
  readonly rebalances: readonly RebalanceView[] | null;
  /** New since the last frame, oldest first. */
  readonly happenings: readonly Happening[];
  readonly promises: PromisesView;
  /** New or changed since the last frame, oldest first; null while nobody watches them. */
  readonly requests: readonly RequestView[] | null;
  /** Null while nobody watches them. */
  readonly guarantees: GuaranteesView | null;
  readonly detail: Detail | null;
  readonly health: Health;
}
