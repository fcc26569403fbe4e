import type { Percentiles } from "../contract/client-view.ts";
import type { ExperimentSpec, SweepPoint } from "../contract/experiment.ts";
import type { Scenario } from "../contract/scenario.ts";
import type { ProducerEvent } from "../kafka/client-probe.ts";
import { epochStartMs } from "../kafka/context.ts";
import { type Probe, silentProbe } from "../kafka/probe.ts";
import { columnStride, type RecordBatch } from "../kafka/protocol/record-batch.ts";
import { stepSetup, stepTo, type Trial, trialWorld } from "./experiment-trial.ts";
import type { World } from "./world.ts";

type Sweep = Extract<ExperimentSpec, { readonly kind: "sweep" }>;

/** What is counted of the producer that is measured. */
interface Measured {
  records: number;
  bytes: number;
  batches: number;
  failed: number;
  requests: number;
  /** Time and node of the last produce request. */
  lastRequest: string;
  /** Of each acknowledged record, milliseconds. */
  latenciesMs: number[];
}

const nothing = (): Measured => ({
  records: 0,
  bytes: 0,
  batches: 0,
  failed: 0,
  requests: 0,
  lastRequest: "",
  latenciesMs: [],
});

/**
 * From the call of `send` to now for each record, by its timestamp: to the millisecond, as kafka-producer-perf-test.sh
 * measures it.
 */
function noteLatencies(into: number[], batch: RecordBatch, nowUs: number): void {
  const { payload, recordCount, baseTimestamp } = batch;
  const sinceMs = nowUs / 1_000 + epochStartMs - baseTimestamp;
  for (let i = 0; i < recordCount; i++) {
    const later =
      payload.kind === "columns"
        ? (payload.columns[payload.start + i * columnStride] ?? 0)
        : 0;
    into.push(Math.max(0, Math.floor(sinceMs - later)));
  }
}

function noteEvent(measured: Measured, event: ProducerEvent, nowUs: number): void {
  if (event.kind === "sent") {
    const request = `${nowUs} ${event.node}`;
    if (request !== measured.lastRequest) measured.requests++;
    measured.lastRequest = request;
  } else if (event.kind === "failed") measured.failed += event.batch.batch.recordCount;
  else if (event.kind === "refused") measured.failed += event.records;
}

function percentilesOf(latenciesMs: readonly number[]): Percentiles {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  const at = (percent: number): number =>
    1_000 * (sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? 0);
  return { p50: at(50), p95: at(95), p99: at(99) };
}

/** One value of a sweep: as long a warm-up as the measurement behind it. */
export class SweepTrial implements Trial<SweepPoint> {
  private readonly world: World;
  private readonly sweep: Sweep;
  private readonly value: string;
  private readonly measured = nothing();
  /** Measured from here to there, µs; Infinity before the clients run. */
  private fromUs = Number.POSITIVE_INFINITY;
  private untilUs = Number.POSITIVE_INFINITY;

  constructor(scenario: Scenario, sweep: Sweep, value: string) {
    this.sweep = sweep;
    this.value = value;
    this.world = trialWorld(scenario, this.probe());
  }

  private probe(): Probe {
    const now = (): number => this.world.state.sim.nowUs;
    const isMeasured = (client: string): boolean =>
      client === this.sweep.producer && now() >= this.fromUs;
    return {
      ...silentProbe,
      acknowledged: (client, { batch }) => {
        if (!isMeasured(client)) return;
        this.measured.records += batch.recordCount;
        this.measured.bytes += batch.sizeInBytes;
        this.measured.batches++;
        noteLatencies(this.measured.latenciesMs, batch, now());
      },
      clients: {
        ...silentProbe.clients,
        producer: (client, event) => {
          if (isMeasured(client)) noteEvent(this.measured, event, now());
        },
      },
    };
  }

  readonly step = (): boolean => {
    if (stepSetup(this.world)) return true;
    if (this.untilUs === Number.POSITIVE_INFINITY) {
      this.fromUs = this.world.state.sim.nowUs + this.sweep.forUs;
      this.untilUs = this.fromUs + this.sweep.forUs;
    }
    return stepTo(this.world, this.untilUs);
  };

  readonly progress = (): number => {
    if (this.untilUs === Number.POSITIVE_INFINITY) return 0;
    const left = (this.untilUs - this.world.state.sim.nowUs) / (2 * this.sweep.forUs);
    return Math.max(0, Math.min(1, 1 - left));
  };

  readonly result = (): SweepPoint => {
    const { measured } = this;
    const seconds = this.sweep.forUs / 1_000_000;
    return {
      value: this.value,
      recordsPerSecond: measured.records / seconds,
      bytesPerSecond: measured.bytes / seconds,
      latency: percentilesOf(measured.latenciesMs),
      failed: measured.failed,
      recordsPerBatch: measured.batches === 0 ? 0 : measured.records / measured.batches,
      requestsPerSecond: measured.requests / seconds,
    };
  };
}
