import { type Context, wallClockMs } from "../context.ts";
import type { MetadataChange } from "../controller/metadata-change.ts";
import { topicById } from "../controller/metadata-image.ts";
import { partitionLog } from "../log/partition-log.ts";
import { type HostedPartition, hostedPartition } from "../replication/partition.ts";
import { assignDirectories, type PartitionChange } from "./assignments.ts";
import { type Broker, brokerTimers, hostedReplica, replicaKey } from "./broker.ts";
import { coordinators } from "./coordinator-hook.ts";
import { costs } from "./costs.ts";
import {
  applyConfigChange,
  forgetTopicConfig,
  minInsyncReplicas,
  topicLogConfig,
} from "./dynamic-config.ts";
import { unfollow } from "./fetcher.ts";
import { isOffline, markKeyOffline, onlineDirs } from "./offline-dirs.ts";
import { dirForNewLog } from "./place-log.ts";
import { makeFollower, makeLeader } from "./roles.ts";
import { touch } from "./touch.ts";

/**
 * New metadata is in the image; its replicas are made leaders and followers when the disk has done what that takes,
 * one publication after the other. Kafka: BrokerMetadataPublisher.onMetadataUpdate.
 */
export function publish(
  context: Context,
  broker: Broker,
  changes: readonly MetadataChange[],
): void {
  for (const change of changes) broker.unpublished.push(change);
  if (broker.publishing || broker.unpublished.length === 0) return;
  broker.publishing = true;
  const flushes = flushesFor(broker, broker.unpublished);
  const now = broker.unpublished.length;
  if (flushes === 0) finishPublishing(context, broker, now);
  else context.effects.afterFlush(flushes, brokerTimers.published, now);
}

/** Disk work of a publication: new logs, epoch checkpoints, partitions taken back from a fetcher. */
function flushesFor(broker: Broker, changes: readonly MetadataChange[]): number {
  let creates = false;
  let leads = false;
  let takesOver = false;
  for (const change of changes) {
    if (change.kind !== "partitionChanged") continue;
    const { registration, topicId, partition } = change;
    if (!registration.replicas.includes(broker.id)) continue;
    const known = hostedReplica(broker, topicId, partition);
    if (known === undefined) creates = true;
    if (registration.leader !== broker.id) continue;
    if (known === undefined || registration.leaderEpoch > known.leaderEpoch) leads = true;
    if (known !== undefined && known.role === "follower" && known.leader >= 0)
      takesOver = true;
  }
  return (
    (creates ? costs.flushesToCreateLog : 0) +
    (leads ? costs.flushesToLead : 0) +
    (takesOver ? costs.flushesToTakeOver : 0)
  );
}

/** Applies the first `count` changes. Kafka: ReplicaManager.applyDelta: leaders before followers. */
export function finishPublishing(context: Context, broker: Broker, count: number): void {
  const changes = broker.unpublished.slice(0, count);
  broker.unpublished = broker.unpublished.slice(count);
  broker.publishing = false;
  for (const change of changes)
    if (change.kind === "topicDeleted") {
      deleteTopic(broker, change.topicId);
      forgetTopicConfig(broker, change.topic);
    }
  const partitions = newest(changes);
  for (const change of partitions)
    if (change.registration.leader === broker.id) applyPartition(context, broker, change);
  for (const change of partitions)
    if (change.registration.leader !== broker.id) applyPartition(context, broker, change);
  for (const change of changes)
    if (change.kind === "configChanged") applyConfigChange(broker, change);
  coordinators.hook?.published(context, broker, changes);
  assignDirectories(context, broker, partitions);
  if (broker.unpublished.length > 0) publish(context, broker, []);
}

/** Of several changes of one partition only the last counts, as in a delta between two images. */
function newest(changes: readonly MetadataChange[]): PartitionChange[] {
  const last: Record<string, PartitionChange> = {};
  for (const change of changes)
    if (change.kind === "partitionChanged")
      last[replicaKey(change.topicId, change.partition)] = change;
  return Object.values(last);
}

function applyPartition(context: Context, broker: Broker, change: PartitionChange): void {
  const { registration, topicId, topic, partition: index } = change;
  if (topicById(broker.image, topicId) === undefined) return;
  const known = hostedReplica(broker, topicId, index);
  if (!registration.replicas.includes(broker.id)) {
    if (known === undefined) return;
    if (!broker.hasRemoved)
      broker.busyUntilUs = context.effects.nowUs() + costs.firstRemovalMs * 1000;
    broker.hasRemoved = true;
    removeReplica(broker, known);
    return;
  }
  if (broker.offlineReplicas.includes(replicaKey(topicId, index))) return;
  const assigned = registration.directories[registration.replicas.indexOf(broker.id)];
  const partition = known ?? host(context, broker, { topic, topicId, index }, assigned);
  if (partition === undefined) return;
  if (registration.leader === broker.id)
    makeLeader(context, broker, partition, registration);
  else makeFollower(context, broker, partition, registration);
}

interface ReplicaPlace {
  readonly topic: string;
  readonly topicId: string;
  readonly index: number;
}

/**
 * Opens the replica's log, or creates it in a dir; undefined where no dir takes it, so that the replica is offline.
 * Kafka: Partition.createLogIfNotExists.
 */
function host(
  context: Context,
  broker: Broker,
  at: ReplicaPlace,
  assigned: string | undefined,
): HostedPartition | undefined {
  const key = replicaKey(at.topicId, at.index);
  const config = topicLogConfig(broker, at.topic);
  const found = broker.disk.logs[key];
  const dir =
    found === undefined
      ? dirForNewLog(context, broker, assigned)
      : onlineDirs(broker).find(({ path }) => path === found.dir);
  if (dir === undefined) {
    markKeyOffline(broker, at.topicId, at.index);
    return undefined;
  }
  const stored = found ?? {
    ...at,
    log: partitionLog(config, wallClockMs(context.effects)),
    dir: dir.path,
    highWatermarkCheckpoint: 0,
    logStartCheckpoint: 0,
  };
  broker.disk.logs[key] = stored;
  stored.log.config = config;
  const partition = hostedPartition(at.topic, at.topicId, at.index, stored.log);
  partition.dir = dir;
  partition.minInsyncReplicas = minInsyncReplicas(broker, at.topic);
  const partitions = (broker.hosted[at.topicId] ??= []);
  while (partitions.length <= at.index) partitions.push(undefined);
  partitions[at.index] = partition;
  context.probe.replicaOpened(broker.id, partition);
  return partition;
}

function removeReplica(broker: Broker, partition: HostedPartition): void {
  unfollow(broker, partition);
  partition.role = "none";
  touch(broker, partition);
  delete broker.disk.logs[replicaKey(partition.topicId, partition.index)];
  const partitions = broker.hosted[partition.topicId];
  if (partitions !== undefined) partitions[partition.index] = undefined;
}

function deleteTopic(broker: Broker, topicId: string): void {
  for (const partition of broker.hosted[topicId] ?? [])
    if (partition !== undefined) removeReplica(broker, partition);
  delete broker.hosted[topicId];
}

/** Logs of topics that are gone since the last life. Kafka: LogManager.isStrayReplica. */
export function removeStrayLogs(broker: Broker): void {
  for (const [key, stored] of Object.entries(broker.disk.logs)) {
    if (isOffline(broker, stored.dir)) continue;
    const registration = topicById(broker.image, stored.topicId)?.partitions[
      stored.index
    ];
    if (registration === undefined || !registration.replicas.includes(broker.id))
      delete broker.disk.logs[key];
  }
}
