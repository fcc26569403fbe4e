import {
  defaultConsumerSettings,
  defaultProducerSettings,
} from "../src/contract/client-settings.ts";
import type { Scenario } from "../src/contract/scenario.ts";
import type { ClientMemory } from "../src/kafka/client/client-process.ts";
import { type Probe, silentProbe } from "../src/kafka/probe.ts";
import { oracleState } from "../src/oracle/ghost.ts";
import { meetCommandsBy } from "../src/run/command-rules.ts";
import { commands } from "../src/run/execute.ts";
import { oracle } from "../src/run/oracle.ts";
import { runWorld, stepWorld } from "../src/run/step.ts";
import { openWorld, startNodes, type World } from "../src/run/world.ts";
import { threadMs } from "./thread-clock.ts";

meetCommandsBy(commands);

/** Three brokers, twelve partitions in three replicas, three producers with acks=all and a consumer of everything. */
export interface Load {
  /** Records of 100 bytes to a batch. */
  readonly batch: number;
  /** Records a second of all producers together. */
  readonly recordsPerSecond: number;
  /** All checkers look at every event. */
  readonly watched?: boolean;
}

/** What a stretch of a run did. */
export interface Stretch {
  readonly cpuMs: number;
  readonly virtualMs: number;
  readonly events: number;
  /** Replicated, acknowledged and read by the consumer. */
  readonly records: number;
}

/** Bytes of a record with its key and its share of the batch, a little more than it takes. */
const recordBytes = 118;

const scenarioOf = ({ batch, recordsPerSecond }: Load): Scenario => ({
  format: 2,
  name: "load",
  about: "",
  seed: 1,
  cluster: {
    brokers: [1, 2, 3].map((id) => ({ id, rack: null, config: {} })),
    controllers: [{ id: 101, rack: null, config: {} }],
    config: {},
    features: {},
  },
  network: { latencyUs: 200, jitterUs: 0, bandwidth: null },
  topics: [
    { name: "load", partitions: 12, replicationFactor: 3, assignment: null, config: {} },
  ],
  producers: [0, 1, 2].map((i) => ({
    id: `p${i}`,
    topic: "load",
    settings: {
      ...defaultProducerSettings,
      recordsPerSecond: recordsPerSecond / 3,
      keys: { kind: "uniform", keys: 1000 },
      config: {
        "batch.size": String(batch === 1 ? 1 : Math.round(batch * recordBytes)),
        "linger.ms": batch === 1 ? "0" : "5",
      },
    },
  })),
  consumers: [
    {
      id: "c",
      api: "consumer",
      subscription: { kind: "assign", topic: "load", partitions: null },
      settings: { ...defaultConsumerSettings, processing: { kind: "constant", us: 0 } },
    },
  ],
  plan: [],
});

/** How large a cluster without load is. */
export interface Extent {
  readonly brokers: number;
  readonly topics: number;
  readonly partitionsOfEach: number;
}

/** A world without clients, its topics created in three replicas. */
export function startedWorld({ brokers, topics, partitionsOfEach }: Extent): World {
  const base = scenarioOf({ batch: 1, recordsPerSecond: 1 });
  const world = openWorld(
    {
      ...base,
      cluster: {
        ...base.cluster,
        brokers: Array.from({ length: brokers }, (_, i) => ({
          id: i + 1,
          rack: null,
          config: {},
        })),
      },
      topics: Array.from({ length: topics }, (_, t) => ({
        name: `t${t}`,
        partitions: partitionsOfEach,
        replicationFactor: 3,
        assignment: null,
        config: {},
      })),
      producers: [],
      consumers: [],
    },
    silentProbe,
  );
  startNodes(world);
  while (!world.state.setup.clientsStarted) stepWorld(world, Number.POSITIVE_INFINITY);
  return world;
}

/** The oracle with all its checkers; reports go nowhere. */
const watching = (): Probe => oracle.probe({ state: oracleState() }, silentProbe.report);

/** A world under load, past its start. */
export function loadedWorld(load: Load): World {
  const probe = load.watched === true ? watching() : silentProbe;
  const world = openWorld(scenarioOf(load), probe);
  startNodes(world);
  while (!world.state.setup.clientsStarted) stepWorld(world, Number.POSITIVE_INFINITY);
  runWorld(world, world.state.sim.nowUs + 200_000, Number.POSITIVE_INFINITY);
  return world;
}

const memories = ({ state }: World): ClientMemory[] =>
  state.clients.map(
    ({ process }) => state.sim.processes[process]?.memory as ClientMemory,
  );

/** Records that were acknowledged and read so far. */
export function recordsDone(world: World): number {
  let acked = 0;
  let consumed = 0;
  for (const memory of memories(world)) {
    if (memory.kind === "producer") acked += memory.producer.figures.acked;
    if (memory.kind === "consumer") consumed += memory.consumer.app.received;
  }
  return Math.min(acked, consumed);
}

/** Runs on for some CPU time, in slices of virtual time. */
export function runFor(world: World, cpuMs: number, sliceUs: number): Stretch {
  const { sim } = world.state;
  const events = sim.events;
  const records = recordsDone(world);
  const virtualUs = sim.nowUs;
  const before = threadMs();
  let spent = 0;
  while (spent < cpuMs) {
    runWorld(world, sim.nowUs + sliceUs, Number.POSITIVE_INFINITY);
    spent = threadMs() - before;
  }
  return {
    cpuMs: spent,
    virtualMs: (sim.nowUs - virtualUs) / 1000,
    events: sim.events - events,
    records: recordsDone(world) - records,
  };
}
