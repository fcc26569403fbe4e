import { createStore, type StoreApi } from "zustand/vanilla";
import type { NodeStatus, ViewFrame } from "../contract/frame.ts";
import type { Happening } from "../contract/happening.ts";

/** Bounds of what is kept; the oldest goes first. */
const mostHappenings = 4_000;
const mostSamples = 1_200;
const mostSpans = 200;
/** Virtual microseconds between two samples at least. */
const sampleUs = 100_000;

/** A time in which a broker was not simply running. */
export interface Span {
  readonly broker: number;
  readonly status: NodeStatus;
  readonly fromUs: number;
  /** Null while it lasts. */
  readonly toUs: number | null;
}

/** Figures at one moment. */
export interface Sample {
  readonly atUs: number;
  /** Records acknowledged since the run began, by all producers. */
  readonly acked: number;
  /** Sum of all consumers' known lags. */
  readonly lag: number;
  /** Of each group as its coordinator has it. */
  readonly lags: Readonly<Record<string, number>>;
}

/** The run as told so far. */
export interface ChronicleState {
  /** Oldest first. */
  readonly happenings: readonly Happening[];
  readonly spans: readonly Span[];
  readonly samples: readonly Sample[];
}

/** Remembers what frames report, and tells it when asked to. */
export interface Chronicle {
  readonly store: StoreApi<ChronicleState>;
  record(frame: ViewFrame): void;
  /** Publishes what was recorded since; kept apart so that panels change at their own rate. */
  tell(): void;
  clear(): void;
}

const nothing: ChronicleState = { happenings: [], spans: [], samples: [] };

function nextSpans(spans: readonly Span[], frame: ViewFrame): readonly Span[] {
  let next = spans;
  for (const broker of frame.brokers) {
    const open = next.find((span) => span.broker === broker.id && span.toUs === null);
    if ((open?.status ?? "running") === broker.status) continue;
    next = next.map((span) =>
      span === open ? { ...span, toUs: broker.statusSinceUs } : span,
    );
    if (broker.status === "running") continue;
    next = [
      ...next,
      {
        broker: broker.id,
        status: broker.status,
        fromUs: broker.statusSinceUs,
        toUs: null,
      },
    ];
  }
  return next.slice(-mostSpans);
}

function sampleOf(frame: ViewFrame): Sample {
  let acked = 0;
  let lag = 0;
  for (const producer of frame.producers) acked += producer.acked;
  for (const consumer of frame.consumers)
    for (const position of consumer.positions) lag += Math.max(0, position.lag);
  const lags: Record<string, number> = {};
  for (const group of frame.groups) lags[group.id] = group.lag;
  return { atUs: frame.atUs, acked, lag, lags };
}

/** Begins empty. */
export function createChronicle(): Chronicle {
  const store = createStore<ChronicleState>(() => nothing);
  let happenings: Happening[] = [];
  let samples: Sample[] = [];
  let spans: readonly Span[] = [];
  let changed = false;
  return {
    store,
    record(frame) {
      if (frame.happenings.length > 0) {
        happenings.push(...frame.happenings);
        changed = true;
      }
      const last = samples.at(-1);
      if (last === undefined || frame.atUs - last.atUs >= sampleUs) {
        samples.push(sampleOf(frame));
        changed = true;
      }
      const next = nextSpans(spans, frame);
      changed ||= next !== spans;
      spans = next;
    },
    tell() {
      if (!changed) return;
      changed = false;
      happenings = happenings.slice(-mostHappenings);
      samples = samples.slice(-mostSamples);
      store.setState({ happenings: [...happenings], spans, samples: [...samples] });
    },
    clear() {
      happenings = [];
      samples = [];
      spans = [];
      changed = false;
      store.setState(nothing);
    },
  };
}

/** A happening by id: ids count from one without a hole, so its place is known. */
export function happeningById(
  happenings: readonly Happening[],
  id: number,
): Happening | null {
  const first = happenings[0];
  if (first === undefined || id < first.id) return null;
  const guess = happenings[id - first.id];
  if (guess?.id === id) return guess;
  return happenings.find((happening) => happening.id === id) ?? null;
}

/** What led to a happening, oldest first, itself last; at most twelve steps. */
export function chainOf(
  happenings: readonly Happening[],
  happening: Happening,
): readonly Happening[] {
  const chain = [happening];
  let at: Happening | null = happening;
  while (at !== null && at.cause > 0 && chain.length < 12) {
    at = happeningById(happenings, at.cause);
    if (at !== null) chain.unshift(at);
  }
  return chain;
}
