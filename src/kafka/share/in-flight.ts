import type { RecordState } from "./record-state.ts";

/** The state of a record, or of a whole batch of them. It is changed in place. Kafka: InFlightState. */
export interface InFlightState {
  state: RecordState;
  deliveryCount: number;
  /** Who acquired it; empty for nobody. */
  memberId: string;
  /** When the acquisition lock ends, ms; -1 without one. */
  lockUntilMs: number;
  /** What it goes back to if the share coordinator does not write the change that is under way. */
  before: StateBefore | null;
}

interface StateBefore {
  readonly state: RecordState;
  readonly memberId: string;
  /** The log's start has passed it meanwhile: it must not come again. */
  archived: boolean;
}

/** Records that were acquired together, and their states. Kafka: InFlightBatch. */
export interface InFlightBatch {
  readonly first: number;
  readonly last: number;
  /** One state for all; null once each offset has its own. */
  whole: InFlightState | null;
  /** By offset minus `first`. */
  offsets: InFlightState[];
}

/** A state in which nothing is under way. */
export const inFlightState = (
  state: RecordState,
  deliveryCount: number,
  memberId: string,
  lockUntilMs: number,
): InFlightState => ({ state, deliveryCount, memberId, lockUntilMs, before: null });

/** A batch with one state. */
export const inFlightBatch = (
  first: number,
  last: number,
  whole: InFlightState,
): InFlightBatch => ({ first, last, whole, offsets: [] });

/** From now on each offset has a state of its own. Kafka: InFlightBatch.maybeInitializeOffsetStateUpdate. */
export function splitBatch(batch: InFlightBatch): void {
  const { whole, first, last } = batch;
  if (whole === null) return;
  batch.whole = null;
  for (let offset = first; offset <= last; offset++)
    batch.offsets.push({
      ...whole,
      before: whole.before === null ? null : { ...whole.before },
    });
}

/** The state of one offset of the batch. */
export const stateAt = (
  { whole, offsets, first }: InFlightBatch,
  offset: number,
): InFlightState | undefined => whole ?? offsets[offset - first];

/** Offsets that have one state: the whole batch, or each offset. */
export interface StateRun {
  readonly first: number;
  readonly last: number;
  readonly flight: InFlightState;
}

/** The states of a batch with the offsets that they stand for. */
export function runsOf(batch: InFlightBatch): StateRun[] {
  const { whole, first, last, offsets } = batch;
  if (whole !== null) return [{ first, last, flight: whole }];
  return offsets.map((flight, i) => ({ first: first + i, last: first + i, flight }));
}

/** It can be acquired. */
export const isAvailable = ({ state, before }: InFlightState): boolean =>
  state === "Available" && before === null;

/** Out of deliveries, a record is archived instead of released. Kafka: InFlightState.tryUpdateState. */
export const releasedState = (
  { deliveryCount }: InFlightState,
  maxDeliveries: number,
): RecordState => (deliveryCount >= maxDeliveries ? "Archived" : "Available");

/** Changes a state for as long as it is not written. Kafka: InFlightState.startStateTransition. */
export function startTransition(
  flight: InFlightState,
  to: RecordState,
  maxDeliveries: number,
): void {
  flight.before = { state: flight.state, memberId: flight.memberId, archived: false };
  flight.state = to === "Available" ? releasedState(flight, maxDeliveries) : to;
  flight.memberId = "";
}

/** The change is written, or it is taken back. Kafka: InFlightState.completeStateTransition. */
export function completeTransition(
  flight: InFlightState,
  written: boolean,
  how: { readonly nowMs: number; readonly maxDeliveries: number },
): void {
  const { before } = flight;
  if (before === null) return;
  flight.before = null;
  if (written) {
    flight.lockUntilMs = -1;
    return;
  }
  flight.state = before.state;
  flight.memberId = before.memberId;
  if (before.archived) {
    flight.state = "Archived";
    flight.memberId = "";
    flight.lockUntilMs = -1;
  } else if (flight.lockUntilMs >= 0 && flight.lockUntilMs <= how.nowMs) {
    // The lock ended while the write was under way.
    flight.state = releasedState(flight, how.maxDeliveries);
    flight.memberId = "";
    flight.lockUntilMs = -1;
  }
}
