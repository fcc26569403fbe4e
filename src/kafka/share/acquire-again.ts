import type { AcquireAsk, AcquiredRecords, Taking } from "./acquire.ts";
import {
  type InFlightBatch,
  type InFlightState,
  isAvailable,
  runsOf,
  splitBatch,
} from "./in-flight.ts";

/** From so many deliveries on, records are given in smaller and smaller numbers. Kafka: SharePartition.throttleRecordsDeliveryLimit. */
const throttledFrom = (maxDeliveries: number): number =>
  Math.max(2, Math.ceil(maxDeliveries / 2));

/** Kafka: SharePartition.shouldThrottleRecordsDelivery. */
function isThrottled(
  batch: InFlightBatch,
  first: number,
  last: number,
  maxDeliveries: number,
): boolean {
  const limit = throttledFrom(maxDeliveries);
  return runsOf(batch).some(
    (run) =>
      (batch.whole !== null || (run.first >= first && run.first <= last)) &&
      isAvailable(run.flight) &&
      run.flight.deliveryCount >= limit,
  );
}

function lock(flight: InFlightState, { memberId, nowMs, limits }: AcquireAsk): void {
  flight.state = "Acquired";
  flight.deliveryCount += 1;
  flight.memberId = memberId;
  flight.lockUntilMs = nowMs + limits.lockMs;
}

/** Acquires what of a batch came back; false: nothing more is to be acquired in this fetch. Kafka: SharePartition.acquire. */
export function acquireAgain(
  taking: Taking,
  batch: InFlightBatch,
  first: number,
  last: number,
): boolean {
  const { ask } = taking;
  const isWhole = batch.first >= first && batch.last <= last;
  const tooMany =
    ask.recordLimit && batch.last - batch.first + 1 > taking.max - taking.count;
  const throttled = isThrottled(batch, first, last, ask.limits.maxDeliveries);
  // A record that kills whoever processes it must not take its neighbours with it.
  if (throttled && taking.count > 0) return stop(taking);
  if (isWhole && batch.whole !== null && !tooMany && !throttled) {
    if (!isAvailable(batch.whole)) return true;
    lock(batch.whole, ask);
    taking.acquired.push({
      firstOffset: batch.first,
      lastOffset: batch.last,
      deliveryCount: batch.whole.deliveryCount,
    });
    taking.count += batch.last - batch.first + 1;
    return true;
  }
  if (batch.whole !== null) {
    if (!isAvailable(batch.whole)) return true;
    splitBatch(batch);
  }
  const count = acquireOffsets(taking, batch, first, last);
  taking.count += count;
  return throttled && count > 0 ? stop(taking) : true;
}

function stop(taking: Taking): false {
  taking.max = 0;
  return false;
}

/** Single offsets of a batch; on its last delivery a record goes alone. Kafka: SharePartition.acquireSubsetBatchRecords. */
function acquireOffsets(
  { ask, acquired, max, count }: Taking,
  batch: InFlightBatch,
  first: number,
  last: number,
): number {
  const { maxDeliveries } = ask.limits;
  const limit = throttledFrom(maxDeliveries);
  const isolates = maxDeliveries > 2;
  let most = ask.recordLimit ? max - count : Number.MAX_SAFE_INTEGER;
  let isLimited = false;
  const taken: AcquiredRecords[] = [];
  for (const { first: offset, flight } of runsOf(batch)) {
    if (offset < first || offset > last || !isAvailable(flight)) continue;
    const { deliveryCount } = flight;
    if (isolates && deliveryCount === maxDeliveries - 1 && taken.length > 0) break;
    if (deliveryCount >= limit && !isLimited) {
      isLimited = true;
      const share = batch.offsets.length >> (deliveryCount - limit + 1);
      most = Math.min(most, Math.max(1, share));
    }
    lock(flight, ask);
    taken.push({
      firstOffset: offset,
      lastOffset: offset,
      deliveryCount: flight.deliveryCount,
    });
    if (isolates && flight.deliveryCount === maxDeliveries) break;
    if (taken.length >= most) break;
  }
  for (const one of taken) append(acquired, one);
  return taken.length;
}

/** Offsets that follow each other with one delivery count are one run. Kafka: ShareFetchUtils.accumulateAcquiredRecords. */
function append(acquired: AcquiredRecords[], one: AcquiredRecords): void {
  const before = acquired.at(-1);
  if (
    before !== undefined &&
    before.lastOffset + 1 === one.firstOffset &&
    before.deliveryCount === one.deliveryCount
  )
    acquired[acquired.length - 1] = { ...before, lastOffset: one.lastOffset };
  else acquired.push(one);
}
