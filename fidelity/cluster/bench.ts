import type { Scenario } from "../../src/contract/scenario.ts";
import { type Admin, adminClose, takeAnswer } from "../../src/kafka/client/admin.ts";
import { ask, channelTo } from "../../src/kafka/client/network-client.ts";
import type { ClientProbe, ProducerEvent } from "../../src/kafka/client-probe.ts";
import { processOf } from "../../src/kafka/cluster.ts";
import { silentProbe } from "../../src/kafka/probe.ts";
import { withDefaults } from "../../src/kafka/protocol/codec/message.ts";
import type { MessageName, Responses } from "../../src/kafka/protocol/messages.ts";
import { adminOf, openWorld, startNodes, type World } from "../../src/run/world.ts";
import { type ApiName, apiNamed } from "../../src/terms/apis.ts";
import { type ClusterRecording, recordedConfig } from "./scenario.ts";

/** What the recorder would have thrown as an IOException or IllegalStateException. */
export class RecorderError extends Error {
  override readonly name = "RecorderError";
}

/** One of the recorder's connections, by its name and node. */
export interface Wire {
  readonly connection: number;
  /** Requests sent and not yet taken, oldest first. */
  readonly sent: {
    readonly tag: number;
    readonly api: ApiName;
    readonly version: number;
  }[];
  closed: boolean;
  /** Undefined: the recorder's own. */
  clientId: string | undefined;
}

/** The simulated cluster with what the recorder keeps between steps. */
export interface Bench {
  readonly world: World;
  readonly recording: ClusterRecording;
  /** Nodes that the recorder believes to run. */
  readonly running: Set<number>;
  /** Paused nodes, which it does not ask. */
  readonly unreachable: Set<number>;
  readonly wires: Map<string, Wire>;
  /** Wire of each asynchronous request. */
  readonly pending: Map<string, string>;
  readonly saved: Map<string, unknown>;
  /** Brokers that the metadata shows fenced, to leave out repeated records. */
  readonly fenced: Set<number>;
  /** Topic ids by first sight: the order in which the recorder lists topics. */
  readonly topicIds: Map<string, number>;
  metadataRead: number;
  connections: number;
  /** Who hears what a producer does, by client id. */
  readonly producerEvents: Map<string, (event: ProducerEvent) => void>;
}

/** One-way latency between the recorder's network namespaces with a JVM at both ends, µs. */
const latencyUs = 2500;
const jitterUs = 200;
/** The recorder gives up an answer after this, µs. */
const socketTimeoutUs = 65_000_000;

const texts = (
  given: Readonly<Record<string, string | number | boolean>> | undefined,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given ?? {}).map(([name, value]) => [name, String(value)]),
  );

function scenarioOf(recording: ClusterRecording): Scenario {
  const { cluster } = recording;
  const node = (id: number): Scenario["cluster"]["brokers"][number] => {
    const config = texts(cluster.nodeConfig?.[String(id)]);
    return { id, rack: config["broker.rack"] ?? null, config };
  };
  const brokers = Array.from({ length: cluster.brokers ?? 3 }, (_, i) => node(i + 1));
  const voters = cluster.controllers ?? 1;
  const controllers = cluster.combined === true ? 0 : voters;
  return {
    format: 2,
    name: recording.scenario,
    about: "",
    seed: 1,
    cluster: {
      brokers,
      controllers: Array.from({ length: controllers }, (_, i) => node(101 + i)),
      combined: voters,
      config: { ...recordedConfig, ...texts(cluster.config) },
      features: cluster.features ?? {},
    },
    network: { latencyUs, jitterUs, bandwidth: null },
    topics: [],
    producers: [],
    consumers: [],
    plan: [],
  };
}

/** A cluster as the recording's, its processes just started. */
export function openBench(recording: ClusterRecording): Bench {
  const producerEvents: Bench["producerEvents"] = new Map();
  const clients: ClientProbe = {
    ...silentProbe.clients,
    producer: (client, event) => producerEvents.get(client)?.(event),
  };
  const world = openWorld(scenarioOf(recording), { ...silentProbe, clients });
  startNodes(world);
  return {
    world,
    recording,
    running: new Set(world.state.topology.peers.map(({ nodeId }) => nodeId)),
    unreachable: new Set(),
    wires: new Map(),
    pending: new Map(),
    saved: new Map(),
    fenced: new Set(),
    topicIds: new Map(),
    metadataRead: -1,
    connections: 0,
    producerEvents,
  };
}

