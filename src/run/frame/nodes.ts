import type {
  BrokerView,
  ControllerView,
  LogDirView,
  NodeStatus,
} from "../../contract/frame.ts";
import { processOf } from "../../kafka/cluster.ts";
import { brokerOf, type MetadataImage } from "../../kafka/controller/metadata-image.ts";
import type { NodeDisk } from "../../kafka/node.ts";
import { nodeMemory, type WorldState } from "../world.ts";

function statusOf(
  state: WorldState,
  id: number,
): { status: NodeStatus; sinceUs: number } {
  const process = state.sim.processes[processOf(state.topology, id)];
  const sinceUs = process?.statusSinceUs ?? 0;
  if (process === undefined || process.status !== "running")
    return { status: process?.status === "paused" ? "paused" : "down", sinceUs };
  const broker = nodeMemory(state, id)?.broker;
  if (broker === null || broker === undefined) return { status: "running", sinceUs };
  if (broker.state === "pendingShutdown" || broker.state === "shuttingDown")
    return { status: "stopping", sinceUs };
  return { status: broker.state === "running" ? "running" : "starting", sinceUs };
}

/** Counting the logs of more brokers than this takes longer than all the rest of a frame. */
const countedUpTo = 12;

function logDirViews(state: WorldState, id: number, focused: boolean): LogDirView[] {
  const process = state.sim.processes[processOf(state.topology, id)];
  const disk = (process?.disk as NodeDisk | undefined)?.broker;
  if (disk === undefined || disk === null) return [];
  const offline = nodeMemory(state, id)?.broker?.offlineDirs ?? [];
  const counted =
    focused ||
    state.topology.brokers.length <= countedUpTo ||
    disk.dirs.some(({ capacityBytes }) => capacityBytes !== null);
  const used = new Map<string, { replicas: number; bytes: number }>();
  if (counted)
    for (const { dir, log } of Object.values(disk.logs)) {
      const sum = used.get(dir) ?? { replicas: 0, bytes: 0 };
      used.set(dir, {
        replicas: sum.replicas + 1,
        bytes: sum.bytes + log.sizeInBytes,
      });
    }
  const isOffline = (path: string): boolean =>
    disk.dirs.some((dir) => dir.path === path && dir.broken) ||
    offline.some((dir) => dir.path === path);
  return disk.dirs.map((dir) => {
    const bytes = used.get(dir.path)?.bytes ?? 0;
    const full = bytes >= (dir.capacityBytes ?? Number.POSITIVE_INFINITY);
    return {
      path: dir.path,
      directoryId: dir.directoryId,
      status: isOffline(dir.path) ? "offline" : full ? "full" : "online",
      broken: dir.broken,
      replicas: counted ? (used.get(dir.path)?.replicas ?? 0) : null,
      usedBytes: counted ? bytes : null,
      capacityBytes: dir.capacityBytes,
      slow: dir.writeUs > 0 || dir.fsyncUs > 0,
    };
  });
}

/** The brokers' columns. */
export const brokerViews = (
  state: WorldState,
  image: MetadataImage,
  focused: number | null,
): BrokerView[] =>
  state.topology.brokers.map((id) => {
    const { status, sinceUs } = statusOf(state, id);
    const registration = brokerOf(image, id);
    const broker = nodeMemory(state, id)?.broker;
    return {
      id,
      rack: state.topology.peers.find(({ nodeId }) => nodeId === id)?.rack ?? null,
      status,
      statusSinceUs: sinceUs,
      fenced: registration?.fenced ?? true,
      brokerEpoch: registration?.epoch ?? -1,
      metadataOffset: broker?.appliedOffset ?? -1,
      controller: (nodeMemory(state, id)?.controller?.activeEpoch ?? -1) >= 0,
      dirs: logDirViews(state, id, id === focused),
      slowFactor: state.sim.processes[processOf(state.topology, id)]?.slowFactor ?? 1,
    };
  });

/** The controllers. */
export const controllerViews = (state: WorldState): ControllerView[] =>
  state.topology.controllers.map((id) => {
    const process = state.sim.processes[processOf(state.topology, id)];
    const disk = (process?.disk as NodeDisk | undefined)?.controller;
    const controller = nodeMemory(state, id)?.controller;
    const election = controller?.raft ?? disk?.election;
    return {
      id,
      status: statusOf(state, id).status,
      active: (controller?.activeEpoch ?? -1) >= 0,
      role: controller?.raft.role.kind ?? "unattached",
      epoch: election?.epoch ?? 0,
      leaderId: controller?.raft.leaderId ?? election?.leaderId ?? -1,
      votedFor: election?.votedFor ?? -1,
      logStartOffset: disk?.log.logStartOffset ?? 0,
      logEndOffset: disk?.log.logEndOffset ?? 0,
      highWatermark: disk?.log.highWatermark ?? 0,
      snapshotEndOffset: disk?.snapshots.at(-1)?.id.endOffset ?? 0,
    };
  });
