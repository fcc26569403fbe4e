import type {
  BrokerView,
  ControllerView,
  LinkView,
  NodeStatus,
} from "../../contract/frame.ts";
import { hostedReplicas } from "../../kafka/broker/broker.ts";
import { processOf } from "../../kafka/cluster.ts";
import { brokerOf, type MetadataImage } from "../../kafka/controller/metadata-image.ts";
import type { NodeDisk } from "../../kafka/node.ts";
import { isCut } from "../../sim/network.ts";
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

/** The brokers' columns. */
export const brokerViews = (state: WorldState, image: MetadataImage): BrokerView[] =>
  state.topology.brokers.map((id) => {
    const { status, sinceUs } = statusOf(state, id);
    const registration = brokerOf(image, id);
    const broker = nodeMemory(state, id)?.broker;
    const hosted = broker === null || broker === undefined ? [] : hostedReplicas(broker);
    return {
      id,
      rack: state.topology.peers.find(({ nodeId }) => nodeId === id)?.rack ?? null,
      status,
      statusSinceUs: sinceUs,
      fenced: registration?.fenced ?? true,
      brokerEpoch: registration?.epoch ?? -1,
      metadataOffset: broker?.appliedOffset ?? -1,
      controller: state.topology.controllers.includes(id),
      leads: hosted.filter(({ role }) => role === "leader").length,
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

/** Links that are cut in one direction or both. */
export function linkViews(state: WorldState): LinkView[] {
  const views: LinkView[] = [];
  const { peers } = state.topology;
  peers.forEach((a, i) => {
    for (const b of peers.slice(i + 1)) {
      const cutForth = isCut(state.sim, a.process, b.process);
      const cutBack = isCut(state.sim, b.process, a.process);
      if (cutForth || cutBack)
        views.push({ a: a.nodeId, b: b.nodeId, cutForth, cutBack });
    }
  });
  return views;
}
