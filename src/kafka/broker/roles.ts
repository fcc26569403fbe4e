import { mutated } from "../../base/mutants.ts";
import { type Context, wallClockMs } from "../context.ts";
import type { PartitionRegistration } from "../controller/partition-registration.ts";
import { assignEpoch } from "../log/epoch-cache.ts";
import type { FollowerState, HostedPartition } from "../replication/partition.ts";
import { silentReport } from "../report.ts";
import type { Broker } from "./broker.ts";
import { follow, unfollow } from "./fetcher.ts";
import { advanceHighWatermark } from "./high-watermark.ts";
import { touch } from "./touch.ts";
import { truncate } from "./truncate.ts";

const unknownFollower = (broker: number): FollowerState => ({
  broker,
  logEndOffset: -1,
  logStartOffset: -1,
  lastFetchMs: 0,
  lastFetchLeaderEnd: -1,
  lastCaughtUpMs: 0,
  brokerEpoch: -1,
});

/** Kafka: Replica.resetReplicaState. */
function resetFollower(
  follower: FollowerState,
  leaderEnd: number,
  how: { readonly newLeader: boolean; readonly inSync: boolean; readonly nowMs: number },
): void {
  follower.lastCaughtUpMs = how.inSync ? how.nowMs : 0;
  if (how.newLeader) {
    follower.logEndOffset = -1;
    follower.logStartOffset = -1;
    follower.lastFetchLeaderEnd = -1;
    follower.lastFetchMs = 0;
    follower.brokerEpoch = -1;
  } else {
    follower.lastFetchLeaderEnd = leaderEnd;
    follower.lastFetchMs = how.inSync ? how.nowMs : 0;
  }
}

function takeRegistration(
  partition: HostedPartition,
  registration: PartitionRegistration,
): void {
  partition.replicas = registration.replicas;
  partition.leader = registration.leader;
  partition.leaderEpoch = registration.leaderEpoch;
  partition.partitionEpoch = registration.partitionEpoch;
  partition.leaderRecoveryState = registration.leaderRecoveryState;
  partition.pending = null;
}

/** This broker leads the partition, anew or still. Kafka: Partition.makeLeader. */
export function makeLeader(
  context: Context,
  broker: Broker,
  partition: HostedPartition,
  registration: PartitionRegistration,
): void {
  if (registration.partitionEpoch < partition.partitionEpoch) return;
  const newLeader = partition.role !== "leader";
  const newEpoch = registration.leaderEpoch > partition.leaderEpoch;
  const nowMs = wallClockMs(context.effects);
  const { log } = partition;
  takeRegistration(partition, registration);
  partition.role = "leader";
  partition.isr = registration.isr;
  partition.followers = registration.replicas
    .filter((id) => id !== broker.id)
    .map(
      (id) =>
        partition.followers.find((state) => state.broker === id) ?? unknownFollower(id),
    );
  unfollow(broker, partition);
  if (newEpoch) {
    assignEpoch(log.epochs, partition.leaderEpoch, log.logEndOffset);
    partition.epochStartOffset = log.logEndOffset;
    for (const follower of partition.followers)
      resetFollower(follower, log.logEndOffset, {
        newLeader,
        inSync: partition.isr.includes(follower.broker),
        nowMs,
      });
    context.probe.leaderStarted(broker.id, partition);
    if (newLeader) reportLeader(context, broker, partition);
  }
  advanceHighWatermark(context, broker, partition);
  touch(broker, partition);
}

function reportLeader(
  context: Context,
  broker: Broker,
  partition: HostedPartition,
): void {
  const { topic, index, leaderEpoch, partitionEpoch, log } = partition;
  context.probe.report({
    ...silentReport,
    kind: "leaderStarted",
    weight: leaderEpoch === 0 ? "quiet" : "notice",
    node: broker.id,
    topic,
    partition: index,
    text: `broker ${broker.id} leads from offset ${log.logEndOffset} in epoch ${leaderEpoch}`,
    key: `epoch:${topic}-${index}:${leaderEpoch}`,
    because: [`partition:${topic}-${index}:${partitionEpoch}`],
  });
}

/** This broker follows the partition's leader, or waits while there is none. Kafka: Partition.makeFollower. */
export function makeFollower(
  context: Context,
  broker: Broker,
  partition: HostedPartition,
  registration: PartitionRegistration,
): void {
  if (registration.partitionEpoch < partition.partitionEpoch) return;
  const newEpoch = registration.leaderEpoch > partition.leaderEpoch;
  const led = partition.role === "leader";
  takeRegistration(partition, registration);
  partition.role = "follower";
  partition.isr = [];
  partition.followers = [];
  partition.epochStartOffset = -1;
  touch(broker, partition);
  if (registration.leader < 0) {
    unfollow(broker, partition);
    return;
  }
  if (!newEpoch) return;
  const { topic, index, leaderEpoch, partitionEpoch } = partition;
  context.probe.report({
    ...silentReport,
    kind: "followerStarted",
    node: broker.id,
    topic,
    partition: index,
    text: `broker ${broker.id} follows broker ${registration.leader} in epoch ${leaderEpoch}${led ? "; it led before" : ""}`,
    key: `follow:${topic}-${index}:${broker.id}`,
    because: [`partition:${topic}-${index}:${partitionEpoch}`],
  });
  // A broker in controlled shutdown that is out of the set would only copy what it is about to leave.
  const leaving =
    broker.state === "pendingShutdown" && !registration.isr.includes(broker.id);
  if (MUTANTS && mutated("truncateToHighWatermark"))
    truncate(context, broker, partition, partition.log.highWatermark);
  if (!leaving) follow(context, broker, partition);
}
