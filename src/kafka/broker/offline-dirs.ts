import type { Context } from "../context.ts";
import { errors } from "../error-codes.ts";
import type { LogDir } from "../log/log-dir.ts";
import type { HostedPartition } from "../replication/partition.ts";
import { silentReport } from "../report.ts";
import {
  type Broker,
  brokerTimers,
  hostedReplicas,
  type OfflineDir,
  replicaKey,
} from "./broker.ts";
import { unfollow } from "./fetcher.ts";
import { heartbeatSoon } from "./heartbeat-time.ts";

/** Whether the broker has given a log dir up. */
export const isOffline = (broker: Broker, path: string): boolean =>
  broker.offlineDirs.some((dir) => dir.path === path);

/** Log dirs that are in use, in the order of `log.dirs`. */
export const onlineDirs = (broker: Broker): LogDir[] =>
  broker.disk.dirs.filter(({ path }) => !isOffline(broker, path));

/** The error of a partition that is not hosted although the metadata has it here. Kafka: ReplicaManager.getPartitionOrError. */
export const notHostedError = (broker: Broker, topicId: string, index: number): number =>
  broker.offlineReplicas.includes(replicaKey(topicId, index))
    ? errors.KAFKA_STORAGE_ERROR
    : errors.NOT_LEADER_OR_FOLLOWER;

/** A write failed; the dir is given up by a thread of its own. Kafka: LogDirFailureChannel.maybeAddOfflineLogDir. */
export function failDir(context: Context, broker: Broker, dir: LogDir): void {
  if (isOffline(broker, dir.path) || broker.failingDirs.includes(dir.path)) return;
  broker.failingDirs.push(dir.path);
  context.effects.after(0, brokerTimers.dirFailed, dir.path);
}

/** Kafka: ReplicaManager.markPartitionOffline. */
function markOffline(broker: Broker, partition: HostedPartition): void {
  unfollow(broker, partition);
  partition.role = "none";
  const hosted = broker.hosted[partition.topicId];
  if (hosted !== undefined) hosted[partition.index] = undefined;
  markKeyOffline(broker, partition.topicId, partition.index);
}

/** A replica whose log cannot be opened. */
export function markKeyOffline(broker: Broker, topicId: string, index: number): void {
  const key = replicaKey(topicId, index);
  if (!broker.offlineReplicas.includes(key)) broker.offlineReplicas.push(key);
}

/** The process ends at once, without closing anything. Kafka: Exit.halt. */
function halt(context: Context, broker: Broker, why: string): void {
  context.probe.report({
    ...silentReport,
    kind: "processStopped",
    weight: "warning",
    node: broker.id,
    text: `broker ${broker.id} halted: ${why}`,
    key: `fault:${broker.id}`,
    because: [`dirFailed:${broker.id}`],
  });
  context.probe.faulted(broker.id, "kill");
  context.effects.exit();
}

/** Replicas of a failed dir go offline, the controller is told, or the process ends. Kafka: ReplicaManager.handleLogDirFailure. */
export function dirFailed(context: Context, broker: Broker, path: string): void {
  const dir = broker.disk.dirs.find((each) => each.path === path);
  if (dir === undefined || isOffline(broker, path)) return;
  broker.failingDirs = broker.failingDirs.filter((each) => each !== path);
  const lost = hostedReplicas(broker).filter((partition) => partition.dir === dir);
  for (const partition of lost) markOffline(broker, partition);
  const { directoryId } = dir;
  const offline: OfflineDir = { path, directoryId, state: "new", inThisLife: true };
  broker.offlineDirs.push(offline);
  const noun = lost.length === 1 ? "replica" : "replicas";
  context.probe.report({
    ...silentReport,
    kind: "logDirFailed",
    weight: "warning",
    node: broker.id,
    text: `log dir ${path} of broker ${broker.id} failed: ${lost.length} ${noun} offline`,
    key: `dirFailed:${broker.id}`,
    because: [`dir:${broker.id}`],
  });
  if (onlineDirs(broker).length === 0) halt(context, broker, "all log dirs have failed");
  else if (dir === broker.disk.dirs[0])
    halt(context, broker, `the metadata log dir ${path} has failed`);
  else {
    const waitMs = broker.config.logDirFailureTimeoutMs;
    context.effects.after(waitMs * 1000, brokerTimers.dirUntold, offline.directoryId);
    heartbeatSoon(context, broker);
  }
}
