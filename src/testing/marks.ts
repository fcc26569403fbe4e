import { hostedReplica } from "../kafka/broker/broker.ts";
import { topicsOf } from "../kafka/controller/metadata-image.ts";
import type { PartitionRegistration } from "../kafka/controller/partition-registration.ts";
import { errors } from "../kafka/error-codes.ts";
import { nextOffset } from "../kafka/log/log-entry.ts";
import type { CommittedChange, Probe } from "../kafka/probe.ts";
import { type HostedPartition, isUnderMinIsr } from "../kafka/replication/partition.ts";
import type { OracleHolder } from "../oracle/oracle-probe.ts";
import { clusterImage } from "../run/cluster-image.ts";
import { nodeMemory, type World } from "../run/world.ts";

/**
 * Situations that the search must come to now and then, or it searches in the wrong place (reliability 4.3).
 * NOT_ENOUGH_REPLICAS_AFTER_APPEND is none of them: since the high watermark stands still under min.insync.replicas a
 * write that was appended before waits and times out instead, and only a race within one request handler is left.
 */
export const marks = [
  "follower truncation by epoch",
  "high watermark regression on a new leader",
  "ISR shrink to 1",
  "under-min-ISR reject",
  "acks=all write that times out under min ISR",
  "ELR election",
  "unclean election with loss",
  "OFFSET_NOT_AVAILABLE",
  "truncation below a consumer's position",
  "log dir offline",
  "disk-wiped replica refetch",
  "two stale leaders at once",
  "Last Replica Standing loss",
  "controller failover mid-AlterPartition",
  "snapshot given to a lagging broker",
] as const;

export type Mark = (typeof marks)[number];

/** What a look at one event has to remember for another. */
interface Seen {
  /** Where consumers have read to, by partition. */
  readonly read: Record<string, number>;
  /** Replicas that were opened empty where there was something committed. */
  readonly emptied: Record<string, boolean>;
}

const keyOf = ({ topicId, index }: HostedPartition): string => `${topicId}-${index}`;

function markElection(
  add: (mark: Mark) => void,
  before: PartitionRegistration | null,
  after: PartitionRegistration,
): void {
  if (before === null) return;
  if (after.isr.length === 1 && before.isr.length > 1) add("ISR shrink to 1");
  const elected = after.leader >= 0 && after.leader !== before.leader;
  if (elected && before.elr.includes(after.leader)) add("ELR election");
}

function markCommitted(add: (mark: Mark) => void, { change }: CommittedChange): void {
  if (change.kind === "partitionChanged")
    markElection(add, change.previous, change.registration);
}

/** What the oracle has found last tells of a loss. */
function markLoss(add: (mark: Mark) => void, holder: OracleHolder): void {
  const last = holder.state.findings.at(-1);
  if (last === undefined || last.records === 0) return;
  if (last.text.includes("elected uncleanly")) add("unclean election with loss");
  if (last.text.includes("was the last in-sync replica"))
    add("Last Replica Standing loss");
}

/** A replica that lost its disk takes everything again. */
const refetchMarks = (
  probe: Probe,
  holder: OracleHolder,
  { seen, add }: { readonly seen: Seen; readonly add: (mark: Mark) => void },
): Pick<Probe, "replicaOpened" | "followerAppended"> => ({
  replicaOpened: (broker, partition) => {
    const known = holder.state.topics[partition.topicId]?.[partition.index];
    const empty = partition.log.logEndOffset === 0;
    if (empty && (known?.committed.end ?? 0) > 0 && known?.replicas[broker] === undefined)
      seen.emptied[`${keyOf(partition)}-${broker}`] = true;
    probe.replicaOpened(broker, partition);
    markLoss(add, holder);
  },
  followerAppended: (broker, partition, entries) => {
    const key = `${keyOf(partition)}-${broker}`;
    if (seen.emptied[key] === true) {
      delete seen.emptied[key];
      add("disk-wiped replica refetch");
    }
    probe.followerAppended(broker, partition, entries);
  },
});

