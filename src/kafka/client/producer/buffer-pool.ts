/** A send that waits for memory. */
export interface BufferWaiter {
  readonly size: number;
  /** What it has got so far. */
  accumulated: number;
  /** When it gives up, µs. */
  readonly deadlineUs: number;
  /** Set once it has all. */
  granted: boolean;
}

/** The memory of `buffer.memory` that batches are written to. Kafka: BufferPool. */
export interface BufferPool {
  readonly totalMemory: number;
  /** Buffers of this size (`batch.size`) are kept for the next batch. */
  readonly poolableSize: number;
  /** How many of them are kept. */
  freeBuffers: number;
  nonPooled: number;
  /** Longest waiting first. */
  waiters: BufferWaiter[];
}

export const bufferPool = (totalMemory: number, poolableSize: number): BufferPool => ({
  totalMemory,
  poolableSize,
  freeBuffers: 0,
  nonPooled: totalMemory,
  waiters: [],
});

/** Kafka: BufferPool.availableMemory. */
export const availableMemory = (pool: BufferPool): number =>
  pool.nonPooled + pool.freeBuffers * pool.poolableSize;

/** Takes memory if enough is free; a later, smaller request may go ahead of those that wait. Kafka: BufferPool.allocate. */
export function allocate(pool: BufferPool, size: number): boolean {
  if (size === pool.poolableSize && pool.freeBuffers > 0) pool.freeBuffers--;
  else if (availableMemory(pool) >= size) {
    freeUp(pool, size);
    pool.nonPooled -= size;
  } else return false;
  wakeFirst(pool, true);
  return true;
}

/** Queues for memory; `giveUpWaiting` ends it. Memory that is free now is left alone until something wakes the first waiter. */
export function waitForMemory(
  pool: BufferPool,
  size: number,
  deadlineUs: number,
): BufferWaiter {
  const waiter = { size, accumulated: 0, deadlineUs, granted: false };
  pool.waiters.push(waiter);
  return waiter;
}

/** Its time is over: what it had got goes back. */
export function giveUpWaiting(pool: BufferPool, waiter: BufferWaiter): void {
  pool.nonPooled += waiter.accumulated;
  pool.waiters = pool.waiters.filter((other) => other !== waiter);
  wakeFirst(pool, true);
}

/** A try that may not wait at all leaves as it came, but wakes the first waiter. Kafka: BufferPool.allocate, its finally block. */
export function refuseWaiting(pool: BufferPool): void {
  wakeFirst(pool, true);
}

/** Kafka: BufferPool.deallocate. */
export function deallocate(pool: BufferPool, size: number): void {
  if (size === pool.poolableSize) pool.freeBuffers++;
  else pool.nonPooled += size;
  wakeFirst(pool, false);
}

/** The first waiter takes what it can, piece by piece; when it has all, the next one is woken. */
function wakeFirst(pool: BufferPool, onlyIfFree: boolean): void {
  let [first] = pool.waiters;
  if (onlyIfFree && availableMemory(pool) === 0) return;
  while (first !== undefined) {
    takeMore(pool, first);
    if (first.accumulated < first.size) return;
    first.granted = true;
    pool.waiters.shift();
    if (availableMemory(pool) === 0) return;
    [first] = pool.waiters;
  }
}

function takeMore(pool: BufferPool, waiter: BufferWaiter): void {
  const { size, accumulated } = waiter;
  if (accumulated === 0 && size === pool.poolableSize && pool.freeBuffers > 0) {
    pool.freeBuffers--;
    waiter.accumulated = size;
    return;
  }
  freeUp(pool, size - accumulated);
  const got = Math.min(size - accumulated, pool.nonPooled);
  pool.nonPooled -= got;
  waiter.accumulated += got;
}

/** Kafka: BufferPool.freeUp. */
function freeUp(pool: BufferPool, size: number): void {
  while (pool.freeBuffers > 0 && pool.nonPooled < size) {
    pool.freeBuffers--;
    pool.nonPooled += pool.poolableSize;
  }
}
