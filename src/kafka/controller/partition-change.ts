import { mutated } from "../../base/mutants.ts";
import { javaIntegerSet } from "../java-hash-set.ts";
import type { PartitionChangeRecord } from "./metadata-record.ts";
import { type Election, electLeader } from "./partition-leader.ts";
import {
  NO_LEADER,
  type PartitionRegistration,
  RECOVERING,
} from "./partition-registration.ts";
import {
  completedReassignment,
  type ReassignmentTarget,
} from "./reassignment-completion.ts";

/** What the caller wants of the partition; what is left out stays. */
export interface PartitionTarget {
  readonly isr?: readonly number[];
  readonly replicas?: readonly number[];
  readonly removingReplicas?: readonly number[];
  readonly addingReplicas?: readonly number[];
  readonly leaderRecoveryState?: number;
  /** Replicas whose broker came back without what it may have acknowledged: they leave the ELR. */
  readonly uncleanShutdownReplicas?: readonly number[];
}

/** How the cluster is set up to decide. */
export interface PartitionChangeContext {
  /** Feature level of `metadata.version`. */
  readonly metadataVersion: number;
  readonly elrEnabled: boolean;
  /** The balanced recovery of KIP-966: the last known leader may be elected. */
  readonly useLastKnownLeader: boolean;
  /** The smaller of `min.insync.replicas` and the replication factor. */
  readonly minInSyncReplicas: number;
  /** Registered, not fenced, not shutting down, log directory online. */
  readonly isAcceptableLeader: (brokerId: number) => boolean;
  /** Directory of a replica that is new on its broker. */
  readonly defaultDirectory: (brokerId: number) => string;
}

/** The fields of a PartitionChangeRecord that are set. */
export type PartitionChangeFields = Omit<
  PartitionChangeRecord,
  "type" | "partitionId" | "topicId"
>;

/** Levels of `metadata.version`. */
const noEpochBumpOnIsrShrink = 12;
const directoryAssignment = 17;