/** Virtual time, ms. */
export const nowMs = (bench: Bench): number => bench.world.state.sim.nowUs / 1000;

/** Lets the cluster run for a while. */
export function sleep(bench: Bench, ms: number): void {
  const { kernel, state } = bench.world;
  const until = state.sim.nowUs + Math.round(ms * 1000);
  let more = true;
  while (more) more = kernel.step(until);
  kernel.rest(until);
}

/** A number for a connection of its own. */
export const newConnection = (bench: Bench): number => ++bench.connections;

/** Sends a request on a connection; the body's missing fields have the protocol's defaults. */
export function send(
  bench: Bench,
  connection: number,
  node: number,
  request: {
    readonly api: ApiName;
    readonly version: number;
    readonly body: unknown;
    readonly answered: boolean;
    readonly clientId?: string;
  },
): number {
  const { state, kernel } = bench.world;
  if (wasClosed(bench, connection)) return noTag;
  const name = `${request.api}Request` as MessageName;
  const body = withDefaults(name, request.version, request.body as never) as object;
  return kernel.asProcess(state.admin, (effects, memory) => {
    const client = memory as { readonly admin: Admin };
    const { admin } = client;
    // A recorder's connection has a client id of its own; the engine's admin client has one.
    const wire = { ...admin.client, clientId: request.clientId ?? "recorder" };
    const tag = admin.nextTag++;
    const channel = channelTo(wire, connection, processOf(state.topology, node));
    ask(effects, wire, channel, {
      api: apiNamed(request.api).key,
      version: request.version,
      body,
      purpose: 0,
      context: tag,
      timeoutUs: socketTimeoutUs,
      bytes: 0,
      answered: request.answered,
    });
    return tag;
  });
}

/** What was written to a connection that the other end has closed. */
const noTag = -1;

/** A socket that the node has closed stays closed; the client of the engine would open a new one. */
function wasClosed(bench: Bench, connection: number): boolean {
  const channels = adminOf(bench.world.state)?.client.channels ?? [];
  const known = channels.find(({ id }) => id === connection);
  return known !== undefined && known.connection === 0;
}

/** Runs the cluster until a request is answered; throws when the connection is lost. */
export function awaitAnswer(bench: Bench, tag: number): object {
  const { kernel, state } = bench.world;
  if (tag === noTag) throw new RecorderError("EOFException");
  for (;;) {
    const admin = adminOf(state);
    const answer = admin === undefined ? undefined : takeAnswer(admin, tag);
    if (answer !== undefined) {
      if (answer.body === null) throw new RecorderError("EOFException");
      return answer.body;
    }
    if (!kernel.step(Number.POSITIVE_INFINITY))
      throw new RecorderError("nothing is pending");
  }
}

/** Whether an answer has come. */
export function hasAnswer(bench: Bench, tag: number): boolean {
  return (
    adminOf(bench.world.state)?.answers.some((answer) => answer.tag === tag) ?? false
  );
}

/** A request of the recorder's own, on its own connection. */
export function call<A extends ApiName & keyof Responses>(
  bench: Bench,
  node: number,
  api: A,
  how: { readonly version: number; readonly body: unknown },
): Responses[A] {
  const connection = newConnection(bench);
  const tag = send(bench, connection, node, { api, ...how, answered: true });
  try {
    return awaitAnswer(bench, tag) as Responses[A];
  } finally {
    close(bench, connection);
  }
}

/** Closes a connection from the recorder's side. */
export function close(bench: Bench, connection: number): void {
  const { kernel, state } = bench.world;
  kernel.asProcess(state.admin, (effects, memory) => {
    const client = memory as { readonly admin: Admin };
    adminClose(effects, client.admin, connection);
  });
}
