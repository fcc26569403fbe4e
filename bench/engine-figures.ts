import { calibrate } from "./calibration.ts";
import { type Figure, median } from "./figure.ts";
import { type Load, loadedWorld, runFor, type Stretch } from "./load.ts";

/** CPU time of one measurement, ms. */
const stretchMs = 400;
const rounds = 5;

interface Speed {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly target: string;
  readonly load: Load;
  /** Virtual time of a slice, µs. */
  readonly sliceUs: number;
  readonly value: (stretch: Stretch) => number;
}

const eventsPerSecond = ({ events, cpuMs }: Stretch): number => (events / cpuMs) * 1000;
const recordsPerSecond = ({ records, cpuMs }: Stretch): number =>
  (records / cpuMs) * 1000;

const speeds: readonly Speed[] = [
  {
    id: "T1",
    name: "engine events a second, batch 1, 6,000 records/s on 12 partitions, acks=all, traced",
    unit: "events/s",
    target: ">= 1.25 M, ratio >= 0.08",
    load: { batch: 1, recordsPerSecond: 6000 },
    sliceUs: 50_000,
    value: eventsPerSecond,
  },
  {
    id: "T2",
    name: "records a second replicated, acknowledged and consumed, batch 1, producers saturated",
    unit: "records/s",
    target: ">= 165 k, ratio >= 0.01",
    load: { batch: 1, recordsPerSecond: 60_000 },
    sliceUs: 10_000,
    value: recordsPerSecond,
  },
  {
    id: "T3",
    name: "records a second replicated, acknowledged and consumed, batch 100",
    unit: "records/s",
    target: ">= 5 M, ratio >= 0.31",
    load: { batch: 100, recordsPerSecond: 2_000_000 },
    sliceUs: 10_000,
    value: recordsPerSecond,
  },
  {
    id: "T4",
    name: "records a second replicated, acknowledged and consumed, batch 1,000",
    unit: "records/s",
    target: ">= 7.5 M, ratio >= 0.47",
    load: { batch: 1000, recordsPerSecond: 10_000_000 },
    sliceUs: 10_000,
    value: recordsPerSecond,
  },
  {
    id: "O1",
    name: "as T1 with all checkers of the oracle on every event",
    unit: "events/s",
    target: ">= 150 k",
    load: { batch: 1, recordsPerSecond: 6000, watched: true },
    sliceUs: 50_000,
    value: eventsPerSecond,
  },
  {
    id: "T5",
    name: "virtual time by CPU time at 1,000 records/s, batch 1, 12 partitions, acks=all",
    unit: "x",
    target: ">= 250",
    load: { batch: 1, recordsPerSecond: 1000 },
    sliceUs: 200_000,
    value: ({ virtualMs, cpuMs }) => virtualMs / cpuMs,
  },
];

/** Each figure beside a calibration of its own moment: others work on the machine as well. */
function measure(speed: Speed): Figure {
  const world = loadedWorld(speed.load);
  runFor(world, stretchMs, speed.sliceUs);
  const values: number[] = [];
  const ratios: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const before = calibrate();
    const value = speed.value(runFor(world, stretchMs, speed.sliceUs));
    values.push(value);
    ratios.push(value / ((before + calibrate()) / 2));
  }
  const { id, name, unit, target } = speed;
  return {
    id,
    name,
    value: median(values),
    unit,
    ratio: speed.id === "T5" ? null : median(ratios),
    target,
  };
}

/** How fast the engine goes; `only` names the figures wanted, none means all. */
export function engineFigures(only: readonly string[]): Figure[] {
  calibrate();
  const calibration = median(Array.from({ length: rounds }, calibrate));
  return [
    {
      id: "T0",
      name: "calibration: hold model at 1,000 pending on the engine's event queue",
      value: calibration,
      unit: "events/s",
      ratio: 1,
      target: "",
    },
    ...speeds.filter(({ id }) => only.length === 0 || only.includes(id)).map(measure),
  ];
}