/** The partition as it is to become, while the change is worked out. */
interface Draft {
  readonly partition: PartitionRegistration;
  readonly context: PartitionChangeContext;
  isr: readonly number[];
  replicas: readonly number[];
  removing: readonly number[];
  adding: readonly number[];
  elr: readonly number[];
  lastKnownElr: readonly number[];
  readonly fields: Mutable<PartitionChangeFields>;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The one rule by which the controller changes a partition: completes a reassignment, tracks the ELR, elects a
 * leader and bumps its epoch. Undefined when nothing changes. Kafka: PartitionChangeBuilder.build.
 */
export function partitionChange(
  partition: PartitionRegistration,
  target: PartitionTarget,
  election: Election,
  context: PartitionChangeContext,
): PartitionChangeFields | undefined {
  const draft = draftOf(partition, target, context);
  if (context.elrEnabled) populateElr(draft, target.uncleanShutdownReplicas ?? []);
  elect(draft, election);
  bumpEpochForReassignment(draft);
  updateElr(draft);
  updateIsr(draft);
  updateLastKnownLeader(draft);
  updateAssignment(draft);
  const recovery = target.leaderRecoveryState ?? partition.leaderRecoveryState;
  if (recovery !== partition.leaderRecoveryState)
    draft.fields.leaderRecoveryState = recovery;
  return Object.keys(draft.fields).length === 0 ? undefined : draft.fields;
}

function draftOf(
  partition: PartitionRegistration,
  target: PartitionTarget,
  context: PartitionChangeContext,
): Draft {
  const wanted: ReassignmentTarget = {
    isr: target.isr ?? partition.isr,
    replicas: target.replicas ?? partition.replicas,
    removing: target.removingReplicas ?? partition.removingReplicas,
    adding: target.addingReplicas ?? partition.addingReplicas,
  };
  return {
    partition,
    context,
    ...(completedReassignment(wanted) ?? wanted),
    elr: partition.elr,
    lastKnownElr: partition.lastKnownElr,
    fields: {},
  };
}

/** Below min ISR whoever leaves the ISR still holds all committed data. Kafka: maybePopulateTargetElr (KIP-966). */
function populateElr(draft: Draft, uncleanShutdown: readonly number[]): void {
  const { partition, isr, context } = draft;
  const enough = isr.length >= context.minInSyncReplicas;
  if (enough && !(MUTANTS && mutated("elrKeptAtMinIsr"))) {
    draft.elr = [];
    draft.lastKnownElr = [];
    return;
  }
  const candidates = javaIntegerSet([...draft.elr, ...partition.isr]);
  const elr = candidates.filter(
    (replica) => !isr.includes(replica) && !uncleanShutdown.includes(replica),
  );
  draft.elr = elr;
  draft.lastKnownElr = javaIntegerSet([...candidates, ...draft.lastKnownElr]).filter(
    (replica) => !isr.includes(replica) && !elr.includes(replica),
  );
}

/** Kafka: tryElection. */
function elect(draft: Draft, election: Election): void {
  const { partition, context, fields } = draft;
  const elected = electLeader(
    { ...context, partition, isr: draft.isr, elr: draft.elr, replicas: draft.replicas },
    election,
  );
  if (elected.leader === partition.leader) return;
  if (draft.elr.includes(elected.leader)) {
    draft.isr = [elected.leader];
    draft.elr = draft.elr.filter((replica) => replica !== elected.leader);
  }
  fields.leader = elected.leader;
  if (!elected.unclean) return;
  // What only the others held is lost: the leader must be alone in the ISR.
  fields.isr = [elected.leader];
  if (partition.leaderRecoveryState !== RECOVERING)
    fields.leaderRecoveryState = RECOVERING;
}

/** A replica that goes must not be taken for one that still follows. Kafka: triggerLeaderEpochBumpForReplicaReassignmentIfNeeded. */
function bumpEpochForReassignment(draft: Draft): void {
  const { partition, fields, replicas } = draft;
  if (fields.leader === undefined && !containsAll(replicas, partition.replicas)) {
    fields.leader = partition.leader;
  }
}

/** Kafka: maybeUpdateRecordElr. */
function updateElr(draft: Draft): void {
  const { partition, context, fields } = draft;
  const unclean = fields.isr !== undefined;
  if (unclean || !context.elrEnabled) {
    draft.elr = [];
    draft.lastKnownElr = [];
  }
  if (!sameList(draft.elr, partition.elr)) fields.eligibleLeaderReplicas = draft.elr;
  // With the last known leader in use the field holds that leader and is written by its own rule.
  if (context.useLastKnownLeader) return;
  if (!sameList(draft.lastKnownElr, partition.lastKnownElr)) {
    fields.lastKnownElr = draft.lastKnownElr;
  }
}

/** Only with ELR may the ISR become empty. Kafka: build, triggerLeaderEpochBumpForIsrShrinkIfNeeded. */
function updateIsr(draft: Draft): void {
  const { partition, context, fields, isr } = draft;
  const settable = isr.length > 0 || context.elrEnabled;
  if (fields.isr === undefined && settable && !sameList(isr, partition.isr))
    fields.isr = isr;
  const bumps = context.metadataVersion < noEpochBumpOnIsrShrink;
  if (!bumps || fields.leader !== undefined || fields.isr === undefined) return;
  // Brokers before 3.6 did not notice a shrink without a new epoch (KAFKA-15021).
  if (!containsAll(fields.isr, partition.isr)) fields.leader = partition.leader;
}

/** Kafka: maybeUpdateLastKnownLeader. */
function updateLastKnownLeader(draft: Draft): void {
  const { partition, context, fields } = draft;
  if (!context.useLastKnownLeader || !context.elrEnabled) return;
  const written = fields.leader;
  if (fields.leader === NO_LEADER && partition.lastKnownElr.length === 0) {
    fields.lastKnownElr = [partition.leader];
  } else if (
    written !== undefined &&
    written !== NO_LEADER &&
    partition.lastKnownElr.length > 0
  ) {
    fields.lastKnownElr = [];
  }
}

/** Kafka: setAssignmentChanges. */
function updateAssignment(draft: Draft): void {
  const { partition, context, fields, replicas, removing, adding } = draft;
  if (replicas.length > 0) {
    const directories = replicas.map((replica) => directoryOf(draft, replica));
    const supported = context.metadataVersion >= directoryAssignment;
    if (supported && !sameList(directories, partition.directories)) {
      fields.directories = directories;
    }
    if (!sameList(replicas, partition.replicas)) fields.replicas = replicas;
  }
  if (!sameList(removing, partition.removingReplicas)) fields.removingReplicas = removing;
  if (!sameList(adding, partition.addingReplicas)) fields.addingReplicas = adding;
}

function directoryOf(draft: Draft, replica: number): string {
  const { partition, context } = draft;
  const known = partition.directories[partition.replicas.indexOf(replica)];
  return known ?? context.defaultDirectory(replica);
}

function containsAll(list: readonly number[], others: readonly number[]): boolean {
  return others.every((each) => list.includes(each));
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
