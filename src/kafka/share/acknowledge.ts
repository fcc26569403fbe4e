import { errors } from "../error-codes.ts";
import { acknowledgeTypes, isAcknowledgeType, stateAfter } from "./acknowledge-type.ts";
import {
  type InFlightBatch,
  runsOf,
  type StateRun,
  splitBatch,
  startTransition,
} from "./in-flight.ts";
import { isTerminal, recordStateIds } from "./record-state.ts";
import {
  batchesBetween,
  floorBatch,
  inFlightBetween,
  type ShareLimits,
  type SharePartition,
  type StateUpdate,
} from "./share-partition.ts";

/** Offsets with one acknowledgement for all, or one for each. Kafka: ShareAcknowledgementBatch. */
export interface AcknowledgementBatch {
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly acknowledgeTypes: readonly number[];
}

/** Who acknowledges, and when. */
export interface AcknowledgeAsk {
  readonly memberId: string;
  readonly batches: readonly AcknowledgementBatch[];
  readonly limits: ShareLimits;
  readonly nowMs: number;
}

/** What is to be written, with the error of what came after it. */
export interface Acknowledged {
  readonly updates: StateUpdate[];
  error: number;
}

/** Begins the change of a state that the share coordinator is to write. */
export function beginUpdate(
  partition: SharePartition,
  { first, last, flight }: StateRun,
  to: Parameters<typeof startTransition>[1],
  maxDeliveries: number,
): StateUpdate {
  startTransition(flight, to, maxDeliveries);
  if (isTerminal(flight.state))
    partition.completed += inFlightBetween(partition, first, last);
  return {
    flight,
    batch: {
      firstOffset: first,
      lastOffset: last,
      deliveryState: recordStateIds[flight.state],
      deliveryCount: flight.deliveryCount,
    },
  };
}

/** Changes states as a member says; what it does not hold is an error. Kafka: SharePartition.acknowledge. */
export function acknowledge(
  partition: SharePartition,
  ask: AcknowledgeAsk,
): Acknowledged {
  const done: Acknowledged = { updates: [], error: 0 };
  for (const batch of ask.batches) {
    done.error = acknowledgeBatch(partition, ask, batch, done.updates);
    if (done.error !== 0) return done;
  }
  return done;
}

function acknowledgeBatch(
  partition: SharePartition,
  ask: AcknowledgeAsk,
  batch: AcknowledgementBatch,
  updates: StateUpdate[],
): number {
  if (!batch.acknowledgeTypes.every(isAcknowledgeType)) return errors.INVALID_REQUEST;
  // Everything in it is done already.
  if (batch.lastOffset < partition.startOffset) return 0;
  const moved =
    batch.firstOffset < partition.startOffset &&
    batch.lastOffset >= partition.startOffset;
  const floor =
    floorBatch(partition, batch.firstOffset) ??
    (moved ? floorBatch(partition, partition.startOffset) : undefined);
  if (floor === undefined) return errors.INVALID_RECORD_STATE;
  const found = batchesBetween(partition, floor.first, batch.lastOffset);
  const [first] = found;
  if ((found.at(-1)?.last ?? -1) < batch.lastOffset) return errors.INVALID_REQUEST;
  if (found.length === 1 && first !== undefined && batch.firstOffset > first.last)
    return errors.INVALID_RECORD_STATE;
  for (const each of found) {
    if (each.last < batch.firstOffset) continue;
    const error = acknowledgeIn(partition, ask, { batch, inFlight: each }, updates);
    if (error !== 0) return error;
  }
  return 0;
}

/** Kafka: SharePartition.acknowledgeBatchRecords. */
function acknowledgeIn(
  partition: SharePartition,
  ask: AcknowledgeAsk,
  { batch, inFlight }: { batch: AcknowledgementBatch; inFlight: InFlightBatch },
  updates: StateUpdate[],
): number {
  const { startOffset } = partition;
  const { whole } = inFlight;
  if (whole !== null) {
    if (whole.memberId !== ask.memberId) return errors.INVALID_RECORD_STATE;
    if (whole.state !== "Acquired") return errors.INVALID_RECORD_STATE;
    const isFull =
      inFlight.first >= batch.firstOffset && inFlight.last <= batch.lastOffset;
    const startWithin = inFlight.first < startOffset && inFlight.last >= startOffset;
    if (!isFull || batch.acknowledgeTypes.length > 1 || startWithin) splitBatch(inFlight);
  }
  for (const run of runsOf(inFlight)) {
    if (run.last < batch.firstOffset || run.first > batch.lastOffset) continue;
    // What lies before the start offset is done, or gone from the log.
    if (run.first < startOffset && inFlight.whole === null) continue;
    const error = acknowledgeRun(partition, ask, { batch, run }, updates);
    if (error !== 0) return error;
  }
  return 0;
}

/** Kafka: SharePartition.acknowledgePerOffsetBatchRecords, acknowledgeCompleteBatch. */
function acknowledgeRun(
  partition: SharePartition,
  { memberId, limits, nowMs }: AcknowledgeAsk,
  { batch, run }: { batch: AcknowledgementBatch; run: StateRun },
  updates: StateUpdate[],
): number {
  const { flight } = run;
  if (flight.memberId !== memberId || flight.state !== "Acquired")
    return errors.INVALID_RECORD_STATE;
  const types = batch.acknowledgeTypes;
  const type = types.length > 1 ? types[run.first - batch.firstOffset] : types[0];
  if (type === undefined) return errors.INVALID_REQUEST;
  if (type === acknowledgeTypes.renew) {
    if (!limits.renews) return errors.INVALID_RECORD_STATE;
    flight.lockUntilMs = nowMs + limits.lockMs;
    return 0;
  }
  updates.push(beginUpdate(partition, run, stateAfter(type), limits.maxDeliveries));
  return 0;
}
