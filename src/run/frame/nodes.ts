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

function logDirViews(state: WorldState, id: number): LogDirView[] {
  const process = state.sim.processes[processOf(state.topology, id)];
  const disk = (process?.disk as NodeDisk | undefined)?.broker;
  if (disk === undefined || disk === null) return [];
  const offline = (nodeMemory(state, id)?.broker?.offlineDirs ?? []).map(
    (dir) => dir.path,
  );
  const views = disk.dirs.map(({ path, directoryId, capacityBytes, ...dir }) => ({
    path,
    directoryId,
    status:
      dir.broken || offline.includes(path) ? ("offline" as const) : ("online" as const),
    broken: dir.broken,
    replicas: 0,
    usedBytes: 0,
    capacityBytes,
    slow: dir.writeUs > 0 || dir.fsyncUs > 0,
  }));
  for (const { dir, log } of Object.values(disk.logs)) {
    const view = views.find(({ path }) => path === dir);
    if (view === undefined) continue;
    view.replicas++;
    view.usedBytes += log.sizeInBytes;
  }
  return views.map((view) =>
    view.status === "online" &&
    view.usedBytes >= (view.capacityBytes ?? Number.POSITIVE_INFINITY)
      ? { ...view, status: "full" }
      : view,
  );
}

/** The brokers' columns. */
export const brokerViews = (state: WorldState, image: MetadataImage): BrokerView[] =>
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
      controller: state.topology.controllers.includes(id),
      dirs: logDirViews(state, id),
      slowFactor: state.sim.processes[processOf(state.topology, id)]?.slowFactor ?? 1,
    };
  });

/** The controllers. */
export const controllerViews = (state: WorldState): ControllerView[] =>
  state.topology.controllers.map((id) => {
    const process = state.sim.processes[processOf(state.topology, id)];
    const disk = (process?.disk as NodeDisk | undefined)?.controller;
    return {
      id,
      status: statusOf(state, id).status,
      active: process?.status === "running",
      role: process?.status === "down" ? "unattached" : "leader",
      epoch: disk?.epoch ?? 0,
      leaderId: process?.status === "down" ? -1 : id,
      votedFor: (disk?.epoch ?? 0) > 0 ? id : -1,
      logStartOffset: disk?.log.logStartOffset ?? 0,
      logEndOffset: disk?.log.logEndOffset ?? 0,
      highWatermark: disk?.log.highWatermark ?? 0,
      snapshotEndOffset: 0,
    };
  });