/** Another controller takes over while a leader waits for an answer, and metadata that comes as a whole. */
const quorumMarks = (
  { quorum }: Probe,
  add: (mark: Mark) => void,
  world: () => World | undefined,
): Pick<Probe, "quorum"> => ({
  quorum: {
    ...quorum,
    activeController: (node, epoch, active) => {
      const state = world()?.state;
      const asks = state?.topology.brokers.some(
        (id) => nodeMemory(state, id)?.broker?.proposalInFlight === true,
      );
      if (active && asks === true) add("controller failover mid-AlterPartition");
      quorum.activeController(node, epoch, active);
    },
    raftSnapshot: (node, what, id) => {
      const voter = world()?.state.topology.controllers.includes(node) === true;
      if (what === "received" && !voter) add("snapshot given to a lagging broker");
      quorum.raftSnapshot(node, what, id);
    },
  },
});

/** Passes everything on, and marks what it sees. */
export function markingProbe(
  probe: Probe,
  holder: OracleHolder,
  {
    found,
    world,
  }: { readonly found: Set<Mark>; readonly world: () => World | undefined },
): Probe {
  const add = (mark: Mark): void => void found.add(mark);
  const seen: Seen = { read: {}, emptied: {} };
  return {
    ...probe,
    report: (report) => {
      if (report.kind === "logDirFailed") add("log dir offline");
      probe.report(report);
    },
    truncated: (broker, partition, from) => {
      if (partition.role === "follower") add("follower truncation by epoch");
      if ((seen.read[keyOf(partition)] ?? 0) > partition.log.logEndOffset)
        add("truncation below a consumer's position");
      probe.truncated(broker, partition, from);
      markLoss(add, holder);
    },
    leaderStarted: (broker, partition) => {
      const known = holder.state.topics[partition.topicId]?.[partition.index];
      if (known !== undefined && partition.log.highWatermark < known.committed.end)
        add("high watermark regression on a new leader");
      probe.leaderStarted(broker, partition);
      markLoss(add, holder);
    },
    produceAnswered: (broker, partition, wait, acks) => {
      if (wait.error === errors.NOT_ENOUGH_REPLICAS) add("under-min-ISR reject");
      const under = partition !== undefined && isUnderMinIsr(partition);
      if (wait.error === errors.REQUEST_TIMED_OUT && under)
        add("acks=all write that times out under min ISR");
      probe.produceAnswered(broker, partition, wait, acks);
    },
    latestOffsetTold: (broker, partition, told) => {
      if (told.error === errors.OFFSET_NOT_AVAILABLE) add("OFFSET_NOT_AVAILABLE");
      probe.latestOffsetTold(broker, partition, told);
    },
    committed: (change) => {
      markCommitted(add, change);
      probe.committed(change);
      markLoss(add, holder);
    },
    consumed: (client, topicId, partition, entries) => {
      const last = entries.at(-1);
      const key = `${topicId}-${partition}`;
      if (last !== undefined)
        seen.read[key] = Math.max(seen.read[key] ?? 0, nextOffset(last));
      probe.consumed(client, topicId, partition, entries);
    },
    ...quorumMarks(probe, add, world),
    ...refetchMarks(probe, holder, { seen, add }),
  };
}

/** Two brokers that lead a partition in epochs which are over. */
export function lookForStaleLeaders(world: World, found: Set<Mark>): void {
  if (found.has("two stale leaders at once")) return;
  const { topology } = world.state;
  for (const { topicId, partitions } of topicsOf(clusterImage(world.state)))
    partitions.forEach(({ leaderEpoch }, index) => {
      const stale = topology.brokers.filter((id) => {
        const broker = nodeMemory(world.state, id)?.broker;
        if (broker === null || broker === undefined) return false;
        const hosted = hostedReplica(broker, topicId, index);
        return hosted?.role === "leader" && hosted.leaderEpoch < leaderEpoch;
      });
      if (stale.length >= 2) found.add("two stale leaders at once");
    });
}
