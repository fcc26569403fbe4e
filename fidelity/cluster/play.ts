import { compare, differencesAt } from "../compare.ts";
import type { Difference, Player } from "../recording.ts";
import { type Bench, nowMs, openBench, RecorderError, sleep } from "./bench.ts";
import { consumer, killConsumers } from "./consumers.ts";
import * as disks from "./disks.ts";
import * as faults from "./faults.ts";
import { coordinatorLog, internalTopics, poll } from "./groups.ts";
import { leaderOf } from "./lookup.ts";
import { observe, offsets, readMetadata } from "./observe.ts";
import { killSenders, producer } from "./producers.ts";
import { quorum } from "./quorum.ts";
import { renameIds } from "./rename.ts";
import { answered, createTopic, fetch, produce, request, response } from "./requests.ts";
import type { ClusterRecording, Step } from "./scenario.ts";
import { awaitUnfenced, settle, until } from "./waiting.ts";

type Play = (bench: Bench, step: Step) => unknown;

/** What each operation of a recording does to the simulated cluster. */
const operations: Readonly<Record<string, Play>> = {
  request,
  response,
  createTopic,
  produce,
  fetch,
  offsets: (bench, step) => {
    const partition = step["partition"] as string;
    return offsets(bench, partition, leaderOf(bench, partition));
  },
  kill: faults.kill,
  killStandby: faults.killStandby,
  quorum,
  stop: faults.stop,
  beginStop: faults.beginStop,
  awaitExit: faults.awaitExit,
  start: faults.start,
  pause: faults.pause,
  resume: faults.resume,
  wipe: faults.wipe,
  cut: faults.cut,
  silence: faults.silence,
  heal: faults.heal,
  truncateFiles: faults.truncateFiles,
  loseDir: disks.loseDir,
  returnDir: disks.returnDir,
  mount: disks.mount,
  // Detached while files in it are open.
  unmount: disks.loseDir,
  fillDisk: disks.fillDisk,
  freeDisk: disks.freeDisk,
  sleep: (bench, step) => sleep(bench, step["for"] as number),
  until,
  settle,
  observe,
  answered,
  internalTopics,
  poll,
  coordinatorLog,
  consumer,
  producer,
  clients: (bench) => {
    killConsumers(bench);
    killSenders(bench);
  },
};

/** Operations whose time is the recorder's own or a process's start-up, not the cluster's. */
const untimed = [
  "start",
  "kill",
  "pause",
  "resume",
  "wipe",
  "cut",
  "silence",
  "heal",
  "truncateFiles",
  "clients",
];

/** Lists whose order is that of a Java hash table. */
const sets = [
  "/topics/*/configs",
  "/results/*/configs",
  "/configs",
  // Members: in the recorder's order of their random ids.
  "/members",
  "/groups/*/members",
  "/*/value/members",
];

interface MetadataAnswer {
  readonly controllerId?: number;
  /** DescribeCluster names them by `brokerId`, and fenced ones too. */
  readonly brokers?: readonly {
    readonly nodeId?: number;
    readonly brokerId?: number;
    readonly isFenced?: boolean;
  }[];
}

/** Metadata and DescribeCluster name any live broker as the controller, by chance (KRaftMetadataCache.getRandomAliveBroker): a live one will do. */
function isAliveController(expected: unknown, got: unknown): boolean {
  const { controllerId } = (got ?? {}) as MetadataAnswer;
  const alive = ((expected ?? {}) as MetadataAnswer).brokers ?? [];
  return alive.some(
    ({ nodeId, brokerId = nodeId, isFenced }) =>
      brokerId === controllerId && isFenced !== true,
  );
}

/** [⅓ of the fastest, 3 × the slowest + 500 ms]. */
function timeDifference(where: string, step: Step, ms: number): Difference[] {
  if (step.ms === undefined || untimed.includes(step.op)) return [];
  // Starting and ending a client is the JVM's time.
  if (untimed.includes(String(step["do"]))) return [];
  const [fastest, slowest] = step.ms;
  // What is asked of a consumer that polls waits for the rest of a poll of 100 ms, whose phase is chance.
  const low = Math.max(0, step.op === "consumer" ? fastest - 100 : fastest) / 3;
  const high = 3 * slowest + 500;
  // The recorder's clock counts whole milliseconds.
  if (Math.ceil(ms) >= Math.floor(low) && ms <= high) return [];
  return [{ where, path: "/ms", expected: [Math.floor(low), high], got: Math.round(ms) }];
}

interface Played {
  readonly step: Step;
  readonly got: unknown;
  readonly ms: number;
}

function playStep(bench: Bench, step: Step): Played {
  const operation = operations[step.op];
  if (operation === undefined)
    throw new RecorderError(`step ${step.op} is not built yet`);
  const before = nowMs(bench);
  const got = operation(bench, step);
  return { step, got, ms: nowMs(bench) - before };
}

/** A started cluster in which every broker is unfenced, and whose metadata so far has been read. */
function begin(recording: ClusterRecording): Bench {
  const { releaseVersion } = recording.cluster;
  if (releaseVersion !== undefined)
    throw new RecorderError(`release version ${releaseVersion} is not built yet`);
  const bench = openBench(recording);
  for (const broker of bench.world.state.topology.brokers) awaitUnfenced(bench, broker);
  sleep(bench, 500);
  readMetadata(bench);
  return bench;
}

/** Plays a cluster recording on the engine; stops at the first step that cannot be played. */
export const playCluster: Player = ({ rows }) => {
  const recording = rows[0] as ClusterRecording;
  const { steps } = recording;
  const played: Played[] = [];
  const stopped: Difference[] = [];
  try {
    const bench = begin(recording);
    for (const step of steps) played.push(playStep(bench, step));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const at = played.length;
    const got =
      error instanceof RecorderError ? error.message : (error.stack ?? error.message);
    stopped.push({
      where: `step ${at} (${steps[at]?.op ?? "none"})`,
      path: "",
      expected: steps[at]?.got,
      got,
    });
  }
  const renamed = renameIds(
    played.map(({ step, got }) => ({ body: step["body"], got })),
  ) as { got: unknown }[];
  const differences = played.flatMap(({ step, ms }, i) => {
    const where = `step ${i} (${step.op})`;
    const prefix = `/steps/${i}/got`;
    const ignore = (recording.varies ?? [])
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length));
    if (isAliveController(step.got, played[i]?.got)) ignore.push("/controllerId");
    return [
      ...differencesAt(where, compare(step.got, renamed[i]?.got, { ignore, sets })),
      ...timeDifference(where, step, ms),
    ];
  });
  const failing = new Set([...differences, ...stopped].map(({ where }) => where));
  return {
    passed: steps.length - failing.size - (steps.length - played.length - stopped.length),
    total: steps.length,
    differences: [...differences, ...stopped],
  };
};
