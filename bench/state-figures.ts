import { clonePlain } from "../src/base/clone.ts";
import type { ViewFrame } from "../src/contract/frame.ts";
import { oracleState } from "../src/oracle/ghost.ts";
import { buildFrame } from "../src/run/frame/frame.ts";
import { happeningBook } from "../src/run/happenings.ts";
import { runWorld } from "../src/run/step.ts";
import type { World } from "../src/run/world.ts";
import { type Figure, median } from "./figure.ts";
import { loadedWorld, recordsDone, startedWorld } from "./load.ts";
import { bytesInUse } from "./memory.ts";
import { threadMs } from "./thread-clock.ts";

const batch100 = { batch: 100, recordsPerSecond: 2_000_000 };
const repeats = 5;
/** What the kernel's account of CPU time may lag behind, ms. */
const tickMs = 4;

const figure =
  (id: string, unit: string, target: string, name: string) =>
  (value: number): Figure => ({ id, name, value, unit, ratio: null, target });

function runUntil(world: World, records: number, sliceUs: number): void {
  while (recordsDone(world) < records)
    runWorld(world, world.state.sim.nowUs + sliceUs, Number.POSITIVE_INFINITY);
}

/** CPU milliseconds of something, median of several times; the clock moves in ticks, so one time is many. */
function timed(act: () => unknown): number {
  const times: number[] = [];
  for (let i = 0; i < repeats; i++) {
    const before = threadMs();
    let count = 0;
    while (threadMs() - before < 40) {
      act();
      count++;
    }
    times.push((threadMs() - before) / count);
  }
  return median(times);
}

function memoryFigure(): Figure {
  const world = loadedWorld(batch100);
  runUntil(world, 500_000, 10_000);
  const bytes = bytesInUse();
  const records = recordsDone(world);
  runUntil(world, 3_000_000, 10_000);
  return figure(
    "T7",
    "bytes",
    "<= 40",
    "memory a record takes in three replicas together, batch 100, 2.5 M records",
  )((bytesInUse() - bytes) / (recordsDone(world) - records));
}

function stallFigure(): Figure {
  const world = loadedWorld(batch100);
  let worst = 0;
  while (recordsDone(world) < 10_000_000) {
    const wall = performance.now();
    const before = threadMs();
    runWorld(world, Number.POSITIVE_INFINITY, 64);
    // Wall time counts other processes, CPU time is told late by up to a tick.
    const cpuMs = threadMs() - before + tickMs;
    worst = Math.max(worst, Math.min(performance.now() - wall, cpuMs));
  }
  return figure(
    "T8",
    "ms",
    "<= 8",
    "worst time of 64 events while 10 M records are made, replicated and read, batch 100",
  )(worst);
}

function snapshotFigures(): Figure[] {
  const world = loadedWorld(batch100);
  runUntil(world, 100_000, 1000);
  const ms = timed(() => clonePlain(world.state));
  const before = bytesInUse();
  const copies = Array.from({ length: 8 }, () => clonePlain(world.state));
  const bytes = (bytesInUse() - before) / copies.length;
  return [
    figure("T9", "ms", "<= 0.2", "snapshot of the whole state at 100,000 records")(ms),
    figure(
      "T9b",
      "bytes",
      "<= 131,072",
      "memory of such a snapshot, shared parts left out",
    )(bytes),
  ];
}

/** 50 brokers and 2,000 partitions in three replicas, until every topic is created and settled. */
function startFigure(): Figure {
  const before = threadMs();
  startedWorld({ brokers: 50, topics: 20, partitionsOfEach: 100 });
  return figure(
    "S1",
    "ms",
    "<= 3000",
    "50 brokers with 2,000 partitions x 3: CPU time until clients may begin",
  )(threadMs() - before);
}

const extras = {
  book: happeningBook(),
  shown: 0,
  focus: null,
  rows: [],
  promises: { acked: 0, readable: 0, lost: 0, checked: true },
  health: { kind: "well" },
  oracle: oracleState(),
  inspect: null,
  watcher: null,
} as const;

const frameBytes = ({ cells, packets, ...rest }: ViewFrame): number =>
  cells.byteLength + packets.byteLength + JSON.stringify(rest).length;

function frameFigures(): Figure[] {
  const world = loadedWorld({ batch: 1, recordsPerSecond: 6000 });
  const build = (): ViewFrame => buildFrame(world.state, extras);
  const buildMs = timed(build);
  const frame = build();
  return [
    figure(
      "T11",
      "ms",
      "<= 0.1 with decoding",
      "a frame copied as the worker's port does",
    )(timed(() => structuredClone(frame))),
    figure(
      "T11b",
      "ms",
      "",
      "a frame built at 6,000 records/s, batch 1, 12 partitions",
    )(buildMs),
    figure(
      "T11c",
      "bytes",
      "",
      "size of that frame: columns, and the rest as JSON",
    )(frameBytes(frame)),
  ];
}

const all: readonly (readonly [string, () => Figure[]])[] = [
  ["T7", () => [memoryFigure()]],
  ["T8", () => [stallFigure()]],
  ["T9", snapshotFigures],
  ["T11", frameFigures],
  ["S1", () => [startFigure()]],
];

/** Memory, stalls, snapshots and frames. */
export const stateFigures = (only: readonly string[]): Figure[] =>
  all
    .filter(([id]) => only.length === 0 || only.includes(id))
    .flatMap(([, measure]) => measure());
