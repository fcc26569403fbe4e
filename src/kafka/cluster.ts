import type { MachineSpec } from "../contract/scenario.ts";
import { nextBelow, streams } from "../sim/draw.ts";
import type { Behaviour } from "../sim/effects.ts";
import { createKernel, type Kernel } from "../sim/kernel.ts";
import type { Hardware, SimState } from "../sim/sim-state.ts";
import { emptySim } from "../sim/sim-state.ts";
import type { Peer } from "./broker/broker.ts";
import { clientBehaviour } from "./client/client-behaviour.ts";
import { clientRole } from "./client/client-process.ts";
import { epochStartMs } from "./context.ts";
import { defaultLogConfig } from "./log/log-config.ts";
import { type LogDir, logDir, logDirPaths } from "./log/log-dir.ts";
import { partitionLog } from "./log/partition-log.ts";
import { type NodeDisk, nodeBehaviour } from "./node.ts";
import { type NodeConfig, nodeConfig } from "./node-config.ts";
import { type Probe, silentProbe } from "./probe.ts";
import { randomId } from "./random-id.ts";

/** Role of brokers, controllers and combined nodes in the kernel. */
const nodeRole = "node";

/** One node of a cluster that is about to be built. */
export interface NodeBlueprint {
  readonly id: number;
  readonly rack: string | null;
  readonly config: Readonly<Record<string, string>>;
}

/** What a cluster is built from. */
export interface ClusterBlueprint {
  readonly seed: number;
  readonly hardware: Hardware;
  readonly clusterId: string;
  readonly brokers: readonly NodeBlueprint[];
  /** Empty: the first brokers are controllers too. */
  readonly controllers: readonly NodeBlueprint[];
  /** How many of them, without isolated controllers; 1 when it is left out. */
  readonly combined?: number;
  readonly config: Readonly<Record<string, string>>;
  readonly features: Readonly<Record<string, number>>;
  /** Of every broker. */
  readonly machine: MachineSpec;
}

/** Where each node runs. */
export interface Topology {
  readonly peers: readonly Peer[];
  readonly brokers: readonly number[];
  readonly controllers: readonly number[];
}

/** A cluster whose nodes are all down. */
export interface Cluster {
  readonly state: SimState;
  readonly topology: Topology;
}

/** The behaviours of all roles, watched by a probe. */
const clusterBehaviours = (probe: Probe): Readonly<Record<string, Behaviour>> => ({
  [nodeRole]: nodeBehaviour(probe),
  [clientRole]: clientBehaviour(probe),
});

const hostOf = (id: number): string => `10.0.0.${id}`;

function topologyOf(blueprint: ClusterBlueprint): Topology {
  const nodes = [...blueprint.brokers, ...blueprint.controllers];
  const peers = nodes.map(({ id, rack }, process) => ({
    nodeId: id,
    process,
    host: hostOf(id),
    rack,
  }));
  const isolated = blueprint.controllers.map(({ id }) => id);
  const combined = blueprint.brokers
    .slice(0, blueprint.combined ?? 1)
    .map(({ id }) => id);
  return {
    peers,
    brokers: blueprint.brokers.map(({ id }) => id),
    controllers: isolated.length > 0 ? isolated : combined,
  };
}

interface Disks {
  readonly blueprint: ClusterBlueprint;
  readonly topology: Topology;
  readonly dirs: LogDir[];
}

function diskOf(disks: Disks, config: NodeConfig): NodeDisk {
  const { blueprint, topology, dirs } = disks;
  // The metadata log lies in the first log dir.
  const directoryId = dirs[0]?.directoryId ?? "";
  const { clusterId, features } = blueprint;
  const id = config.nodeId;
  const metadataLog = (): ReturnType<typeof partitionLog> =>
    partitionLog(
      { ...defaultLogConfig, maxMessageBytes: Number.MAX_SAFE_INTEGER },
      epochStartMs,
    );
  return {
    broker: topology.brokers.includes(id)
      ? {
          config,
          peers: topology.peers,
          clusterId,
          dirs,
          controllers: topology.controllers,
          logs: {},
          metadataLog: metadataLog(),
          metadataSnapshot: null,
          machine: blueprint.machine,
        }
      : null,
    controller: topology.controllers.includes(id)
      ? {
          config,
          clusterId,
          directoryId,
          voters: topology.controllers.map((nodeId) => ({
            nodeId,
            process: processOf(topology, nodeId),
          })),
          features,
          log: metadataLog(),
          election: null,
          snapshots: [],
        }
      : null,
  };
}

/** An empty disk for a node, as after `kafka-storage.sh format`. */
export function formattedDisk(
  blueprint: ClusterBlueprint,
  id: number,
  draw: (bound: number) => number,
): NodeDisk {
  const node = [...blueprint.brokers, ...blueprint.controllers].find(
    (candidate) => candidate.id === id,
  );
  const config = nodeConfig(id, node?.rack ?? null, {
    ...blueprint.config,
    ...node?.config,
  });
  const dirs = logDirPaths(config.given).map((path) => logDir(path, randomId(draw)));
  return diskOf({ blueprint, topology: topologyOf(blueprint), dirs }, config);
}

/** Builds all nodes with formatted disks; none runs yet. */
export function buildCluster(blueprint: ClusterBlueprint): Cluster {
  const state = emptySim(blueprint.seed, blueprint.hardware);
  const topology = topologyOf(blueprint);
  const kernel = createKernel(state, clusterBehaviours(silentProbe));
  for (const peer of topology.peers) {
    const draw = (bound: number): number =>
      nextBelow(state.draws, streams.identity, peer.process, bound);
    kernel.addProcess(nodeRole, formattedDisk(blueprint, peer.nodeId, draw));
  }
  return { state, topology };
}

/** Process of a node; -1 when the cluster has none of that id. */
export const processOf = (topology: Topology, nodeId: number): number =>
  topology.peers.find((peer) => peer.nodeId === nodeId)?.process ?? -1;

/** A kernel over a cluster's state. */
export const clusterKernel = (state: SimState, probe: Probe): Kernel =>
  createKernel(state, clusterBehaviours(probe));
