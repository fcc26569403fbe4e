/**
 * The pending events: a 4-ary heap over typed arrays, ordered by (time, sequence), so that two events of one
 * microsecond happen in the order in which they were scheduled. The heap holds slots of a table beside it.
 */
export interface EventQueue {
  size: number;
  /** Grows by one with every event pushed; breaks ties. */
  sequence: number;
  times: Float64Array;
  sequences: Float64Array;
  slots: Int32Array;
  /** Slots that hold no event, used as a stack. */
  free: Int32Array;
  freeCount: number;
  kinds: Int32Array;
  as: Int32Array;
  bs: Int32Array;
  cs: Int32Array;
  /** A time that belongs to the event, such as when a packet was sent. */
  sinces: Float64Array;
  payloads: unknown[];
}

const firstCapacity = 1024;

export function emptyQueue(): EventQueue {
  const free = new Int32Array(firstCapacity);
  for (let i = 0; i < firstCapacity; i++) free[i] = firstCapacity - 1 - i;
  return {
    size: 0,
    sequence: 0,
    times: new Float64Array(firstCapacity),
    sequences: new Float64Array(firstCapacity),
    slots: new Int32Array(firstCapacity),
    free,
    freeCount: firstCapacity,
    kinds: new Int32Array(firstCapacity),
    as: new Int32Array(firstCapacity),
    bs: new Int32Array(firstCapacity),
    cs: new Int32Array(firstCapacity),
    sinces: new Float64Array(firstCapacity),
    payloads: Array.from({ length: firstCapacity }, () => null),
  };
}

function grown<T extends Int32Array | Float64Array>(old: T, capacity: number): T {
  const bigger =
    old instanceof Int32Array ? new Int32Array(capacity) : new Float64Array(capacity);
  bigger.set(old);
  return bigger as T;
}

function grow(queue: EventQueue): void {
  const old = queue.times.length;
  const capacity = old * 2;
  queue.times = grown(queue.times, capacity);
  queue.sequences = grown(queue.sequences, capacity);
  queue.slots = grown(queue.slots, capacity);
  queue.kinds = grown(queue.kinds, capacity);
  queue.as = grown(queue.as, capacity);
  queue.bs = grown(queue.bs, capacity);
  queue.cs = grown(queue.cs, capacity);
  queue.sinces = grown(queue.sinces, capacity);
  queue.free = grown(queue.free, capacity);
  for (let i = 0; i < old; i++) {
    queue.free[i] = capacity - 1 - i;
    queue.payloads.push(null);
  }
  queue.freeCount = old;
}

/** Takes a slot for a new event at `time` (µs); the caller fills the table's columns at the slot returned. */
export function pushEvent(queue: EventQueue, time: number): number {
  if (queue.freeCount === 0) grow(queue);
  const { times, sequences, slots } = queue;
  const slot = queue.free[--queue.freeCount] as number;
  const sequence = queue.sequence++;
  let at = queue.size++;
  while (at > 0) {
    const parent = (at - 1) >> 2;
    // A later sequence never overtakes an equal time, so only the time is compared on the way up.
    if ((times[parent] as number) <= time) break;
    times[at] = times[parent] as number;
    sequences[at] = sequences[parent] as number;
    slots[at] = slots[parent] as number;
    at = parent;
  }
  times[at] = time;
  sequences[at] = sequence;
  slots[at] = slot;
  return slot;
}

/** Time of the next event in µs, or Infinity. */
export function nextEventTime(queue: EventQueue): number {
  return queue.size === 0 ? Number.POSITIVE_INFINITY : (queue.times[0] as number);
}

/** Removes the next event and returns its slot; its columns stay readable until the next push. */
export function popEvent(queue: EventQueue): number {
  const { times, sequences, slots } = queue;
  const top = slots[0] as number;
  const last = --queue.size;
  queue.free[queue.freeCount++] = top;
  if (last === 0) return top;
  const time = times[last] as number;
  const sequence = sequences[last] as number;
  const slot = slots[last] as number;
  let at = 0;
  for (;;) {
    const first = at * 4 + 1;
    if (first >= last) break;
    const child = leastChild(queue, first, Math.min(first + 4, last));
    const childTime = times[child] as number;
    if (
      childTime > time ||
      (childTime === time && (sequences[child] as number) > sequence)
    )
      break;
    times[at] = childTime;
    sequences[at] = sequences[child] as number;
    slots[at] = slots[child] as number;
    at = child;
  }
  times[at] = time;
  sequences[at] = sequence;
  slots[at] = slot;
  return top;
}

function leastChild(queue: EventQueue, first: number, end: number): number {
  const { times, sequences } = queue;
  let least = first;
  let leastTime = times[first] as number;
  for (let i = first + 1; i < end; i++) {
    const time = times[i] as number;
    if (
      time < leastTime ||
      (time === leastTime && (sequences[i] as number) < (sequences[least] as number))
    ) {
      least = i;
      leastTime = time;
    }
  }
  return least;
}
