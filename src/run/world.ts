import { defaultMachine, type Scenario, type TopicSpec } from "../contract/scenario.ts";
import type { Address } from "../kafka/client/address.ts";
import type { Admin } from "../kafka/client/admin.ts";
import { type ClientMemory, clientRole } from "../kafka/client/client-process.ts";
import {
  buildCluster,
  type ClusterBlueprint,
  clusterKernel,
  processOf,
  type Topology,
} from "../kafka/cluster.ts";
import type { NodeMemory } from "../kafka/node.ts";
import type { Probe } from "../kafka/probe.ts";
import type { Kernel } from "../sim/kernel.ts";
import type { SimState } from "../sim/sim-state.ts";
import { nothingTimed, type Timed } from "./timed.ts";

/** A client of the run by its `client.id`. */
export interface ClientEntry {
  readonly id: string;
  readonly kind: "producer" | "consumer";
  readonly process: number;
}

/** A request of the run's own admin client that is not answered. */
export interface PendingRequest {
  readonly tag: number;
  readonly purpose: "createTopic" | "produce" | "task" | "other";
  /** Words for a person when it fails: `create topic orders`. */
  readonly about: string;
  readonly data: object | null;
}

/** What is still to be set up: the scenario's topics, then its clients. */
export interface Setup {
  topics: TopicSpec[];
  /** The tag of the request that is under way, 0 for none. */
  tag: number;
  /** Not tried again before, µs. */
  notBeforeUs: number;
  clientsStarted: boolean;
}

/** Everything a run's future depends on, as plain data: copied, it is a snapshot. */
export interface WorldState {
  readonly sim: SimState;
  readonly topology: Topology;
  readonly scenario: Scenario;
  readonly blueprint: ClusterBlueprint;
  readonly admin: number;
  clients: ClientEntry[];
  pending: PendingRequest[];
  setup: Setup;
  /** Planned commands that have been met. */
  planned: number;
  readonly timed: Timed;
  /** Connections of the admin client so far; each command gets its own. */
  nextConnection: number;
}

/** A state with the kernel that runs it. */
export interface World {
  readonly state: WorldState;
  readonly kernel: Kernel;
  readonly probe: Probe;
}

/** The clusters of all runs bear one id: the recorder's. */
const clusterId = "MkU3OEVBNTcwNTJENDM2Qk";

/** Time of one fsync on the simulated disks, µs. */
const fsyncUs = 2500;
/** From taking a message to answering it, µs. */
const handlingUs = 500;

/** What the kernel and the nodes are built from. */
const blueprintOf = (scenario: Scenario): ClusterBlueprint => ({
  seed: scenario.seed,
  hardware: {
    latencyUs: scenario.network.latencyUs,
    jitterUs: scenario.network.jitterUs,
    bandwidth: scenario.network.bandwidth ?? 0,
    fsyncUs,
    handlingUs,
  },
  clusterId,
  brokers: scenario.cluster.brokers,
  controllers: scenario.cluster.controllers,
  combined: scenario.cluster.combined ?? 1,
  config: scenario.cluster.config,
  features: scenario.cluster.features,
  machine: scenario.cluster.machine ?? defaultMachine,
});

/** A world in which nothing runs yet. */
export function openWorld(scenario: Scenario, probe: Probe): World {
  const blueprint = blueprintOf(scenario);
  const { state: sim, topology } = buildCluster(blueprint);
  const kernel = clusterKernel(sim, probe);
  const admin = kernel.addProcess(clientRole, { kind: "admin" });
  const state: WorldState = {
    sim,
    topology,
    scenario,
    blueprint,
    admin,
    clients: [],
    pending: [],
    setup: {
      topics: [...scenario.topics],
      tag: 0,
      notBeforeUs: 0,
      clientsStarted: false,
    },
    planned: 0,
    timed: nothingTimed(),
    nextConnection: 1,
  };
  return { state, kernel, probe };
}

/** Starts the admin client and every node, controllers first. */
export function startNodes({ state, kernel }: World): void {
  kernel.start(state.admin);
  for (const peer of state.topology.peers.toReversed()) kernel.start(peer.process);
}

/** The world of a copied state. */
export const restoreWorld = (state: WorldState, probe: Probe): World => ({
  state,
  kernel: clusterKernel(state.sim, probe),
  probe,
});

/** The memory of a node that runs, or undefined. */
export function nodeMemory(state: WorldState, nodeId: number): NodeMemory | undefined {
  const process = state.sim.processes[processOf(state.topology, nodeId)];
  return (process?.memory ?? undefined) as NodeMemory | undefined;
}

/** The admin client's memory. */
export function adminOf(state: WorldState): Admin | undefined {
  const memory = state.sim.processes[state.admin]?.memory as ClientMemory | undefined;
  return memory?.kind === "admin" ? memory.admin : undefined;
}

/** Where clients find the brokers. */
export const brokerAddresses = (topology: Topology): Address[] =>
  topology.peers
    .filter(({ nodeId }) => topology.brokers.includes(nodeId))
    .map(({ nodeId, process }) => ({ nodeId, process }));

/** Brokers whose process runs, by node id. */
export const runningBrokers = (state: WorldState): number[] =>
  state.topology.brokers.filter(
    (id) => state.sim.processes[processOf(state.topology, id)]?.status === "running",
  );
